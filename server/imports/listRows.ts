import type { ImportProblem, ImportRow } from '@waymark/contract/imports.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { studentsFrom } from './attendance/blocks.ts';
import type { MarkedStudent } from './attendance/check.ts';
import { marksOf } from './attendance/week.ts';
import type { Ground } from './ground.ts';
import type { ImportRecord } from './queries.ts';
import type { RollReading } from './rollRow.ts';
import type { PersonReading } from './person.ts';

export type Show = 'bad' | 'choose' | 'create' | 'update' | 'unchanged' | 'skip' | 'notices';

interface Read {
  row_number: number;
  cells: string[];
  reading: RollReading | PersonReading | MarkedStudent | null;
  verdict: ImportRow['verdict'] | null;
  outcome: ImportRow['outcome'];
  problems: ImportProblem[];
  student_id: string | null;
  candidates: string[];
  decision: string | null;
  undo: { before?: Record<string, string | number | null> } | null;
}

/** Rows of an import in the order of the file, after a row number, with what each would change or has changed. */
export async function listRows(
  tx: Tx,
  orgId: string,
  record: ImportRecord,
  ground: Ground,
  show: Show,
  afterRow: number,
  limit: number,
): Promise<ImportRow[]> {
  const which =
    show === 'bad' || show === 'choose'
      ? // decided rows stay in the list until the import runs, so that a decision can be taken back
        sql<boolean>`(verdict = ${show} or (${show} = 'choose' and decision is not null))`
      : show === 'notices'
        ? sql<boolean>`verdict = 'good' and problems <> '[]' and decision is null`
        : sql<boolean>`verdict = 'good' and outcome = ${show}`;
  const { rows } = await sql<Read>`
    select row_number, cells, reading, verdict, outcome, problems, student_id, candidates, decision, undo from import_rows
    where org_id = ${orgId} and import_id = ${record.id} and row_number > ${afterRow} and ${which}
    order by row_number limit ${limit}`.execute(tx);
  const people = await readPeople(tx, orgId, rows);
  const values = await readValues(
    tx,
    orgId,
    rows.filter((row) => row.outcome === 'update' && row.undo === null).flatMap((row) => row.student_id ?? []),
  );
  return rows.map((row) => ({
    ...shownAs(row),
    name: nameOf(row.reading),
    outcome: row.outcome,
    verdict: row.verdict ?? 'good',
    problems: row.problems,
    studentId: row.student_id ?? (isTaken(record, row) ? ((row.reading as RollReading | null)?.id ?? null) : null),
    candidates: row.candidates.flatMap((id) => {
      const person = people.get(id);
      return person
        ? [
            {
              id,
              name: `${person.given_name ?? ''} ${person.family_name ?? ''}`,
              upn: person.upn === null ? null : String(person.upn),
              birthDate: person.birth_date === null ? null : String(person.birth_date),
              school: person.school_name === null ? null : String(person.school_name),
            },
          ]
        : [];
    }),
    decision: row.decision,
    changes: row.outcome !== 'update' ? [] : record.kind === 'roll' ? changesOf(row, ground, people, values) : toldChanges(row.reading),
  }));
}

/** A row of the file as it is there; the marks of a student, which are many rows, summed up. */
function shownAs({ row_number, cells }: Read): Pick<ImportRow, 'row' | 'from' | 'cells'> {
  if (row_number <= studentsFrom) return { row: row_number, from: null, cells };
  const { rows, weeks } = marksOf(cells);
  const counted = (n: number, one: string) => `${n.toLocaleString('en-GB')} ${one}${n === 1 ? '' : 's'}`;
  return { row: row_number, from: row_number - studentsFrom, cells: [counted(rows, 'row'), counted(weeks.size, 'week')] };
}

const toldChanges = (reading: Read['reading']): ImportRow['changes'] => (reading !== null && 'changes' in reading ? reading.changes : []);

/** Whether the row has added its student, who still is here. */
function isTaken({ kind, status, progress }: ImportRecord, { row_number, outcome }: Read): boolean {
  if (kind !== 'roll' || outcome !== 'create') return false;
  return status === 'done' || (['running', 'failed'].includes(status) && row_number <= Number(progress.at));
}

