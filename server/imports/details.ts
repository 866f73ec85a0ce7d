import type { ImportDetail, ImportSummary } from '@waymark/contract/imports.ts';
import type { Tx } from '../db/actor.ts';
import { unknownAssessors } from './assessors.ts';
import { fieldsOf, lackingIn, readGround } from './ground.ts';
import { sameFile, type ImportRecord } from './queries.ts';
import { keptUntil } from './rules.ts';

export function summaryOf(record: ImportRecord): ImportSummary {
  const { id, kind, fileName, status, rowCount, progress, createdAt, createdBy, finishedAt, undoneAt, version } = record;
  return { id, kind, fileName, status, rowCount, counts: progress, createdAt, createdBy, finishedAt, undoneAt, version };
}

export async function detailOf(tx: Tx, orgId: string, record: ImportRecord): Promise<ImportDetail> {
  const ground = await readGround(tx, orgId, record.kind);
  const { headers, mapping, options, source, error } = record;
  return {
    ...summaryOf(record),
    headers,
    columns: headers.map((header) => ({ header, field: mapping[header] ?? 'ignore', samples: (source.samples[header] ?? []).slice(0, 4) })),
    fields: fieldsOf(record, ground),
    lacking: lackingIn(record, ground),
    options,
    sheet: source.sheet,
    sheets: source.sheets,
    error,
    keptUntil: keptUntil(record),
    earlier: await sameFile(tx, orgId, record),
    newAssessors: record.kind === 'scores' && record.status === 'previewed' ? await unknownAssessors(tx, orgId, record.id) : [],
  };
}
