import { logRank } from '@waymark/stats/log-rank.ts';
import { type LeavingTime, survival } from '@waymark/stats/survival.ts';
import { type Characteristic, namedOptions } from './characteristics.ts';
import type { MonthOfLeaving } from './leaving-queries.ts';
import { monthsTold, stateAt } from './months-told.ts';
import { type AnswerDraft, type Asked, count, intervalCells, number, share, text, withInterval } from './question.ts';
import { intervalOf, people as enrolments, percentOf, say } from './said.ts';
import { sayChiSquare } from './say.ts';

const added = (months: readonly MonthOfLeaving[]): LeavingTime[] =>
  [...Map.groupBy(months, ({ month }) => month)].map(([time, own]) => ({
    time,
    left: own.reduce((sum, { left }) => sum + left, 0),
    censored: own.reduce((sum, { censored }) => sum + censored, 0),
  }));

const people = (times: readonly LeavingTime[]): number => times.reduce((sum, { left, censored }) => sum + left + censored, 0);

/**
 * How long students stay: the curve of all, and those of groups where subtraction tells nothing of few.
 * @returns whether there are enough enrolments for anything to be said of leaving
 */
export function sayCurve(draft: AnswerDraft, asked: Asked, months: readonly MonthOfLeaving[], chosen: Characteristic | undefined): boolean {
  const all = added(months);
  const year = survival(all, { at: 12 });
  const least = Math.max(10, asked.threshold);
  if (year.kind === 'refusal' || people(all) < least) {
    draft.refusals.push({
      says: `${people(all) === 0 ? 'No enrolments are' : `Fewer than ${least} enrolments are`} under these filters: nothing can be told of how long they last.`,
      wouldNeed: `At least ${least} enrolments, or wider filters.`,
    });
    return false;
  }
  const { left, censored } = year.detail;
  const began = left + censored;
  const options = (chosen === undefined ? [] : namedOptions(chosen)).map(({ code, label }) => ({
    name: label,
    code,
    times: added(months.filter(({ group }) => group === code)),
  }));
  const large = options.filter(({ times }) => people(times) >= least);
  // who is in none of these groups is told by subtraction
  const rest = added(months.filter(({ group }) => !large.some(({ code }) => code === group)));
  const byGroup = monthsTold([all, ...large.map(({ times }) => times), rest], asked.threshold, 12);
  const alone = monthsTold([all], asked.threshold, 12);
  const apart = large.length > 1 && byGroup.length > 2 && (people(rest) === 0 || people(rest) >= asked.threshold);
  const told = apart ? byGroup : alone;
  const curves = [{ name: 'Everybody', times: all }, ...(apart ? large : [])];
  draft.counts = { 'did not leave': censored };
  draft.sentences.push({ said: say`Of ${enrolments(began)} enrolments, ${enrolments(left)} ended early.`, tells: ['did not leave'] });
  // as so many of those who began: a share of the curve is of nobody that can be counted
  const there = percentOf(Math.round(year.estimate * began), began);
  const shownYear = stateAt(all, told.findLast((month) => month <= 12) ?? 0).leftSoFar === stateAt(all, 12).leftSoFar;
  if (Math.max(...all.map(({ time }) => time)) < 12)
    draft.warnings.push('Nobody under these filters began a year ago or more: how many stay for a year cannot be told yet.');
  else if (shownYear)
    draft.sentences.push(
      year.ci === null
        ? say`A year after they began an estimated ${there} have not left early.`
        : say`A year after they began an estimated ${there} have not left early (${intervalOf(year.ci, began)}); those who finished as planned, or began more recently, count for as long as they could be followed.`,
    );
  draft.tables.push({
    id: 'staying',
    title: 'Share still there, by months since the start',
    columns: [
      text('group', 'Group'),
      number('month', 'Months', 'Months since the enrolment began', 'months'),
      count('at_risk', 'Still followed', 'Enrolments that had not left nor been last seen before this month'),
      ...withInterval(share('there', 'Still there', 'Kaplan–Meier share that had not left early', { of: 'began' })),
      count('began', 'Began', 'Enrolments of the group'),
    ],
    rows: curves.flatMap(({ name, times }) => {
      const answer = survival(times);
      if (answer.kind === 'refusal') return [];
      return [
        [name, 0, people(times), 1, 1, 1, people(times)],
        ...told.flatMap((month) => {
          const { atRisk } = stateAt(times, month);
          const step = answer.detail.steps.findLast(({ time }) => time <= month);
          // where few are followed the curve rests on them
          return atRisk < 10 || step === undefined
            ? []
            : [[name, month, atRisk, ...intervalCells({ estimate: step.survival, ci: step.ci }), people(times)]];
        }),
      ];
    }),
    base: 'at_risk',
    note: `Drawn while ten or more are followed, at months between which nobody left or was last seen, or at least ${asked.threshold}.`,
  });
  draft.charts.push({
    kind: 'steps',
    tableId: 'staying',
    by: 'group',
    x: 'month',
    y: 'there',
    low: 'there_low',
    high: 'there_high',
    alt: 'The share of enrolments that had not ended early, by months since they began, with 95% bands.',
  });
  if (large.length < 2) return true;
  const test = logRank(large);
  if (test.kind === 'refusal') return true;
  const groups = `Groups by “${chosen?.label ?? ''}”`;
  draft.sentences.push(
    test.detail.p < 0.05
      ? `${groups} differ in how soon they leave, by more than chance would give.`
      : `${groups} do not clearly differ in how soon they leave.`,
  );
  const { estimate: chiSquare, df } = test;
  draft.figures.push(`Log-rank test of the groups: ${sayChiSquare({ chiSquare, df: df ?? large.length - 1, p: test.detail.p })}.`);
  return true;
}
