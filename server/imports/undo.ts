import { sql } from 'kysely';
import { z } from 'zod';
import type { Actor, Tx } from '../db/actor.ts';
import { forgetStates, keepStates } from '../db/past-states.ts';
import { undoAssessments } from '../assessments/record.ts';
import { writeAudit } from '../http/log-rows.ts';
import { refreshAbout } from '../assessments/score-profiles.ts';
import { lockForScoring } from '../assessments/standings.ts';
import { Refusal } from '../http/refusal.ts';
import { countEnrolments } from '../outcomes/counts.ts';
import { takeBackMarks } from './attendance/undo.ts';
import { takeBackResults } from './results/take.ts';
import type { ImportRecord } from './queries.ts';

/**
 * Takes an import back: what it added goes, what it changed is as it was before.
 * @throws Refusal 409 while somebody has built on it, naming whom and what
 */
export async function takeBack(tx: Tx, actor: Actor, record: ImportRecord, now: Date): Promise<void> {
  const own = () => sql`select set_config('app.undo_import', ${record.id}, true)`.execute(tx);
  if (record.kind !== 'roll' && record.kind !== 'scores') await own();
  if (record.kind === 'attendance') return takeBackMarks(tx, actor.orgId, record.id);
  if (record.kind === 'results') return takeBackResults(tx, actor.orgId, record.id);
  if (record.kind === 'behaviour') {
    // nothing can stand on an event
    await sql`delete from behaviour_events where org_id = ${actor.orgId} and import_id = ${record.id}`.execute(tx);
    return undefined;
  }
  if (record.kind === 'scores') await undoAssessments(tx, actor, record.id);
  await requireNotBuiltOn(tx, actor.orgId, record.id);
  await own();
  const { orgId } = actor;
  await sql`delete from student_characteristics where org_id = ${orgId} and import_id = ${record.id}`.execute(tx);
  // the reviews laid out for them, that nobody has begun
  await sql`delete from reviews r using enrolments e where r.org_id = ${orgId} and e.org_id = ${orgId} and e.id = r.enrolment_id
    and e.import_id = ${record.id} and r.status = 'due' and r.draft = '{}'::jsonb`.execute(tx);
  const { rows: enrolled } = await sql<{ id: string; studentId: string }>`
    select id, student_id as "studentId" from enrolments where org_id = ${orgId} and import_id = ${record.id}`.execute(tx);
  await lockForScoring(
    tx,
    orgId,
    enrolled.map((one) => one.studentId),
  );
  await countEnrolments(
    tx,
    orgId,
    enrolled.map((one) => one.id),
    -1,
  );
  for (const table of ['enrolments', 'students'] as const)
    await forgetStates(tx, orgId, table, sql`select id from ${sql.table(table)} where org_id = ${orgId} and import_id = ${record.id}`);
  await sql`delete from enrolments where org_id = ${orgId} and import_id = ${record.id}`.execute(tx);
  await sql`delete from students where org_id = ${orgId} and import_id = ${record.id}`.execute(tx);
  await putBack(tx, orgId, record.id);
  await putAwayAdded(tx, actor, record, now);
  if (record.progress.assessors.length > 0) {
    // names on record that nothing names any more
    await sql`
      update members m set status = 'ended', ended_at = now()
      where m.org_id = ${orgId} and m.id = any(${record.progress.assessors}::uuid[]) and m.status = 'record_only'
        and not exists (select from assessments a where a.org_id = ${orgId} and a.assessor_id = m.id)`.execute(tx);
  }
}

/**
 * Schools and cohorts that were added from the words of the file, and that nobody is in: put away, as they would be by
 * hand. One that was here before, or that somebody has used since, stays.
 */
