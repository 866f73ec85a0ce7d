import { causalWords } from '@waymark/contract/causal-words.ts';
import { Block, textsOfBlock } from '@waymark/contract/documents.ts';
import { DesignType, SuppressionPreset } from '@waymark/contract/reports.ts';
import { expect, test } from 'vitest';
import { count, share, text } from '../analysis/question.ts';
import { levelsOf, sayPercent } from '../analysis/say.ts';
import { appendixOf } from './appendix.ts';
import { blocksOfAnswer } from './blocks.ts';
import { drawInParts } from './draw.ts';
import { showCell } from './figure-words.ts';
import { answerOf } from './exampleAnswer.ts';

const intervals = {
  id: 'outcomes',
  title: 'Net movement, by outcome',
  columns: [
    text('outcome', 'Outcome'),
    count('students', 'Students', ''),
    share('net', 'Net', ''),
    share('net_low', 'low', ''),
    share('net_high', 'high', ''),
  ],
  rows: Array.from({ length: 25 }, (_, at) => [`Outcome <${at}> & more`, 40 + at, 0.02 * at, 0.02 * at - 0.1, 0.02 * at + 0.1]),
  hidden: [] as [number, number][],
};
const bars = {
  id: 'types',
  title: 'By type',
  columns: [
    text('type', 'Type'),
    count('pairs', 'Pairs', ''),
    count('up', 'Moved up', ''),
    count('same', 'Same', ''),
    count('down', 'Moved down', ''),
  ],
  rows: [
    ['Knowledge', 60, 40, 15, 5],
    ['Motivation', 60, null, 30, null],
    ['Independence', null, null, null, null],
  ],
  hidden: [
    [1, 2],
    [1, 4],
    [2, 1],
    [2, 2],
    [2, 3],
    [2, 4],
  ] as [number, number][],
};
const curve = {
  id: 'staying',
  title: 'Still there',
  columns: [text('group', 'Group'), share('month', 'Months', ''), share('there', 'Still there', '')],
  rows: ['Yes', 'No'].flatMap((group) => [0, 6, 12].map((month) => [group, month, 1 - month / 40])),
  hidden: [] as [number, number][],
};
const charts = [
  {
    kind: 'intervals',
    tableId: 'outcomes',
    alt: 'Net movement.',
    label: 'outcome',
    value: 'net',
    low: 'net_low',
    high: 'net_high',
    zero: 0,
  },
  { kind: 'shares', tableId: 'types', alt: 'By type.', label: 'type', parts: ['up', 'same', 'down'], whole: 'pairs', colours: 'movement' },
  { kind: 'steps', tableId: 'staying', alt: 'Staying.', by: 'group', x: 'month', y: 'there', low: null, high: null },
] as const;
const answer = answerOf({
  tables: [intervals, bars, curve],
  charts: charts.map((chart) => ({ ...chart, ...('parts' in chart ? { parts: [...chart.parts] } : {}) })) as never,
  sentences: ['177 students moved up on 38% of outcomes.'],
  warnings: ['Mind this.'],
  refusals: [{ says: 'Not told.', wouldNeed: 'More students.' }],
  may: ['The distance travelled.'],
  mayNot: ['That the programme brought it about.'],
  included: { students: 177, scores: 354 },
  excluded: [{ reason: 'only one score', students: null }],
});

// Plot and a small DOM are loaded first, which takes a busy machine seconds
const patience = 20_000;

test(
  'drawings stand alone: their key inside, no style from elsewhere, text as text, long ones in parts of one scale',
  async () => {
    const [interval, shares, steps] = await Promise.all(charts.map((_, at) => drawInParts(answer.charts[at]!, answer.tables[at]!)));
    expect(interval).toHaveLength(3);
    expect(interval![0]).toContain('Outcome &lt;0&gt; &amp; more');
    const axis = (svg: string | undefined) => [...svg!.matchAll(/>([−\d]+)%</g)].map(([, tick]) => tick);
    expect(axis(interval![0]).length).toBeGreaterThan(3);
    expect(axis(interval![0])).toEqual(axis(interval![2]));
    expect(shares![0]).toContain('>Moved down</text>');
    expect(shares![0]).toContain('>hidden</text>');
    // the row about too few is not drawn, and no count of it is
    expect(shares![0]).not.toContain('Independence');
    expect(steps![0]).toContain('stroke-dasharray');
    // an axis of percent, and nothing in it that only HTML has a name for: the compiler of the page takes XML
    expect(axis(steps![0])).toEqual(expect.arrayContaining(['0', '100']));
    // a curve of one moment would be an axis with nothing on it
    expect(await drawInParts(answer.charts[2]!, { ...curve, rows: curve.rows.filter(([, month]) => month === 0) })).toEqual([]);
    for (const svg of [...interval!, ...shares!, ...steps!]) {
      expect(svg).not.toMatch(/<style|currentColor|var\(|aria-|class="[^"]*plot/);
      expect(svg).not.toMatch(/&(?!(amp|lt|gt|quot|apos|#\d+);)/);
    }
  },
  patience,
);

test(
  'an answer is blocks that a document takes: what was found first, long tables in the appendix, what may not be claimed',
  async () => {
    const blocks = (await blocksOfAnswer(answer, 'movement', { headingLevel: 2 })).map((block) => Block.parse(block));
    expect(blocks[0]).toMatchObject({ type: 'list', items: [[{ text: '177 students moved up on 38% of outcomes.' }]] });
    const texts = blocks.flatMap(textsOfBlock);
    expect(texts).toContain('Not told.\nIt would need: More students.');
    expect(texts).toContain('too few to say');
    expect(texts).toContain('The figures are in the appendix: “Net movement, by outcome”.');
    expect(blocks.filter(({ type }) => type === 'figure')).toHaveLength(5);
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length);
    const about = {
      design: 'empirical',
      preset: 'hesa',
      threshold: 5,
      headingLevel: 2,
      asOf: '1 July 2026',
      titleOf: () => 'Did students move?',
    } as const;
    const appendix = appendixOf([answer], about).map((block) => Block.parse(block));
    expect(appendix.find(({ id }) => id === 'appendix-movement-outcomes-0')).toMatchObject({ rows: { length: 25 } });
    expect(appendix.flatMap(textsOfBlock).join('\n')).toContain('22.5');
  },
  patience,
);

test('what an appendix says of evidence, words and small numbers claims no cause', () => {
  for (const preset of SuppressionPreset.options)
    for (const design of DesignType.options) {
      const about = { design, preset, threshold: 7, headingLevel: 2, asOf: 'then', titleOf: () => 'Title' } as const;
      expect(
        causalWords(
          appendixOf([answerOf({})], about)
            .flatMap(textsOfBlock)
            .join('\n'),
        ),
      ).toEqual([]);
    }
});

test('a table shows a figure as the sentence above it does', () => {
  for (const of of [0.4, 0.412, 0.0999]) expect(levelsOf(of)).toBe(`${showCell(of, 'number')} of a level`);
  for (const of of [0, 0.05, 0.034, 0.0996, 0.44, 1]) expect(sayPercent(of)).toBe(showCell(of, 'share'));
  expect([showCell(0.4, 'number'), showCell(-0.031, 'share'), showCell(12, 'number'), showCell(12.34, 'number')]).toEqual([
    '0.40',
    '−3.1%',
    '12',
    '12.3',
  ]);
});
