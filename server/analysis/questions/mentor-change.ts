import type { Estimate } from '@waymark/stats/answer.ts';
import { collinearity } from '@waymark/stats/collinearity.ts';
import type { MixedModel } from '@waymark/stats/mixed-model.ts';
import { type Beside, staysUnread, unread } from '../beside.ts';
import { type Cell, readCells, readSteps, sizeOf, type Steps } from '../cell-queries.ts';
import { mixedTableOf } from '../cell-tables.ts';
import { drawing, sayDrawn } from '../drawn.ts';
import { type AnswerDraft, type Asked, count, emptyDraft, estimateOf, intervalCells, number, text, withInterval } from '../question.ts';
import { people, say as sentence } from '../said.ts';
import { levelsOf, reachExcluded, sayFromTo, sayInterval } from '../say.ts';
import { onOneScale } from '../scale.ts';

const method = {
  paragraph: `Scores, counted by student, mentor, quarter and outcome type, were modelled by a linear mixed model (REML) with an intercept and a slope over time for each student and a common bend, and crossed intercepts for mentor and outcome type (Bates, Mächler, Bolker & Walker 2015). Whether scores were given by another mentor than the student’s first is a covariate: its coefficient is the step in scores that coincides with the change, beyond the course the student was on. How long the mentor had been in the role when they first scored the student is another covariate, in years; from then on it cannot be told from the student’s own time. Intervals are 95%. Beside it stand the plain steps between one quarter’s scores and the next, with the same mentor and with another. ${drawing}`,
  links: ['docs/methods/mentor-change.md'],
};

/** Fewer students than this who changed mentor say more of themselves than of change. */
const fewestChanged = 10;
/** With fewer mentors who took over, their own way of scoring is most of the step. */
const fewestMentors = 6;

/** Does a change of mentor show in the scores? */
export async function mentorChange(given: Asked): Promise<AnswerDraft | Beside> {
  const draft = emptyDraft(method);
  const { levels, asked } = onOneScale(given, draft);
  draft.actions.push({ says: 'See how consistent assessors are, and set mentors written cases to score', to: '/calibration' });
  if (asked.filters.perspective === 'student') {
    draft.refusals.push({ says: 'Students’ own scores are given by nobody else, whoever mentors them.', wouldNeed: 'Scores by mentors.' });
    return draft;
  }
  const steps = await readSteps(asked, levels);
  const { students, movers, tookOver, reach } = steps;
  draft.included = { students, scores: steps.scores };
  draft.excluded = reachExcluded(reach).slice(1);
  const fewest = Math.max(fewestChanged, asked.threshold);
  if (movers < fewest) {
    draft.refusals.push({
      says: `Fewer than ${fewest} students have been scored by a second mentor: a step in their scores would say more of them than of the change.`,
      wouldNeed: `At least ${fewest} students scored by more than one mentor, or wider filters.`,
    });
    return draft;
  }
  if (tookOver < fewestMentors) {
    draft.refusals.push({
      says: `Fewer than ${fewestMentors} mentors took students over: a step in their scores would be their way of scoring as much as the change.`,
      wouldNeed: `At least ${fewestMentors} mentors who took students over, or written cases scored by all (Calibration), which say who scores how.`,
    });
    return draft;
  }
  draft.warnings.push(
    'The interval counts students. Where changes were from few mentors to few others, the step has those mentors’ way of scoring in it, and is less sure than the interval says.',
  );
  draft.tables.push(stepsTable(steps));
  const beside = { cells: Math.min(steps.cells, asked.mostCells), fits: 1, meanwhile: draft };
  if (staysUnread(beside.cells, asked)) return { ...beside, work: unread };
  const cells = await readCells(asked, levels, steps.cells);
  return {
    ...beside,
    work: async (fit) => {
      const changed = afterChange(cells);
      const experience = experienceOf(cells);
      const told = isTold(cells.map(({ since }, at) => [since, changed[at] ?? 0, experience[at] ?? 0]));
      if (!told) draft.warnings.push(noTenure);
      const covariates = {
        // since the student first came: who comes back for another year goes on from where they were
        years: ({ since }: Cell) => since,
        // fast at first and slower later: as a straight line, the bend would pass for a step
        bend: ({ since }: Cell) => since * since,
        ...(told ? { tenure: (_cell: Cell, at: number) => experience[at] ?? 0 } : {}),
        changed: (_cell: Cell, at: number) => changed[at] ?? 0,
      };
      const table = mixedTableOf(cells, covariates, { slope: true, byAssessor: true });
      const answer = estimateOf(await fit('fitting the step at a change', 'mixedModel', table, { of: 'changed' }), draft);
      if (answer !== null) sayStep(draft, answer, { students, movers });
      if (steps.cells > asked.mostCells) sayDrawn(draft, sizeOf(cells), students);
      draft.may.push(
        'How far scores step up or down when another mentor begins to give them, and how sure that is.',
        'That movement across a change of mentor is to be read with both in mind.',
      );
      draft.mayNot.push(
        'That the new mentor sees right or wrong, or that one mentor scores too high: this is an average over all changes.',
        'That a change of mentor did something to students: who changes mentor, and when, is not left to chance.',
      );
      return draft;
    },
  };
}

