import type { SaidFigure } from '@waymark/contract/analysis.ts';
import type { Answer, Estimate } from '@waymark/stats/answer.ts';
import { moved, type MovedDetail } from '@waymark/stats/moved.ts';
import { type Pairs, pairsOf } from '@waymark/stats/pairs.ts';
import { standardisedChange } from '@waymark/stats/standardised-change.ts';
import { stuartMaxwell } from '@waymark/stats/stuart-maxwell.ts';
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
import { PairTally, typesOf } from '../pair-tally.ts';
import { eachStudent, readProfiles } from '../profiles.ts';
import { ReachTally } from '../reach.ts';
import { intervalOf, netOf, people, percentOf, say } from '../said.ts';
import { reachExcluded, sayChiSquare } from '../say.ts';
import { levelIds, onOneScale, whose } from '../scale.ts';

const method = {
  paragraph:
    'Each student’s first and latest score of an outcome were paired. Net movement is the share of pairs that moved up less the share that moved down, with 95% intervals; where a student has pairs of several outcomes the standard error is clustered by student (Agresti 2013; Liang & Zeger 1986), where each pair is a student of its own the interval is Bonett and Price’s (2012). Whether the distribution of levels is the same at first and latest was tested with Stuart and Maxwell’s χ², clustered by student (Stuart 1955; Maxwell 1970; Durkalski et al. 2003). Hedges’ g, the mean change in standard deviations of the first levels, stands beside it for comparison with other reports; levels are ordered and not measured, so it comes second.',
  links: ['docs/methods/movement.md'],
};

/** Of fewer it cannot be said how much such an answer would vary. */
const leastStudents = 10;

/** Did students move? */
export async function movement(given: Asked): Promise<AnswerDraft> {
  const draft = emptyDraft(method);
  const { levels, asked } = onOneScale(given, draft);
  const { tally, byOutcome, reach } = await readPairs(asked, levels);
  draft.excluded = reachExcluded(reach);
  draft.included = { students: reach.students, scores: 2 * reach.pairs };
  if (reach.students < leastStudents) {
    draft.refusals.push({
      says: `${reach.students === 0 ? 'No student' : `Fewer than ${leastStudents} students`} under these filters ${reach.students === 0 ? 'has' : 'have'} a first and a latest score of the same outcome: how students move cannot be told.`,
      wouldNeed: `A second score of the same outcome for ${leastStudents} students or more, or wider filters.`,
    });
    return draft;
  }
  const pairs = tally.pairsOf(null);
  const all = estimateOf(moved(pairs), draft);
  if (all === null) return draft;
  const types = tally.types.names.flatMap((name, type): OfType[] => {
    const students = tally.ofType[type] ?? 0;
    const own = tally.pairsOf(type);
    return students === 0 ? [] : [{ name, students, pairs: own, answer: moved(own), change: standardisedChange(own) }];
  });
  // of a type that few were scored on twice, levels would be theirs
  const enough = types.filter(({ students }) => students >= asked.threshold);
  draft.tables.push(typesTable(types), levelsTable(enough, levels));
  draft.charts.push(
    {
      kind: 'shares',
      tableId: 'types',
      label: 'type',
      parts: ['up', 'same', 'down'],
      whole: 'pairs',
      colours: 'movement',
      alt: 'Of the pairs of first and latest scores of each outcome type, how many moved up, stayed and moved down.',
    },
    {
      kind: 'shares',
      tableId: 'levels',
      label: 'who',
      parts: levelIds(levels),
      whole: 'pairs',
      colours: 'levels',
      alt: 'The distribution of levels at the first and the latest score, by outcome type.',
    },
  );
  const outcomes = sayOutcomes(asked, levels, byOutcome, draft);
  sayMovement(draft, asked, reach.students, all, pairs);
  sayRange(draft, enough, outcomes, asked.threshold);
  draft.may.push(
    'The distance travelled: so many moved up, stayed and moved down between their first and latest score.',
    'How sure that is, as an interval, and of whom it is said.',
  );
  draft.mayNot.push(
    'That the programme brought the movement about: without a comparison group nobody knows who would have moved anyway.',
    'That students who began at the top did badly: they could only stay or fall.',
    'Anything about those who are not in it: whoever left early is missing more often among the rest.',
  );
  return draft;
}

/** First and latest level of each student by outcome type, and counted by outcome: `byOutcome[outcome][(first − 1) × levels + latest − 1]`. */
async function readPairs(asked: Asked, levels: number) {
  const profiles = await readProfiles(asked, asked.filters.perspective);
  const tally = new PairTally(typesOf(asked), levels);
  const reach = new ReachTally();
  const byOutcome = asked.outcomes.map(() => new Float64Array(levels * levels));
  await eachStudent(profiles, (standing) => {
    reach.add(standing);
    tally.add(standing);
    for (let row = 0; row < standing.n; row++)
      if (standing.isPair(row)) byOutcome[standing.outcome[row]!]![(standing.first[row]! - 1) * levels + standing.latest[row]! - 1]! += 1;
  });
  return { tally, byOutcome, reach: await reach.reach(asked) };
}

