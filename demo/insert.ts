import { sql } from 'kysely';
import type { Tx } from '../server/db/actor.ts';
import type { Demo } from './generate.ts';
import type { Life } from './life.ts';
import type { Staff } from './staff.ts';

const atOnce = 2_000;

/** Every row of the demo by table, in an order in which foreign keys hold. */
export function tablesOf({ staff, lives }: Demo): [table: string, rows: readonly object[]][] {
  return [...staffTables(staff), ...lifeTables(lives)];
}

export function staffTables(staff: Staff): [table: string, rows: readonly object[]][] {
  return [
    ['schools', staff.schools],
    ['members', [...staff.mentors.map(({ row }) => row), ...staff.others]],
    ['programmes', staff.programmes.map(({ row }) => row)],
    ['cohorts', staff.programmes.flatMap(({ cohorts }) => cohorts)],
  ];
}

export function lifeTables(lives: readonly Life[]): [table: string, rows: readonly object[]][] {
  return [
    ['students', lives.map((life) => life.student)],
    ['members', lives.flatMap((life) => life.seat ?? [])],
    ['student_characteristics', lives.flatMap((life) => life.characteristics)],
    ['enrolments', lives.flatMap((life) => life.enrolments)],
    ['matches', lives.flatMap((life) => life.matches)],
    ['meetings', lives.flatMap((life) => life.meetings)],
    ['meeting_notes', lives.flatMap((life) => life.notes)],
    ['assessments', lives.flatMap((life) => life.assessments)],
    ['scores', lives.flatMap((life) => life.scores)],
    ['actions', lives.flatMap((life) => life.actions)],
  ];
}

/** Inserts rows thousands at a time: one parameter holds them all, and the table says what its columns are. */
export async function insertRows(tx: Tx, orgId: string, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const list = sql.join(columns.map((column) => sql.ref(column)));
  for (let i = 0; i < rows.length; i += atOnce) {
    const some = JSON.stringify(rows.slice(i, i + atOnce));
    await sql`insert into ${sql.table(table)} (org_id, ${list})
      select ${orgId}::uuid, ${list} from json_populate_recordset(null::${sql.table(table)}, ${some}::text::json)`.execute(tx);
  }
}
