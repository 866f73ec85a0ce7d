import { sql, type RawBuilder } from 'kysely';
import type { OutcomeFilters } from '@waymark/contract/outcomes.ts';
import type { Actor } from '../db/actor.ts';
import { asItStood } from '../db/past-states.ts';

/**
 * The enrolments the filters leave: `enrolments e` with its programme `p` and student `s`, as FROM and WHERE. Each has both;
 * joined as if it need not, whichever is not asked about is not read.
 * @param asOf enrolments, schools and characteristics as they were on record at this moment, or (null) as they are
 */
export function enrolmentsMatching(orgId: string, today: string, filters: OutcomeFilters, asOf: string | null = null): RawBuilder<unknown> {
  const wishes: RawBuilder<unknown>[] = [sql`e.org_id = ${orgId}`];
  if (filters.programmeId !== undefined) wishes.push(sql`e.programme_id = ${filters.programmeId}`);
  if (filters.cohortId !== undefined) wishes.push(sql`e.cohort_id = ${filters.cohortId}`);
  if (filters.schoolId !== undefined) wishes.push(sql`s.school_id = ${filters.schoolId}`);
  if (filters.startedFrom !== undefined) wishes.push(sql`e.started_on >= ${filters.startedFrom}`);
  if (filters.startedTo !== undefined) wishes.push(sql`e.started_on <= ${filters.startedTo}`);
  if (asOf !== null) wishes.push(sql`e.created_at <= ${asOf}`);
  if (filters.enrolment === 'current') wishes.push(sql`(e.ended_on is null or e.ended_on > ${today})`);
  if (filters.enrolment === 'planned' || filters.enrolment === 'early') {
    wishes.push(sql`e.end_kind = ${filters.enrolment} and e.ended_on <= ${today}`);
  }
  for (const [code, values] of wishesByCharacteristic(filters.characteristics ?? [])) {
    wishes.push(characteristicIs(code, values, asOf));
  }
  return sql`
    ${asItStood('enrolments', orgId, asOf)} e
    left join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    left join ${asItStood('students', orgId, asOf)} s on s.org_id = e.org_id and s.id = e.student_id
    where ${sql.join(wishes, sql` and `)}`;
}

/** Whether anything narrows the enrolments: without it, standings need not be joined to them at all. */
export function narrows(filters: OutcomeFilters): boolean {
  const { programmeId, cohortId, schoolId, startedFrom, startedTo, characteristics } = filters;
  return (
    [programmeId, cohortId, schoolId, startedFrom, startedTo].some((wish) => wish !== undefined) ||
    filters.enrolment !== 'all' ||
    (characteristics ?? []).length > 0
  );
}

/** The enrolments the filters leave, as a query of `id`, where they leave any out. */
export function withinOf(
  orgId: string,
  today: string,
  filters: OutcomeFilters,
  asOf: string | null = null,
): RawBuilder<unknown> | undefined {
  return narrows(filters) ? sql`select e.id from ${enrolmentsMatching(orgId, today, filters, asOf)}` : undefined;
}

/**
 * Whether the ledgers have counted these already: a whole organisation or a whole programme, for whoever sees all of it.
 * A cohort, a school, dates or characteristics are counted when asked.
 */
export function countedAhead(actor: Actor, filters: OutcomeFilters): boolean {
  return actor.scope === 'all' && !narrows({ ...filters, programmeId: undefined });
}

/** `fsm:yes`, `fsm:missing`, `send:yes` → fsm: yes or missing; send: yes. */
export function wishesByCharacteristic(wishes: readonly string[]): Map<string, string[]> {
  const byCode = new Map<string, string[]>();
  for (const wish of wishes) {
    const [code = '', value = ''] = wish.split(':');
    byCode.set(code, [...(byCode.get(code) ?? []), value]);
  }
  return byCode;
}

/** `missing` is everybody without a value now: a reason given for its absence, or nothing recorded at all. */
function characteristicIs(code: string, values: readonly string[], asOf: string | null): RawBuilder<unknown> {
  const recorded = (which: RawBuilder<unknown>) => sql`exists (
    select from student_characteristics sc
    join characteristics c on c.org_id = sc.org_id and c.id = sc.characteristic_id
    where sc.org_id = e.org_id and sc.student_id = e.student_id and ${currentAt(asOf)} and c.code = ${code} and ${which})`;
  const given = values.filter((value) => value !== 'missing');
  const ways: RawBuilder<unknown>[] = [];
  if (given.length > 0) ways.push(recorded(sql`sc.value = any(${given}::text[])`));
  if (given.length < values.length) ways.push(sql`not ${recorded(sql`sc.value is not null`)}`);
  return sql`(${sql.join(ways, sql` or `)})`;
}

/** Whether a student's characteristic `sc` is the one that holds, now (null) or at a moment. */
export function currentAt(asOf: string | null): RawBuilder<unknown> {
  if (asOf === null) return sql`sc.replaced_at is null`;
  return sql`sc.recorded_at <= ${asOf} and (sc.replaced_at is null or sc.replaced_at > ${asOf})`;
}