interface OfType {
  name: string;
  students: number;
  pairs: Pairs;
  answer: Answer<MovedDetail>;
  change: Answer;
}

const movedColumns = (of: string) => [
  count('up', 'Moved up', 'Pairs whose latest score is higher than the first'),
  count('same', 'Same', 'Pairs whose latest score is the same as the first'),
  count('down', 'Moved down', 'Pairs whose latest score is lower than the first'),
  ...withInterval(share('net', 'Net', 'Share that moved up less share that moved down', { of, more: ['up'], less: ['down'] })),
];

/** What the counts of a row are called, so that outcomes can be added up to their type. */
const movedNames = (of: string, whole: string) => ({ [whole]: `pairs ${of}`, up: `up ${of}`, same: `same ${of}`, down: `down ${of}` });

const direction = (pairs: Pairs): number[] => [1, 0, -1].map((way) => total(pairs, (first, latest) => Math.sign(latest - first) === way));

const netOfPairs = (pairs: Pairs): SaidFigure => {
  const [up = 0, , down = 0] = direction(pairs);
  return netOf(up, down, total(pairs));
};

/** How many pairs there are, of those that are meant. */
const total = ({ first, second, count: n }: Pairs, meant: (first: number, latest: number) => boolean = () => true): number =>
  Array.from(n).reduce((sum, one, row) => sum + (meant(first[row]!, second[row]!) ? one : 0), 0);

function typesTable(types: readonly OfType[]) {
  return {
    id: 'types',
    title: 'First to latest score, by outcome type',
    columns: [
      text('type', 'Outcome type'),
      count('students', 'Students', 'Students with a first and a latest score of the type'),
      count('pairs', 'Pairs', 'Pairs of a first and a latest score: a student counts once for each outcome'),
      ...movedColumns('pairs'),
      ...withInterval(number('g', 'Hedges’ g', 'Mean change in standard deviations of the first levels', 'standard deviations')),
    ],
    rows: types.map(({ name, students, pairs, answer, change }) => [
      name,
      students,
      total(pairs),
      ...direction(pairs),
      ...intervalCells(answer),
      ...intervalCells(change),
    ]),
    base: 'students',
    whole: 'pairs',
    parts: ['up', 'same', 'down'],
    names: types.map(({ name }) => movedNames(name, 'pairs')),
    note: 'A student counts once for each outcome.',
  };
}

function levelsTable(types: readonly OfType[], levels: number) {
  return {
    id: 'levels',
    title: 'Levels at first and latest',
    columns: [
      text('who', 'Outcome type and time'),
      count('pairs', 'Scores', 'Scores, one a student and outcome'),
      ...levelIds(levels).map((id, at) => count(id, `Level ${at + 1}`, `Scores at level ${at + 1}`)),
    ],
    rows: types.flatMap(({ name, pairs }) =>
      ['first', 'latest'].map((when) => [
        `${name}, ${when}`,
        total(pairs),
        ...levelIds(levels).map((_, at) => total(pairs, (first, latest) => (when === 'first' ? first : latest) === at + 1)),
      ]),
    ),
    base: 'pairs',
    parts: levelIds(levels),
    names: types.flatMap(({ name }) => [{ pairs: `pairs ${name}` }, { pairs: `pairs ${name}` }]),
  };
}

