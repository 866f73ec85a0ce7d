import type { Estimate } from '@waymark/stats/answer.ts';
import type { CumulativeLinkMixed } from '@waymark/stats/cumulative-link-mixed.ts';
import type { MixedModel } from '@waymark/stats/mixed-model.ts';
import { trajectoryShares } from '@waymark/stats/trajectory-shares.ts';
import { type Beside, type Fit, staysUnread, unread } from '../beside.ts';
import { type Cell, type HalfYear, readCells, readHalfYears, sizeOf } from '../cell-queries.ts';
import { linkTableOf, mixedTableOf } from '../cell-tables.ts';
import {
  type AnswerDraft,
  type Asked,
  count,
  emptyDraft,
  estimateOf,
  intervalCells,
  number,
  share,
  text,
  withInterval,
} from '../question.ts';
import { drawing, sayDrawn } from '../drawn.ts';
import { levelsOf, reachExcluded, sayFromTo, sayInterval, sayPercent } from '../say.ts';
import { levelIds, onOneScale, whose } from '../scale.ts';

const method = {
  paragraph: `All scores of an enrolment were modelled over the time since it began by a linear mixed model (REML) with an intercept and a slope for each student and crossed intercepts for mentor and outcome type (Laird & Ware 1982; Bates, Mächler, Bolker & Walker 2015); scores were counted by student, mentor, quarter and outcome type, which gives the fit of the single scores. Growth is the slope per school year (twelve months from the start), with 95% intervals from the observed information, so that it holds under drop-out that depends on scores given before. Beside it a cumulative-link mixed model (logit, Laplace) of half-years since the start keeps levels as levels; from it the share of students expected at each level was predicted, averaged over students, mentors and outcome types (Agresti 2013). ${drawing}`,
  links: ['docs/methods/trajectories.md', 'docs/methods/findings/drop-out.md'],
};

/** How do the trajectories run? */
export async function trajectories(given: Asked): Promise<AnswerDraft | Beside> {
  const draft = emptyDraft(method);
  const { levels, asked } = onOneScale(given, draft);
  const { halves, reach } = await readHalfYears(asked, levels);
  const all = { students: add(halves, ({ last }) => last), scores: add(halves, ({ counts }) => add(counts, (n) => n)) };
  const size = add(halves, (half) => half.cells);
  draft.included = all;
  draft.excluded = reachExcluded(reach).slice(1);
  if (all.students < Math.max(10, asked.threshold)) {
    draft.refusals.push({
      says: `${all.students === 0 ? 'No students' : 'Too few students'} have scores under these filters for a course to be told.`,
      wouldNeed: 'At least ten students with scores.',
    });
    return draft;
  }
  // of students drawn by chance, as many must be left in a step as it would need of all
  const steps = stepsOf(halves, Math.ceil(Math.max(10, asked.threshold) * Math.max(1, size / asked.mostCells)));
  sayDropOut(draft, steps);
  draft.actions.push({ says: 'See who leaves, and what that does to the answer', to: '/analysis/leaving' });
  draft.tables.push(observedTable(steps, levels));
  draft.charts.push({
    kind: 'shares',
    tableId: 'observed',
    label: 'when',
    parts: levelIds(levels),
    whole: 'scores',
    colours: 'levels',
    alt: 'The scores given in each half-year since the start, by level. Whoever left is in the earlier bars only.',
  });
  if (steps.length < 2) {
    draft.refusals.push({
      says: 'Hardly any scores are from after the first half-year: a year’s growth would be made up from a few months.',
      wouldNeed: 'Ten students or more with scores from a second half-year.',
    });
    return draft;
  }
  const types = [...new Map(asked.outcomes.map(({ typeCode, typeName }) => [typeCode, typeName]))];
  const byAssessor = asked.filters.perspective !== 'student';
  const beside = { cells: Math.min(size, asked.mostCells), fits: types.length + 2, meanwhile: draft };
  if (staysUnread(beside.cells, asked)) return { ...beside, work: unread };
  const cells = await readCells(asked, levels, size);
  return {
    ...beside,
    work: async (fit) => {
      const ofTypes = types.flatMap(([code, name]) => {
        const own = cells.filter(({ type }) => type === code);
        return own.length === 0 ? [] : [{ name, cells: own }];
      });
      await sayGrowth(draft, asked, { types: ofTypes, cells, byAssessor }, fit);
      await sayShares(draft, { cells, steps, levels, byAssessor }, fit);
      if (size > asked.mostCells) sayDrawn(draft, sizeOf(cells), all.students);
      draft.may.push(
        'How far scores rise in a school year, how much students differ in it, and how sure both are.',
        'That everybody with a score is in it, those who left early with what they had.',
      );
      draft.mayNot.push(
        'That the programme brought the growth about: students grow older, and mentors get to know them.',
        'That growth goes on as a straight line: it says how far it was on average over the time there is.',
        'How one student will do: the spread between students is wide.',
      );
      return draft;
    },
  };
}

