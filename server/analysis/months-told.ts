import type { LeavingTime } from '@waymark/stats/survival.ts';

/** How a curve stands at a month: who left in it and by its end, and who was still followed as it began. */
export interface MonthState {
  left: number;
  leftSoFar: number;
  atRisk: number;
}

/** How a curve stands at a month, whether or not anything happened in it. */
export function stateAt(times: readonly LeavingTime[], month: number): MonthState {
  const sum = (of: (time: LeavingTime) => number) => times.reduce((all, time) => all + of(time), 0);
  return {
    left: sum(({ time, left }) => (time === month ? left : 0)),
    leftSoFar: sum(({ time, left }) => (time <= month ? left : 0)),
    atRisk: sum(({ time, left, censored }) => (time >= month ? left + censored : 0)),
  };
}

const start = (times: readonly LeavingTime[]): MonthState => ({ left: 0, leftSoFar: 0, atRisk: stateAt(times, 0).atRisk });
const end = (times: readonly LeavingTime[]): MonthState => ({ left: 0, leftSoFar: stateAt(times, Infinity).leftSoFar, atRisk: 0 });

/**
 * The months at which curves may be shown. From one shown month to the next, each curve tells how many left and how many were
 * last seen: nobody, or not fewer than the threshold. The same months for all, since one curve can be taken from the sum of all.
 * @param first a month that goes before others, where it can be shown
 */
export function monthsTold(curves: readonly (readonly LeavingTime[])[], threshold: number, first: number): number[] {
  const few = (n: number) => n > 0 && n < threshold;
  const apart = (one: MonthState, other: MonthState): boolean => {
    const left = other.leftSoFar - other.left - (one.leftSoFar - one.left);
    const gone = one.atRisk - other.atRisk;
    return ![other.leftSoFar - one.leftSoFar, left, gone, gone - left].some(few);
  };
  const told: number[] = [];
  const all = [...new Set(curves.flat().map(({ time }) => time))].filter((month) => month > 0).toSorted((a, b) => a - b);
  for (const month of [...all.filter((one) => one === first), ...all]) {
    const [before, after] = [told.findLast((one) => one < month), told.find((one) => one > month)];
    const fits = curves.every((times) => {
      const here = stateAt(times, month);
      return (
        apart(before === undefined ? start(times) : stateAt(times, before), here) &&
        apart(here, after === undefined ? end(times) : stateAt(times, after))
      );
    });
    if (fits && !told.includes(month)) told.splice(told.filter((one) => one < month).length, 0, month);
  }
  return told;
}
