import type { Answer } from '@waymark/stats/answer.ts';
import { cumulativeLogit, type CumulativeLogit } from '@waymark/stats/cumulative-logit.ts';
import { type Design, designOf } from '../group-design.ts';
import type { PairTally } from '../pair-tally.ts';
import { type AnswerDraft, count, estimateOf, intervalCells, number, text, withInterval } from '../question.ts';

/** The movement of groups by one model of first and latest levels. */
export const fitOf = (design: Design): Answer<CumulativeLogit> => cumulativeLogit(design.table, { of: 'time × group 1' });

/** An effect on the log odds, as the ratio of odds it makes. */
export const ratioOf = (effect: { estimate: number; ci: readonly [number, number] } | undefined) =>
  effect === undefined ? undefined : { estimate: Math.exp(effect.estimate), ci: [Math.exp(effect.ci[0]), Math.exp(effect.ci[1])] as const };

/** The difference in movement within each outcome type: one model each, so that no type speaks for another. */
export function sayByType(draft: AnswerDraft, tallies: readonly PairTally[], names: Design['names'], levels: number): void {
  const types = tallies[0]?.types.names ?? [];
  if (types.length < 2) return;
  const aside = { refusals: [] as AnswerDraft['refusals'], warnings: [] as string[] };
  const out: (string | number | null)[][] = [];
  for (const [type, name] of types.entries()) {
    const fit = tallies.every(({ ofType }) => ofType[type] === 0) ? null : estimateOf(fitOf(designOf(tallies, names, levels, type)), aside);
    for (const [index, group] of names.slice(1).entries()) {
      const odds = fit?.detail.coefficients.find(({ covariate }) => covariate === `time × group ${index + 1}`);
      const students = tallies[index + 1]?.ofType[type] ?? 0;
      out.push([name, group.label, students, ...intervalCells(ratioOf(odds))]);
    }
  }
  if (aside.refusals.length > 0)
    draft.warnings.push('Where the table by outcome type has no figure, its scores were too few or too alike for the model.');
  draft.tables.push({
    id: 'types',
    title: 'Difference in movement, by outcome type',
    columns: [
      text('type', 'Outcome type'),
      text('group', 'Group'),
      count('students', 'Students', 'Students of the group with a first and a latest score of the type'),
      ...withInterval(
        number('odds', 'Odds ratio', 'How much more (above 1) or less the odds of a higher level grew than in the group compared with'),
      ),
    ],
    rows: out,
    base: 'students',
  });
  draft.charts.push({
    kind: 'intervals',
    tableId: 'types',
    label: 'type',
    value: 'odds',
    low: 'odds_low',
    high: 'odds_high',
    zero: 1,
    alt: 'Difference in movement between groups within each outcome type, as odds ratios with 95% intervals; 1 is none.',
  });
}
