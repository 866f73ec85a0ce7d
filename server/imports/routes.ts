import {
  checkImport,
  decideImportRow,
  decideImportRows,
  discardImport,
  downloadBadRows,
  getImport,
  importLimits,
  listImportLeavers,
  listImportRows,
  listImports,
  listImportWords,
  runImport,
  undoImport,
  uploadImport,
  type ImportDetail,
} from '@waymark/contract/imports.ts';
import type { Tx } from '../db/actor.ts';
import { after, page } from '../http/pages.ts';
import { Refusal, notFound, stale } from '../http/refusal.ts';
import { route, type Request } from '../http/route.ts';
import { badRowsFile } from './badRows.ts';
import { decideAll, decideRow, recount } from './decisions.ts';
import { detailOf, summaryOf } from './details.ts';
import { dropRows } from './dropRows.ts';
import { readGround } from './ground.ts';
import { listLeavers } from './leavers.ts';
import { listRows } from './listRows.ts';
import { listWords } from './listWords.ts';
import { importStudents } from './policy.ts';
import { findImport, listImportRecords, updateImport, type ImportRecord } from './queries.ts';
import { requireChangeable, requireCheckable, requireRows, requireRunnable, requireUndoable } from './rules.ts';
import { takeBack } from './undo.ts';
import { takeUpload } from './upload.ts';
import { atOnceRows, importJob, workOnce } from './work.ts';

async function getRecord(tx: Tx, orgId: string, id: string, lock = false): Promise<ImportRecord> {
  const record = await findImport(tx, orgId, id, lock);
  if (record === undefined || record.status === 'discarded') throw notFound('import');
  return record;
}

/** Small files are finished before the answer; larger ones are left to the job. */
async function work(
  { tx, actor, enqueue, now }: Pick<Request<unknown>, 'tx' | 'actor' | 'enqueue' | 'now'>,
  record: ImportRecord,
): Promise<ImportDetail> {
  if (record.rowCount > atOnceRows) enqueue(importJob.name, { orgId: actor.orgId });
  else while (await workOnce(tx, actor, record.id, now));
  return detailOf(tx, actor.orgId, await getRecord(tx, actor.orgId, record.id));
}

