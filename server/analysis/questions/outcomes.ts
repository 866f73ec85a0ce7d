import { cronbachAlpha } from '@waymark/stats/cronbach.ts';
import { endsOfScale } from '@waymark/stats/ends-of-scale.ts';
import { endFlag } from '@waymark/stats/moved.ts';
import { omega } from '@waymark/stats/omega.ts';
import { covarianceOf, type OutcomePairs } from '@waymark/stats/outcome-pairs.ts';
import type { CatalogueOutcome } from '../../assessments/catalogue.ts';
import { type Pattern, readPatterns } from '../pattern-queries.ts';
import { type AnswerDraft, type Asked, count, emptyDraft, intervalCells, number, share, text, withInterval } from '../question.ts';
import { percentOf, say } from '../said.ts';
import { sayPercent } from '../say.ts';
import { levelIds, onOneScale } from '../scale.ts';
import { sayThresholds } from './levels-in-order.ts';

const method = {
  paragraph:
    'Each student’s first score of every outcome was counted. An outcome has a floor or a ceiling where more than 15% of students stand at the lowest or the highest level (Terwee et al. 2007); headroom is the part of the scale still above the mean student. Whether the outcomes of a type hang together is told by McDonald’s ω of one factor, with Cronbach’s α beside it, which grows with the number of outcomes. Whether the levels are in order is told by a partial-credit Rasch model fitted by conditional maximum likelihood (Masters 1982; Andersen 1972): a threshold is where two neighbouring levels are equally likely, and where a higher one lies below a lower, a level in between is nowhere the likeliest. Infit and outfit are mean squares; 1 is what the model expects, above 1.3 scores are noisier than it.',
  links: ['docs/methods/movement.md', 'docs/methods/consistency.md', 'docs/methods/rasch.md'],
};

/** Which outcomes work as questions: floor, ceiling, levels in order, and whether those of a type hang together. */
export async function outcomes(given: Asked): Promise<AnswerDraft> {
  const draft = emptyDraft(method);
  const { levels, asked } = onOneScale(given, draft);
  const { patterns, reach } = await readPatterns(asked);
  const types = [...Map.groupBy(asked.outcomes, ({ typeCode }) => typeCode)].flatMap(([code, own]) => {
    const rows = patterns.get(code) ?? [];
    return rows.length === 0 ? [] : [{ name: own[0]?.typeName ?? code, outcomes: own, rows }];
  });
  draft.included = {
    students: reach.students + reach.one,
    scores: types
      .flatMap(({ rows }) => rows)
      .reduce((sum, { levels: all, n }) => sum + n * all.filter((level) => level !== null).length, 0),
  };
  draft.excluded = [
    { reason: 'asked, but without a level (not asked, declined, not applicable)', students: reach.withoutLevel },
    { reason: 'never scored on these outcomes', students: reach.never },
  ];
  if (types.length === 0) {
    draft.refusals.push({ says: 'No student under these filters has a score.', wouldNeed: 'Scores, or wider filters.' });
    return draft;
  }
  const least = Math.max(leastStudents, asked.threshold);
  if (
    !types.some(({ outcomes: own, rows }) =>
      own.some((_, place) => levelIds(levels).reduce((sum, __, index) => sum + at(rows, place, index + 1), 0) >= least),
    )
  ) {
    draft.refusals.push({
      says: `No outcome has a first score of ${least} students: how scores behave cannot be told.`,
      wouldNeed: `At least ${least} students with a score of one outcome.`,
    });
    return draft;
  }
  draft.figures.push(
    `Limits: a floor or a ceiling where more than ${sayPercent(crowded)} stand at an end of the scale; outcomes hang together from an ω of ${together}.`,
  );
  sayEnds(draft, types, levels, asked.threshold, least);
  sayTogether(draft, types, levels);
  sayThresholds(draft, types, levels);
  draft.may.push(
    'Where an outcome leaves students no room to move, or a level is hardly used.',
    'Where outcomes of a type move together enough to be looked at as one.',
  );
  draft.mayNot.push(
    'That an outcome that hangs together with others is a good one: it may ask the same twice.',
    'That the scale measures what its name says: these figures say how scores behave, not what they mean.',
  );
  draft.actions.push({ says: 'Draft a next version of the framework with other wordings or levels', to: '/frameworks' });
  return draft;
}

