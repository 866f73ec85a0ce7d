import { sql } from 'kysely';
import { systemActor } from '../server/db/actor.ts';
import { newId } from '../server/db/ids.ts';
import { insertOrganisation } from '../server/organisations/create.ts';
import type { ImportFile } from './import-files.ts';
import type { Bench } from './open.ts';

/** An organisation that somebody at home in SQL takes files into. */
export interface ByHand {
  orgId: string;
  programmeId: string;
  /** Codes of the ten outcomes that are scored. */
  outcomes: string[];
}

const now = new Date('2026-03-11T10:00:00Z');

export async function prepareByHand(bench: Bench): Promise<ByHand> {
  const actor = systemActor(newId(), now);
  const { orgId } = actor;
  const programmeId = newId();
  const outcomes = await bench.database.withActor(actor, async (tx) => {
    await insertOrganisation(tx, actor, { name: 'By hand', timeZone: 'Europe/London' }, now);
    await sql`insert into programmes (org_id, id, name, framework_id)
      select ${orgId}, ${programmeId}, 'By hand', id from frameworks where org_id = ${orgId}`.execute(tx);
    const rows = await tx.selectFrom('outcomes').where('org_id', '=', orgId).select('code').orderBy('code').limit(10).execute();
    return rows.map((row) => row.code);
  });
  return { orgId, programmeId, outcomes };
}

// no check of a cell, no preview, no duplicates, no undo, no row-level security: what the tables themselves cost
const student = `('00000000-0000-7000-8000-' || right(upn, 12))::uuid`;

/** The roll by COPY and one INSERT … SELECT a table, as the owner of the tables. */
export async function takeRollByHand(bench: Bench, { orgId, programmeId }: ByHand, { csv }: ImportFile): Promise<void> {
  await staged(bench, 'upn text, given text, family text, dob text, year int, fsm text', csv, [
    `insert into students (org_id, id, upn, given_name, family_name, birth_date, year_group)
     select '${orgId}', ${student}, upn, given, family, to_date(dob, 'DD/MM/YYYY'), year from by_hand`,
    `insert into student_characteristics (org_id, student_id, id, characteristic_id, value)
     select '${orgId}', ${student}, gen_random_uuid(), c.id, case fsm when 'Y' then 'yes' else 'no' end
     from by_hand join characteristics c on c.org_id = '${orgId}' and c.code = 'fsm'`,
    `insert into enrolments (org_id, student_id, id, programme_id, started_on)
     select '${orgId}', ${student}, gen_random_uuid(), '${programmeId}', '2024-09-01' from by_hand`,
    `insert into audit_log (org_id, id, role, action, entity, entity_id, student_id, detail)
     select '${orgId}', gen_random_uuid(), 'lead', 'student.created', 'student', ${student}, ${student}, '{"by": "hand"}' from by_hand`,
  ]);
}

/** The scores in the same way, the standings of each student with them. */
export async function takeScoresByHand(bench: Bench, { orgId, programmeId }: ByHand, { csv }: ImportFile): Promise<void> {
  const assessed = `from by_hand b join students s on s.org_id = '${orgId}' and s.upn = b.upn
    join members m on m.org_id = '${orgId}' and m.name = b.assessor`;
  await staged(bench, 'upn text, day date, outcome text, level int, assessor text', csv, [
    `insert into members (org_id, id, role, name, status)
     select '${orgId}', gen_random_uuid(), 'mentor', assessor, 'record_only' from by_hand group by assessor`,
    `insert into assessments (org_id, student_id, id, enrolment_id, framework_version_id, assessor_id, perspective, point, assessed_on, source)
     select '${orgId}', student_id, gen_random_uuid(), e.id, f.id, assessor_id, 'mentor', case turn when 1 then 'baseline' else 'progress' end, day, 'import'
     from (select s.id as student_id, m.id as assessor_id, b.day, row_number() over (partition by s.id order by b.day) as turn ${assessed} group by 1, 2, 3) b
     join enrolments e using (student_id)
     join framework_versions f on f.org_id = '${orgId}' where e.org_id = '${orgId}' and e.programme_id = '${programmeId}'`,
    `insert into scores (org_id, student_id, id, assessment_id, outcome_id, series_id, level)
     select '${orgId}', s.id, gen_random_uuid(), a.id, o.id, o.series_id, b.level ${assessed}
     join assessments a on a.org_id = '${orgId}' and a.student_id = s.id and a.assessed_on = b.day and a.assessor_id = m.id
     join outcomes o on o.org_id = '${orgId}' and o.code = b.outcome`,
    `insert into standings (org_id, student_id, enrolment_id, series_id, perspective, scored, first_level, first_on, latest_level, latest_on,
       first_assessor_id, latest_assessor_id, latest_assessment_id, latest_outcome_id, last_asked_on)
     select org_id, student_id, enrolment_id, series_id, perspective, last, levels[1], days[1], levels[last], days[last],
       assessors[1], assessors[last], assessments[last], outcomes[last], days[last]
     from (select s.org_id, s.student_id, a.enrolment_id, s.series_id, a.perspective, count(*)::int as last, array_agg(s.level order by a.assessed_on) as levels,
         array_agg(a.assessed_on order by a.assessed_on) as days, array_agg(a.assessor_id order by a.assessed_on) as assessors,
         array_agg(a.id order by a.assessed_on) as assessments, array_agg(s.outcome_id order by a.assessed_on) as outcomes
       from scores s join assessments a on a.org_id = s.org_id and a.id = s.assessment_id where s.org_id = '${orgId}' group by 1, 2, 3, 4, 5) folded`,
  ]);
}

/** The marks by COPY and one aggregate INSERT … SELECT, each class of code a list. */
export async function takeMarksByHand(bench: Bench, { orgId }: ByHand, { csv }: ImportFile): Promise<void> {
  const among = (codes: string): string =>
    `count(*) filter (where code in (${codes
      .split(' ')
      .map((code) => `'${code}'`)
      .join(', ')}))`;
  await staged(bench, 'upn text, day date, half text, code text', csv, [
    `insert into attendance_weeks (org_id, student_id, id, week_start, possible, present, approved, authorised, unauthorised, late_before, late_after)
     select '${orgId}', student_id, gen_random_uuid(), week, present + approved + authorised + unauthorised, present, approved, authorised, unauthorised, late, after
     from (select s.id as student_id, date_trunc('week', day)::date as week, ${among('/ \\ L')} as present, ${among('B K P V W')} as approved,
         ${among('C C1 C2 E I J1 M R S T')} as authorised, ${among('G N O U')} as unauthorised, ${among('L')} as late, ${among('U')} as after
       from by_hand join students s on s.org_id = '${orgId}' and s.upn = by_hand.upn group by 1, 2) weeks`,
  ]);
}

async function staged(bench: Bench, columns: string, csv: string, statements: readonly string[]): Promise<void> {
  await bench.database.execute(`create table by_hand (${columns})`);
  await bench.copyCsv('by_hand', csv);
  await bench.database.execute('analyze by_hand');
  for (const statement of statements) {
    await bench.database.execute(statement);
    // as anybody would between loads: the next statement joins what this one wrote
    await bench.database.execute(`analyze ${/insert into (\w+)/.exec(statement)?.[1] ?? ''}`);
  }
  await bench.database.execute('drop table by_hand');
}
