import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler';
import type { Document } from '@waymark/contract/documents.ts';
import { typstCompiler } from './compiler.ts';
import { columnWidths, inOurTypeface, settle, sizeOf, textOf } from './settled.ts';

/** Never written: what the template reads under this name is in memory. */
const dataFile = join(import.meta.dirname, 'document.json');
const template = readFileSync(join(import.meta.dirname, 'document.typ'), 'utf8');

/** Letters of a cell up to which its row stands on one page whole; a longer one might be longer than a page. */
const A_ROW = 600;

/** Points a figure's pixel measures on paper. */
const POINTS_A_PIXEL = 0.75;

/**
 * A document as a tagged PDF/UA-1: headings, tables and figures in a structure a screen reader follows, text that can be
 * selected, language and title set. What people wrote goes to the compiler as data and is never read as Typst.
 *
 * A character for which neither our typefaces nor the machine's have a shape cannot stand in a PDF/UA-1: such a document
 * becomes a tagged PDF 1.7, where a box stands for the character, and its text can still be selected and read aloud.
 * @throws Refusal 501 where the machine has no compiler
 */
export async function renderPdf(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const compiler = await typstCompiler();
  const set = setPages(compiler, document);
  try {
    return new Uint8Array(compiler.pdf(set, { pdfStandard: 'ua-1' }));
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('could not be displayed with font')) throw error;
    return new Uint8Array(compiler.pdf(set, { pdfStandard: '1.7', pdfTags: true }));
  } finally {
    letGo(compiler);
  }
}

/**
 * How many pages a document has on paper.
 * @throws Refusal 501 where the machine has no compiler
 */
export async function countPages(document: Document): Promise<number> {
  const compiler = await typstCompiler();
  const { numOfPages } = setPages(compiler, document);
  letGo(compiler);
  return numOfPages;
}

/** An address of a hundred letters goes on below rather than off the page: it may be broken where nobody sees a hyphen. */
function breakable(key: string, value: unknown): unknown {
  if (key !== 'text' || typeof value !== 'string') return value;
  return value.replaceAll(/\S{50,}/gu, (long) => long.replaceAll(/.{20}/gu, '$&\u200B'));
}

let documents = 0;

/** Lets go of what none of the last twenty documents used. Asked after each of them, it takes a twentieth of their time. */
function letGo(compiler: Typst.NodeCompiler): void {
  documents += 1;
  if (documents % 10 === 0) compiler.evictCache(2);
}

function setPages(compiler: Typst.NodeCompiler, document: Document): Typst.NodeTypstDocument {
  const settled = settle(document);
  const blocks = settled.blocks.map((block) => {
    if (block.type === 'figure') return { ...block, svg: inOurTypeface(block.svg), width: sizeOf(block.svg).width * POINTS_A_PIXEL };
    if (block.type !== 'table') return block;
    const widths = columnWidths(block);
    const texts = [...block.columns.map(({ header }) => header), ...block.rows.flat().map(textOf)];
    const long = texts.some((text) => /\p{L}{18}/u.test(text));
    const kept = texts.every((text) => text.length <= A_ROW);
    return { ...block, long, kept, columns: block.columns.map((column, at) => ({ ...column, width: widths[at] })) };
  });
  // a file of the compiler's own, not an input of the program: a new input has its whole library made anew
  compiler.mapShadow(dataFile, Buffer.from(JSON.stringify({ ...settled, region: settled.region ?? null, blocks }, breakable)));
  const compiled = compiler.compile({ mainFileContent: template });
  compiler.unmapShadow(dataFile);
  const set = compiled.result;
  if (set === null) {
    const error = compiled.takeError();
    throw new Error(`a document could not be set: ${JSON.stringify(error === null ? null : compiler.fetchDiagnostics(error))}`);
  }
  return set;
}
