import type { Outcome, OutcomeType } from '@waymark/contract/framework-content.ts';
import { expect, test } from 'vitest';
import { carryOverProblems, continuable, proposeCarryOver, type ScaledVersion } from './carry-over.ts';

function version(
  number: number,
  levels: number,
  outcomes: readonly [code: string, seriesId: string, descriptor?: string][],
): ScaledVersion {
  const one = ([code, seriesId, descriptor = 'Does.']: (typeof outcomes)[number]): Outcome => ({
    id: `${number} ${code}`,
    seriesId,
    code,
    statement: `Student can ${code}, version ${number}`,
    question: '?',
    studentWording: 'I can.',
    evidence: '',
    descriptors: ['Does not.', descriptor],
  });
  const type: OutcomeType = { id: `${number} type`, code: 'a', name: 'A', description: '', outcomes: outcomes.map(one) };
  return { number, levels, outcomeTypes: [type] };
}

test('a draft may continue any earlier outcome on its scale, in its latest wording, one dropped meanwhile included', () => {
  const earlier = [
    version(1, 4, [
      ['A1', 's1'],
      ['A2', 's2'],
    ]),
    version(2, 4, [['A1', 's1']]),
  ];
  expect(continuable(earlier, 4).map(({ seriesId, versionNumber }) => [seriesId, versionNumber])).toEqual([
    ['s1', 2],
    ['s2', 1],
  ]);
});

test('no outcome of another scale can be continued', () => {
  expect(continuable([version(1, 4, [['A1', 's1']])], 5)).toEqual([]);
});

test('the same series is proposed, then the same code; what is new is left to start anew', () => {
  const earlier = continuable(
    [
      version(1, 4, [
        ['A1', 's1'],
        ['A2', 's2'],
      ]),
    ],
    4,
  );
  const draft = version(2, 4, [
    ['A9', 's1'],
    ['A2', 'from a file', 'Always does.'],
    ['A3', 's3'],
  ]);
  expect(proposeCarryOver(earlier, draft).map(({ code, seriesId, descriptorsReworded }) => [code, seriesId, descriptorsReworded])).toEqual([
    ['A9', 's1', false],
    ['A2', 's2', true],
    ['A3', null, false],
  ]);
});

test('a mapping across scales is refused, naming both', () => {
  const problems = carryOverProblems([{ outcomeId: '2 A1', seriesId: 's1' }], version(2, 5, [['A1', 's1']]), [
    version(1, 4, [['A1', 's1']]),
  ]);
  expect(problems).toEqual([
    {
      field: 'carryOver[0].seriesId',
      value: 's1',
      message: 'A1 cannot continue an outcome on 4 levels, because the draft has 5. Let it start anew.',
    },
  ]);
});

test('one earlier outcome cannot be continued by two, nor by one that is not in the draft, nor be another framework’s', () => {
  const draft = version(2, 4, [
    ['A1', 's1'],
    ['A2', 's2'],
  ]);
  const earlier = [version(1, 4, [['A1', 's1']])];
  const messages = (...carryOver: { outcomeId: string; seriesId: string }[]) =>
    carryOverProblems(carryOver, draft, earlier).map(({ message }) => message);
  expect(messages({ outcomeId: '2 A1', seriesId: 's1' })).toEqual([]);
  expect(messages({ outcomeId: '2 A1', seriesId: 's1' }, { outcomeId: '2 A2', seriesId: 's1' })).toEqual([
    'A1 and A2 cannot both continue the same outcome. Let one of them start anew.',
  ]);
  expect(messages({ outcomeId: '1 A1', seriesId: 's1' })).toEqual(['This outcome is not in the draft. Reload the page and choose again.']);
  expect(messages({ outcomeId: '2 A1', seriesId: 's7' })).toEqual([
    'A1 cannot continue this outcome: it is not in an earlier version of this framework.',
  ]);
  expect(messages({ outcomeId: '2 A1', seriesId: 's1' }, { outcomeId: '2 A1', seriesId: 's1' })).toEqual([
    'A1 is named twice. Name it once.',
  ]);
});