/** Each outcome by itself: one pair a student, so that its counts are of students. */
function sayOutcomes(asked: Asked, levels: number, byOutcome: readonly Float64Array[], draft: AnswerDraft) {
  const outcomes = asked.outcomes.flatMap(({ statement, typeName }, at) => {
    const cells = Array.from({ length: levels }, (_, first) => Array.from(byOutcome[at]!.subarray(first * levels, (first + 1) * levels)));
    const pairs = pairsOf(cells);
    return total(pairs) === 0 ? [] : [{ statement, typeName, pairs, answer: moved(pairs) }];
  });
  draft.tables.push({
    id: 'outcomes',
    title: 'Net movement, by outcome',
    columns: [
      text('outcome', 'Outcome'),
      text('type', 'Outcome type'),
      count('students', 'Students', 'Students with a first and a latest score of the outcome'),
      ...movedColumns('students'),
      share('top', 'Began at the top', 'Share of first scores at the highest level, with no way up', { of: 'students' }),
    ],
    rows: outcomes.map(({ statement, typeName, pairs, answer }) => [
      statement,
      typeName,
      total(pairs),
      ...direction(pairs),
      ...intervalCells(answer),
      answer.kind === 'refusal' ? null : answer.detail.beganAtTop.share,
    ]),
    base: 'students',
    parts: ['up', 'same', 'down'],
    sharesOf: { top: 'students' },
    names: outcomes.map(({ statement }, at) => movedNames(`${at} ${statement}`, 'students')),
  });
  draft.sums = [...Map.groupBy(outcomes.keys(), (at) => outcomes[at]!.typeName)].flatMap(([type, own]) =>
    ['pairs', 'up', 'same', 'down'].map((what) => ({
      whole: `${what} ${type}`,
      parts: own.map((at) => `${what} ${at} ${outcomes[at]!.statement}`),
    })),
  );
  draft.charts.push({
    kind: 'intervals',
    tableId: 'outcomes',
    label: 'outcome',
    value: 'net',
    low: 'net_low',
    high: 'net_high',
    zero: 0,
    alt: 'Net movement of each outcome with its 95% interval; at nought as many moved up as down.',
  });
  return outcomes;
}

function sayMovement(draft: AnswerDraft, { filters }: Asked, students: number, all: Estimate<MovedDetail>, pairs: Pairs): void {
  const [up = 0, same = 0, down = 0] = direction(pairs);
  const of = total(pairs);
  const whoScored = whose[filters.perspective];
  const net = netOf(up, down, of, 'way');
  draft.sentences.push(
    say`Between their first and latest score, ${people(students)} students moved up on ${percentOf(up, of)} of outcomes, stayed on ${percentOf(same, of)} and moved down on ${percentOf(down, of)}, as scored by ${whoScored}.`,
    all.ci === null
      ? say`Net movement is ${net}: the share that moved up less the share that moved down.`
      : say`Net movement is ${net} (${intervalOf(all.ci, of)}): the share that moved up less the share that moved down.`,
  );
  const margins = stuartMaxwell(pairs);
  if (margins.kind === 'refusal') return;
  draft.sentences.push(
    margins.detail.p < 0.05
      ? 'Taken together, the latest levels differ from the first by more than chance would give.'
      : 'Taken together, chance alone could make the latest levels differ as much from the first as they do.',
  );
  draft.figures.push(`Stuart and Maxwell’s test of first against latest levels: ${sayChiSquare(margins.detail)}.`);
}

function sayRange(
  draft: AnswerDraft,
  types: readonly OfType[],
  outcomes: readonly { statement: string; answer: Answer<MovedDetail> }[],
  threshold: number,
): void {
  const known = types
    .flatMap(({ name, answer, pairs }) => (answer.kind === 'estimate' ? [{ name, net: answer.estimate, said: netOfPairs(pairs) }] : []))
    .toSorted((a, b) => b.net - a.net);
  const [most, least] = [known[0], known.at(-1)];
  if (most !== undefined && least !== undefined && most !== least)
    draft.sentences.push(say`Net movement is largest in ${most.name} (${most.said}) and smallest in ${least.name} (${least.said}).`);
  const estimated = outcomes.flatMap(({ answer }) => (answer.kind === 'estimate' ? [answer] : []));
  const [up, down] = [
    estimated.filter(({ ci }) => ci !== null && ci[0] > 0).length,
    estimated.filter(({ ci }) => ci !== null && ci[1] < 0).length,
  ];
  if (estimated.length > 1) draft.sentences.push(sayHowMany(up, down, estimated.length));
  // of few at the top, that they are more than so many would tell how many
  const ceilings = outcomes.filter(
    ({ answer }) =>
      answer.kind === 'estimate' && answer.detail.beganAtTop.n >= threshold && answer.warnings.some(({ code }) => code === 'ceiling'),
  );
  if (ceilings.length > 0)
    draft.warnings.push(
      `More than 15% began at the top level of ${ceilings.length === 1 ? `“${ceilings[0]?.statement}”` : `${ceilings.length} outcomes`}, where there is no way up to be seen.`,
    );
}

/** On how many outcomes more moved up than down, on how many it is the other way round, and on how many neither is clear. */
function sayHowMany(up: number, down: number, of: number): string {
  const unsure = of - up - down;
  const on = up === of ? `each of ${of}` : up === 0 ? `none of ${of}` : `${up} of ${of}`;
  const rose = up === 0 ? 'did more students move' : 'more students moved';
  const fell = down === 0 ? '' : `; on ${down} more moved down than up`;
  const open = unsure === 0 ? '' : `; on ${unsure} the two cannot be told apart`;
  return `On ${on} outcomes ${rose} up than down, by more than chance would give${fell}${open}.`;
}
