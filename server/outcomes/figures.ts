import type { MissingReason } from '@waymark/contract/assessments.ts';
import type { OutcomeFigures } from '@waymark/contract/outcomes.ts';

/** So many standings of one series that are alike in what is counted. */
export interface Cell {
  /** Scores with a level: none, one, or two and more. Null where a point's level is counted apart from the rest. */
  scored: 0 | 1 | 2 | null;
  first: number | null;
  latest: number | null;
  baseline: number | null;
  progress: number | null;
  review: number | null;
  closing: number | null;
  missingReason: MissingReason | null;
  n: number;
}

/**
 * The figures of one outcome from its cells. `of`: how many could have been scored; those without a standing were never
 * assessed. Moved compares first and latest of those with two scores or more, whatever lies between.
 */
export function figuresOf(cells: readonly Cell[], levels: number, of: number): OutcomeFigures {
  const figures = emptyFigures(levels);
  const { points, missing } = figures;
  let standing = 0;
  for (const cell of cells) {
    add(figures.first, cell.first, cell.n);
    add(figures.latest, cell.latest, cell.n);
    add(points.baseline, cell.baseline, cell.n);
    add(points.progress, cell.progress, cell.n);
    add(points.review, cell.review, cell.n);
    add(points.closing, cell.closing, cell.n);
    if (cell.scored === null) continue;
    standing += cell.n;
    if (cell.scored === 0) missing[cell.missingReason ?? 'not_collected'] += cell.n;
    else if (cell.scored === 1) figures.onlyOne += cell.n;
    else if (cell.first !== null && cell.latest !== null) {
      figures.paired += cell.n;
      add(figures.pairs[cell.first - 1] ?? [], cell.latest, cell.n);
      figures.moved[cell.latest > cell.first ? 'up' : cell.latest < cell.first ? 'down' : 'same'] += cell.n;
    }
  }
  // an enrolment scored on an outcome of a framework its programme no longer uses is still somebody who was scored
  figures.of = Math.max(of, standing);
  figures.never = figures.of - standing;
  return figures;
}

/** The figures of several outcomes together: a student counts once for each. All must have the same number of levels. */
export function sumFigures(all: readonly OutcomeFigures[], levels: number): OutcomeFigures {
  return all.reduce<OutcomeFigures>(
    (sum, one) => ({
      levels,
      of: sum.of + one.of,
      paired: sum.paired + one.paired,
      onlyOne: sum.onlyOne + one.onlyOne,
      never: sum.never + one.never,
      missing: {
        not_asked: sum.missing.not_asked + one.missing.not_asked,
        declined: sum.missing.declined + one.missing.declined,
        not_applicable: sum.missing.not_applicable + one.missing.not_applicable,
        not_collected: sum.missing.not_collected + one.missing.not_collected,
      },
      first: plus(sum.first, one.first),
      latest: plus(sum.latest, one.latest),
      points: {
        baseline: plus(sum.points.baseline, one.points.baseline),
        progress: plus(sum.points.progress, one.points.progress),
        review: plus(sum.points.review, one.points.review),
        closing: plus(sum.points.closing, one.points.closing),
      },
      pairs: sum.pairs.map((row, index) => plus(row, one.pairs[index] ?? [])),
      moved: { up: sum.moved.up + one.moved.up, same: sum.moved.same + one.moved.same, down: sum.moved.down + one.moved.down },
    }),
    emptyFigures(levels),
  );
}

function emptyFigures(levels: number): OutcomeFigures {
  const none = () => Array.from({ length: levels }, () => 0);
  return {
    levels,
    of: 0,
    paired: 0,
    onlyOne: 0,
    never: 0,
    missing: { not_asked: 0, declined: 0, not_applicable: 0, not_collected: 0 },
    first: none(),
    latest: none(),
    points: { baseline: none(), progress: none(), review: none(), closing: none() },
    pairs: Array.from({ length: levels }, none),
    moved: { up: 0, same: 0, down: 0 },
  };
}

function add(counts: number[], level: number | null, n: number): void {
  if (level !== null) counts[level - 1] = (counts[level - 1] ?? 0) + n;
}

function plus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((count, index) => count + (b[index] ?? 0));
}
