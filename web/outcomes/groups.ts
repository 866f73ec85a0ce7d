import type { MissingReason } from '@waymark/contract/assessments.ts';
import type { OutcomeFigures } from '@waymark/contract/outcomes.ts';
import type { BarSegment } from '../charts/stackedBars.ts';
import * as t from '../strings/catalogue.ts';
import { formatNumber } from '../ui/format.ts';
import { coverage, inkOn, levelColour, movement } from '../ui/palette.ts';

const text = t.outcomes;
const missingReasons = Object.keys(text.missing) as MissingReason[];

/** The groups everybody enrolled falls into, in the order of the bar: each student is in exactly one. */
export const movedGroups = [
  { bar: 'moved:up', label: `▲ ${text.up}`, colour: movement.up, count: (figures: OutcomeFigures) => figures.moved.up },
  { bar: 'moved:same', label: `= ${text.same}`, colour: movement.same, count: (figures: OutcomeFigures) => figures.moved.same },
  { bar: 'moved:down', label: `▼ ${text.down}`, colour: movement.down, count: (figures: OutcomeFigures) => figures.moved.down },
  { bar: 'have:one', label: text.one, colour: coverage.one, count: (figures: OutcomeFigures) => figures.onlyOne },
  { bar: 'missing', label: text.noLevel, colour: coverage.noLevel, count: noLevel },
  { bar: 'have:never', label: text.never, colour: coverage.never, count: (figures: OutcomeFigures) => figures.never },
] as const;

function noLevel(figures: OutcomeFigures): number {
  return Object.values(figures.missing).reduce((sum, n) => sum + n, 0);
}

export function movedSegments(figures: OutcomeFigures): BarSegment[] {
  return movedGroups.map(({ bar, label, colour, count }) => ({ key: bar, label, value: count(figures), colour, ink: inkOn(colour) }));
}

/** Who has scores to compare, and of the others why not. */
export function haveGroups(figures: OutcomeFigures): { bar: string; label: string; n: number }[] {
  return [
    { bar: 'have:paired', label: text.paired, n: figures.paired },
    { bar: 'have:one', label: text.one, n: figures.onlyOne },
    ...missingReasons.map((reason) => ({ bar: `missing:${reason}`, label: text.missing[reason], n: figures.missing[reason] })),
    { bar: 'have:never', label: text.never, n: figures.never },
  ];
}

type PointName = keyof typeof text.detail.points_;

/** The distributions in the order of time. */
export function pointRows(figures: OutcomeFigures): { point: PointName; label: string; counts: readonly number[]; n: number }[] {
  const named: [PointName, readonly number[]][] = [
    ['first', figures.first],
    ['baseline', figures.points.baseline],
    ['progress', figures.points.progress],
    ['review', figures.points.review],
    ['closing', figures.points.closing],
    ['latest', figures.latest],
  ];
  return named.map(([point, counts]) => ({ point, label: text.detail.points_[point], counts, n: counts.reduce((sum, n) => sum + n, 0) }));
}

export function levelSegments(counts: readonly number[]): BarSegment[] {
  return counts.map((value, index) => {
    const colour = levelColour(index + 1, counts.length);
    return { key: String(index + 1), label: text.detail.level(index + 1), value, colour, ink: inkOn(colour) };
  });
}

/** A bar's name in words, for the list of students behind it. */
export function groupName(bar: string): string {
  const [kind = '', value = ''] = bar.split(':');
  if (kind === 'pair') {
    const [first = '', latest = ''] = value.split('-');
    return text.behind.groups.pair(first, latest);
  }
  if (kind === 'missing' && value !== '') return text.missing[value as MissingReason];
  const moved = movedGroups.find((group) => group.bar === bar);
  if (moved !== undefined) return moved.label;
  if (bar === 'have:paired') return text.paired;
  return text.behind.groups.at(text.detail.points_[kind as PointName] ?? kind, value);
}

/** A count with its share, `12 (40%)`; a share of nobody is not a number. */
export function shareText(n: number, of: number): string {
  return of === 0 ? '–' : formatNumber(n / of, { style: 'percent', maximumFractionDigits: 0 });
}
