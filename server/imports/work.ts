import { setImmediate } from 'node:timers/promises';
import type { Actor, Tx } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import { writeAudit } from '../http/log-rows.ts';
import { Refusal } from '../http/refusal.ts';
import type { Job } from '../jobs/job.ts';
import { everyOrganisation } from '../jobs/organisations.ts';
import { checkNext } from './check.ts';
import { takeMarks } from './attendance/take.ts';
import { takeEvents } from './behaviour/take.ts';
import { countsOf } from './counts.ts';
import { findImport, updateImport, type ImportRecord } from './queries.ts';
import { takeResults } from './results/take.ts';
import { takeRollRows } from './takeRoll.ts';
import { takeScoresRows } from './takeScores.ts';

/** A file of so few rows is worked on while the person waits; a larger one in the background, part by part. */
export const atOnceRows = 1000;

/**
 * One part of the work on an import, in the caller's transaction. What is done and the mark of it are committed
 * together, so that a program killed in between goes on where it was. Answers whether there is more to do.
 */
export async function workOnce(tx: Tx, actor: Actor, importId: string, now: Date): Promise<boolean> {
  const record = await findImport(tx, actor.orgId, importId, true);
  if (record?.status === 'checking') return !(await checkNext(tx, actor, record));
  if (record?.status !== 'running') return false;
  const progress = await takers[record.kind](tx, actor, record);
  if (progress !== undefined) {
    await updateImport(tx, actor.orgId, importId, { progress });
    return true;
  }
  await finish(tx, actor, record, now);
  return false;
}

const takers = { roll: takeRollRows, scores: takeScoresRows, attendance: takeMarks, results: takeResults, behaviour: takeEvents };

async function finish(tx: Tx, actor: Actor, record: ImportRecord, now: Date): Promise<void> {
  const progress = { ...record.progress, ...(await countsOf(tx, actor.orgId, record)) };
  await updateImport(tx, actor.orgId, record.id, { status: 'done', progress, finishedAt: now.toISOString(), error: null });
  const { created, updated, enrolled, characteristics, assessments, scores, weeks, replaced, readings, targets, events } = progress;
  await writeAudit(tx, actor, now, 'import.finished', 'import', record.id, {
    detail: {
      kind: record.kind,
      file: record.fileName,
      created,
      updated,
      enrolled,
      characteristics,
      assessments,
      scores,
      weeks,
      replaced,
      readings,
      targets,
      events,
    },
  });
}

const attempts = 3;

/** Works on an import until there is nothing more to do. Two workers on one import take turns. */
export async function workOn(
  database: Database,
  actor: Actor,
  importId: string,
  now: Date,
  log: { error: (fields: object) => void },
): Promise<void> {
  let failures = 0;
  for (let more = true; more;) {
    try {
      more = await database.withActor(actor, (tx) => workOnce(tx, actor, importId, now));
      failures = 0;
      // the embedded database answers without ever waiting: whoever asks for a page meanwhile is let in here
      await setImmediate();
    } catch (error) {
      // another import may have added the same student a moment ago: asked again, the row knows them
      if (++failures < attempts && !(error instanceof Refusal)) continue;
      log.error({ err: error, msg: 'import', importId });
      const why =
        error instanceof Refusal
          ? error.message
          : 'Something went wrong in Waymark. What had been taken stays; go on, or tell your administrator.';
      await database.withActor(actor, async (tx) => {
        const record = await findImport(tx, actor.orgId, importId, true);
        // a check that stopped has taken nothing: it begins again from the columns
        const status = record?.status === 'checking' ? 'uploaded' : 'failed';
        await updateImport(tx, actor.orgId, importId, { status, error: why.slice(0, 1000) });
      });
      return;
    }
  }
}

/** Works on the import it is sent for; at the start of the program, on every import that was interrupted. */
export const importJob: Job = {
  name: 'imports',
  atStart: true,
  run: async ({ database, log, now }, data) => {
    for (const system of await everyOrganisation(database, now)) {
      if (typeof data['orgId'] === 'string' && data['orgId'] !== system.orgId) continue;
      const waiting = await database.withActor(system, (tx) => workWaiting(tx, system));
      for (const { id, actor } of waiting) await workOn(database, actor, id, now, log);
    }
  },
};

/** Imports that are being worked on, each with the member whose doing it is. */
async function workWaiting(tx: Tx, system: Actor): Promise<{ id: string; actor: Actor }[]> {
  const rows = await tx
    .selectFrom('imports')
    .where('org_id', '=', system.orgId)
    .where('status', 'in', ['checking', 'running'])
    .select('id')
    .orderBy('created_at')
    .execute();
  const waiting = [];
  for (const { id } of rows) {
    const by = (await findImport(tx, system.orgId, id))?.progress.by ?? null;
    const member =
      by === null
        ? undefined
        : await tx.selectFrom('members').where('org_id', '=', system.orgId).where('id', '=', by).select(['id', 'role']).executeTakeFirst();
    waiting.push({ id, actor: member === undefined ? system : { ...system, memberId: member.id, role: member.role as Actor['role'] } });
  }
  return waiting;
}
