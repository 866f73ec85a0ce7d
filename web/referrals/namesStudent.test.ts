import { expect, test } from 'vitest';
import { namesStudent } from './namesStudent.ts';

test('a name in what goes out by e-mail is noticed, whole words only', () => {
  expect(namesStudent('We will see Zoë on Friday.', ['Zoe Obrien'])).toBe(true);
  expect(namesStudent('MR OBRIEN called', ['Zoë Obrien'])).toBe(true);
  expect(namesStudent('We will see them on Friday.', ['Zoë Obrien'])).toBe(false);
  // Will is a name, and a word; a name of two letters is in too many words to say
  expect(namesStudent('Willing to help', ['Will Jo'])).toBe(false);
  expect(namesStudent('Jo', ['Al Jo'])).toBe(false);
});
