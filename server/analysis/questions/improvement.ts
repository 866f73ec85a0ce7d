import { shareInterval } from '@waymark/stats/share-interval.ts';
import { chooseGroups } from '../characteristics.ts';
import { type OutcomeNeed, readNeeds, type SchoolCoverage } from '../improvement-queries.ts';
import { type AnswerDraft, type Asked, count, emptyDraft, intervalCells, share, text, withInterval } from '../question.ts';
import { percentOf, say } from '../said.ts';
import { onOneScale } from '../scale.ts';
import { sayGroups } from './improvement-groups.ts';

const method = {
  paragraph:
    'For every outcome, and for groups over all outcomes: the share of students whose first score lies in the lower half of the scale; of those with a later score, the share whose latest still does; how often the outcome came up without a level, and why; and the share that moved up where an action about it was done between first and latest score, where one was agreed and none done, and where none was agreed. Shares have Wilson’s 95% intervals, for groups with as many observations as give the error clustered by student. The comparison by actions is of those who happened to have one with those who did not: actions are set where scores are low, and low scores have more room to rise. Nothing is ranked but outcomes.',
  links: ['docs/methods/improvement.md'],
};

/** Schools whose counts are hidden with an eye to what all of them have together. */
const mostAddedUp = 200;

/** Of fewer nothing is said of the programme: it would be said of them. */
const leastStudents = 10;

/** So many outcomes are named in a sentence; the tables have them all. */
const mostNamed = 3;

/** An outcome that came up without a level this often, or was scored for this few of the others', is seldom asked. */
const seldom = 0.6;

/** Where should the programme improve first? What is low and stays low, what is seldom asked, what is missing, and what one can do. */
export async function improvement(given: Asked): Promise<AnswerDraft> {
  const draft = emptyDraft(method);
  const { levels, asked } = onOneScale(given, draft);
  const low = Math.floor(levels / 2);
  const chosen = await chooseGroups(asked, draft);
  const { needs, coverage, groups, reach } = await readNeeds(asked, low, chosen);
  const bySeries = new Map(needs.map((need) => [need.seriesId, need]));
  const known = asked.outcomes.flatMap(({ seriesId, statement, typeName }) => {
    const need = bySeries.get(seriesId);
    return need === undefined ? [] : [{ statement, typeName, need }];
  });
  draft.included = { students: reach.students + reach.one, scores: known.reduce((sum, { need }) => sum + need.scored, 0) };
  draft.excluded = [
    { reason: 'asked, but without a level (not asked, declined, not applicable)', students: reach.withoutLevel },
    { reason: 'never scored on these outcomes', students: reach.never },
  ];
  const students = reach.students + reach.one;
  if (students < leastStudents) {
    draft.refusals.push({
      says:
        students === 0
          ? 'No student under these filters has a score.'
          : `Fewer than ${leastStudents} students under these filters have a score: that is too little to tell where to improve first.`,
      wouldNeed: `Scores of ${leastStudents} students or more, or wider filters.`,
    });
    return draft;
  }
  draft.tables.push(lowTable(known, low), askedTable(known), actionsTable(known), coverageTable(coverage));
  // what is hidden must hold beside what is told elsewhere: how many have two scores of an outcome (“Did students move?”), and how
  // many students there are, and have a second score, in all schools together
  const all = (of: (school: SchoolCoverage) => number) => coverage.reduce((sum, one) => sum + of(one), 0);
  draft.counts = {
    ...Object.fromEntries(known.map(({ need }, row) => [`twice ${row}`, need.withAction + need.onlyAgreed + need.without])),
    students: all(({ students }) => students),
    again: all(({ again }) => again),
    missing: all(({ students, again }) => students - again),
  };
  draft.sums = [
    ...known.map((_, row) => ({ whole: `twice ${row}`, parts: [`with ${row}`, `agreed ${row}`, `without ${row}`] })),
    // among very many schools so many are hidden that their sum tells of none, and it would take long to find that out
    ...(coverage.length > mostAddedUp ? [] : ['students', 'again', 'missing']).map((whole) => ({
      whole,
      parts: coverage.map((_, row) => `${whole} ${row}`),
    })),
  ];
  draft.charts.push({
    kind: 'intervals',
    tableId: 'low',
    label: 'outcome',
    value: 'still',
    low: 'still_low',
    high: 'still_high',
    zero: null,
    alt: `Of those who began at level ${low} or below, the share whose latest score still is, by outcome, with 95% intervals.`,
  });
  sayLow(draft, known, low, asked.threshold);
  if (chosen !== undefined) sayGroups(draft, groups, chosen, { low, threshold: asked.threshold });
  sayAsked(draft, known);
  sayActions(
    draft,
    known.map(({ need }) => need),
  );
  sayCoverage(draft, coverage, asked.threshold);
  draft.may.push('Where many begin low and stay there, which outcomes are seldom asked, and where second scores are missing.');
  draft.mayNot.push(
    'That an action moves students: whoever has one began lower and is seen more often.',
    'That one school or group does better than another: whom schools refer differs, and groups differ in much else.',
  );
  return draft;
}

