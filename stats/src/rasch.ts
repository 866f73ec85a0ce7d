import { refuse, type Answer, type Refusal, type Warning } from './answer.ts';
import { cholesky, inverse, quadraticForm, solve } from './linear-algebra.ts';
import { raschFit, type OutcomeFit } from './rasch-fit.ts';
import { raschLikelihood, raschParameters, type RaschLikelihood } from './rasch-likelihood.ts';
import { measureOf, type Measure } from './rasch-measures.ts';
import { checkRaschTable, totalsOf, type RaschTable } from './rasch-table.ts';

export interface RaschOutcome extends OutcomeFit {
  name: string;
  /** Where two neighbouring levels are equally likely, lowest first; nought is the mean of all thresholds. */
  thresholds: { estimate: number; se: number }[];
  /** False where a higher threshold lies below a lower: some level in between is nowhere the likeliest. */
  ordered: boolean;
}

export interface RaschDetail {
  outcomes: RaschOutcome[];
  /** For every set of outcomes, what each total says of a student. */
  measures: Measure[][];
  logLikelihood: number;
  /** Students at the bottom or the top of everything: they say nothing of the thresholds. */
  atAnEnd: number;
}

/**
 * Do outcomes work as questions of one scale? The partial-credit model by conditional maximum likelihood: thresholds of every
 * outcome without any assumption on how students are spread. The estimate is the reliability with which measures tell students
 * apart: the share of their spread that is not error.
 *
 * Works from counts of levels by total, which are sufficient: students may be many, and sets of outcomes differ as long as they
 * overlap.
 *
 * @returns refuses fewer than two outcomes, a level nobody has (its thresholds have no finite estimate), and sets that share
 *   no outcome
 * @throws RangeError where the counts contradict themselves
 *
 * Source: Masters 1982, Psychometrika 47; Andersen 1972; Fischer & Molenaar 1995. R: eRm::PCM.
 */
export function rasch(table: RaschTable): Answer<RaschDetail> {
  checkRaschTable(table);
  const impossible = notEstimable(table);
  if (impossible) return impossible;
  const fit = newton(table);
  if ('kind' in fit) return fit;

  const thresholds = centredThresholds(table, fit);
  const values = thresholds.map((own) => own.map(({ estimate }) => estimate));
  const outcomeFit = raschFit(table, values);
  const outcomes = table.outcomes.map(({ name }, at): RaschOutcome => {
    const own = values[at]!;
    return { name, thresholds: thresholds[at]!, ordered: own.every((value, h) => h === 0 || value > own[h - 1]!), ...outcomeFit[at]! };
  });
  const measures = table.sets.map((set) =>
    totalsOf(set).map((n, total) => ({
      total,
      n,
      ...measureOf(
        total,
        set.outcomes.map((at) => values[at]!),
        'warm',
      ),
    })),
  );
  const students = table.sets.flatMap(totalsOf).reduce((sum, n) => sum + n, 0);
  const atAnEnd = table.sets.map(totalsOf).reduce((sum, totals) => sum + totals[0]! + totals.at(-1)!, 0);
  return {
    kind: 'estimate',
    estimate: reliability(measures.flat()),
    se: null,
    ci: null,
    level: 0.95,
    df: null,
    n: students,
    clusters: null,
    method: 'Partial-credit model by conditional maximum likelihood; Warm’s measures.',
    warnings: warningsOf(table, outcomes, students - atAnEnd),
    detail: { outcomes, measures, logLikelihood: fit.logLikelihood, atAnEnd },
  };
}

/** How many students, not at an end of everything, had each level of each outcome. */
function levelsSeen({ outcomes, sets }: RaschTable): number[][] {
  const seen = outcomes.map(({ levels }) => Array.from({ length: levels }, () => 0));
  for (const set of sets)
    for (const byOutcome of set.counts.slice(1, -1))
      byOutcome.forEach((levels, k) => levels.forEach((n, h) => (seen[set.outcomes[k]!]![h]! += n)));
  return seen;
}

function notEstimable(table: RaschTable): Refusal | undefined {
  if (table.outcomes.length < 2)
    return refuse('too-little-data', 'One outcome cannot be held against others.', 'At least two outcomes scored together.');
  const seen = levelsSeen(table);
  const empty = seen.flatMap((levels, at) =>
    levels.flatMap((n, h) => (n === 0 ? [`level ${h + 1} of “${table.outcomes[at]!.name}”`] : [])),
  );
  return empty.length === 0
    ? undefined
    : refuse(
        'empty-category',
        `Of the students who are not at the bottom or the top of everything, nobody has ${empty.length > 3 ? `${empty.slice(0, 2).join(', ')}, or ${empty.length - 2} other levels of these outcomes` : empty.join(', or ')}.`,
        'More students, or levels taken together, so that each level has somebody.',
      );
}

