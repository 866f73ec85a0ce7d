import { sql } from 'kysely';
import type { Dose, InterventionKind } from '@waymark/contract/interventions.ts';
import type { Tx } from '../db/actor.ts';
import { counted, doseColumns, doseOf, type DoseColumns } from './dose.ts';

/** What one student received over a time. */
export interface Dosage {
  mentoring: { held: number; missed: number; minutes: number };
  interventions: Map<string, { name: string; kind: InterventionKind; dose: Dose }>;
  /** Mentoring and all interventions together. */
  minutes: number;
}

/**
 * How much mentoring and other help each of these students received from a day to a day, both included, in the days of the
 * organisation's own time zone. A student who received nothing is in the answer, with noughts.
 */
export async function dosageOf(
  tx: Tx,
  orgId: string,
  studentIds: readonly string[],
  from: string,
  to: string,
): Promise<Map<string, Dosage>> {
  const all = new Map<string, Dosage>(
    studentIds.map((id) => [id, { mentoring: { held: 0, missed: 0, minutes: 0 }, interventions: new Map(), minutes: 0 }]),
  );
  if (studentIds.length === 0) return all;
  const ids = [...studentIds];
  const meetings = await sql<{ studentId: string; held: number; missed: number; minutes: number }>`
    select m.student_id as "studentId", count(*) filter (where m.status = 'held')::int as held,
      count(*) filter (where m.status = 'student_absent')::int as missed,
      coalesce(sum(coalesce(m.minutes, m.planned_minutes)) filter (where m.status = 'held'), 0)::int as minutes
    from meetings m join organisations o on o.org_id = m.org_id
    where m.org_id = ${orgId} and m.student_id = any(${ids}::uuid[]) and m.status in ('held', 'student_absent')
      and m.starts_at >= (${from}::date)::timestamp at time zone o.time_zone
      and m.starts_at < (${to}::date + 1)::timestamp at time zone o.time_zone
    group by m.student_id`.execute(tx);
  for (const { studentId, ...mentoring } of meetings.rows) {
    const dosage = all.get(studentId);
    if (dosage === undefined) continue;
    dosage.mentoring = mentoring;
    dosage.minutes += mentoring.minutes;
  }
  const help = await sql<{ studentId: string; id: string; name: string; kind: InterventionKind } & DoseColumns>`
    select p.student_id as "studentId", i.id, i.name, i.kind, ${doseColumns}
    from ${counted} join interventions i on i.org_id = s.org_id and i.id = s.intervention_id
    where p.org_id = ${orgId} and p.student_id = any(${ids}::uuid[]) and s.held_on between ${from}::date and ${to}::date
    group by p.student_id, i.id, i.name, i.kind`.execute(tx);
  for (const { studentId, id, name, kind, ...columns } of help.rows) {
    const dosage = all.get(studentId);
    if (dosage === undefined) continue;
    const dose = doseOf(columns);
    dosage.interventions.set(id, { name, kind, dose });
    dosage.minutes += dose.minutes;
  }
  return all;
}
