import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { answerParquet } from './parquet.ts';
import { count, share, text } from './question.ts';

const answer = {
  question: 'movement',
  filters: { perspective: 'mentor', enrolment: 'all' },
  about: 'Mentors’ scores',
  asOf: '2026-07-01T00:00:00Z',
  codeVersion: '1',
  seed: null,
  fingerprint: '0123456789ab',
  sentences: [],
  said: [],
  may: [],
  mayNot: [],
  included: { students: 60, scores: 120 },
  excluded: [],
  tables: [
    {
      id: 'types',
      title: 'By type',
      columns: [text('type', 'Outcome type'), count('pairs', 'Pairs', 'Pairs of scores'), share('net', 'Net', 'Up less down')],
      rows: [
        ['Knowledge, é', 60, 0.25],
        ['Motivation', null, null],
      ],
      hidden: [[1, 1]],
    },
  ],
  charts: [],
  warnings: [],
  refusals: [],
  actions: [],
  method: { paragraph: 'As follows.', figures: [], links: [] },
  choices: { types: [], groups: [] },
} satisfies AnalysisAnswer;

test('a table is read back from Parquet as it stands, a hidden figure told from one there is not', async () => {
  const file = answerParquet(answer, 'types').buffer;
  expect(await parquetReadObjects({ file })).toEqual([
    { type: 'Knowledge, é', pairs: 60, net: 0.25, hidden: null },
    { type: 'Motivation', pairs: null, net: null, hidden: 'pairs' },
  ]);
  expect(parquetMetadata(file).key_value_metadata).toContainEqual({ key: 'Fingerprint of the figures', value: '0123456789ab' });
});

test('the codebook says of each column by its id what it means', async () => {
  const rows = await parquetReadObjects({ file: answerParquet(answer, 'codebook').buffer });
  expect(rows).toContainEqual({
    table_id: 'types',
    column_id: 'net',
    table: 'By type',
    column: 'Net',
    kind: 'share',
    unit: 'share, 0 to 1',
    meaning: 'Up less down',
  });
  expect(() => answerParquet(answer, 'students')).toThrow('table');
});
