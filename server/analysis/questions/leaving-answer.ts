import { attrition, type AttritionDetail } from '@waymark/stats/attrition.ts';
import { attritionBounds } from '@waymark/stats/attrition-bounds.ts';
import { tippingPoint } from '@waymark/stats/tipping-point.ts';
import { type Characteristic, namedOptions } from '../characteristics.ts';
import type { Began, Change } from '../leaving-queries.ts';
import { type AnswerDraft, type Asked, count, number, text, withInterval } from '../question.ts';
import { exactly, percentOf, say } from '../said.ts';
import { levelsOf, sayFromTo } from '../say.ts';

/** The mean change as those with two scores have it, and within which limits it lies whatever the others did. */
export function sayAnswers(draft: AnswerDraft, changes: readonly Change[], levels: number, threshold: number): void {
  const stayedOf = changes.reduce((sum, { stayed }) => sum + stayed, 0);
  const began = changes.reduce((sum, { began: n }) => sum + n, 0);
  const completers = changes.find(({ early }) => !early);
  if (stayedOf < 2) return;
  const mean = changes.reduce((sum, one) => sum + one.stayed * (one.mean ?? 0), 0) / stayedOf;
  const squares = changes.reduce(
    (sum, one) => sum + Math.max(0, one.stayed - 1) * (one.sd ?? 0) ** 2 + one.stayed * ((one.mean ?? 0) - mean) ** 2,
    0,
  );
  const stayers = { stayed: stayedOf, mean, sd: Math.sqrt(squares / (stayedOf - 1)), left: began - stayedOf };
  // how far the bounds are apart is how many have no second score
  const bounded = stayers.left === 0 || stayers.left >= threshold;
  const scale = { worst: 1 - levels, best: levels - 1 };
  const bounds = attritionBounds(stayers, scale);
  const tipping = tippingPoint(stayers, scale);
  const half = (1.96 * stayers.sd) / Math.sqrt(stayedOf);
  const own =
    completers === undefined || completers.mean === null
      ? null
      : { ...completers, half: (1.96 * (completers.sd ?? 0)) / Math.sqrt(Math.max(1, completers.stayed)) };
  draft.tables.push({
    id: 'answers',
    title: 'What leaving does to the answer',
    columns: [
      text('view', 'View'),
      count('students', 'Enrolments', 'Enrolments behind the figure'),
      ...withInterval(number('change', 'Mean change', 'Mean over enrolments of the mean change over their outcomes', 'levels')),
    ],
    rows: [
      ['Latest less first, whoever has both', stayedOf, mean, mean - half, mean + half],
      ...(own === null
        ? []
        : [['Only those who did not leave early', own.stayed, own.mean, (own.mean ?? 0) - own.half, (own.mean ?? 0) + own.half]]),
      ...(bounds.kind === 'refusal' || !bounded
        ? []
        : [['Everybody who began, whatever the others did (bounds)', began, bounds.estimate, ...(bounds.ci ?? [null, null])]]),
    ] as (string | number | null)[][],
    base: 'students',
    names: [{ students: 'stayed' }, ...(own === null ? [] : [{ students: 'stayed, not early' }])],
    note: 'Levels are ordered, not measured: a mean of them is a help for comparing the views, no more.',
  });
  draft.charts.push({
    kind: 'intervals',
    tableId: 'answers',
    label: 'view',
    value: 'change',
    low: 'change_low',
    high: 'change_high',
    zero: 0,
    alt: 'The mean change as different views have it, with 95% intervals; the last holds whatever those without a second score did.',
  });
  const early = own === null ? 0 : stayedOf - own.stayed;
  draft.counts = { ...draft.counts, 'stayed, early': early };
  draft.sums = own === null ? [] : [{ whole: 'stayed', parts: ['stayed, not early', 'stayed, early'] }];
  if (!bounded) return;
  const ways = ['down', 'up'] as const;
  const up = mean > 0;
  if (bounds.kind === 'estimate' && stayers.left > 0)
    draft.sentences.push(
      `Nobody knows how those without a second score moved. Had they all fallen, or all risen, as far as the scale goes, the average movement of everybody who began would be anywhere from ${sayFromTo(bounds.ci ?? bounds.detail.bounds, ways)}.`,
    );
  if (tipping.kind === 'estimate') {
    const { interval } = tipping.detail;
    const moved = `Those with two scores moved ${up ? 'up' : 'down'} by ${levelsOf(mean)} on average.`;
    const other = up ? 'risen' : 'fallen';
    draft.sentences.push(
      interval === null
        ? `${moved} Whatever the others did on this scale, everybody together would still have ${other}.`
        : `${moved} It could no longer be said that everybody together had ${other} if the others ${
            interval < 0 === up
              ? `had ${up ? 'fallen' : 'risen'} by ${levelsOf(interval)} or more`
              : `had ${other} by no more than ${levelsOf(interval)}`
          } on average.`,
    );
  } else if (tipping.code === 'no-variation')
    draft.warnings.push('Even of those with two scores it cannot be said that they moved: chance alone could give as much.');
}

/** How many of two groups have no second score, against the boundary beyond which they cannot be compared. */
export function sayDifferential(draft: AnswerDraft, asked: Asked, rows: readonly Began[], chosen: Characteristic | undefined): void {
  if (chosen === undefined) return;
  const known = namedOptions(chosen).flatMap(({ code, label }) =>
    rows.filter(({ group, began }) => group === code && began >= Math.max(10, asked.threshold)).map((row) => ({ name: label, ...row })),
  );
  const [first, second] = known.toSorted((a, b) => b.began - a.began);
  if (first === undefined || second === undefined) return;
  const answer = attrition([first, second]);
  if (answer.kind === 'refusal') {
    draft.refusals.push({
      says: `More than half of “${first.name}” and “${second.name}” have no second score: published limits for comparing two groups do not reach so far.`,
      wouldNeed: answer.wouldNeed,
    });
    return;
  }
  const { overall, verdict, limits } = answer.detail;
  // of all who began and of how far the two are apart, each of the two could be worked out
  draft.counts = {
    ...draft.counts,
    ...Object.fromEntries(
      [first, second].flatMap(({ stayed, began }, at) => [
        [`again ${at}`, stayed],
        [`not again ${at}`, began - stayed],
      ]),
    ),
  };
  const tells = ['again 0', 'not again 0', 'again 1', 'not again 1'];
  const missing = ({ began, stayed }: Began) => percentOf(began - stayed, began);
  draft.sentences.push({
    said: say`${missing(first)} of “${first.name}” and ${missing(second)} of “${second.name}” have no second score. ${meaningOf[verdict]}`,
    tells,
  });
  draft.figures.push({
    said: say`What Works Clearinghouse boundary: ${exactly(`${overall.toFixed(1)}% without a second score overall, ${Math.abs(answer.estimate).toFixed(1)} points between the two groups`, '')}. At so much overall the groups may differ by up to ${limits.cautious.toFixed(1)} points by its cautious limit, and by up to ${limits.optimistic.toFixed(1)} by its optimistic one.`,
    tells,
  });
}

/** What so much leaving, so unequal, means for a comparison of two groups; whose guidance it is, the paragraph on the method says. */
const meaningOf: Readonly<Record<AttritionDetail['verdict'], string>> = {
  low: 'By published guidance that is few enough, and alike enough, for the two groups to be compared.',
  'low if optimistic':
    'By published guidance it depends on how far those missing differ from the others whether the two groups can be compared.',
  high: 'By published guidance that is too many, or too unequal, for the two groups to be compared: it may tell more of who stayed than of who moved.',
};