const add = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
const halfYear = ({ years }: Cell): number => Math.floor(years * 2);

/** Half-years since the start with enough students to be shown; from the first with too few on, all are taken together. */
interface Step {
  label: string;
  from: number;
  to: number;
  students: number;
  /** Scores at each level, level 1 first. */
  counts: readonly number[];
}

/** @param least a half-year with fewer students than this is not shown by itself */
function stepsOf(halves: readonly HalfYear[], least: number): Step[] {
  const last = halves.at(-1)?.half ?? 0;
  const few = (half: number) => (halves.find((one) => one.half === half)?.students ?? 0) < least;
  const enough = Array.from({ length: last + 1 }, (_, half) => half).findIndex(few);
  // too few from here on: the last half-year with enough takes them in
  const alone = enough === -1 ? last + 1 : Math.max(0, enough - 1);
  const stepOf = (from: number, to: number, label: string): Step => {
    const own = halves.filter(({ half }) => half >= from && half <= to);
    // whoever is in several of the last half-years is counted in the one that is their last
    const students = add(own, (half) => (from === to ? half.students : half.last));
    return { label, from, to, students, counts: (own[0]?.counts ?? []).map((_, level) => add(own, ({ counts }) => counts[level] ?? 0)) };
  };
  return [
    ...Array.from({ length: alone }, (_, half) => stepOf(half, half, `${half * 6} to ${half * 6 + 6} months`)),
    ...(alone > last ? [] : [stepOf(alone, last, `${alone * 6} months and later`)]),
  ];
}

const inStep =
  ({ from, to }: Pick<Step, 'from' | 'to'>) =>
  (cell: Cell) =>
    halfYear(cell) >= from && halfYear(cell) <= to;

function observedTable(steps: readonly Step[], levels: number) {
  return {
    id: 'observed',
    title: 'Scores by time since the start',
    columns: [
      text('when', 'Since the start'),
      count('students', 'Students', 'Students with a score in this time'),
      count('scores', 'Scores', 'Scores given in this time'),
      ...levelIds(levels).map((id, at) => count(id, `Level ${at + 1}`, `Scores at level ${at + 1}`)),
    ],
    rows: steps.map(({ label, students, counts }) => [label, students, add(counts, (n) => n), ...counts]),
    base: 'scores',
    parts: levelIds(levels),
    note: 'These are the scores as they were given: fewer students are in the later rows, and not by chance.',
  };
}

function sayDropOut(draft: AnswerDraft, steps: readonly Step[]): void {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || first === last) return;
  if (last.students < first.students / 2)
    draft.warnings.push(
      `Fewer than half of the students scored in the first half-year have a score later on (${last.label}): some left, some have not got so far. The model makes up for leaving as far as earlier scores foretell it, and for no other reason to leave.`,
    );
}

type OfTypes = { types: readonly { name: string; cells: readonly Cell[] }[]; cells: readonly Cell[]; byAssessor: boolean };

async function sayGrowth(draft: AnswerDraft, { filters }: Asked, { types, cells, byAssessor }: OfTypes, fit: Fit): Promise<void> {
  const model = (stage: string, of: readonly Cell[]) =>
    fit(stage, 'mixedModel', mixedTableOf(of, { years: ({ years }) => years }, { slope: true, byAssessor }), { of: 'years' });
  const answers = [];
  for (const type of types) answers.push({ ...type, answer: await model(`fitting ${type.name}`, type.cells) });
  const whole = estimateOf(await model('fitting all outcomes together', cells), draft);
  const rows = [...answers, ...(whole === null ? [] : [{ name: 'All outcomes', cells, answer: whole }])];
  draft.tables.unshift({
    id: 'growth',
    title: 'Growth per school year',
    columns: [
      text('type', 'Outcome type'),
      count('students', 'Students', 'Students in the model, with a score of the type'),
      number('start', 'At the start', 'Mean level expected on the first day', 'levels'),
      ...withInterval(number('growth', 'A school year', 'Levels gained in twelve months, on average', 'levels')),
      number(
        'spread',
        'Spread between students',
        'Standard deviation between students of the levels gained in twelve months',
        'levels a school year',
      ),
      number(
        'mentor',
        'Spread between mentors',
        'Standard deviation between mentors: of how they score and whom they mentor together',
        'levels',
      ),
    ],
    rows: rows.map(({ name, cells: own, answer }) => [name, sizeOf(own).students, ...growthCells(answer)]),
    base: 'students',
    note: 'Levels are ordered, not measured: the next figure keeps them as levels.',
  });
  draft.charts.unshift({
    kind: 'intervals',
    tableId: 'growth',
    label: 'type',
    value: 'growth',
    low: 'growth_low',
    high: 'growth_high',
    zero: 0,
    alt: 'Levels gained in a school year by outcome type, with 95% intervals.',
  });
  if (whole === null) return;
  const { spread, coefficients } = whole.detail;
  const start = coefficients[0]?.estimate ?? 0;
  draft.sentences.push(
    `As scored by ${whose[filters.perspective]}, students begin at level ${start.toFixed(1)} on average and ${moved(whole)}.`,
  );
  const slope = spread.student.slope ?? 0;
  if (slope > 0.01)
    draft.sentences.push(
      `Students differ: eight in ten move ${sayFromTo([whole.estimate - 1.2816 * slope, whole.estimate + 1.2816 * slope], ['down', 'up'])} in a school year.`,
    );
  const known = answers
    .flatMap(({ name, answer }) => (answer.kind === 'estimate' ? [{ name, growth: answer.estimate }] : []))
    .toSorted((a, b) => b.growth - a.growth);
  const [most, least] = [known[0], known.at(-1)];
  if (most !== undefined && least !== undefined && most !== least)
    draft.sentences.push(
      `Growth is largest in ${most.name} (${growthIn(most.growth)}) and smallest in ${least.name} (${growthIn(least.growth)}).`,
    );
}

