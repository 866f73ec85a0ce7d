import { Readable } from 'node:stream';
import type { ReleaseFormat } from '@waymark/contract/releases.ts';
import { ZipFile } from 'yazl';
import type { Cell, Table } from './column.ts';
import { csvBytes, parquetBytes } from './files.ts';

export interface PackParts {
  formats: readonly ReleaseFormat[];
  tables: readonly Table[];
  /** The rows of a table, from the beginning each time it is asked. */
  rows: (table: Table) => AsyncIterable<Cell[][]>;
  /** Small files, by name. */
  texts: Readonly<Record<string, string>>;
  /** The date of every file in it: the same release gives the same file. */
  at: Date;
}

/** A release as one ZIP, table after table; nothing is read before it is wanted, and nothing stands in memory whole. */
export function packRelease({ formats, tables, rows, texts, at }: PackParts): AsyncIterable<Uint8Array> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(texts)) zip.addBuffer(Buffer.from(text, 'utf8'), name, { mtime: at });
  for (const format of formats) {
    for (const table of tables) {
      const bytes = () => (format === 'csv' ? csvBytes(table.columns, rows(table)) : parquetBytes(table.columns, rows(table)));
      // Parquet is compressed already
      zip.addReadStreamLazy(`${format}/${table.name}.${format}`, { mtime: at, compress: format === 'csv' }, (give) =>
        give(null, Readable.from(forwarding(bytes(), zip), { objectMode: false, highWaterMark: 1 << 16 })),
      );
    }
  }
  zip.end();
  return zip.outputStream as Readable;
}

/** A stream that fails inside a ZIP only stops; whoever reads the ZIP is told. */
async function* forwarding(bytes: AsyncIterable<Uint8Array>, zip: ZipFile): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    (zip.outputStream as Readable).destroy(error as Error);
    throw error;
  }
}
