import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DuckDb } from './duckdb.ts';

/** What the questions need, as an analyst would have it exported: one row a score, an enrolment, a student, an action. */
const files: Record<string, { query: (orgId: string) => string; columns: string }> = {
  scores: {
    query: (orgId) => `
      select a.student_id as student, a.enrolment_id as enrolment, s.series_id as series, t.code as type, a.perspective, s.level,
        s.missing_reason, a.assessed_on
      from scores s
      join assessments a on a.org_id = s.org_id and a.id = s.assessment_id
      join outcomes o on o.org_id = s.org_id and o.id = s.outcome_id
      join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
      where s.org_id = '${orgId}' and not exists (select from scores newer where newer.org_id = s.org_id and newer.supersedes = s.id)`,
    columns: `student, enrolment, (dense_rank() over (order by series))::smallint as series, type, perspective, level::tinyint as level, missing_reason, assessed_on`,
  },
  enrolments: {
    query: (orgId) => `
      select e.student_id as student, e.id as enrolment, s.school_id as school, e.started_on, e.ended_on, e.end_kind,
        (select sc.value from student_characteristics sc join characteristics c on c.org_id = sc.org_id and c.id = sc.characteristic_id
         where sc.org_id = e.org_id and sc.student_id = e.student_id and sc.replaced_at is null and c.code = 'fsm') as fsm
      from enrolments e join students s on s.org_id = e.org_id and s.id = e.student_id where e.org_id = '${orgId}'`,
    columns: 'student, enrolment, (dense_rank() over (order by school))::integer as school, started_on, ended_on, end_kind, fsm',
  },
};

/** Writes what is on record to Parquet files, and makes views `scores` and `enrolments` of them; answers the folder and how to remove it. */
export async function writeParquet(duck: DuckDb, url: string, orgId: string): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-parquet-'));
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const [name, { query }] of Object.entries(files)) {
      const csv = join(folder, `${name}.csv`);
      await pipeline(client.query(copyTo(`copy (${query(orgId)}) to stdout with (format csv, header)`)), createWriteStream(csv));
      await duck.run(`create table ${name}_raw as from read_csv('${csv}', header = true, sample_size = 200000)`);
      rmSync(csv);
    }
  } finally {
    await client.end();
  }
  // students and enrolments numbered, in both files alike: the narrowest keys there are, though no export of ours would number them
  for (const id of ['student', 'enrolment'])
    await duck.run(
      `create table ${id}_ids as select ${id}, (row_number() over (order by ${id}))::integer as n from (select distinct ${id} from enrolments_raw)`,
    );
  for (const [name, { columns }] of Object.entries(files)) {
    const numbered = `select * replace (student_ids.n as student, enrolment_ids.n as enrolment) from ${name}_raw
      join student_ids using (student) join enrolment_ids using (enrolment)`;
    await duck.run(`copy (select ${columns} from (${numbered}) order by student) to '${folder}/${name}.parquet' (format parquet)`);
    await duck.run(`create view ${name} as from read_parquet('${folder}/${name}.parquet')`);
    await duck.run(`drop table ${name}_raw`);
  }
  for (const id of ['student', 'enrolment']) await duck.run(`drop table ${id}_ids`);
  return () => rmSync(folder, { recursive: true, force: true });
}