const noTenure =
  'How long mentors had been in the role is left out: it goes with the change, or with the time since the start, too closely to be told apart from it.';

/**
 * How long the mentor had been one when they first scored this student. From then on, time in the role and the student's own
 * time go on together, and nothing could tell the two apart.
 */
function experienceOf(cells: readonly Cell[]): number[] {
  const first = new Map<string, number>();
  return cells.map(({ student, assessor, tenure }) => {
    const key = `${student}.${assessor}`;
    const known = first.get(key) ?? tenure;
    first.set(key, known);
    return known;
  });
}

/** Whether every column varies and says what the others do not. */
function isTold(rows: readonly (readonly number[])[]): boolean {
  const varies = (rows[0] ?? []).every((value, column) => rows.some((row) => row[column] !== value));
  return varies && collinearity(rows).vif.every((one) => one < 10);
}

/** 1 where the scores are by another than the student's first mentor; cells come in the order of time. */
function afterChange(cells: readonly Cell[]): number[] {
  const first = new Map<number, number>();
  return cells.map(({ student, assessor }) => {
    const before = first.get(student);
    if (before === undefined) first.set(student, assessor);
    return Number(before !== undefined && before !== assessor);
  });
}

function stepsTable({ same, another }: Steps) {
  return {
    id: 'steps',
    title: 'From one quarter’s scores to the next',
    columns: [
      text('who', 'Scored by'),
      count('students', 'Students', 'Students with such a step'),
      count('steps', 'Steps', 'Steps from the scores of an outcome type in one quarter to those in the next with scores'),
      number('mean', 'Mean step', 'Mean of the later mean level less the earlier', 'levels'),
      number('size', 'Size', 'Mean size of the step, up or down', 'levels'),
    ],
    rows: [same, another].map(({ students, steps, mean, size }, at) => [
      at === 1 ? 'Another mentor than before' : 'The same mentor',
      students,
      steps,
      mean,
      size,
    ]),
    base: 'students',
    note: 'As the scores stand, without regard to the course a student was on: the step above is worked out with it.',
  };
}

function sayStep(draft: AnswerDraft, answer: Estimate<MixedModel>, { students, movers }: { students: number; movers: number }): void {
  const labels: Record<string, string> = {
    changed: 'Another mentor than the student’s first',
    tenure: 'A mentor a year longer in the role',
  };
  const rows = answer.detail.coefficients
    .filter(({ covariate }) => covariate in labels)
    .toReversed()
    .map((one) => [labels[one.covariate] ?? one.covariate, ...intervalCells(one)]);
  draft.tables.unshift({
    id: 'step',
    title: 'The step that coincides with a change of mentor',
    columns: [
      text('what', 'Scores given with'),
      ...withInterval(number('step', 'Higher or lower by', 'Difference in the mean level, the others being equal', 'levels')),
    ],
    rows,
  });
  draft.charts.push({
    kind: 'intervals',
    tableId: 'step',
    label: 'what',
    value: 'step',
    low: 'step_low',
    high: 'step_high',
    zero: 0,
    alt: 'How far scores lie higher or lower after a change of mentor, and with a mentor a year longer in the role, with 95% intervals.',
  });
  const { estimate, ci } = answer;
  /** The interval the way the words go. */
  const sure = (of: number, [low, high]: readonly [number, number]) =>
    sayInterval(of < 0 ? [-high, -low] : [low, high], (value) => value.toFixed(2));
  // all but a few of them would tell how few the others are
  draft.counts = { 'by one mentor': students - movers };
  draft.sentences.push({
    said: sentence`${people(movers)} of ${people(students)} students have been scored by more than one mentor.`,
    tells: ['by one mentor'],
  });
  if (ci !== null)
    draft.sentences.push(
      ci[0] > 0 || ci[1] < 0
        ? `Their scores step ${estimate > 0 ? 'up' : 'down'} by ${levelsOf(estimate)} when another mentor begins to give them, beyond the course they were on (${sure(estimate, ci)}).`
        : `Scores do not clearly step up or down when another mentor begins to give them: the step may be anything from ${sayFromTo(ci, ['down', 'up'])}.`,
    );
  const tenure = answer.detail.coefficients.find(({ covariate }) => covariate === 'tenure');
  if (tenure !== undefined)
    draft.sentences.push(
      tenure.ci[0] > 0 || tenure.ci[1] < 0
        ? `Mentors who had been in the role a year longer when they first scored a student score ${levelsOf(tenure.estimate)} ${tenure.estimate > 0 ? 'higher' : 'lower'} (${sure(tenure.estimate, tenure.ci)}).`
        : `Mentors longer in the role do not clearly score higher or lower: a year more may be anything from ${sayFromTo(tenure.ci, ['lower', 'higher'])}.`,
    );
}
