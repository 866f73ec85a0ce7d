import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stampOf } from './clock.ts';

const at = (text: string) => Date.parse(text);

test('a phone ten minutes slow stamps its edit in the server’s time', () => {
  expect(stampOf(at('2026-11-02T09:50:00.000Z'), 600_000, undefined)).toBe('2026-11-02T10:00:00.000Z');
});

test('an edit made on a slow device, knowing of the other, is still the newer', () => {
  expect(stampOf(at('2026-11-02T09:50:00.000Z'), 0, '2026-11-02T10:00:00.000Z')).toBe('2026-11-02T10:00:00.001Z');
});

test('whatever the clocks say, an edit is stamped later than the one its author saw', () => {
  const moment = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });
  fc.assert(
    fc.property(moment, fc.integer({ min: -1e10, max: 1e10 }), moment, (deviceNow, offset, known) => {
      const stamp = stampOf(deviceNow, offset, new Date(known).toISOString());
      expect(Date.parse(stamp)).toBeGreaterThan(known);
      expect(Date.parse(stamp)).toBeGreaterThanOrEqual(deviceNow + offset);
    }),
  );
});

test('two keystrokes in the same millisecond keep their order', () => {
  const first = stampOf(1_790_000_000_000, 0, undefined);
  expect(stampOf(1_790_000_000_000, 0, first) > first).toBe(true);
});
