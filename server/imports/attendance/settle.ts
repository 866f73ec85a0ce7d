import type { Sessions } from '@waymark/contract/attendance.ts';
import type { ImportProblem } from '@waymark/contract/imports.ts';
import { sql } from 'kysely';
import type { Tx } from '../../db/actor.ts';
import { writeRows } from '../queries.ts';
import type { MarkedStudent } from './check.ts';
import { emptyWeek, marksOf, noMark, overlaid, sessionsOf, settled, textOfWeek, weekOfText, type Marks, type Week } from './week.ts';

export interface StudentRow {
  row_number: number;
  marks: Marks;
  cells: string[];
  reading: MarkedStudent;
  problems: ImportProblem[];
  verdict: 'good' | 'bad' | 'choose';
  outcome: 'create' | 'update' | 'unchanged' | 'skip' | null;
  student_id: string | null;
  candidates: string[];
}

/** A week on record that holds. */
export interface RecordedWeek extends Sessions {
  id: string;
  student_id: string;
  week: string;
  marks: string;
}

export interface WeekChange extends Sessions {
  week: string;
  marks: string;
  before: RecordedWeek | undefined;
  /** Marks on record for which the file says that there are none. */
  taken: number;
}

/** The weeks on record of students over the weeks that a file has, by student and Monday. */
export async function recordedWeeks(
  tx: Tx,
  orgId: string,
  given: readonly { student_id: string; marks: Marks }[],
): Promise<Map<string, Map<string, RecordedWeek>>> {
  const weeks = given.flatMap(({ marks }) => [...marks.weeks.keys()]).toSorted();
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const { rows } = await sql<RecordedWeek>`
    select id, student_id, week_start as week, marks, possible, present, approved, authorised, unauthorised,
      late_before as "lateBefore", late_after as "lateAfter"
    from attendance_weeks
    where org_id = ${orgId} and student_id = any(${[...new Set(given.map((one) => one.student_id))]}::uuid[])
      and week_start between ${first}::date and ${last}::date and replaced_at is null`.execute(tx);
  const byStudent = new Map<string, Map<string, RecordedWeek>>();
  for (const row of rows) {
    const own = byStudent.get(row.student_id);
    if (own) own.set(row.week, row);
    else byStudent.set(row.student_id, new Map([[row.week, row]]));
  }
  return byStudent;
}

/**
 * The weeks that would be other than they are on record. Sessions a file does not have, or has an empty cell for, stay as they
 * were: a week may come in two files. A session the file says has no mark loses the one on record. A week recorded without
 * its marks is replaced whole, by a file that has some.
 */
export function changedWeeks(marks: Marks, recorded: ReadonlyMap<string, RecordedWeek> | undefined): WeekChange[] {
  return [...marks.weeks].flatMap(([week, read]) => {
    const given = settled(read);
    const before = recorded?.get(week);
    const under: Week | undefined = before && weekOfText(before.marks);
    if (under === undefined && given.every((mark) => mark === null || mark === noMark)) return [];
    const after = overlaid(under ?? emptyWeek(), given);
    const taken = (under ?? []).filter((mark, place) => mark !== null && given[place] === noMark).length;
    const sessions = sessionsOf(after);
    const text = textOfWeek(after);
    const same = before && (under ? before.marks === text : sameSessions(before, sessions));
    return same ? [] : [{ week, marks: text, before, taken, ...sessions }];
  });
}

const kinds = ['possible', 'present', 'approved', 'authorised', 'unauthorised', 'lateBefore', 'lateAfter'] as const;
const sameSessions = (a: Sessions, b: Sessions): boolean => kinds.every((kind) => a[kind] === b[kind]);

const changesTold = 60;
const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

function inWords({ possible, present, approved, authorised, unauthorised, lateBefore }: Sessions): string {
  return `${present + approved} of ${possible} attended, ${lateBefore} late, ${authorised} authorised, ${unauthorised} unauthorised`;
}

/** Says of students whose marks are to be taken what they would change. */
export async function settleStudents(tx: Tx, orgId: string, rows: readonly StudentRow[]): Promise<void> {
  const known = rows.flatMap((row) =>
    row.verdict === 'good' && row.student_id !== null ? [{ ...row, student_id: row.student_id, row }] : [],
  );
  const recorded = await recordedWeeks(tx, orgId, known);
  for (const { row, student_id } of known) {
    const changes = changedWeeks(row.marks, recorded.get(student_id));
    const replaced = changes.filter((change) => change.before !== undefined);
    row.outcome = row.marks.weeks.size === 0 ? 'skip' : replaced.length > 0 ? 'update' : changes.length > 0 ? 'create' : 'unchanged';
    row.reading.changes = replaced.slice(0, changesTold).map(({ week, before, taken, ...after }) => ({
      label: `Week of ${longDay.format(new Date(`${week}T00:00:00Z`))}`,
      before: before ? inWords(before) : '',
      after: [
        inWords(after),
        ...(before && sameSessions(before, after) ? ['on other days'] : []),
        ...(taken > 0 ? [`${taken} ${taken === 1 ? 'mark' : 'marks'} taken away`] : []),
      ].join(', '),
    }));
  }
}

/** Says it anew of rows that somebody has decided on. */
export async function settleDecided(tx: Tx, orgId: string, importId: string, rowNumber?: number): Promise<void> {
  const { rows } = await sql<Omit<StudentRow, 'marks'>>`
    select row_number, cells, reading, problems, verdict, outcome, student_id, candidates from import_rows
    where org_id = ${orgId} and import_id = ${importId} and verdict = 'good' and decision is not null and decision <> 'skip'
      and (${rowNumber ?? null}::int is null or row_number = ${rowNumber ?? null}::int) order by row_number`.execute(tx);
  const students = rows.map((row) => ({ ...row, marks: marksOf(row.cells) }));
  await settleStudents(tx, orgId, students);
  await writeRows(
    tx,
    orgId,
    importId,
    students.map(({ row_number, reading, outcome }) => ({ row_number, reading, outcome })),
    'reading jsonb, outcome text',
    sql`reading = given.reading, outcome = given.outcome`,
  );
}
