import { sql } from 'kysely';
import { aboutTexts, historyFrom, placedSchool } from '../server/assessments/profile-texts.ts';
import type { Bench } from './open.ts';

/** Tables whose rows are one student's, mentor's or school's: what is copied. Frameworks, programmes and cohorts stay shared. */
const tables = [
  'schools',
  'members',
  'students',
  'student_characteristics',
  'enrolments',
  'matches',
  'meetings',
  'meeting_notes',
  'assessments',
  'scores',
  'actions',
  'participations',
  'standings',
  'score_profiles',
  'contact_summaries',
];

/** Ids that every copy shares with what it was copied from. */
const shared = new Set([
  'org_id',
  'programme_id',
  'cohort_id',
  'series_id',
  'outcome_id',
  'latest_outcome_id',
  'framework_version_id',
  'characteristic_id',
  'library_id',
  'session_id',
  'import_id',
]);

/** What must be one person's alone, and goes without. */
const alone = new Set(['user_id', 'email', 'calendar_token_hash', 'upn', 'external_id', 'urn']);

/**
 * Makes an organisation `times` as large by copying its rows in the database, each copy with ids of its own: making a
 * million lives one by one takes longer than everything that is measured on them. Kept tables are copied with the rest.
 * @param times up to 256
 */
export async function multiply(bench: Bench, orgId: string, times: number): Promise<void> {
  const { rows } = await bench.database.execute(
    `select table_name as "table", column_name as "column", data_type as type from information_schema.columns
     where table_schema = 'public' and table_name = any($1) and is_generated = 'NEVER' order by ordinal_position`,
    [tables],
  );
  const columnsOf = Map.groupBy(rows as { table: string; column: string; type: string }[], ({ table }) => table);
  await bench.reload(tables, async (run) => {
    for (const table of tables) {
      const columns = columnsOf.get(table) ?? [];
      const values = columns.map(({ column, type }) => {
        if (alone.has(column)) return 'null';
        if (table === 'schools' && column === 'name') return "t.name || ' ' || k";
        if (type !== 'uuid' || shared.has(column)) return `t.${column}`;
        // copies differ in their last byte: they lie beside each other, and indexes grow at one place
        const bytes = `uuid_send(t.${column})`;
        return `encode(set_byte(${bytes}, 15, (get_byte(${bytes}, 15) + k) & 255), 'hex')::uuid`;
      });
      const order = columns.some(({ column }) => column === 'student_id') ? 'student_id' : 'id';
      await run(`insert into ${table} (${columns.map(({ column }) => column).join(', ')})
        select ${values.join(', ')} from (select * from ${table} where org_id = '${orgId}' order by ${order}) t
        cross join generate_series(1, ${times - 1}) k`);
    }
    // assessors and schools were copied, and their numbers are each one's own
    for (const [kind, column, table] of [
      ['assessor', 'assessor_id', 'assessments'],
      ['school', 'school_id', 'students'],
    ])
      await run(`insert into profile_places (org_id, kind, of_id, place)
        select '${orgId}', '${kind}', id, (select count(*) from profile_places where org_id = '${orgId}' and kind = '${kind}') + row_number() over (order by id) - 1
        from (select distinct ${column} as id from ${table} where org_id = '${orgId}' and ${column} is not null) a
        where not exists (select from profile_places p where p.org_id = '${orgId}' and p.kind = '${kind}' and p.of_id = id)`);
    await run(`update outcome_counts set n = n * ${times} where org_id = '${orgId}'`);
    await run(`update enrolment_counts set enrolments = enrolments * ${times}, students = students * ${times} where org_id = '${orgId}'`);
  });
  // a copy's scores are by a copy of the assessor, at a copy of the school, whose numbers are others
  await sql`
    update score_profiles p set history = h.history, school = ${aboutTexts.school}
    from (${historyFrom(orgId, sql`true`)}) h join students s on s.id = h.student_id ${placedSchool(orgId)}
    where p.org_id = ${orgId} and p.enrolment_id = h.enrolment_id and p.perspective = h.perspective`.execute(bench.database.owner);
}

/**
 * Lets one student in four score themselves at their latest meeting: as their mentor did on two outcomes of three, a level
 * higher on the third. The generated lives are scored by mentors alone, and a page asks how the two views agree.
 */
export async function addOwnScores(bench: Bench, orgId: string): Promise<void> {
  const own = (id: string) => `md5(${id} || 'own')::uuid`;
  const chosen = `
    select distinct on (student_id) * from assessments
    where org_id = '${orgId}' and perspective = 'mentor' and substr(student_id::text, 25, 1) < '4'
    order by student_id, assessed_on desc, id`;
  await bench.reload([], async (run) => {
    await run(`
      insert into scores (org_id, student_id, id, assessment_id, outcome_id, series_id, level, reason, recorded_at)
      select s.org_id, s.student_id, ${own('s.id')}, ${own('a.id')}, s.outcome_id, s.series_id,
        least(4, s.level + case when substr(s.id::text, 25, 1) < '5' then 1 else 0 end), '', s.recorded_at
      from (${chosen}) a join scores s on s.org_id = a.org_id and s.assessment_id = a.id
      where s.level is not null`);
    await run(`
      insert into assessments (org_id, student_id, id, enrolment_id, framework_version_id, assessor_id, match_id, perspective, point,
        assessed_on, source, recorded_at)
      select org_id, student_id, ${own('id')}, enrolment_id, framework_version_id, assessor_id, match_id, 'student', point, assessed_on,
        source, recorded_at
      from (${chosen}) a`);
  });
}