async function putAwayAdded(tx: Tx, actor: Actor, record: ImportRecord, now: Date): Promise<void> {
  const meant = Object.values(record.options.words).flatMap((words) => Object.values(words));
  const ids = meant.filter((value) => z.uuid().safeParse(value).success);
  if (ids.length === 0) return;
  const { orgId } = actor;
  const added = (what: string) => sql`t.org_id = ${orgId} and t.id = any(${ids}::uuid[]) and t.archived_at is null
    and exists (select from audit_log a where a.org_id = ${orgId} and a.entity = ${what} and a.entity_id = t.id
      and a.action = ${`${what}.created`} and a.at >= ${record.createdAt}::timestamptz)`;
  const schools = await sql<{ id: string }>`
    update schools t set archived_at = ${now.toISOString()}, version = t.version + 1 where ${added('school')}
      and not exists (select from students s where s.org_id = ${orgId} and s.school_id = t.id)
      and not exists (select from members m where m.org_id = ${orgId} and m.school_id = t.id)
      and not exists (select from teachers e where e.org_id = ${orgId} and e.school_id = t.id) returning t.id`.execute(tx);
  const cohorts = await sql<{ id: string }>`
    update cohorts t set archived_at = ${now.toISOString()}, version = t.version + 1 where ${added('cohort')}
      and not exists (select from enrolments e where e.org_id = ${orgId} and e.cohort_id = t.id) returning t.id`.execute(tx);
  const detail = { fields: ['archived'], importId: record.id };
  for (const { id } of schools.rows) await writeAudit(tx, actor, now, 'school.archived', 'school', id, { detail });
  for (const { id } of cohorts.rows) await writeAudit(tx, actor, now, 'cohort.updated', 'cohort', id, { detail });
}

async function putBack(tx: Tx, orgId: string, importId: string): Promise<void> {
  await sql`
    update student_characteristics c set replaced_at = null
    from import_rows r, jsonb_array_elements_text(r.undo->'replaced') as former
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.undo ? 'replaced'
      and c.org_id = ${orgId} and c.student_id = r.student_id and c.id = former::uuid`.execute(tx);
  const undone = (key: string) => sql`import_rows r, jsonb_array_elements(r.undo->${key}) as one
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.undo ? ${key}`;
  await keepStates(tx, orgId, 'enrolments', sql`select (one #>> '{}')::uuid from ${undone('cohortOf')}`);
  await keepStates(tx, orgId, 'enrolments', sql`select (one->>'enrolmentId')::uuid from ${undone('moved')}`);
  await keepStates(
    tx,
    orgId,
    'students',
    sql`select r.student_id from import_rows r join students s on s.org_id = r.org_id and s.id = r.student_id
      where r.org_id = ${orgId} and r.import_id = ${importId} and (r.undo->'before'->>'school_id' is distinct from s.school_id::text
        or r.undo->'before'->>'birth_date' is distinct from s.birth_date::text) and r.undo ? 'before'`,
  );
  await sql`
    update enrolments e set cohort_id = null, version = e.version + 1
    from import_rows r, jsonb_array_elements_text(r.undo->'cohortOf') as filled
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.undo ? 'cohortOf' and e.org_id = ${orgId} and e.id = filled::uuid`.execute(
    tx,
  );
  const moved = await sql<{ studentId: string }>`
    update enrolments e set started_on = (moved->>'startedOn')::date, version = e.version + 1
    from import_rows r, jsonb_array_elements(r.undo->'moved') as moved
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.undo ? 'moved'
      and e.org_id = ${orgId} and e.id = (moved->>'enrolmentId')::uuid and e.started_on = (moved->>'to')::date
    returning e.student_id as "studentId"`.execute(tx);
  const changed = await sql<{ studentId: string }>`
    update students s set upn = b.upn, external_id = b.external_id, given_name = b.given_name, family_name = b.family_name, preferred_name = b.preferred_name,
      birth_date = b.birth_date, year_group = b.year_group, school_id = b.school_id, email = b.email, version = s.version + 1
    from import_rows r, jsonb_to_record(r.undo->'before') as b (upn text, external_id text, given_name text, family_name text,
      preferred_name text, birth_date date, year_group int, school_id uuid, email text)
    where r.org_id = ${orgId} and r.import_id = ${importId} and r.undo ? 'before' and s.org_id = ${orgId} and s.id = r.student_id
    returning s.id as "studentId"`.execute(tx);
  await refreshAbout(
    tx,
    orgId,
    [...moved.rows, ...changed.rows].map(({ studentId }) => studentId),
  );
}

