import { expect, test } from 'vitest';
import { wallClock } from './wallClock.ts';

test('a moment is shown as the organisation’s clocks show it, whatever the device’s', () => {
  expect(wallClock(new Date('2026-07-01T23:30:00Z'), 'Europe/London')).toEqual({ date: '2026-07-02', time: '00:30' });
  expect(wallClock(new Date('2026-07-01T23:30:00Z'), 'America/New_York')).toEqual({ date: '2026-07-01', time: '19:30' });
});
