import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { plain } from '@waymark/contract/documents.ts';
import { example } from './exampleDocument.ts';
import { renderWord } from './word.ts';

describe('a document as Word', () => {
  let files: Record<string, Uint8Array>;
  let body: string;

  beforeAll(async () => {
    files = unzipSync(await renderWord(example));
    body = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  });

  test('has a title, headings without a gap and numbered lists as Word knows them', () => {
    const styles = [...body.matchAll(/<w:pStyle w:val="(\w+)"\/>/g)].map(([, style]) => style);
    expect(styles.filter((style) => style === 'Title' || style?.startsWith('Heading'))).toEqual([
      'Title',
      'Heading1',
      'Heading2',
      'Heading1',
    ]);
    const lists = [...body.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id);
    expect(lists).toHaveLength(3);
    expect(new Set(lists).size).toBe(2);
  });

  test('says its language and its title', () => {
    expect(strFromU8(files['word/styles.xml'] ?? new Uint8Array())).toMatch(/<w:lang w:val="en-GB"/);
    expect(strFromU8(files['docProps/core.xml'] ?? new Uint8Array())).toContain('<dc:title>A summary for Zoë</dc:title>');
  });

  test('marks the header row of a table, so that it is read with each cell and repeats on each page', () => {
    expect(body.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(body).toMatch(/<w:tblLook[^>]*w:firstRow="true"/);
  });

  test('carries a drawing with its words, and a picture for programs that cannot draw it', () => {
    expect(body).toMatch(/<wp:docPr[^>]*descr="Attendance was 92% at the start\."/);
    const png = files['word/media/image1.png'] ?? new Uint8Array();
    expect(strFromU8(png.subarray(1, 4))).toBe('PNG');
    // not an empty picture: bars and letters do not fit into a few hundred bytes
    expect(png.length).toBeGreaterThan(2_000);
    expect(strFromU8(files['word/media/image1.svg'] ?? new Uint8Array())).toContain('Start: 92%');
  });

  test('says of every line height that it may grow, so that LibreOffice shows drawings whole', () => {
    const heights = strFromU8(files['word/styles.xml'] ?? new Uint8Array()).match(/<w:spacing[^>]*w:line="[^>]*>/g) ?? [];
    expect(heights.length).toBeGreaterThan(1);
    for (const height of heights) expect(height).toContain('w:lineRule="auto"');
  });

  test('writes what runs from right to left from the right', () => {
    expect(body).toMatch(/<w:bidi\/><\/w:pPr><w:r><w:rPr><w:rtl\/><\/w:rPr><w:t xml:space="preserve">محمد علي/);
  });

  test('holds what people typed as it is, without what would keep Word from opening it', async () => {
    const typed = unzipSync(
      await renderWord({
        ...example,
        blocks: [{ type: 'paragraph', id: 'p', runs: plain('a <b>&amp; "c"\u0000\u000B\uD800 end\nnext line') }],
      }),
    );
    const xml = strFromU8(typed['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('a &lt;b&gt;&amp;amp; &quot;c&quot;');
    // oxlint-disable-next-line no-control-regex
    expect(xml).not.toMatch(/[\u0000-\u0008\u000B]/);
    expect(xml).toMatch(/<w:br\/>.*next line/);
  });
});
