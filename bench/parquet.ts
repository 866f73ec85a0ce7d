import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DuckDb } from './duckdb.ts';

/** What is told apart by a number, the narrowest key there is, though no export of ours would number it; and the file that has all of them. */
const keys = { student: 'enrolments', enrolment: 'enrolments', school: 'enrolments', series: 'scores', assessor: 'scores' };

interface File {
  query: (orgId: string) => string;
  keys: readonly (keyof typeof keys)[];
  columns: string;
}

/** What the questions need, as an analyst would have it exported: one row a score, an enrolment, an action, a meeting, a session attended. */
const files: Record<string, File> = {
  scores: {
    query: (orgId) => `
      select a.student_id as student, a.enrolment_id as enrolment, s.series_id as series, t.code as type, a.perspective, s.level,
        a.assessor_id as assessor, a.assessed_on
      from scores s
      join assessments a on a.org_id = s.org_id and a.id = s.assessment_id
      join outcomes o on o.org_id = s.org_id and o.id = s.outcome_id
      join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
      where s.org_id = '${orgId}' and not exists (select from scores newer where newer.org_id = s.org_id and newer.supersedes = s.id)`,
    keys: ['student', 'enrolment', 'series', 'assessor'],
    columns: 'type, perspective, level::tinyint as level, assessed_on',
  },
  enrolments: {
    query: (orgId) => `
      select e.student_id as student, e.id as enrolment, s.school_id as school, e.started_on, e.ended_on, e.end_kind,
        (select sc.value from student_characteristics sc join characteristics c on c.org_id = sc.org_id and c.id = sc.characteristic_id
         where sc.org_id = e.org_id and sc.student_id = e.student_id and sc.replaced_at is null and c.code = 'fsm') as fsm
      from enrolments e join students s on s.org_id = e.org_id and s.id = e.student_id where e.org_id = '${orgId}'`,
    keys: ['student', 'enrolment', 'school'],
    columns: 'started_on, ended_on, end_kind, fsm',
  },
  actions: {
    query: (orgId) => `
      select student_id as student, series_id as series, (created_at at time zone 'utc')::date as agreed_on,
        case when status = 'done' then closed_on end as done_on
      from actions where org_id = '${orgId}' and series_id is not null`,
    keys: ['student', 'series'],
    columns: 'agreed_on, done_on',
  },
  meetings: {
    query: (orgId) => `
      select ma.enrolment_id as enrolment, (m.starts_at at time zone 'utc')::date as held_on, coalesce(m.minutes, m.planned_minutes) as minutes
      from meetings m join matches ma on ma.org_id = m.org_id and ma.id = m.match_id where m.org_id = '${orgId}' and m.status = 'held'`,
    keys: ['enrolment'],
    columns: 'held_on, minutes::smallint as minutes',
  },
  sessions: {
    query: (orgId) => `
      select p.student_id as student, i.name as part, s.held_on, p.minutes
      from participations p
      join intervention_sessions s on s.org_id = p.org_id and s.id = p.session_id
      join interventions i on i.org_id = s.org_id and i.id = s.intervention_id
      where p.org_id = '${orgId}' and p.replaced_at is null and s.cancelled_at is null and p.minutes > 0`,
    keys: ['student'],
    columns: 'part, held_on, minutes::smallint as minutes',
  },
};

/** Writes what is on record to Parquet files, and makes a view of each by its name; answers how to remove the folder. */
export async function writeParquet(duck: DuckDb, url: string, orgId: string): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-parquet-'));
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const [name, { query, keys: own }] of Object.entries(files)) {
      const csv = join(folder, `${name}.csv`);
      await pipeline(client.query(copyTo(`copy (${query(orgId)}) to stdout with (format csv, header)`)), createWriteStream(csv));
      const types = own.map((key) => `'${key}': 'UUID'`).join(', ');
      await duck.run(`create table ${name}_raw as from read_csv('${csv}', header = true, types = {${types}}, sample_size = 200000)`);
      rmSync(csv);
    }
  } finally {
    await client.end();
  }
  for (const [key, name] of Object.entries(keys))
    await duck.run(
      `create table ${key}_ids as select ${key}, (row_number() over (order by ${key}))::integer as n from (select distinct ${key} from ${name}_raw where ${key} is not null)`,
    );
  for (const [name, { keys: own, columns }] of Object.entries(files)) {
    const numbers = own.map((key) => `${key}_ids.n as ${key}`).join(', ');
    const joins = own.map((key) => `left join ${key}_ids on ${key}_ids.${key} = raw.${key}`).join(' ');
    await duck.run(
      `copy (select ${numbers}, ${columns} from ${name}_raw raw ${joins} order by 1) to '${folder}/${name}.parquet' (format parquet)`,
    );
    await duck.run(`create view ${name} as from read_parquet('${folder}/${name}.parquet')`);
    await duck.run(`drop table ${name}_raw`);
  }
  for (const key of Object.keys(keys)) await duck.run(`drop table ${key}_ids`);
  return () => rmSync(folder, { recursive: true, force: true });
}
