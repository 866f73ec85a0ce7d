import type { SaidFigure } from '@waymark/contract/analysis.ts';
import type { Answer, Estimate } from '@waymark/stats/answer.ts';
import { moved, type MovedDetail } from '@waymark/stats/moved.ts';
import type { Pairs } from '@waymark/stats/pairs.ts';
import { standardisedChange } from '@waymark/stats/standardised-change.ts';
import { stuartMaxwell } from '@waymark/stats/stuart-maxwell.ts';
import { type AnswerDraft, type Asked, count, emptyDraft, estimateOf, number, share, text } from '../question.ts';
import { readPairs, readReach, readStudentPairs, type StudentPairs } from '../queries.ts';
import { exactly, intervalOf, netOf, people, percentOf, say } from '../said.ts';
import { reachExcluded } from '../say.ts';
import { levelIds, onOneScale, whose } from '../scale.ts';

const method = {
  paragraph:
    'Each student’s first and latest score of an outcome were paired. Net movement is the share of pairs that moved up less the share that moved down, with 95 % intervals; where a student has pairs of several outcomes the standard error is clustered by student (Agresti 2013; Liang & Zeger 1986), where each pair is a student of its own the interval is Bonett and Price’s (2012). Whether the distribution of levels is the same at first and latest was tested with Stuart and Maxwell’s χ², clustered by student (Stuart 1955; Maxwell 1970; Durkalski et al. 2003). Hedges’ g, the mean change in standard deviations of the first levels, stands beside it for comparison with other reports; levels are ordered and not measured, so it comes second.',
  links: ['docs/methods/movement.md'],
};

