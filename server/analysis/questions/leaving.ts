import { attrition, type AttritionDetail } from '@waymark/stats/attrition.ts';
import { attritionBounds } from '@waymark/stats/attrition-bounds.ts';
import { logRank } from '@waymark/stats/log-rank.ts';
import { standardisedDifference } from '@waymark/stats/standardised-difference.ts';
import { survival, type LeavingTime } from '@waymark/stats/survival.ts';
import { tippingPoint } from '@waymark/stats/tipping-point.ts';
import { type Began, type Change, type MonthOfLeaving, readLeaving, type Start } from '../leaving-queries.ts';
import { namedOptions, readCharacteristics } from '../characteristics.ts';
import { type AnswerDraft, type Asked, count, emptyDraft, estimateOf, number, share, text } from '../question.ts';
import { exactly, intervalOf, people as enrolments, percentOf, say } from '../said.ts';
import { reachExcluded, sayInterval } from '../say.ts';
import { onOneScale } from '../scale.ts';

const method = {
  paragraph:
    'Leaving is an enrolment that ended before its planned end; those who ended as planned or still take part were seen until then (censored). The share still there was estimated after Kaplan and Meier with Greenwood’s error, groups compared by the log-rank test. Leavers and others were compared at their first scores by standardised mean differences (Hedges’ g). Differential attrition between two groups is set against the boundary of the What Works Clearinghouse (Standards Handbook 4.0, table II.1, transcribed). What leaving could do to the mean change is told by worst-case and best-case bounds (Manski 1990; Imbens & Manski 2004) and by the tipping point: how badly those without a second score would have to have done for the answer to change. Last score less first of whoever is there, and completers alone, are both shown: neither is right when leavers differ; a mixed model of all scores is the better view (How do the trajectories run?).',
  links: ['docs/methods/survival.md', 'docs/methods/attrition.md', 'docs/methods/findings/drop-out.md'],
};

/** Who leaves, when, and what does that do to the answer? */
export async function leaving(given: Asked): Promise<AnswerDraft> {
  const draft = emptyDraft(method);
  const { levels, asked } = onOneScale(given, draft);
  const characteristics = await readCharacteristics(asked.tx, asked.orgId);
  draft.groups = characteristics.map(({ code, label }) => ({ code, label }));
  const chosen = characteristics.find(({ code }) => code === (asked.filters.group ?? 'fsm')) ?? characteristics[0];
  const { months, starts, changes, groups, reach } = await readLeaving(asked, chosen?.code ?? '');
  draft.included = { students: reach.students + reach.one, scores: 2 * reach.pairs };
  draft.excluded = reachExcluded(reach).slice(1);
  sayCurve(draft, asked, months, chosen);
  sayStarts(draft, asked, starts, changes);
  sayAnswers(draft, changes, levels);
  sayDifferential(draft, asked, groups, chosen);
  draft.may.push(
    'How long students stay, how leavers differ at their first scores, and between what limits the answer lies whatever the leavers did.',
  );
  draft.mayNot.push(
    'That students left for the reason that leavers have in common at the start.',
    'That the change of those who stayed holds for everybody who began.',
  );
  draft.actions.push({ says: 'See cases closed early, by whom and why', to: '/reviews' });
  return draft;
}

type Characteristic = { code: string; label: string; options: { code: string; label: string }[] };

const added = (months: readonly MonthOfLeaving[]): LeavingTime[] =>
  [...Map.groupBy(months, ({ month }) => month)].map(([time, own]) => ({
    time,
    left: own.reduce((sum, { left }) => sum + left, 0),
    censored: own.reduce((sum, { censored }) => sum + censored, 0),
  }));

const people = (times: readonly LeavingTime[]): number => times.reduce((sum, { left, censored }) => sum + left + censored, 0);

