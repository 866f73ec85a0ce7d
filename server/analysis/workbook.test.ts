import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { answerOf } from '../reports/exampleAnswer.ts';
import { count, share, text } from './question.ts';
import { answerWorkbook } from './workbook.ts';

test('a workbook shows long words whole, shares as percent with the exact figure behind, and “hidden” where a figure would stand', async () => {
  const sentence = 'Students moved up on more outcomes than they moved down on, as scored by their mentors. '.repeat(3).trim();
  const table = {
    id: 'types',
    title: 'By type',
    columns: [text('type', 'Type'), count('pairs', 'Pairs', ''), share('net', 'Net', '')],
    rows: [
      ['Knowledge', 60, 0.440633245382586],
      ['Motivation', null, null],
    ],
    hidden: [[1, 1]] as [number, number][],
  };
  const files = unzipSync(await answerWorkbook({ ...answerOf({ tables: [table], sentences: [sentence] }), question: 'movement' }));
  const sheet = (n: number) => strFromU8(files[`xl/worksheets/sheet${n}.xml`] ?? new Uint8Array());
  const heights = [...sheet(1).matchAll(/<row [^>]*\sht="(\d+)"/g)].map(([, height]) => Number(height));
  expect(Math.max(...heights)).toBeGreaterThanOrEqual(60);
  expect(Math.min(...heights)).toBe(15);
  expect(sheet(2)).toContain('<v>0.440633245382586</v>');
  const styles = strFromU8(files['xl/styles.xml'] ?? new Uint8Array());
  expect(styles).toContain('formatCode="0.0%"');
  expect(styles).toMatch(/horizontal="right"/);
});