/** Did students move? */
export async function movement(given: Asked): Promise<AnswerDraft> {
  const draft = emptyDraft(method);
  const { levels, asked } = onOneScale(given, draft);
  const reach = await readReach(asked);
  draft.excluded = reachExcluded(reach);
  draft.included = { students: reach.students, scores: 2 * reach.pairs };
  const rows = await readStudentPairs(asked);
  const all = estimateOf(moved(pairsOf(rows, levels)), draft);
  if (all === null) return draft;
  const types = [...new Map(asked.outcomes.map(({ typeCode, typeName }) => [typeCode, typeName]))].flatMap(([code, name]) => {
    const own = rows.filter(({ type }) => type === code);
    return own.length === 0
      ? []
      : [{ name, rows: own, answer: moved(pairsOf(own, levels)), change: standardisedChange(pairsOf(own, levels)) }];
  });
  draft.tables.push(typesTable(types), levelsTable(types, levels));
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
  const outcomes = await byOutcome(asked, levels, draft);
  sayMovement(draft, asked, reach.students, all, rows, levels);
  sayRange(draft, types, outcomes);
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

function pairsOf(rows: readonly StudentPairs[], levels: number): Pairs {
  return {
    levels,
    first: rows.map(({ first }) => first),
    second: rows.map(({ latest }) => latest),
    count: rows.map(({ n }) => n),
    cluster: rows.map(({ student }) => student),
  };
}

interface OfType {
  name: string;
  rows: readonly StudentPairs[];
  answer: Answer<MovedDetail>;
  change: Answer;
}

const movedColumns = (of: string) => [
  count('up', 'Moved up', 'Pairs whose latest score is higher than the first'),
  count('same', 'Same', 'Pairs whose latest score is the same as the first'),
  count('down', 'Moved down', 'Pairs whose latest score is lower than the first'),
  share('net', 'Net', 'Share that moved up less share that moved down', { of, more: ['up'], less: ['down'] }),
  share('net_low', 'low', 'Lower end of the 95 % interval'),
  share('net_high', 'high', 'Upper end of the 95 % interval'),
];

const movedCells = (answer: Answer<MovedDetail>): (number | null)[] => {
  if (answer.kind === 'refusal') return [null, null, null];
  return [answer.estimate, ...(answer.ci ?? [null, null])];
};

const direction = (rows: readonly { first: number; latest: number; n: number }[]): number[] =>
  [1, 0, -1].map((way) => rows.reduce((sum, { first, latest, n }) => sum + (Math.sign(latest - first) === way ? n : 0), 0));

const netOfRows = (rows: readonly StudentPairs[]): SaidFigure => {
  const [up = 0, , down = 0] = direction(rows);
  return netOf(up, down, total(rows));
};

const total = (rows: readonly { n: number }[]): number => rows.reduce((sum, { n }) => sum + n, 0);

function typesTable(types: readonly OfType[]) {
  return {
    id: 'types',
    title: 'First to latest score, by outcome type',
    columns: [
      text('type', 'Outcome type'),
      count('students', 'Students', 'Students with a first and a latest score of the type'),
      count('pairs', 'Pairs', 'Pairs of a first and a latest score: a student counts once for each outcome'),
      ...movedColumns('pairs'),
      number('g', 'Hedges’ g', 'Mean change in standard deviations of the first levels', 'standard deviations'),
      number('g_low', 'low', 'Lower end of the 95 % interval'),
      number('g_high', 'high', 'Upper end of the 95 % interval'),
    ],
    rows: types.map(({ name, rows, answer, change }) => [
      name,
      new Set(rows.map(({ student }) => student)).size,
      total(rows),
      ...direction(rows),
      ...movedCells(answer),
      ...(change.kind === 'refusal' ? [null, null, null] : [change.estimate, ...(change.ci ?? [null, null])]),
    ]),
    base: 'pairs',
    parts: ['up', 'same', 'down'],
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
    rows: types.flatMap(({ name, rows }) =>
      (['first', 'latest'] as const).map((when) => [
        `${name}, ${when}`,
        total(rows),
        ...levelIds(levels).map((_, at) => total(rows.filter((row) => row[when] === at + 1))),
      ]),
    ),
    base: 'pairs',
    parts: levelIds(levels),
  };
}

/** Each outcome by itself: one pair a student, so that its counts are of students. */
async function byOutcome(asked: Asked, levels: number, draft: AnswerDraft) {
  const pairs = Map.groupBy(await readPairs(asked), ({ seriesId }) => seriesId);
  const outcomes = asked.outcomes.flatMap(({ seriesId, statement, typeName }) => {
    const rows = pairs.get(seriesId);
    if (rows === undefined) return [];
    const answer = moved({
      levels,
      first: rows.map(({ first }) => first),
      second: rows.map(({ latest }) => latest),
      count: rows.map(({ n }) => n),
      cluster: null,
    });
    return [{ statement, typeName, rows, answer }];
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
    rows: outcomes.map(({ statement, typeName, rows, answer }) => [
      statement,
      typeName,
      total(rows),
      ...direction(rows),
      ...movedCells(answer),
      answer.kind === 'refusal' ? null : answer.detail.beganAtTop.share,
    ]),
    base: 'students',
    parts: ['up', 'same', 'down'],
    sharesOf: { top: 'students' },
  });
  draft.charts.push({
    kind: 'intervals',
    tableId: 'outcomes',
    label: 'outcome',
    value: 'net',
    low: 'net_low',
    high: 'net_high',
    zero: 0,
    alt: 'Net movement of each outcome with its 95 % interval; at nought as many moved up as down.',
  });
  return outcomes;
}

function sayMovement(
  draft: AnswerDraft,
  { filters }: Asked,
  students: number,
  all: Estimate<MovedDetail>,
  rows: readonly StudentPairs[],
  levels: number,
): void {
  const [up = 0, same = 0, down = 0] = direction(rows);
  const of = total(rows);
  const whoScored = whose[filters.perspective];
  const net = netOf(up, down, of, 'way');
  draft.sentences.push(
    say`Between their first and latest score, ${people(students)} students moved up on ${percentOf(up, of)} of outcomes, stayed on ${percentOf(same, of)} and moved down on ${percentOf(down, of)}, as scored by ${whoScored}.`,
    all.ci === null
      ? say`Net movement is ${net}: the share that moved up less the share that moved down.`
      : say`Net movement is ${net} (${intervalOf(all.ci, of)}): the share that moved up less the share that moved down.`,
  );
  const margins = stuartMaxwell(pairsOf(rows, levels));
  if (margins.kind === 'estimate')
    draft.sentences.push(
      margins.detail.p < 0.05
        ? say`The levels are distributed differently at the latest score than at the first (Stuart–Maxwell ${exactly(`χ² ${margins.estimate.toFixed(1)}, ${margins.detail.df} degrees of freedom, p ${sayP(margins.detail.p)}`, 'test at 5 %')}).`
        : say`Chance alone could give as much difference between first and latest levels (Stuart–Maxwell ${exactly(`χ² ${margins.estimate.toFixed(1)}, p ${sayP(margins.detail.p)}`, 'test at 5 %')}).`,
    );
}

const sayP = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`);

function sayRange(
  draft: AnswerDraft,
  types: readonly OfType[],
  outcomes: readonly { statement: string; answer: Answer<MovedDetail> }[],
): void {
  const known = types
    .flatMap(({ name, answer, rows }) => (answer.kind === 'estimate' ? [{ name, net: answer.estimate, said: netOfRows(rows) }] : []))
    .toSorted((a, b) => b.net - a.net);
  const [most, least] = [known[0], known.at(-1)];
  if (most !== undefined && least !== undefined && most !== least)
    draft.sentences.push(say`It is largest in ${most.name} (${most.said}) and smallest in ${least.name} (${least.said}).`);
  const estimated = outcomes.flatMap(({ answer }) => (answer.kind === 'estimate' ? [answer] : []));
  const unsure = estimated.filter(({ ci }) => ci !== null && ci[0] <= 0 && ci[1] >= 0).length;
  if (estimated.length > 1)
    draft.sentences.push(
      unsure === 0
        ? `On each of ${estimated.length} outcomes the interval lies clear of no movement.`
        : `On ${unsure} of ${estimated.length} outcomes the interval includes no movement.`,
    );
  const ceilings = outcomes.filter(({ answer }) => answer.kind === 'estimate' && answer.warnings.some(({ code }) => code === 'ceiling'));
  if (ceilings.length > 0)
    draft.warnings.push(
      `More than 15 % began at the top level of ${ceilings.length === 1 ? `“${ceilings[0]?.statement}”` : `${ceilings.length} outcomes`}, where there is no way up to be seen.`,
    );
}
