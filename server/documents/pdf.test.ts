import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { type Block, plain } from '@waymark/contract/documents.ts';
import { startCompiler } from './compiler.ts';
import { example } from './exampleDocument.ts';
import { renderPdf } from './pdf.ts';

interface Node {
  role?: string;
  alt?: string;
  children?: Node[];
}

const read = (bytes: Uint8Array) => getDocumentProxy(new Uint8Array(bytes));

async function textOf(bytes: Uint8Array): Promise<string> {
  const pdf = await read(bytes);
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, at) => (await (await pdf.getPage(at + 1)).getTextContent()).items),
  );
  return pages.flatMap((items) => items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))).join('');
}

async function nodesOf(bytes: Uint8Array): Promise<Node[]> {
  const pdf = await read(bytes);
  const trees = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, at) => (await (await pdf.getPage(at + 1)).getStructTree()) as unknown as Node),
  );
  const flat = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(flat)];
  return trees.flatMap(flat);
}

/** The dictionaries of a PDF, those in compressed streams too. */
function sourceOf(bytes: Uint8Array): string {
  const source = Buffer.from(bytes).toString('latin1');
  const streams = [...source.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, data = '']) => {
    try {
      return [inflateSync(Buffer.from(data, 'latin1')).toString('latin1')];
    } catch {
      return [];
    }
  });
  return [source, ...streams].join('\n');
}

describe('a document as PDF', () => {
  test('says it is tagged, in which language and under which title, and that it keeps to PDF/UA-1', async () => {
    const bytes = await renderPdf(example);
    const source = sourceOf(bytes);
    expect(source).toMatch(/\/StructTreeRoot/);
    expect(source).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(source).toMatch(/\/Lang\s*\(en-GB\)/);
    expect(source).toMatch(/pdfuaid:part>1</);
    expect(source).toMatch(/\/DisplayDocTitle true/);
    const { info } = await (await read(bytes)).getMetadata();
    expect(info).toMatchObject({ Title: 'A summary for Zoë', Author: 'Northbridge Trust' });
  });

  test('leads a screen reader through headings without a gap, lists, header cells and the words for a figure', async () => {
    const nodes = await nodesOf(await renderPdf(example));
    const roles = nodes.map(({ role }) => role);
    // levels 2, 3 and 1 as they were written: a heading taken out above must leave no gap
    expect(roles.filter((role) => /^H\d$/.test(role ?? ''))).toEqual(['H1', 'H2', 'H1']);
    expect(roles.filter((role) => role === 'TH')).toHaveLength(2);
    expect(roles.filter((role) => role === 'TD')).toHaveLength(4);
    expect(roles).toEqual(expect.arrayContaining(['L', 'LI', 'Table', 'Caption', 'Figure']));
    expect(nodes.find(({ role }) => role === 'Figure')?.alt).toBe('Attendance was 92% at the start.');
  });

  test('holds every text so that it can be selected, and runs nothing that somebody wrote', async () => {
    const text = await textOf(await renderPdf(example));
    for (const part of [
      'Dear Mrs O’Brien, how things stand',
      '#panic("never") $x$ *stars* _lines_ `code` @reference <label> \\ // /* */ ] } "',
      '😀',
    ])
      expect(text).toContain(part);
    expect(text).toContain('Łukasz Ngô Đình');
    expect(text).toContain('Σωκράτης Юлия');
    expect(text.replaceAll(/\s/g, '')).toContain('Wolfeschlegelsteinhausenbergerdorffwelche');
    expect(text).toMatch(/محمد|دمحم/);
    expect(text).toContain('Confidential: for Mrs O’Brien');
  });

  test('says on which of how many pages one is, but not on what is always one page', async () => {
    expect(await textOf(await renderPdf({ ...example, pageNumbers: undefined }))).toMatch(/1 \/ \d/);
    expect(await textOf(await renderPdf({ ...example, pageNumbers: false }))).not.toMatch(/1 \/ \d/);
  });

  test('stays tagged and readable where a character has no shape, and then claims no PDF/UA', async () => {
    const bytes = await renderPdf({
      ...example,
      blocks: [{ type: 'paragraph', id: 'p', runs: plain('A name: \u{10F123}\u{10F124} Obi') }],
    });
    const source = sourceOf(bytes);
    expect(source).not.toMatch(/pdfuaid/);
    expect(source).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(await textOf(bytes)).toMatch(/A name:.*Obi/);
  });

  test('a machine without the compiler says so, and what to do', async () => {
    await expect(startCompiler(() => Promise.reject(new Error('Cannot find native binding')))).rejects.toMatchObject({
      status: 501,
      code: 'no-pdf-here',
      detail: expect.stringContaining('Choose Word instead'),
    });
  });

  test('what leads in a table or a list is not left at the end of a page, a row stands on one, and a long address stays on it', async () => {
    const table = example.blocks.find(({ type }) => type === 'table')!;
    const line = (text: string, bold = false): Block => ({ type: 'paragraph', id: text, runs: [{ text, ...(bold ? { bold } : {}) }] });
    const row = `Begins ${'here and goes on '.repeat(34)} Ends`;
    const address = line(`https://example.org/${'path'.repeat(40)}`);
    for (let lines = 28; lines < 44; lines++) {
      const filler = Array.from({ length: lines }, (_, at) => line(`Line ${at}`));
      const list: Block = { type: 'list', id: 'l', ordered: false, items: [plain('That they took part.')] };
      const after =
        lines % 2 === 0
          ? [
              {
                ...table,
                caption: 'Leads in',
                rows: [
                  [plain('follows'), plain('1')],
                  [plain(row), plain('2')],
                ],
              },
            ]
          : [line('Leads in', true), list];
      const pdf = await read(await renderPdf({ ...example, blocks: [address, ...filler, ...after] as Block[] }));
      const pages = await Promise.all(
        [1, 2].filter((at) => at <= pdf.numPages).map(async (at) => (await (await pdf.getPage(at)).getTextContent()).items),
      );
      const items = pages.map((page) => page.flatMap((item) => ('str' in item ? [item] : [])));
      for (const { str, transform, width } of items.flat()) expect(Number(transform[4]) + width, str).toBeLessThan(595 - 60);
      const pageOf = (text: string) => items.findIndex((page) => page.some(({ str }) => str.startsWith(text)));
      expect(pageOf('Leads in'), `${lines} lines before`).toBe(pageOf(lines % 2 === 0 ? 'follows' : 'That they'));
      expect(pageOf('Begins'), `a row, ${lines} lines before`).toBe(
        items.findIndex((page) => page.some(({ str }) => str.includes('Ends'))),
      );
    }
  });
});