function nameOf(reading: Read['reading']): string {
  if (reading === null) return '';
  const name = [reading.given_name, reading.family_name].filter((part) => part !== null).join(' ');
  return name || (reading.upn ?? reading.external_id ?? '');
}

type Person = Record<string, string | number | null>;

async function readPeople(tx: Tx, orgId: string, rows: readonly Read[]): Promise<Map<string, Person>> {
  const ids = [...new Set(rows.flatMap((row) => [...row.candidates, ...(row.student_id === null ? [] : [row.student_id])]))];
  if (ids.length === 0) return new Map();
  const { rows: found } = await sql<{ id: string } & Person>`
    select s.id, s.upn, s.external_id, s.given_name, s.family_name, s.preferred_name, s.birth_date, s.year_group, s.school_id, s.email, c.name as school_name
    from students s left join schools c on c.org_id = s.org_id and c.id = s.school_id
    where s.org_id = ${orgId} and s.id = any(${ids}::uuid[])`.execute(tx);
  return new Map(found.map((row) => [row.id, row]));
}

async function readValues(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<Map<string, string>> {
  if (studentIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('student_characteristics')
    .where('org_id', '=', orgId)
    .where('student_id', 'in', studentIds)
    .where('replaced_at', 'is', null)
    .select(['student_id', 'characteristic_id', 'value', 'missing_reason'])
    .execute();
  return new Map(rows.map((row) => [`${row.student_id} ${row.characteristic_id}`, row.value ?? `missing:${row.missing_reason ?? ''}`]));
}

const labels: Record<string, string> = {
  upn: 'UPN',
  external_id: 'Number in your own system',
  given_name: 'Given name',
  family_name: 'Family name',
  preferred_name: 'Preferred name',
  birth_date: 'Date of birth',
  year_group: 'Year group',
  school_id: 'School',
  email: 'E-mail address',
};

const missingLabels: Record<string, string> = {
  not_collected: 'not collected',
  prefer_not_to_say: 'prefers not to say',
  not_known: 'not known',
  not_applicable: 'not applicable',
};

function changesOf(
  row: Read,
  ground: Ground,
  people: ReadonlyMap<string, Person>,
  values: ReadonlyMap<string, string>,
): ImportRow['changes'] {
  const reading = row.reading as RollReading;
  const before = row.undo?.before ?? people.get(row.student_id ?? '') ?? {};
  const school = (id: string): string => ground.schools.find((one) => one.id === id)?.name ?? '';
  const shown = (field: string, value: string | number | null | undefined): string =>
    value == null ? '' : field === 'school_id' ? school(String(value)) : String(value);
  const changes = Object.entries(labels).flatMap(([field, label]) => {
    const after = reading[field as 'upn'] as string | number | null;
    return after === null || String(after) === String(before[field] ?? '')
      ? []
      : [{ label, before: shown(field, before[field]), after: shown(field, after) }];
  });
  if (row.undo === null) {
    for (const given of reading.characteristics) {
      const choice = ground.characteristics.find((one) => one.id === given.id);
      const inWords = (value: string | undefined): string =>
        value === undefined
          ? ''
          : value.startsWith('missing:')
            ? (missingLabels[value.slice(8)] ?? '')
            : (choice?.options.find((option) => option.code === value)?.label ?? value);
      const now = given.value ?? `missing:${given.missing ?? ''}`;
      const recorded = values.get(`${row.student_id ?? ''} ${given.id}`);
      if (recorded !== now) changes.push({ label: choice?.label ?? '', before: inWords(recorded), after: inWords(now) });
    }
  }
  const programme = ground.programmes.find((one) => one.id === reading.enrolment?.programme_id);
  if (changes.length === 0 && programme) {
    const cohort = programme.cohorts.find((one) => one.id === reading.enrolment?.cohort_id);
    changes.push({ label: 'Programme', before: '', after: [programme.name, ...(cohort ? [cohort.name] : [])].join(', ') });
  }
  return changes;
}
