import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Encoding } from './sniff.ts';

/** One record of a file: its number as a spreadsheet shows it, headings included, and its cells as text. */
export interface FileRow {
  row: number;
  cells: string[];
}

/** A file that breaks its own rules so badly that no rows can be told apart. */
export class UnreadableFile extends Error {
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.name = 'UnreadableFile';
    this.remedy = remedy;
  }
}

const slice = 1024 * 1024;

function* decoded(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += slice) {
    // Postgres keeps no NUL in a text, and no name has one.
    yield decoder.decode(bytes.subarray(at, at + slice), { stream: at + slice < bytes.length }).replaceAll('\0', '');
  }
}

/** The delimiter that divides the first records most often and most evenly, quotes heeded. */
export function delimiterOf(head: string): string {
  let best = ',';
  let bestScore = 0;
  for (const delimiter of [',', ';', '\t', '|']) {
    const counts: number[] = [];
    let quoted = false;
    let count = 0;
    for (const character of head) {
      if (character === '"') quoted = !quoted;
      else if (!quoted && character === delimiter) count++;
      else if (!quoted && character === '\n') {
        counts.push(count);
        count = 0;
        if (counts.length === 20) break;
      }
    }
    if (counts.length < 20) counts.push(count);
    const filled = counts.filter((n) => n > 0);
    const usual = filled.toSorted((a, b) => a - b)[Math.floor(filled.length / 2)] ?? 0;
    const score = usual * filled.filter((n) => n === usual).length;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

/** Reads a delimited text record by record; memory does not grow with the file. */
export async function* readDelimited(bytes: Uint8Array, encoding: Encoding): AsyncGenerator<FileRow> {
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, 65_536));
  // Excel writes this line to say the delimiter to itself.
  const said = /^\uFEFF?sep=(.)\r?\n/.exec(head);
  const delimiter = said?.[1] ?? delimiterOf(head);
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    bom: true,
    max_record_size: 1_000_000,
  });
  const source = Readable.from(decoded(bytes, encoding));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row++;
      if (row === 1 && said) continue;
      yield { row, cells };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // what the parser had read: some of it may not have been handed over yet
    const read = Math.max(row, Number((error as CsvError & { records?: number }).records ?? 0));
    if (error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE') {
      throw new UnreadableFile(
        `A quotation mark opened after row ${read} is never closed, so the rest of the file cannot be divided into rows.`,
        `Look at row ${read + 1} for a single " and remove it or double it, or save the file as an Excel workbook instead.`,
      );
    }
    throw new UnreadableFile(`The file cannot be read after row ${read}.`, 'Save it as an Excel workbook (.xlsx) and choose that.');
  }
}
