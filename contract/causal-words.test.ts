import { expect, test } from 'vitest';
import { causalWords } from './causal-words.ts';

test('words that say why are found, each once, whatever their case', () => {
  expect(causalWords('Thanks to mentoring, and thanks to Mo, attendance rose; this led to calmer lessons. What an impact!')).toEqual([
    'thanks to',
    'led to',
    'impact',
  ]);
  expect(causalWords('It improved because of us, which caused joy and was impactful.')).toEqual(['because of', 'caused', 'impactful']);
});

test('words that only say what happened are left alone', () => {
  expect(causalWords('Attendance was higher in March than in September. She stayed because she liked it. The mentor was called.')).toEqual(
    [],
  );
});
