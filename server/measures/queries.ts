import { sql } from 'kysely';
import type { MissingReason } from '@waymark/contract/assessments.ts';
import type { Measure, ReadingSource, Scale } from '@waymark/contract/measures.ts';
import type { Sessions } from '@waymark/contract/attendance.ts';
import type { Tx } from '../db/actor.ts';

/** Days of one student to look at, both ends included; `key` says which answer is theirs. */
export interface Span {
  key: string;
  studentId: string;
  from: string;
  to: string;
}

/** Spans as a table `w`: one parameter, whatever their number. */
function spanTable(spans: readonly Span[]) {
  const rows = JSON.stringify(spans.map(({ key, studentId, from, to }) => ({ key, student_id: studentId, first: from, last: to })));
  return sql`json_to_recordset(${rows}::text::json) as w(key text, student_id uuid, first date, last date)`;
}

/** Measures in the order they are shown in, archived ones last. */
export async function findMeasures(tx: Tx, orgId: string): Promise<Measure[]> {
  return tx
    .selectFrom('measures')
    .where('org_id', '=', orgId)
    .select((eb) => [
      'id',
      'code',
      'name',
      sql<Measure['kind']>`kind`.as('kind'),
      'subject',
      sql<Scale>`scale`.as('scale'),
      sql<Measure['better']>`better`.as('better'),
      'questionnaire_id as questionnaireId',
      'derived',
      'at_baseline as atBaseline',
      'at_review as atReview',
      'shipped',
      eb('archived_at', 'is not', null).$castTo<boolean>().as('archived'),
      'version',
    ])
    .orderBy('archived')
    .orderBy('position')
    .orderBy('name')
    .execute();
}

export interface FoundReading {
  key: string;
  measureId: string;
  value: number | null;
  step: string | null;
  missingReason: MissingReason | null;
  from: string | null;
  on: string;
  source: ReadingSource;
}

const readingColumns = sql`r.measure_id as "measureId", r.value::float8 as value, r.step, r.missing_reason as "missingReason",
  r.period_from as "from", r.taken_on as "on", r.source`;

// what was corrected is told by its correction
const standing = sql`not exists (select from readings n where n.org_id = r.org_id and n.supersedes = r.id)`;

/** The latest reading of each measure within each span; one with a value before one that says why there is none. */
export async function readingsIn(tx: Tx, orgId: string, spans: readonly Span[]): Promise<FoundReading[]> {
  if (spans.length === 0) return [];
  const { rows } = await sql<FoundReading>`
    select distinct on (w.key, r.measure_id) w.key, ${readingColumns}
    from ${spanTable(spans)}
    join readings r on r.org_id = ${orgId} and r.student_id = w.student_id and r.taken_on between w.first and w.last
    where ${standing}
    order by w.key, r.measure_id, (r.value is not null) desc, r.taken_on desc, r.recorded_at desc, r.id desc`.execute(tx);
  return rows;
}

/**
 * What stands for the baseline of enrolments: the reading taken as one; else the last before the first day, or the first
 * after it, within the span.
 */
export async function baselineReadings(
  tx: Tx,
  orgId: string,
  spans: readonly (Span & { startedOn: string })[],
): Promise<(FoundReading & { taken: boolean })[]> {
  if (spans.length === 0) return [];
  const starts = JSON.stringify(spans.map(({ key, startedOn }) => ({ key, started_on: startedOn })));
  const { rows } = await sql<FoundReading & { taken: boolean }>`
    select distinct on (w.key, r.measure_id) w.key, ${readingColumns}, taken.yes as taken
    from ${spanTable(spans)}
    join json_to_recordset(${starts}::text::json) as s(key text, started_on date) on s.key = w.key
    join readings r on r.org_id = ${orgId} and r.student_id = w.student_id
    cross join lateral (select coalesce(r.point = 'baseline' and r.enrolment_id = w.key::uuid, false) as yes) taken
    where ${standing} and (taken.yes or r.taken_on between w.first and w.last)
    order by w.key, r.measure_id, taken.yes desc, (r.value is not null) desc,
      case when taken.yes then 0 else (r.taken_on > s.started_on)::int end,
      case when taken.yes then 0 else abs(r.taken_on - s.started_on) end,
      r.taken_on desc, r.recorded_at desc, r.id desc`.execute(tx);
  return rows;
}

export interface FoundSessions extends Sessions {
  key: string;
  from: string;
  on: string;
}

/** Attendance summed over each span: every week with a school day in it. */
export async function sessionsIn(tx: Tx, orgId: string, spans: readonly Span[]): Promise<FoundSessions[]> {
  if (spans.length === 0) return [];
  const { rows } = await sql<FoundSessions>`
    select w.key, sum(a.possible) as possible, sum(a.present) as present, sum(a.approved) as approved, sum(a.authorised) as authorised,
      sum(a.unauthorised) as unauthorised, sum(a.late_before) as "lateBefore", sum(a.late_after) as "lateAfter",
      min(a.week_start) as "from", max(least(a.week_start + 4, w.last)) as "on"
    from ${spanTable(spans)}
    join attendance_weeks a on a.org_id = ${orgId} and a.student_id = w.student_id and a.replaced_at is null
      and a.week_start between w.first - 4 and w.last
    group by w.key`.execute(tx);
  return rows;
}

export interface FoundEvents {
  key: string;
  incidents: number;
  positive: number;
}

/**
 * Behaviour events counted over each span, also when there were none. A span is left out when nothing says that behaviour
 * was being recorded by its end: no event of the student until then, and no file of events taken in between.
 */
export async function eventsIn(tx: Tx, orgId: string, spans: readonly Span[]): Promise<FoundEvents[]> {
  if (spans.length === 0) return [];
  const { rows } = await sql<FoundEvents>`
    select w.key, count(*) filter (where e.kind = 'incident') as incidents, count(*) filter (where e.kind = 'positive') as positive
    from ${spanTable(spans)}
    left join behaviour_events e on e.org_id = ${orgId} and e.student_id = w.student_id and e.happened_on between w.first and w.last
    where exists (select from behaviour_events b where b.org_id = ${orgId} and b.student_id = w.student_id and b.happened_on <= w.last)
      or exists (select from imports i where i.org_id = ${orgId} and i.kind = 'behaviour' and i.status = 'done'
        and i.finished_at >= w.first and i.finished_at < w.last + 2)
    group by w.key`.execute(tx);
  return rows;
}

/** First days of enrolments, by id. */
export async function startsOf(tx: Tx, orgId: string, enrolmentIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('enrolments')
    .where('org_id', '=', orgId)
    .where(sql<boolean>`id = any(${[...enrolmentIds]}::uuid[])`)
    .select(['id', 'started_on'])
    .execute();
  return new Map(rows.map((row) => [row.id, row.started_on]));
}
