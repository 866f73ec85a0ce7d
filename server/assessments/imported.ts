import type { Tx } from '../db/actor.ts';
import { sql } from 'kysely';

/** The students an import brought scores for. */
export async function studentsOfImport(tx: Tx, orgId: string, importId: string): Promise<string[]> {
  const { rows } = await sql<{ student_id: string }>`
    select distinct student_id from scores where org_id = ${orgId} and import_id = ${importId}`.execute(tx);
  return rows.map((row) => row.student_id);
}

/** What people have since built on an import: corrections of its scores, and other scores in its assessments. */
export async function builtOnImport(tx: Tx, orgId: string, importId: string): Promise<{ corrected: number; added: number }> {
  const { rows } = await sql<{ corrected: number; added: number }>`
    select
      (select count(*) from scores s join scores newer on newer.org_id = s.org_id and newer.supersedes = s.id
       where s.org_id = ${orgId} and s.import_id = ${importId}) as corrected,
      (select count(*) from assessments a join scores s on s.org_id = a.org_id and s.assessment_id = a.id
       where a.org_id = ${orgId} and a.import_id = ${importId} and s.import_id is distinct from a.import_id and s.supersedes is null) as added
  `.execute(tx);
  return { corrected: Number(rows[0]?.corrected ?? 0), added: Number(rows[0]?.added ?? 0) };
}

/** Deletes what an import brought. Row-level security lets nothing but the import named in the setting be deleted. */
export async function removeImported(tx: Tx, orgId: string, importId: string): Promise<void> {
  await sql`select set_config('app.undo_import', ${importId}, true)`.execute(tx);
  await sql`delete from scores where org_id = ${orgId} and import_id = ${importId}`.execute(tx);
  await sql`delete from assessments where org_id = ${orgId} and import_id = ${importId}`.execute(tx);
  await sql`select set_config('app.undo_import', '', true)`.execute(tx);
}