export const routes = [
  route(uploadImport, importStudents, async ({ actor, tx, query, file, now, audit }) => {
    if (file.bytes.length > importLimits.bytes)
      throw new Refusal(
        413,
        'too-large',
        `A file may be up to ${importLimits.bytes / 1024 / 1024} MB.`,
        'Divide it and import the parts one after the other.',
      );
    await takeUpload(tx, actor, { id: query.id, kind: query.kind, fileName: query.file, bytes: file.bytes, sheet: query.sheet, now });
    await audit('import.uploaded', 'import', query.id, { detail: { kind: query.kind, file: query.file } });
    return detailOf(tx, actor.orgId, await getRecord(tx, actor.orgId, query.id));
  }),

  route(listImports, importStudents, async ({ actor, tx, query }) => {
    const [createdAt, id] = after(query.cursor, 2) ?? [];
    const records = await listImportRecords(
      tx,
      actor.orgId,
      query.limit + 1,
      id == null ? undefined : { createdAt: String(createdAt), id: String(id) },
    );
    return page(records.map(summaryOf), query.limit, (one) => [one.createdAt, one.id]);
  }),

  route(getImport, importStudents, async ({ actor, tx, params }) => detailOf(tx, actor.orgId, await getRecord(tx, actor.orgId, params.id))),

  route(checkImport, importStudents, async (request) => {
    const { actor, tx, params, body, ifMatch, now } = request;
    const record = await getRecord(tx, actor.orgId, params.id, true);
    requireCheckable(record, await readGround(tx, actor.orgId, record.kind), body);
    const progress = { ...record.progress, at: 0, worked: 0, by: actor.memberId };
    const known = Object.fromEntries(record.headers.map((header) => [header, body.mapping[header] ?? 'ignore']));
    const saved = await updateImport(tx, actor.orgId, record.id, {
      mapping: known,
      options: body.options,
      status: 'checking',
      error: null,
      progress,
      touchedAt: now.toISOString(),
      ifMatch,
    });
    if (!saved) throw stale('import');
    return work(request, record);
  }),

  route(listImportRows, importStudents, async ({ actor, tx, params, query, logAccess }) => {
    const record = await getRecord(tx, actor.orgId, params.id);
    const ground = await readGround(tx, actor.orgId, record.kind);
    const [from] = after(query.cursor, 1) ?? [0];
    const rows = await listRows(tx, actor.orgId, record, ground, query.show, Number(from), query.limit + 1);
    await logAccess('rows of an import');
    return page(rows, query.limit, (row) => [row.row]);
  }),

  route(listImportWords, importStudents, async ({ actor, tx, params }) => {
    const record = await getRecord(tx, actor.orgId, params.id);
    return { columns: await listWords(tx, actor.orgId, record, await readGround(tx, actor.orgId, record.kind)) };
  }),

  route(decideImportRow, importStudents, async ({ actor, tx, params, body, now }) => {
    const record = await getRecord(tx, actor.orgId, params.id, true);
    await decideRow(tx, actor.orgId, record, params.row, body.decision);
    return { counts: await recount(tx, actor.orgId, record, now) };
  }),

  route(decideImportRows, importStudents, async ({ actor, tx, params, body, now }) => {
    const record = await getRecord(tx, actor.orgId, params.id, true);
    await decideAll(tx, actor.orgId, record, body.decision);
    return { counts: await recount(tx, actor.orgId, record, now) };
  }),

  route(runImport, importStudents, async (request) => {
    const { actor, tx, params, ifMatch, now, audit } = request;
    const record = await getRecord(tx, actor.orgId, params.id, true);
    requireRunnable(record);
    // one that stopped goes on after what it has taken
    const begins = record.status === 'failed' ? {} : { at: 0, worked: 0 };
    const progress = { ...record.progress, ...begins, by: actor.memberId };
    if (
      !(await updateImport(tx, actor.orgId, record.id, {
        status: 'running',
        error: null,
        progress,
        confirmedAt: now.toISOString(),
        touchedAt: now.toISOString(),
        ifMatch,
      }))
    )
      throw stale('import');
    await audit('import.started', 'import', record.id, { detail: { kind: record.kind, file: record.fileName } });
    return work(request, record);
  }),

  route(downloadBadRows, importStudents, async ({ actor, tx, params, logAccess }) => {
    const record = await getRecord(tx, actor.orgId, params.id);
    requireRows(record);
    await logAccess('rows of an import to mend');
    return badRowsFile(tx, actor.orgId, record, actor.today);
  }),

  route(listImportLeavers, importStudents, async ({ actor, tx, params, query }) => {
    const record = await getRecord(tx, actor.orgId, params.id);
    const [from] = after(query.cursor, 1) ?? ['00000000-0000-0000-0000-000000000000'];
    const { rows, count } = await listLeavers(tx, actor.orgId, record, String(from), query.limit + 1);
    return { ...page(rows, query.limit, (row) => [row.id]), count };
  }),

  route(undoImport, importStudents, async ({ actor, tx, params, ifMatch, now, audit }) => {
    const record = await getRecord(tx, actor.orgId, params.id, true);
    requireUndoable(record, now);
    await takeBack(tx, actor, record, now);
    if (
      !(await updateImport(tx, actor.orgId, record.id, {
        status: 'undone',
        undone: { at: now.toISOString(), by: actor.memberId },
        ifMatch,
      }))
    )
      throw stale('import');
    await audit('import.undone', 'import', record.id, { detail: { kind: record.kind, file: record.fileName } });
    return detailOf(tx, actor.orgId, await getRecord(tx, actor.orgId, record.id));
  }),

  route(discardImport, importStudents, async ({ actor, tx, params, now, audit }) => {
    const record = await getRecord(tx, actor.orgId, params.id, true);
    requireChangeable(record);
    await dropRows(tx, actor.orgId, record.id, now);
    await updateImport(tx, actor.orgId, record.id, { status: 'discarded' });
    await audit('import.discarded', 'import', record.id, { detail: { kind: record.kind, file: record.fileName } });
    return { done: true as const };
  }),
];
