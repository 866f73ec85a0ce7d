import { type Characteristic, namedOptions } from '../characteristics.ts';
import type { GroupNeed } from '../improvement-queries.ts';
import { type AnswerDraft, count, intervalCells, share, text, withInterval } from '../question.ts';
import { percentOf, say } from '../said.ts';

/** With fewer students a group says more of them than of itself. */
const leastStudents = 10;

/** Which groups begin low, stay low, or have no second score. */
export function sayGroups(
  draft: AnswerDraft,
  needs: readonly GroupNeed[],
  chosen: Characteristic,
  { low, threshold }: { low: number; threshold: number },
): void {
  const least = Math.max(leastStudents, threshold);
  const groups = namedOptions(chosen).flatMap(({ code, label }) =>
    needs.filter(({ group, scored }) => group === code && scored >= least).map((need) => ({ code, label, ...need })),
  );
  if (groups.length < 2) {
    draft.refusals.push({
      says: `Fewer than two groups by “${chosen.label}” have ${least} students or more with a score.`,
      wouldNeed: `At least ${least} students in each group, or a characteristic that is recorded for more of them.`,
    });
    return;
  }
  const names = groups.map(({ code }) => ({ students: `students of ${code}`, again: `again of ${code}`, once: `once of ${code}` }));
  draft.tables.push({
    id: 'groups',
    title: `Began low, still low, and seen once, by “${chosen.label}”`,
    columns: [
      text('group', 'Group'),
      count('students', 'Students', 'Students with a score'),
      count('scores', 'First scores', 'First scores of theirs, one an enrolment and outcome'),
      ...withInterval(share('began', 'Began low', `Share of first scores at level ${low} or below`, { of: 'scores' })),
      count('paired', 'Of them, scored again', 'Scores that began low and were given again'),
      ...withInterval(share('still', 'Still low', `Of those, the share whose latest score is at level ${low} or below`, { of: 'paired' })),
      count('again', 'Students scored again', 'Students with two scores or more of some outcome'),
      count('once', 'Scored once', 'Students with one score of each outcome'),
    ],
    rows: groups.map(({ label, scored, again, beganLow, stillLow }) => [
      label,
      scored,
      beganLow.of,
      ...intervalCells(beganLow.share),
      stillLow.of,
      ...intervalCells(stillLow.share),
      again,
      scored - again,
    ]),
    base: 'students',
    parts: ['again', 'once'],
    sharesOf: { began: 'scores', still: 'paired' },
    each: { by: chosen.code, is: groups.map(({ code }) => code) },
    names,
    note: 'In the shares a student counts once for each outcome. In the order of the options: groups differ in much else, and are not ranked.',
  });
  // who is in none of these groups is told by subtraction from all
  const all = (of: (need: GroupNeed) => number, from: readonly GroupNeed[]) => from.reduce((sum, need) => sum + of(need), 0);
  for (const [what, of] of [
    ['students', ({ scored }: GroupNeed) => scored],
    ['again', ({ again }: GroupNeed) => again],
  ] as const) {
    draft.counts = { ...draft.counts, [`all ${what}`]: all(of, needs), [`other ${what}`]: all(of, needs) - all(of, groups) };
    draft.sums = [...(draft.sums ?? []), { whole: `all ${what}`, parts: [...names.map((name) => name[what]), `other ${what}`] }];
  }
  draft.charts.push({
    kind: 'intervals',
    tableId: 'groups',
    label: 'group',
    value: 'still',
    low: 'still_low',
    high: 'still_high',
    zero: null,
    alt: `Of scores that began at level ${low} or below, the share that still are, by “${chosen.label}”, with 95% intervals.`,
  });
  const ordered = groups.toSorted((a, b) => stayLow(b) - stayLow(a));
  const [most, fewest] = [ordered[0]!, ordered.at(-1)!];
  const said = ({ beganLow, stillLow }: GroupNeed) =>
    [percentOf(beganLow.meant, beganLow.of), percentOf(stillLow.meant, stillLow.of)] as const;
  const [a, b] = [said(most), said(fewest)];
  draft.sentences.push(
    say`“${most.label}” begin at level ${low} or below on ${a[0]} of outcomes, and ${a[1]} of those scored again still are; “${fewest.label}” on ${b[0]}, and ${b[1]} still are.`,
  );
  draft.actions.push({ says: `See whether the gaps by “${chosen.label}” changed`, to: `/analysis/groups?group=${chosen.code}` });
}

/** The part of a group's outcomes that begin low and would stay so. */
const stayLow = ({ beganLow, stillLow }: GroupNeed): number => (beganLow.share?.estimate ?? 0) * (stillLow.share?.estimate ?? 1);
