import type { AnalysisAnswer, AnalysisTable } from '@waymark/contract/analysis.ts';
import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { notFound } from '../http/refusal.ts';
import { aboutRows, codebookRows } from './file.ts';

type Cell = string | number | null;
interface Column {
  name: string;
  type: 'text' | 'integer' | 'number';
  data: Cell[];
}

const types = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
} as const;

/**
 * One table of an answer as an Apache Parquet file, or its codebook: columns typed and named by their ids, which stay the same
 * when labels are reworded. A null is nothing to say; where it is a hidden small number, the column `hidden` of the row names
 * the column. What the answer says of itself is in the file's key–value metadata.
 * @throws Refusal 404 when the answer has no such table
 */
export function answerParquet(answer: AnalysisAnswer, tableId: string): Uint8Array<ArrayBuffer> {
  const table = answer.tables.find(({ id }) => id === tableId);
  if (table === undefined && tableId !== 'codebook') throw notFound('table');
  const columns = table === undefined ? codebookColumns(answer) : tableColumns(table);
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...types[type] })),
  ];
  return new Uint8Array(
    parquetWriteBuffer({
      schema,
      columnData: columns.map(({ name, data }) => ({ name, data })),
      kvMetadata: aboutRows(answer).map(([key, ...values]) => ({ key: String(key), value: values.join('; ') })),
      createdBy: 'Waymark',
    }),
  );
}

function tableColumns({ columns, rows, hidden }: AnalysisTable): Column[] {
  const withheld = rows.map((_, row) => hidden.flatMap(([at, column]) => (at === row ? [columns[column]?.id ?? ''] : [])));
  return [
    ...columns.map(({ id, kind }, column): Column => ({
      name: id,
      type: kind === 'text' ? 'text' : kind === 'count' ? 'integer' : 'number',
      data: rows.map((cells) => cells[column] ?? null),
    })),
    { name: 'hidden', type: 'text', data: withheld.map((ids) => (ids.length === 0 ? null : ids.join(','))) },
  ];
}

function codebookColumns(answer: AnalysisAnswer): Column[] {
  const [heading = [], ...rows] = codebookRows(answer);
  const ids = answer.tables.flatMap((table) => table.columns.map(({ id }) => [table.id, id] as const));
  return [
    { name: 'table_id', type: 'text', data: rows.map((_, row) => ids[row]?.[0] ?? null) },
    { name: 'column_id', type: 'text', data: rows.map((_, row) => ids[row]?.[1] ?? null) },
    ...heading.map((name, at): Column => ({
      name: String(name).toLowerCase(),
      type: 'text',
      data: rows.map((row) => String(row[at] ?? '')),
    })),
  ];
}
