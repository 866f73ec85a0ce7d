import { sql, type RawBuilder } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';
import { countEnrolments } from '../outcomes/counts.ts';
import type { RowRange } from './check.ts';

/** What a roll says of a student, by the columns of `students`; a row's reading has the same names. */
export const details = [
  'upn',
  'external_id',
  'given_name',
  'family_name',
  'preferred_name',
  'birth_date',
  'year_group',
  'school_id',
  'email',
] as const;

export const detailTypes = sql.raw(
  'upn text, external_id text, given_name text, family_name text, preferred_name text, birth_date date, year_group int, school_id uuid, email text',
);

/** A UUIDv7 made in the database (RFC 9562, 5.7): for rows that are never seen by the program. */
const newUuid = sql.raw(`encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
  placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid`);

/**
 * Adds the students of the rows that make new ones, with all that the rows say of them: one statement a table, from rows
 * that were read and reviewed to records, without a way through the program. Whoever is new has nothing that could
 * stand against it.
 */
export async function insertNew(
  tx: Tx,
  actor: Actor,
  importId: string,
  range: RowRange,
): Promise<{ students: number; characteristics: number; enrolments: number }> {
  const { orgId, memberId } = actor;
  const id = sql`(r.reading->>'id')::uuid`;
  const rows = sql`r.org_id = ${orgId} and r.import_id = ${importId} and r.row_number between ${range.from} and ${range.to}
    and r.verdict = 'good' and r.outcome = 'create'`;
  const count = async (statement: RawBuilder<unknown>): Promise<number> => Number((await statement.execute(tx)).numAffectedRows ?? 0);
  const list = sql.raw(details.join(', '));
  const students = await count(sql`
    insert into students (org_id, id, ${list}, import_id, created_by)
    select ${orgId}, id, ${list}, ${importId}::uuid, ${memberId}::uuid
    from import_rows r, jsonb_to_record(r.reading) as g (id uuid, ${detailTypes}) where ${rows} order by r.row_number`);
  if (students === 0) return { students, characteristics: 0, enrolments: 0 };
  const characteristics = await count(sql`
    insert into student_characteristics (org_id, student_id, id, characteristic_id, value, missing_reason, recorded_by, import_id)
    select ${orgId}, ${id}, ${newUuid}, g.id, g.value, g.missing, ${memberId}::uuid, ${importId}::uuid
    from import_rows r, jsonb_to_recordset(r.reading->'characteristics') as g (id uuid, value text, missing text) where ${rows}`);
  const { rows: enrolled } = await sql<{ id: string }>`
    insert into enrolments (org_id, student_id, id, programme_id, cohort_id, started_on, import_id)
    select ${orgId}, ${id}, ${newUuid}, (e->>'programme_id')::uuid, (e->>'cohort_id')::uuid, (e->>'started_on')::date, ${importId}::uuid
    from import_rows r cross join lateral (select r.reading->'enrolment' as e) of_row
    where ${rows} and e->>'programme_id' is not null
    returning id`.execute(tx);
  // nobody else can know these students yet: there is nothing to lock
  await countEnrolments(
    tx,
    orgId,
    enrolled.map((one) => one.id),
    1,
  );
  await sql`
    insert into audit_log (org_id, id, member_id, role, action, entity, entity_id, student_id, detail, request_id, ip)
    select ${orgId}, ${newUuid}, ${memberId}::uuid, ${actor.role}::text, 'student.created', 'student', ${id}, ${id},
      ${JSON.stringify({ fields: [], importId })}::jsonb, ${actor.requestId}::text, ${actor.ip}::text
    from import_rows r where ${rows}`.execute(tx);
  return { students, characteristics, enrolments: enrolled.length };
}
