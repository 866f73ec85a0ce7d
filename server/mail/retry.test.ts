import { expect, test } from 'vitest';
import { afterFailure, waits } from './retry.ts';

test('a server that cannot be reached, or is busy, is tried again', () => {
  expect(afterFailure({ code: 'ESOCKET' }, 1)).toBe('wait');
  expect(afterFailure({ code: 'EENVELOPE', responseCode: 451 }, 3)).toBe('wait');
});

test('an address nobody has is given up at once', () => {
  expect(afterFailure({ code: 'EENVELOPE', responseCode: 550 }, 1)).toBe('give up');
  expect(afterFailure({ code: 'EENVELOPE' }, 1)).toBe('give up');
  expect(afterFailure({ code: 'EMESSAGE', responseCode: 554 }, 1)).toBe('give up');
});

test('a wrong password waits for somebody to put it right', () => {
  expect(afterFailure({ code: 'EAUTH', responseCode: 535 }, 2)).toBe('wait');
});

test('after the last wait it is given up, about a day after it was written', () => {
  expect(afterFailure({ code: 'ESOCKET' }, waits.length)).toBe('wait');
  expect(afterFailure({ code: 'ESOCKET' }, waits.length + 1)).toBe('give up');
  const hours = waits.reduce((sum: number, minutes) => sum + minutes, 0) / 60;
  expect(hours).toBeGreaterThan(24);
  expect(hours).toBeLessThan(48);
});