interface Fit extends RaschLikelihood {
  eta: Float64Array;
  variance: Float64Array;
}

function newton(table: RaschTable): Fit | Refusal {
  const { size, starts } = raschParameters(table);
  // where nought lies is left open by the totals: adding this direction to the information fixes it without touching the rest
  const open = new Float64Array(size);
  table.outcomes.forEach(({ levels }, at) => {
    for (let h = 1; h < levels; h++) open[starts[at]! + h - 1] = h;
  });
  let eta: Float64Array = new Float64Array(size);
  let now = raschLikelihood(table, eta);
  for (let step = 0; step < 60; step++) {
    const factor = now.information.slice();
    for (let j = 0; j < size; j++) for (let i = 0; i < size; i++) factor[j * size + i]! += open[i]! * open[j]!;
    if (!cholesky(factor, size))
      return refuse(
        'disconnected',
        'Some outcomes were never scored together with the others.',
        'Students scored on outcomes of both sets.',
      );
    const change = now.gradient.slice();
    solve(factor, size, change);
    if (change.every((value) => Math.abs(value) < 1e-9)) return { ...now, eta, variance: inverse(factor, size) };
    for (let share = 1; ; share /= 2) {
      const next = eta.map((value, at) => value + share * change[at]!);
      const there = raschLikelihood(table, next);
      if (there.logLikelihood >= now.logLikelihood - 1e-9 || share < 1e-4) {
        eta = next;
        now = there;
        break;
      }
    }
    if (eta.some((value) => !(Math.abs(value) < 60))) break;
  }
  return refuse('not-converged', 'The thresholds of some outcome have no finite estimate.', 'More students between the ends of the scale.');
}

/** τ_h = η_h−1 − η_h, less their mean, with errors of that contrast. */
function centredThresholds(table: RaschTable, { eta, variance }: Fit): { estimate: number; se: number }[][] {
  const { starts, size } = raschParameters(table);
  const mean = new Float64Array(size);
  table.outcomes.forEach(({ levels }, at) => (mean[starts[at]! + levels - 2]! -= 1 / size));
  return table.outcomes.map(({ levels }, at) =>
    Array.from({ length: levels - 1 }, (_, h) => {
      const contrast = mean.map((value) => -value);
      contrast[starts[at]! + h]! -= 1;
      if (h > 0) contrast[starts[at]! + h - 1]! += 1;
      return {
        estimate: contrast.reduce((sum, weight, k) => sum + weight * eta[k]!, 0),
        se: Math.sqrt(quadraticForm(variance, size, contrast)),
      };
    }),
  );
}

function reliability(measures: readonly Measure[]): number {
  const n = measures.reduce((sum, one) => sum + one.n, 0);
  const mean = measures.reduce((sum, one) => sum + one.n * one.measure, 0) / n;
  const spread = measures.reduce((sum, one) => sum + one.n * (one.measure - mean) ** 2, 0) / n;
  const error = measures.reduce((sum, one) => sum + one.n * one.se ** 2, 0) / n;
  return spread > 0 ? Math.max(0, 1 - error / spread) : 0;
}

function warningsOf(table: RaschTable, outcomes: readonly RaschOutcome[], telling: number): Warning[] {
  const named = (which: (outcome: RaschOutcome) => boolean) =>
    outcomes
      .filter(which)
      .map(({ name }) => `“${name}”`)
      .join(', ');
  const disordered = named(({ ordered }) => !ordered);
  const noisy = named(({ infit, outfit }) => infit > 1.4 || outfit > 1.4);
  const thin = levelsSeen(table).some((levels) => levels.some((n) => n < 10));
  return [
    ...(disordered
      ? [{ code: 'disordered-thresholds', says: `Levels do not follow in order: ${disordered}. A level there is nowhere the likeliest.` }]
      : []),
    ...(noisy ? [{ code: 'misfit', says: `Scores go up and down otherwise than those of the other outcomes: ${noisy}.` }] : []),
    ...(thin ? [{ code: 'thin-levels', says: 'Some level was given to fewer than ten students: its thresholds are rough.' }] : []),
    ...(telling < 100 ? [{ code: 'few-students', says: 'Fewer than 100 students are between the ends: thresholds are rough.' }] : []),
  ];
}