function sayCurve(draft: AnswerDraft, asked: Asked, months: readonly MonthOfLeaving[], chosen: Characteristic | undefined): void {
  const all = added(months);
  const year = estimateOf(survival(all, { at: 12 }), draft);
  if (year === null) return;
  const { left, censored } = year.detail;
  const began = left + censored;
  // as so many of those who began: a share of the curve is of nobody that can be counted
  const there = percentOf(Math.round(year.estimate * began), began);
  draft.sentences.push(
    say`Of ${enrolments(began)} enrolments, ${enrolments(left)} ended early.`,
    year.ci === null
      ? say`After a year ${there} were still there.`
      : say`After a year ${there} were still there (${intervalOf(year.ci, began)}).`,
  );
  const options = (chosen === undefined ? [] : namedOptions(chosen)).map(({ code, label }) => ({
    name: label,
    times: added(months.filter(({ group }) => group === code)),
  }));
  const large = options.filter(({ times }) => people(times) >= Math.max(10, asked.threshold));
  const curves = [{ name: 'Everybody', times: all }, ...(large.length > 1 ? large : [])];
  draft.tables.push({
    id: 'staying',
    title: 'Share still there, by months since the start',
    columns: [
      text('group', 'Group'),
      number('month', 'Months', 'Months since the enrolment began', 'months'),
      count('at_risk', 'Still followed', 'Enrolments that had not left nor been last seen before this month'),
      share('there', 'Still there', 'Kaplan–Meier share that had not left early', { of: 'began' }),
      share('there_low', 'low', 'Lower end of the 95 % interval'),
      share('there_high', 'high', 'Upper end of the 95 % interval'),
      count('began', 'Began', 'Enrolments of the group'),
    ],
    rows: curves.flatMap(({ name, times }) => {
      const answer = survival(times);
      if (answer.kind === 'refusal') return [];
      // where few are followed the curve rests on them, and steps of it are single students
      const steps = answer.detail.steps.filter(({ atRisk }) => atRisk >= 10);
      return [
        [name, 0, people(times), 1, 1, 1, people(times)],
        ...steps
          .filter(({ time }) => time > 0)
          .map(({ time, atRisk, survival: there, ci }) => [name, time, atRisk, there, ci?.[0] ?? null, ci?.[1] ?? null, people(times)]),
      ];
    }),
    base: 'at_risk',
    note: 'Drawn while ten or more are followed.',
  });
  draft.charts.push({
    kind: 'steps',
    tableId: 'staying',
    by: 'group',
    x: 'month',
    y: 'there',
    low: 'there_low',
    high: 'there_high',
    alt: 'The share of enrolments that had not ended early, by months since they began, with 95 % bands.',
  });
  if (large.length < 2) return;
  const group = chosen?.label.toLowerCase() ?? '';
  const test = logRank(large);
  if (test.kind === 'estimate')
    draft.sentences.push(
      test.detail.p < 0.05
        ? say`By ${group}, groups differ in how soon they leave, by more than chance would give (${exactly(`p ${test.detail.p < 0.001 ? '< 0.001' : `= ${test.detail.p.toFixed(3)}`}`, 'tested at 5 %')}).`
        : say`By ${group}, no difference in how soon they leave can be told from chance (${exactly(`p = ${test.detail.p.toFixed(2)}`, 'tested at 5 %')}).`,
    );
}

/**
 * How many began, for a type: all who have a first score of some type, where only few lack one of this. A thin first meeting
 * leaves a type out, and counts that differ by one or two from row to row would tell how many those are.
 */
const beganWith = (n: number, began: number, threshold: number): number => (began - n < threshold ? began : n);

function sayStarts(draft: AnswerDraft, asked: Asked, starts: readonly Start[], changes: readonly Change[]): void {
  const began = (early: boolean) => changes.find((change) => change.early === early)?.began ?? 0;
  const types = [...new Map(asked.outcomes.map(({ typeCode, typeName }) => [typeCode, typeName]))];
  const none = { n: 0, mean: 0, sd: 0 };
  const rows = types.map(([code, name]) => {
    const [early, others] = [true, false].map((which) => starts.find((start) => start.type === code && start.early === which) ?? none) as [
      typeof none,
      typeof none,
    ];
    return { name, early, others, answer: standardisedDifference(early, others) };
  });
  draft.tables.push({
    id: 'starts',
    title: 'Where leavers began, against the others',
    columns: [
      text('type', 'Outcome type'),
      count('leavers', 'Left early', 'Enrolments that ended early, with a first score'),
      count('others', 'Others', 'Enrolments that did not, with a first score'),
      number('leavers_mean', 'Leavers’ mean', 'Mean of students’ mean first level', 'levels'),
      number('others_mean', 'Others’ mean', 'Mean of students’ mean first level', 'levels'),
      number('g', 'Difference', 'Leavers less others, in pooled standard deviations (Hedges’ g)', 'standard deviations'),
      number('g_low', 'low', 'Lower end of the 95 % interval'),
      number('g_high', 'high', 'Upper end of the 95 % interval'),
    ],
    rows: rows.map(({ name, early, others, answer }) => [
      name,
      beganWith(early.n, began(true), asked.threshold),
      beganWith(others.n, began(false), asked.threshold),
      early.n < 5 ? null : early.mean,
      others.n < 5 ? null : others.mean,
      ...(answer.kind === 'refusal' ? [null, null, null] : [answer.estimate, ...(answer.ci ?? [null, null])]),
    ]),
    base: 'leavers',
    note: 'Means are of those with a first score of the type; the few whose first meeting left a type out are counted all the same.',
  });
  draft.charts.push({
    kind: 'intervals',
    tableId: 'starts',
    label: 'type',
    value: 'g',
    low: 'g_low',
    high: 'g_high',
    zero: 0,
    alt: 'How much lower (left) or higher (right) leavers began than the others, in standard deviations with 95 % intervals.',
  });
  const lower = rows.filter(({ answer }) => answer.kind === 'estimate' && answer.ci !== null && answer.ci[1] < 0);
  const most = lower.toSorted(
    (a, b) => (a.answer.kind === 'estimate' ? a.answer.estimate : 0) - (b.answer.kind === 'estimate' ? b.answer.estimate : 0),
  )[0];
  draft.sentences.push(
    most === undefined
      ? 'Those who left early did not clearly begin lower than the others on any type of outcome.'
      : `Those who left early began lower than the others, most of all in ${most.name} (${most.answer.kind === 'estimate' ? `${Math.abs(most.answer.estimate).toFixed(2)} standard deviations, ${sayInterval(most.answer.ci ?? [0, 0], (value) => value.toFixed(2))}` : ''}).`,
  );
}

