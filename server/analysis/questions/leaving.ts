import { standardisedDifference } from '@waymark/stats/standardised-difference.ts';
import { type Change, readLeaving, type Start } from '../leaving-queries.ts';
import { chooseGroups } from '../characteristics.ts';
import { type AnswerDraft, type Asked, count, emptyDraft, intervalCells, number, text, withInterval } from '../question.ts';
import { reachExcluded } from '../say.ts';
import { onOneScale } from '../scale.ts';
import { sayCurve } from '../staying.ts';
import { sayAnswers, sayDifferential } from './leaving-answer.ts';

const method = {
  paragraph:
    'Leaving is an enrolment that ended before its planned end; those who ended as planned or still take part were seen until then (censored). The share still there was estimated after Kaplan and Meier with Greenwood’s error, groups compared by the log-rank test. Leavers and others were compared at their first scores by standardised mean differences (Hedges’ g). Differential attrition between two groups is set against the boundary of the What Works Clearinghouse (Standards Handbook 4.0, table II.1, transcribed). What leaving could do to the mean change is told by worst-case and best-case bounds (Manski 1990; Imbens & Manski 2004) and by the tipping point: how badly those without a second score would have to have done for the answer to change. Last score less first of whoever is there, and completers alone, are both shown: neither is right when leavers differ; a mixed model of all scores is the better view (How do the trajectories run?).',
  links: ['docs/methods/survival.md', 'docs/methods/attrition.md', 'docs/methods/findings/drop-out.md'],
};

/** Who leaves, when, and what does that do to the answer? */
export async function leaving(given: Asked): Promise<AnswerDraft> {
  const draft = emptyDraft(method);
  const { levels, asked } = onOneScale(given, draft);
  const chosen = await chooseGroups(asked, draft);
  const kept = keptBy[asked.filters.enrolment];
  if (kept !== null) {
    draft.refusals.push({
      says: `Only ${kept} are looked at: of them alone nobody can say who leaves.`,
      wouldNeed: 'Everybody: set the filter for enrolments to all.',
    });
    return draft;
  }
  const { months, starts, changes, groups, reach } = await readLeaving(asked, chosen?.code ?? '');
  draft.included = { students: reach.students + reach.one, scores: 2 * reach.pairs };
  draft.excluded = reachExcluded(reach).slice(1);
  if (!sayCurve(draft, asked, months, chosen)) return draft;
  sayStarts(draft, asked, starts, changes);
  sayAnswers(draft, changes, levels, asked.threshold);
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

/** Filters by how an enrolment ended have chosen the answer already. */
const keptBy = {
  all: null,
  current: 'those who still take part',
  planned: 'those who ended as planned',
  early: 'those who left early',
} as const;

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
      ...withInterval(number('g', 'Difference', 'Leavers less others, in pooled standard deviations (Hedges’ g)', 'standard deviations')),
    ],
    rows: rows.map(({ name, early, others, answer }) => [
      name,
      beganWith(early.n, began(true), asked.threshold),
      beganWith(others.n, began(false), asked.threshold),
      early.n < 5 ? null : early.mean,
      others.n < 5 ? null : others.mean,
      ...intervalCells(answer),
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
    alt: 'How much lower (left) or higher (right) leavers began than the others, in standard deviations with 95% intervals.',
  });
  const clear = rows
    .flatMap((row) =>
      row.answer.kind === 'estimate' && row.answer.ci !== null ? [{ ...row, g: row.answer.estimate, ci: row.answer.ci }] : [],
    )
    .filter(({ ci }) => ci[0] > 0 || ci[1] < 0)
    .toSorted((a, b) => Math.abs(b.g) - Math.abs(a.g));
  // of nobody, or too few, nothing can be unclear either
  if (rows.every(({ answer }) => answer.kind === 'refusal')) return;
  if (clear.length === 0)
    return void draft.sentences.push('Those who left early did not clearly begin lower or higher than the others on any type of outcome.');
  for (const [way, own] of Object.entries(Object.groupBy(clear, ({ g }) => (g < 0 ? 'lower' : 'higher')))) {
    const [first, ...rest] = own.map(
      ({ name, early, others }) => `in ${name} (level ${early.mean.toFixed(1)} on average, the others ${others.mean.toFixed(1)})`,
    );
    draft.sentences.push(
      `Those who left early began ${way} than the others, by more than chance would give, ${first}${rest.length === 0 ? '' : `, and also ${rest.join(', ')}`}.`,
    );
  }
}
