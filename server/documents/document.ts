import { pdfType, wordType, type Document, type DocumentFormat } from '@waymark/contract/documents.ts';
import { renderPdf } from './pdf.ts';
import { renderWord } from './word.ts';

/** What each format is called at the end of a file's name, and in its answer. */
export const formats = { pdf: { ending: 'pdf', type: pdfType }, word: { ending: 'docx', type: wordType } } as const;

/**
 * A document as a file to hand over.
 * @param name what the file is called, without its ending: no names of people, file names turn up in logs and lists
 * @throws Refusal 501 for a PDF on a machine without the compiler
 */
export async function fileOf(
  document: Document,
  format: DocumentFormat,
  name: string,
): Promise<{ fileName: string; content: Uint8Array<ArrayBuffer> }> {
  const content = format === 'pdf' ? await renderPdf(document) : await renderWord(document);
  return { fileName: `${name}.${formats[format].ending}`, content };
}