function sayAnswers(draft: AnswerDraft, changes: readonly Change[], levels: number): void {
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
      number('change', 'Mean change', 'Mean over enrolments of the mean change over their outcomes', 'levels'),
      number('change_low', 'low', 'Lower end of the 95 % interval'),
      number('change_high', 'high', 'Upper end of the 95 % interval'),
    ],
    rows: [
      ['Latest less first, whoever has both', stayedOf, mean, mean - half, mean + half],
      ...(own === null
        ? []
        : [['Only those who did not leave early', own.stayed, own.mean, (own.mean ?? 0) - own.half, (own.mean ?? 0) + own.half]]),
      ...(bounds.kind === 'refusal'
        ? []
        : [['Everybody who began, whatever the others did (bounds)', began, bounds.estimate, ...(bounds.ci ?? [null, null])]]),
    ] as (string | number | null)[][],
    base: 'students',
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
    alt: 'The mean change as different views have it, with 95 % intervals; the last holds whatever those without a second score did.',
  });
  if (bounds.kind === 'estimate')
    draft.sentences.push(
      `Whatever those without a second score did, the mean change of everybody who began lies ${sayInterval(bounds.ci ?? bounds.detail.bounds, (value) => value.toFixed(2)).replace('95 % interval', 'between')} of a level.`.replace(
        ' to ',
        ' and ',
      ),
    );
  if (tipping.kind === 'estimate')
    draft.sentences.push(
      tipping.detail.interval === null
        ? 'Nothing that they could have done on this scale would take the mean change of everybody to nought.'
        : `They would have to have moved by ${tipping.detail.interval.toFixed(2).replace('-', '−')} of a level on average for the movement of everybody no longer to be told from none.`,
    );
  else draft.warnings.push(tipping.says);
}

function sayDifferential(draft: AnswerDraft, asked: Asked, rows: readonly Began[], chosen: Characteristic | undefined): void {
  if (chosen === undefined) return;
  const known = namedOptions(chosen).flatMap(({ code, label }) =>
    rows.filter(({ group, began }) => group === code && began >= Math.max(10, asked.threshold)).map((row) => ({ name: label, ...row })),
  );
  const [first, second] = known.toSorted((a, b) => b.began - a.began);
  if (first === undefined || second === undefined) return;
  const answer = estimateOf(attrition([first, second]), draft);
  if (answer === null) return;
  const { overall, verdict } = answer.detail;
  const apart = `differ by ${Math.abs(answer.estimate).toFixed(1)} points`;
  draft.sentences.push(
    say`${exactly(`${overall.toFixed(0)} %`, 'Some')} of those who began have no second score; between “${first.name}” and “${second.name}” the shares ${exactly(apart, 'differ')}.`,
    meaningOf[verdict],
  );
}

/** What so much leaving, so unequal, means for a comparison of two groups; whose guidance it is, the paragraph on the method says. */
const meaningOf: Readonly<Record<AttritionDetail['verdict'], string>> = {
  low: 'By published guidance that is few enough, and alike enough, for the two groups to be compared.',
  'low if optimistic':
    'By published guidance it depends on how far those missing differ from the others whether the two groups can be compared.',
  high: 'By published guidance that is too many, or too unequal, for the two groups to be compared: it may tell more of who stayed than of who moved.',
};