const named = 10;

/** Everything that stands on what the import brought, student by student. */
async function requireNotBuiltOn(tx: Tx, orgId: string, importId: string): Promise<void> {
  const built = await sql<{ student_id: string; name: string; what: string }>`
    with added as materialized (select id from students where org_id = ${orgId} and import_id = ${importId}),
      enrolled as materialized (select id, student_id from enrolments where org_id = ${orgId} and import_id = ${importId}),
      changed as materialized (select student_id, (undo->>'version')::int as version, undo->'replaced' as replaced from import_rows
        where org_id = ${orgId} and import_id = ${importId} and undo ? 'before'),
      built as (
        select m.student_id, 'matched with a mentor' as what from matches m where m.org_id = ${orgId}
          and (m.student_id in (select id from added) or m.enrolment_id in (select id from enrolled))
        union all select student_id, 'has meetings' from meetings where org_id = ${orgId} and student_id in (select id from added)
        union all select a.student_id, 'has been assessed' from assessments a where a.org_id = ${orgId} and a.import_id is distinct from ${importId}
          and (a.student_id in (select id from added) or a.enrolment_id in (select id from enrolled))
        union all select student_id, 'has attendance marks' from attendance_weeks where org_id = ${orgId} and student_id in (select id from added)
        union all select student_id, 'has readings of measures' from readings where org_id = ${orgId} and student_id in (select id from added)
        union all select student_id, 'has targets' from targets where org_id = ${orgId} and enrolment_id is null and student_id in (select id from added)
        union all select student_id, 'has behaviour events' from behaviour_events where org_id = ${orgId} and student_id in (select id from added)
        union all select student_id, 'has been referred' from referrals where org_id = ${orgId} and student_id in (select id from added)
        union all select student_id, 'has a seat of their own' from members where org_id = ${orgId} and student_id in (select id from added) and status <> 'ended'
        union all select student_id, 'enrolled since in another programme' from enrolments where org_id = ${orgId}
          and import_id is distinct from ${importId} and student_id in (select id from added)
        union all select student_id, 'characteristics recorded since' from student_characteristics c where org_id = ${orgId} and import_id is distinct from ${importId}
          and (student_id in (select id from added) or (replaced_at is null and student_id in (select student_id from changed)
            and exists (select from student_characteristics own where own.org_id = ${orgId} and own.student_id = c.student_id
              and own.characteristic_id = c.characteristic_id and own.import_id = ${importId})))
        union all select id, 'details changed since' from students where org_id = ${orgId} and import_id = ${importId} and version > 1
        union all select s.id, 'details changed since' from students s join changed c on c.student_id = s.id where s.org_id = ${orgId} and s.version <> c.version
        union all select id, 'has left' from students where org_id = ${orgId} and left_on is not null and id in (select id from added)
        union all select r.student_id, 'has a review' from reviews r join enrolled on enrolled.id = r.enrolment_id
          where r.org_id = ${orgId} and (r.status <> 'due' or r.draft <> '{}'::jsonb)
        union all select t.student_id, 'has targets' from targets t join enrolled on enrolled.id = t.enrolment_id where t.org_id = ${orgId}
        union all select student_id, 'enrolment ended' from enrolments where org_id = ${orgId} and import_id = ${importId} and ended_on is not null
      )
    select b.student_id, s.given_name || ' ' || s.family_name as name, string_agg(distinct b.what, ', ') as what
    from built b join students s on s.org_id = ${orgId} and s.id = b.student_id group by 1, 2 order by 2 limit 500`.execute(tx);
  const { rows } = built;
  if (rows.length === 0) return;
  const more = rows.length > named ? ` and ${rows.length - named}${rows.length === 500 ? ' or more' : ''} others` : '';
  throw new Refusal(
    409,
    'import-built-on',
    'This import can no longer be undone: people have built on it.',
    `${rows
      .slice(0, named)
      .map((row) => `${row.name} (${row.what})`)
      .join('; ')}${more}.`,
    rows.slice(0, 100).map((row) => ({ field: 'student', value: row.student_id, message: `${row.name}: ${row.what}` })),
  );
}
