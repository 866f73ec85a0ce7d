import { sql } from 'kysely';
import type { Tx } from '../../db/actor.ts';
import { Refusal } from '../../http/refusal.ts';

/**
 * Takes the weeks of an import back, and lets those it had replaced hold again.
 * @throws Refusal 409 when a later import has replaced some of them
 */
export async function takeBackMarks(tx: Tx, orgId: string, importId: string): Promise<void> {
  const { rows: later } = await sql<{ name: string; file: string }>`
    select distinct s.given_name || ' ' || s.family_name as name, i.file_name as file
    from attendance_weeks w
    join attendance_weeks n on n.org_id = ${orgId} and n.student_id = w.student_id and n.week_start = w.week_start and n.replaced_at is null
    join students s on s.org_id = ${orgId} and s.id = w.student_id
    left join imports i on i.org_id = ${orgId} and i.id = n.import_id
    where w.org_id = ${orgId} and w.import_id = ${importId} and w.replaced_at is not null order by 1 limit 10`.execute(tx);
  if (later.length > 0)
    throw new Refusal(
      409,
      'import-built-on',
      'This import can no longer be undone: a later one has replaced weeks of it.',
      `Undo the later one first (${[...new Set(later.map((one) => one.file))].join(', ')}). It is about ${later.map((one) => one.name).join(', ')}.`,
    );
  await sql`delete from attendance_weeks where org_id = ${orgId} and import_id = ${importId}`.execute(tx);
  await sql`
    update attendance_weeks w set replaced_at = null
    from import_rows r, jsonb_array_elements_text(r.undo->'weeks') as former
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.undo ? 'weeks' and w.org_id = ${orgId} and w.id = former::uuid`.execute(
    tx,
  );
}