/** Of fewer, that most or few of them stand at an end would tell of each. */
const leastStudents = 10;
/** Limits that are usual, and no more than that. */
const [crowded, together] = [0.15, 0.7];

/** What students said first of the outcomes of one type. */
export interface OfType {
  name: string;
  outcomes: readonly CatalogueOutcome[];
  rows: readonly Pattern[];
}

const at = (rows: readonly Pattern[], place: number, level: number): number =>
  rows.reduce((sum, row) => sum + (row.levels[place] === level ? row.n : 0), 0);

function sayEnds(draft: AnswerDraft, types: readonly OfType[], levels: number, threshold: number, least: number): void {
  const ends = types.flatMap(({ name, outcomes: own, rows }) =>
    own.flatMap(({ statement }, place) => {
      const counts = levelIds(levels).map((_, index) => at(rows, place, index + 1));
      const answer = endsOfScale(counts);
      return answer.kind === 'refusal' ? [] : [{ name, statement, counts, answer }];
    }),
  );
  // what the share at a level tells is the count of that level: both tables hide the same
  const named = ends.map((_, row) =>
    Object.fromEntries([['students', `students ${row}`], ...levelIds(levels).map((id): [string, string] => [id, `${id} ${row}`])]),
  );
  const bottom = (row: number) => `level_1 ${row}`;
  const top = (row: number) => `level_${levels} ${row}`;
  draft.tables.push(
    {
      id: 'levels',
      title: 'First scores at each level, by outcome',
      columns: [
        text('outcome', 'Outcome'),
        text('type', 'Outcome type'),
        count('students', 'Students', 'Students with a score of the outcome'),
        ...levelIds(levels).map((id, index) => count(id, `Level ${index + 1}`, `Students whose first score is level ${index + 1}`)),
      ],
      rows: ends.map(({ name, statement, counts, answer }) => [statement, name, answer.n, ...counts]),
      base: 'students',
      parts: levelIds(levels),
      names: named,
    },
    {
      id: 'ends',
      title: 'Room to move, by outcome',
      columns: [
        text('outcome', 'Outcome'),
        count('students', 'Students', 'Students with a score of the outcome'),
        share('floor', 'At the lowest level', 'Share of first scores at the lowest level', { of: 'students' }),
        share('ceiling', 'At the highest level', 'Share of first scores at the highest level', { of: 'students' }),
        ...withInterval(
          share('headroom', 'Headroom', 'Mean part of the scale still above: 1 all at the bottom, 0 all at the top', { of: 'students' }),
        ),
        text('flag', 'Flag', 'Ceiling or floor where more than 15% are there'),
      ],
      rows: ends.map(({ statement, answer }) => {
        const { floor, ceiling } = answer.detail;
        // exact, it could be solved for a level's count that is hidden in the table above
        const rounded = intervalCells(answer).map((one) => (one === null ? null : Math.round(one * 100) / 100));
        return [
          statement,
          answer.n,
          floor.share,
          ceiling.share,
          ...rounded,
          [ceiling.flagged ? 'ceiling' : '', floor.flagged ? 'floor' : ''].filter(Boolean).join(', '),
        ];
      }),
      base: 'students',
      sharesOf: { floor: 'students', ceiling: 'students' },
      names: ends.map((_, row) => ({ students: `students ${row}` })),
      madeOf: ends.map(({ answer: { n, detail } }, row) => {
        // headroom is the sum of all levels: with all but two of them shown, it could be solved for those
        const all = Object.values(named[row]!);
        // of few students that there is no flag tells too: at most 15% of 20 are three
        const both = n * endFlag < threshold;
        const flag = [
          `students ${row}`,
          ...(both || detail.floor.flagged ? [bottom(row)] : []),
          ...(both || detail.ceiling.flagged ? [top(row)] : []),
        ];
        return { floor: [bottom(row)], ceiling: [top(row)], headroom: all, headroom_low: all, headroom_high: all, flag };
      }),
    },
  );
  draft.charts.push({
    kind: 'shares',
    tableId: 'levels',
    label: 'outcome',
    parts: levelIds(levels),
    whole: 'students',
    colours: 'levels',
    alt: 'How many students’ first score stands at each level, by outcome.',
  });
  const enough = ends.map((one, row) => ({ ...one, row })).filter(({ answer }) => answer.n >= least);
  const flagged = enough
    .filter(({ answer }) => answer.detail.ceiling.flagged)
    .toSorted((a, b) => b.answer.detail.ceiling.share - a.answer.detail.ceiling.share);
  const [most] = flagged;
  draft.sentences.push(
    most === undefined
      ? `None of ${enough.length} outcomes has a ceiling: on each, at most 15% began at the highest level.`
      : {
          said: say`${flagged.length === 1 ? 'One outcome has a ceiling,' : `${flagged.length} outcomes have a ceiling, most of all`} “${most.statement}”: ${percentOf(most.counts.at(-1) ?? 0, most.answer.n)} began at the highest level and can only stay or fall.`,
          tells: [top(most.row)],
        },
  );
  const floors = enough.filter(({ answer }) => answer.detail.floor.flagged);
  if (floors.length > 0)
    draft.sentences.push(
      `On ${floors.length} of ${enough.length} outcomes more than 15% began at the lowest level: there is room to rise, and some of the rise there is chance.`,
    );
}