interface Known {
  statement: string;
  typeName: string;
  need: OutcomeNeed;
}

/** A share with Wilson's interval; nothing where there is nobody. */
function shareOf(n: number, of: number): (number | null)[] {
  if (of === 0) return intervalCells(undefined);
  const estimate = n / of;
  return intervalCells({ estimate, ci: shareInterval({ estimate, se: null, n: of, clusters: null, df: null }, 0.95) });
}

const shareColumns = (id: string, label: string, means: string, of: string) => withInterval(share(id, label, means, { of }));

function lowTable(known: readonly Known[], low: number) {
  return {
    id: 'low',
    title: `Began at level ${low} or below, and still there`,
    columns: [
      text('outcome', 'Outcome'),
      text('type', 'Outcome type'),
      count('students', 'Students', 'Students with a score of the outcome'),
      share('began', 'Began low', `Share of first scores at level ${low} or below`, { of: 'students' }),
      count('paired', 'Of them, scored again', 'Students who began low and have a later score'),
      ...shareColumns('still', 'Still low', `Of those, the share whose latest score is at level ${low} or below`, 'paired'),
    ],
    rows: known.map(({ statement, typeName, need }) => [
      statement,
      typeName,
      need.scored,
      need.scored === 0 ? null : need.beganLow / need.scored,
      need.lowPaired,
      ...shareOf(need.stillLow, need.lowPaired),
    ]),
    base: 'students',
    sharesOf: { began: 'students', still: 'paired' },
  };
}

function askedTable(known: readonly Known[]) {
  return {
    id: 'asked',
    title: 'What is asked, and what is left without a level',
    columns: [
      text('outcome', 'Outcome'),
      count('students', 'With a level', 'Students with a score of the outcome'),
      count(
        'not_asked',
        'Not asked',
        'Students for whom it came up and was last left as not asked or not collected, and who have no level',
      ),
      count('declined', 'Declined', 'Students who last declined it and have no level'),
    ],
    rows: known.map(({ statement, need }) => [statement, need.scored, need.notAsked, need.declined]),
    base: 'students',
  };
}

function actionsTable(known: readonly Known[]) {
  return {
    id: 'actions',
    title: 'Actions agreed and done, beside movement',
    columns: [
      text('outcome', 'Outcome'),
      count('with', 'With an action done', 'Students with an action about the outcome done between first and latest score'),
      ...shareColumns('up_with', 'Moved up', 'Of those, the share that moved up', 'with'),
      count('agreed', 'Agreed, none done', 'Students with an action about the outcome agreed between the two scores, and none done'),
      ...shareColumns('up_agreed', 'Moved up, agreed', 'Of those, the share that moved up', 'agreed'),
      count('without', 'None agreed', 'Students with two scores and no action agreed or done between them'),
      ...shareColumns('up_without', 'Moved up, without', 'Of those, the share that moved up', 'without'),
    ],
    rows: known.map(({ statement, need }) => [
      statement,
      need.withAction,
      ...shareOf(need.upWithAction, need.withAction),
      need.onlyAgreed,
      ...shareOf(need.upOnlyAgreed, need.onlyAgreed),
      need.without,
      ...shareOf(need.upWithout, need.without),
    ]),
    base: 'without',
    sharesOf: { up_with: 'with', up_agreed: 'agreed', up_without: 'without' },
    names: known.map((_, row) => ({ with: `with ${row}`, agreed: `agreed ${row}`, without: `without ${row}` })),
    note: 'An association: actions are set where scores are low, and low scores have more room to rise.',
  };
}

