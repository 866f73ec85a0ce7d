import { createHash } from 'node:crypto';
import { ImportCounts, ImportOptions, importLimits, type ImportKind } from '@waymark/contract/imports.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { Refusal } from '../http/refusal.ts';
import { dateOrderOf } from './dates.ts';
import { readDelimited, UnreadableFile, type FileRow } from './file/delimited.ts';
import { sniff } from './file/sniff.ts';
import { readSheets } from './file/workbook.ts';
import { outcomesOf, readGround } from './ground.ts';
import { guessMapping } from './guess.ts';
import { headingRow, headingsOf } from './headers.ts';
import { noTally } from './attendance/tally.ts';
import { insertBlocks, rowsOfBlock } from './attendance/blocks.ts';
import { insertImport, insertRows, updateImport, type ImportSource } from './queries.ts';
import { tidy } from './text.ts';

export interface Upload {
  id: string;
  kind: ImportKind;
  fileName: string;
  bytes: Uint8Array;
  sheet?: string | undefined;
  now: Date;
}

const looked = 30;
const batchSize = 2000;

/**
 * Takes a file in: its rows as they are, its headings, and what each column seems to be. Nothing else is changed.
 * @throws Refusal 422 that says what the file is instead of a table, and what to do
 */
export async function takeUpload(tx: Tx, actor: Actor, upload: Upload): Promise<void> {
  try {
    const file = await openFile(upload);
    await takeRows(tx, actor, upload, file);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Refusal(422, 'unreadable-file', error.message, error.remedy);
    throw error;
  }
}

interface OpenFile {
  rows: AsyncIterator<FileRow> | Iterator<FileRow>;
  sheet: string | null;
  sheets: string[];
}

async function openFile(upload: Upload): Promise<OpenFile> {
  const kind = sniff(upload.bytes);
  if (kind.kind === 'refused') throw new Refusal(422, kind.code, kind.title, kind.remedy);
  if (kind.kind === 'text') return { rows: readDelimited(upload.bytes, kind.encoding), sheet: null, sheets: [] };
  const sheets = await readSheets(upload.bytes);
  const filled = (rows: FileRow[]): boolean => rows.some((row) => row.cells.some((cell) => cell.trim() !== ''));
  const chosen =
    upload.sheet === undefined
      ? (sheets.find((sheet) => filled(sheet.rows)) ?? sheets[0])
      : sheets.find((sheet) => sheet.name === upload.sheet);
  if (chosen === undefined) {
    throw new Refusal(
      422,
      'no-such-sheet',
      `The workbook has no sheet called “${upload.sheet ?? ''}”.`,
      `Its sheets are: ${sheets.map((sheet) => sheet.name).join(', ')}.`,
    );
  }
  return { rows: chosen.rows.values(), sheet: chosen.name, sheets: sheets.map((sheet) => sheet.name) };
}

async function takeRows(tx: Tx, actor: Actor, upload: Upload, file: OpenFile): Promise<void> {
  const first: FileRow[] = [];
  let next = await file.rows.next();
  while (next.done !== true && first.length < looked) {
    first.push(next.value);
    next = await file.rows.next();
  }
  const heading = headingRow(first, upload.kind);
  if (heading === undefined)
    throw new Refusal(422, 'empty-file', 'There is nothing in this file.', 'Check that it was saved with its rows, and choose it again.');
  const headers = headingsOf(heading.cells);
  const most = limitsOf(upload.kind);
  if (headers.length > most.columns) {
    throw new Refusal(
      422,
      'too-many-columns',
      `This file has ${headers.length} columns; ${most.columns} is the most.`,
      'Take away the columns that are not needed.',
    );
  }
  const body = first.filter((row) => row.row > heading.row && !blank(row));
  const samples = samplesOf(headers, body);
  await describe(tx, actor, upload, { sheet: file.sheet, sheets: file.sheets, samples }, headers);

  const insert = (rows: FileRow[]): Promise<void> =>
    upload.kind === 'attendance'
      ? insertBlocks(tx, actor.orgId, upload.id, rows, rowsOfBlock(headers.length))
      : insertRows(tx, actor.orgId, upload.id, rows);
  let count = 0;
  let batch: FileRow[] = [];
  const keep = async (row: FileRow): Promise<void> => {
    if (++count > most.rows) {
      throw new Refusal(
        422,
        'too-many-rows',
        `This file has more than ${most.rows.toLocaleString('en-GB')} rows.`,
        'Divide it and import the parts one after the other.',
      );
    }
    batch.push(row);
    if (batch.length < batchSize) return;
    await insert(batch);
    batch = [];
  };
  for (const row of body) await keep(row);
  for (; next.done !== true; next = await file.rows.next()) if (!blank(next.value)) await keep(next.value);
  if (batch.length > 0) await insert(batch);
  if (count === 0)
    throw new Refusal(422, 'no-rows', 'This file has headings but no rows.', 'Check that it was saved with its rows, and choose it again.');
  await updateImport(tx, actor.orgId, upload.id, {
    rowCount: count,
    progress: { ...ImportCounts.parse({}), at: 0, assessors: [], marks: noTally, by: actor.memberId },
  });
}

function limitsOf(kind: ImportKind): { rows: number; columns: number } {
  return kind === 'attendance' ? { rows: importLimits.markRows, columns: importLimits.markColumns } : importLimits;
}

function blank(row: FileRow): boolean {
  return row.cells.every((cell) => cell.trim() === '');
}

function samplesOf(headers: readonly string[], rows: readonly FileRow[]): Record<string, string[]> {
  return Object.fromEntries(
    headers.map((header, index) => {
      const filled = rows.map((row) => tidy(row.cells[index] ?? '').slice(0, 80)).filter((cell) => cell !== '');
      return [header, [...new Set(filled)].slice(0, 12)];
    }),
  );
}

async function describe(tx: Tx, actor: Actor, upload: Upload, source: ImportSource, headers: string[]): Promise<void> {
  const ground = await readGround(tx, actor.orgId, upload.kind);
  const only = ground.scored.length === 1 ? (ground.scored[0]?.id ?? null) : null;
  const columns = headers.map((header) => ({ header, samples: source.samples[header] ?? [] }));
  const mapping = guessMapping(upload.kind, columns, ground.characteristics, outcomesOf(ground, only), ground.measures);
  const dated = columns.filter(({ header }) =>
    ['birthDate', 'assessedOn', 'enrolledOn', 'markedOn', 'takenOn', 'happenedOn'].includes(mapping[header] ?? ''),
  );
  const sessions = headers.filter((header) => mapping[header] === 'sessionColumn');
  const options = ImportOptions.parse({
    dateOrder: dateOrderOf([...dated.flatMap((column) => column.samples), ...sessions]),
    // one programme is the one meant; of several a person chooses
    programmeId: upload.kind === 'scores' ? only : null,
  });
  const fileHash = createHash('sha256')
    .update(upload.bytes)
    .update(source.sheet ?? '')
    .digest('hex');
  await insertImport(tx, actor, {
    id: upload.id,
    kind: upload.kind,
    fileName: upload.fileName.slice(0, 255),
    fileHash,
    headers,
    source,
    mapping,
    options,
    now: upload.now,
  });
}