function sayTogether(draft: AnswerDraft, types: readonly OfType[], levels: number): void {
  const rows = types.map(({ name, outcomes: own, rows: patterns }) => {
    if (own.length < 2) return [name, own.length, null, null, null, null, null, null, null];
    const covariance = covarianceOf(pairsOf(patterns, own.length, levels));
    const [alpha, one] = [cronbachAlpha(covariance), omega(covariance)];
    return [name, own.length, Number.isFinite(covariance.n) ? covariance.n : 0, ...intervalCells(one), ...intervalCells(alpha)];
  });
  draft.tables.push({
    id: 'together',
    title: 'Do the outcomes of a type hang together?',
    columns: [
      text('type', 'Outcome type'),
      number('outcomes', 'Outcomes', 'Outcomes of the type'),
      count('students', 'Students', 'Students behind the least-answered pair of outcomes'),
      ...withInterval(
        number(
          'omega',
          'ω',
          'How far the outcomes of a type tell one thing: the share of the spread of their sum that they have in common (McDonald’s ω of one factor)',
        ),
      ),
      ...withInterval(number('alpha', 'α', 'Cronbach’s α: grows with the number of outcomes, so never to be read alone')),
    ],
    rows,
    base: 'students',
  });
  draft.charts.push({
    kind: 'intervals',
    tableId: 'together',
    label: 'type',
    value: 'omega',
    low: 'omega_low',
    high: 'omega_high',
    zero: null,
    alt: 'How far the outcomes of each type hang together, McDonald’s ω with 95% intervals.',
  });
  const weak = rows.filter((row) => typeof row[3] === 'number' && row[3] < together).map((row) => String(row[0]));
  const known = rows.filter((row) => typeof row[3] === 'number').length;
  if (known > 0)
    draft.sentences.push(
      weak.length === 0
        ? 'Within each type the outcomes hang together: a student who is high on one tends to be high on the others, enough for the type to be looked at as one.'
        : `In ${weak.join(', ')} the outcomes hang together too loosely to be looked at as one: read them one by one.`,
    );
}

/** Every two outcomes of a type, counted over the students who have both. */
function pairsOf(patterns: readonly Pattern[], outcomesOfType: number, levels: number): OutcomePairs {
  const columns = { i: [] as number[], j: [] as number[], first: [] as number[], second: [] as number[], count: [] as number[] };
  for (const { levels: own, n } of patterns) {
    own.forEach((first, i) => {
      own.slice(i + 1).forEach((second, offset) => {
        if (first === null || second === null) return;
        columns.i.push(i);
        columns.j.push(i + 1 + offset);
        columns.first.push(first);
        columns.second.push(second);
        columns.count.push(n);
      });
    });
  }
  return { outcomes: outcomesOfType, levels, ...columns };
}
