import { sql } from 'kysely';
import type { Actor, Tx } from '../../db/actor.ts';
import { newId } from '../../db/ids.ts';
import type { ImportProgress, ImportRecord } from '../queries.ts';
import { lastOfNext, noStudent } from '../scoreParts.ts';
import type { EventReading } from './eventRow.ts';

const rowsAtOnce = 2000;

/** Takes the events of the next students in the caller's transaction. Undefined when there are none left. */
export async function takeEvents(tx: Tx, actor: Actor, record: ImportRecord): Promise<ImportProgress | undefined> {
  const { orgId } = actor;
  const after = String(record.progress.at || noStudent);
  const to = await lastOfNext(tx, orgId, record.id, after, rowsAtOnce);
  if (to === undefined) return undefined;
  const { rows } = await sql<{ student_id: string; reading: EventReading & { external_key: string } }>`
    select student_id, reading from import_rows
    where org_id = ${orgId} and import_id = ${record.id} and student_id > ${after}::uuid and student_id <= ${to}::uuid
      and verdict = 'good' and outcome = 'create' order by row_number`.execute(tx);
  const events = rows.map(({ student_id, reading: { happened_on, kind, category, points, external_key } }) => ({
    id: newId(),
    student_id,
    happened_on,
    kind,
    category,
    points,
    external_key,
  }));
  // what came with another file since the preview is there already, and stays
  const written = await sql`
    insert into behaviour_events (org_id, student_id, id, happened_on, kind, category, points, external_key, import_id, recorded_by)
    select ${orgId}, student_id, id, happened_on, kind, category, points, external_key, ${record.id}::uuid, ${actor.memberId}::uuid
    from json_to_recordset(${JSON.stringify(events)}::json) as given (student_id uuid, id uuid, happened_on date, kind text, category text,
      points numeric, external_key text)
    on conflict do nothing`.execute(tx);
  const { progress } = record;
  return { ...progress, at: to, worked: progress.worked + rows.length, events: progress.events + Number(written.numAffectedRows ?? 0) };
}
