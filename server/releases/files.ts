import { stringify } from 'csv-stringify/sync';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Cell, Column } from './column.ts';

type Parts = AsyncIterable<readonly (readonly Cell[])[]>;

/**
 * Rows as a CSV file for programs: UTF-8, comma, LF, a header, empty for nothing. Unlike `csvOf`, no byte-order mark and
 * nothing escaped for a spreadsheet: R and Python would take both for data. Nothing in it was typed by a stranger.
 */
export async function* csvBytes(columns: readonly Column[], parts: Parts): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(stringify([columns.map(({ name }) => name)]));
  for await (const rows of parts) {
    yield encoder.encode(stringify(rows as Cell[][], { cast: { boolean: String } }));
  }
}

/** So many rows stand in memory at once as one row group. */
const groupSize = 50_000;

const parquetTypes: Record<Column['type'], Omit<SchemaElement, 'name'>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  date: { type: 'INT32', converted_type: 'DATE' },
  boolean: { type: 'BOOLEAN' },
};

/** Rows as an Apache Parquet file with typed columns, compressed by Snappy. What is written is handed on at once. */
export async function* parquetBytes(columns: readonly Column[], parts: Parts): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter(1 << 16);
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type, missing }) => ({
      name,
      repetition_type: missing === undefined ? ('REQUIRED' as const) : ('OPTIONAL' as const),
      ...parquetTypes[type],
    })),
  ];
  const file = new ParquetWriter({ writer, schema, createdBy: 'Waymark' });
  const written = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    // `offset` goes on counting from the start of the file
    writer.index = 0;
    return bytes;
  };
  let group: (readonly Cell[])[] = [];
  const write = async (): Promise<void> => {
    const columnData = columns.map(({ name, type }, i) => ({
      name,
      data: group.map((row) => (type === 'date' && typeof row[i] === 'string' ? new Date(`${row[i]}T00:00:00Z`) : (row[i] ?? null))),
    }));
    await file.write({ columnData, rowGroupSize: groupSize });
    group = [];
  };
  for await (const rows of parts) {
    group = group.concat(rows);
    if (group.length < groupSize) continue;
    await write();
    yield written();
  }
  if (group.length > 0) await write();
  await file.finish();
  yield written();
}