function coverageTable(coverage: readonly SchoolCoverage[]) {
  return {
    id: 'schools',
    title: 'Who has a second score, by school',
    columns: [
      text('school', 'School'),
      count('students', 'Students', 'Students enrolled'),
      count('again', 'With a second score', 'Students with two scores or more of some outcome'),
      count('missing', 'Without', 'Students with one score or none'),
    ],
    rows: coverage.map(({ school, students, again }) => [school ?? 'No school', students, again, students - again]),
    base: 'students',
    parts: ['again', 'missing'],
    names: coverage.map((_, row) => ({ students: `students ${row}`, again: `again ${row}`, missing: `missing ${row}` })),
    note: 'In the order of names: schools refer different students, and are not compared.',
  };
}

function sayLow(draft: AnswerDraft, known: readonly Known[], low: number, threshold: number): void {
  const stuck = known
    .filter(({ need }) => need.lowPaired >= Math.max(leastStudents, threshold) && need.stillLow >= threshold)
    .map((one) => ({
      ...one,
      share: one.need.stillLow / one.need.lowPaired,
      weight: (one.need.beganLow / one.need.scored) * (one.need.stillLow / one.need.lowPaired),
    }))
    .toSorted((a, b) => b.weight - a.weight);
  for (const { statement, need } of stuck.slice(0, mostNamed))
    draft.sentences.push(
      say`“${statement}”: ${percentOf(need.beganLow, need.scored)} begin at level ${low} or below, and of those scored again ${percentOf(need.stillLow, need.lowPaired)} still are.`,
    );
  if (stuck.length > 0)
    draft.actions.push({ says: `Look at what the action library offers for “${stuck[0]?.statement}”`, to: '/actions/library' });
}

function sayAsked(draft: AnswerDraft, known: readonly Known[]): void {
  const most = Math.max(...known.map(({ need }) => need.scored));
  if (most < leastStudents) return;
  const rare = known.filter(({ need }) => need.scored < seldom * most).toSorted((a, b) => a.need.scored - b.need.scored);
  if (rare.length === 0) return void draft.sentences.push('No outcome is asked about much less often than the others.');
  const named = rare.slice(0, mostNamed).map(({ statement }) => `“${statement}”`);
  const others = rare.length - named.length;
  draft.sentences.push(
    `Seldom asked: ${named.join(', ')}${others === 0 ? '' : `, and ${others} ${others === 1 ? 'other' : 'others'}; the table of what is asked has them all`}.`,
  );
  draft.actions.push({ says: 'See whether the wording of a seldom-asked outcome keeps mentors from asking', to: '/frameworks' });
}

function sayActions(draft: AnswerDraft, needs: readonly OutcomeNeed[]): void {
  const add = (of: (need: OutcomeNeed) => number) => needs.reduce((sum, need) => sum + of(need), 0);
  const [acted, up, agreed, upAgreed, without, upWithout] = [
    add((need) => need.withAction),
    add((need) => need.upWithAction),
    add((need) => need.onlyAgreed),
    add((need) => need.upOnlyAgreed),
    add((need) => need.without),
    add((need) => need.upWithout),
  ];
  if (acted < 10 || agreed < 10 || without < 10) return;
  draft.sentences.push(
    say`Where an action about the outcome was done between the two scores, ${percentOf(up, acted)} moved up; where one was agreed and none done, ${percentOf(upAgreed, agreed)}; where none was agreed, ${percentOf(upWithout, without)}. This goes together; it does not say why.`,
  );
}

function sayCoverage(draft: AnswerDraft, coverage: readonly SchoolCoverage[], threshold: number): void {
  const students = coverage.reduce((sum, one) => sum + one.students, 0);
  const missing = coverage.reduce((sum, one) => sum + one.students - one.again, 0);
  if (missing < threshold) return;
  draft.sentences.push(say`For ${percentOf(missing, students)} of students there is no second score yet; the table by school says where.`);
  draft.actions.push({ says: 'See whose review is due', to: '/reviews' });
}
