import { expect, test } from 'vitest';
import { gcseScale } from '@waymark/contract/measure-values.ts';
import { linesOf, repeatedLabel, stepsOf } from './stepLines.ts';

test('steps written as lines read back as themselves', () => {
  const steps = gcseScale.type === 'ordered' ? gcseScale.steps : [];
  expect(stepsOf(linesOf(steps), 0)).toEqual(steps);
});

test('empty lines are left out, and what follows the first colon describes the step', () => {
  expect(stepsOf('3c\n\n 3b : nearly: there \n', 1)).toEqual([
    { value: 1, label: '3c', description: '' },
    { value: 2, label: '3b', description: 'nearly: there' },
  ]);
});

test('a step that stands there twice is named', () => {
  expect(repeatedLabel(stepsOf('3c\n3b\n3C', 1))).toBe('3C');
  expect(repeatedLabel(stepsOf('3c\n3b', 1))).toBeUndefined();
});