const growthCells = (answer: Estimate<MixedModel> | { kind: 'refusal' }): (number | null)[] => {
  if (answer.kind === 'refusal') return [null, null, null, null, null, null];
  const { coefficients, spread } = answer.detail;
  const mentor = spread.crossed.find(({ name }) => name === 'mentor')?.sd ?? null;
  return [coefficients[0]?.estimate ?? null, ...intervalCells(answer), spread.student.slope, mentor];
};

const growthIn = (growth: number): string => `${levelsOf(growth)}${growth < 0 ? ' down' : ''}`;

/** `gain 0.48 of a level in a school year (95% interval 0.42 to 0.53)`; the interval goes the way the words do. */
function moved({ estimate, ci }: { estimate: number; ci: readonly [number, number] | null }): string {
  const way = estimate < 0 ? 'fall by' : 'gain';
  const [low, high] = ci === null ? [NaN, NaN] : estimate < 0 ? [-ci[1], -ci[0]] : ci;
  const unsure = ci !== null && ci[0] <= 0 && ci[1] >= 0 ? ', which cannot be told from standing still' : '';
  const sure = ci === null ? '' : ` (${sayInterval([low, high], (value) => value.toFixed(2))})`;
  return `${way} ${levelsOf(estimate)} in a school year${sure}${unsure}`;
}

type OfSteps = { cells: readonly Cell[]; steps: readonly Step[]; levels: number; byAssessor: boolean };

/** The careful view: levels stay levels, and time needs no straight line. */
async function sayShares(draft: AnswerDraft, { cells, steps, levels, byAssessor }: OfSteps, fit: Fit): Promise<void> {
  const later = steps.slice(1);
  const reached = cells.filter((cell) => steps.some((step) => inStep(step)(cell)));
  const covariates = Object.fromEntries(later.map((step) => [step.label, (cell: Cell) => Number(inStep(step)(cell))]));
  const answer: Estimate<CumulativeLinkMixed> | null = estimateOf(
    await fit('fitting levels as levels', 'cumulativeLinkMixed', linkTableOf(reached, covariates, { levels, byAssessor }), {}),
    draft,
  );
  if (answer === null) return;
  const shares = trajectoryShares(
    answer,
    steps.map((step) => later.map((one) => Number(one === step))),
  );
  draft.tables.splice(1, 0, {
    id: 'shares',
    title: 'Where students are expected to be, by time since the start',
    columns: [
      text('level', 'Level'),
      text('when', 'Since the start'),
      number('months', 'Months', 'Months since the start, in the middle of the step', 'months'),
      count('students', 'Students', 'Students with a score in this time'),
      ...withInterval(share('share', 'Share', 'Share of scores expected at this level were everybody still there')),
    ],
    rows: levelIds(levels).flatMap((_, level) =>
      steps.map((step, at) => {
        const one = shares[at]?.[level];
        return [
          `Level ${level + 1}`,
          step.label,
          step.from * 6 + 3,
          step.students,
          ...intervalCells(one === undefined ? one : { estimate: one.share, ci: one.ci }),
        ];
      }),
    ),
    base: 'students',
    note: 'Predicted by the model for all students, those who left included; not a count of anybody.',
  });
  draft.charts.splice(1, 0, {
    kind: 'lines',
    tableId: 'shares',
    by: 'level',
    x: 'months',
    y: 'share',
    low: 'share_low',
    high: 'share_high',
    alt: 'The share of scores expected at each level by months since the start, with 95% bands, as if nobody had left.',
  });
  const upper = (at: number) => (shares[at] ?? []).slice(Math.ceil(levels / 2)).reduce((sum, one) => sum + one.share, 0);
  draft.sentences.push(
    `Had nobody left, the share of scores at level ${Math.ceil(levels / 2) + 1} or above would be expected to go from ${sayPercent(upper(0))} (${steps[0]?.label} from the start) to ${sayPercent(upper(steps.length - 1))} (${steps.at(-1)?.label}).`,
  );
}
