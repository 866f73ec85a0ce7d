import { dayLength } from '@waymark/contract/days.ts';
import { dayNumber } from './calendar.ts';
import type { Random } from './random.ts';

/** Makes UUIDv7 of a day in the past, from the generator given: sorted by time, and the same every time. */
export function idMaker(random: Random): (date: string) => string {
  let count = 0;
  return (date) => {
    // a few milliseconds apart, so that ids of one day keep the order they were made in
    const milliseconds = dayNumber(date) * dayLength + 28_800_000 + count++ * 7;
    const time = milliseconds.toString(16).padStart(12, '0');
    const a = hex(random, 3);
    const b = (8 + random.whole(0, 3)).toString(16) + hex(random, 3);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${a}-${b}-${hex(random, 6)}${hex(random, 6)}`;
  };
}

function hex(random: Random, digits: number): string {
  return Math.floor(random.next() * 16 ** digits)
    .toString(16)
    .padStart(digits, '0');
}
