import { type Kysely, sql, type RawBuilder } from 'kysely';
import type { Tx } from './actor.ts';
import type { DB } from './types.ts';

/*
 * What may change of a row and would change a figure: the few columns, kept as they stood whenever one is about to change.
 * From them a table is read as it stood at a moment, so that a report can be worked out again after a student changed
 * school, a case was closed the same afternoon or a programme was renamed. Nobody's name is among them.
 */
const kept = {
  students: { school_id: 'uuid', birth_date: 'date' },
  enrolments: { cohort_id: 'uuid', started_on: 'date', ended_on: 'date', end_kind: 'text' },
  actions: { series_id: 'uuid', status: 'text', closed_on: 'date' },
  programmes: { name: 'text' },
  schools: { name: 'text' },
  characteristics: { label: 'text', options: 'jsonb', archived_at: 'timestamptz' },
  interventions: { name: 'text' },
  intervention_sessions: { held_on: 'date', cancelled_at: 'timestamptz' },
  frameworks: { name: 'text' },
  framework_versions: { status: 'text' },
} as const;

/** What is read beside them and never changes. */
const fixed: Partial<Record<keyof typeof kept, readonly string[]>> = {
  enrolments: ['student_id', 'programme_id', 'created_at'],
  actions: ['student_id', 'created_at'],
  characteristics: ['code', 'position'],
  intervention_sessions: ['intervention_id'],
  framework_versions: ['framework_id', 'number', 'levels', 'published_at'],
};

/** A table that can be read as it stood. */
export type KeptTable = keyof typeof kept;

const studentOf: Partial<Record<KeptTable, string>> = { students: 'id', enrolments: 'student_id', actions: 'student_id' };

/**
 * Keeps how these rows stand, before they are changed in the same transaction. Of two changes in one transaction the state
 * before the first is kept: nobody ever saw the one in between.
 * @param which ids, or a query of them
 */
export async function keepStates(
  tx: Kysely<DB>,
  orgId: string,
  table: KeptTable,
  which: readonly string[] | RawBuilder<unknown>,
): Promise<void> {
  if (isList(which) && which.length === 0) return;
  const ids = isList(which) ? sql`= any(${[...which]}::uuid[])` : sql`in (${which})`;
  const student = studentOf[table];
  const was = sql.join(Object.keys(kept[table]).map((column) => sql`${sql.lit(column)}::text, ${sql.ref(`t.${column}`)}`));
  await sql`
    insert into past_states (org_id, student_id, kind, row_id, was)
    select t.org_id, ${student === undefined ? sql`null::uuid` : sql.ref(`t.${student}`)}, ${table}, t.id, jsonb_build_object(${was})
    from ${sql.table(table)} t where t.org_id = ${orgId} and t.id ${ids}
    on conflict do nothing`.execute(tx);
}

/** The same for the day from which an organisation's mentors are asked to calibrate first, before its settings are changed. */
export async function keepCalibrateFrom(tx: Tx, orgId: string): Promise<void> {
  await sql`
    insert into past_states (org_id, kind, row_id, was)
    select org_id, 'organisations', org_id, jsonb_build_object('calibrate_from', calibrate_from) from organisations where org_id = ${orgId}
    on conflict do nothing`.execute(tx);
}

/** Forgets how rows stood that are taken back themselves. */
export async function forgetStates(tx: Tx, orgId: string, table: KeptTable, which: RawBuilder<unknown>): Promise<void> {
  await sql`delete from past_states where org_id = ${orgId} and kind = ${table} and row_id in (${which})`.execute(tx);
}

/**
 * A table as it stood at a moment, or (null) as it is: an expression to stand after FROM or JOIN, with an alias behind it.
 * Of a moment it has its key, what is kept of it and what is read beside. Rows that were added later are in it: when a row
 * began to count is for the query to say.
 */
export function asItStood(table: KeptTable, orgId: string, asOf: string | null): RawBuilder<unknown> {
  const now = sql.table(table);
  if (asOf === null) return now;
  const beside = ['org_id', 'id', ...(fixed[table] ?? [])].map((column) => sql.ref(`t.${column}`));
  const stood = Object.entries(kept[table]).map(([column, type]) => {
    const then = sql`earliest.was${sql.raw(type === 'jsonb' ? '->' : '->>')}${sql.lit(column)}`;
    return sql`case when earliest.row_id is null then ${sql.ref(`t.${column}`)} else (${then})::${sql.raw(type)} end as ${sql.ref(column)}`;
  });
  // joined, so that whoever plans the query expects as many rows as there are
  return sql`(
    select ${sql.join([...beside, ...stood])} from ${now} t
    left join (
      select distinct on (ps.row_id) ps.row_id, ps.was from past_states ps
      where ps.org_id = ${orgId} and ps.kind = ${table} and ps.until_at > ${asOf}
      order by ps.row_id, ps.until_at) earliest on earliest.row_id = t.id
    where t.org_id = ${orgId})`;
}

const isList = (which: readonly string[] | RawBuilder<unknown>): which is readonly string[] => Array.isArray(which);
