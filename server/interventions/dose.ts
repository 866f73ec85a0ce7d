import { sql } from 'kysely';
import type { Dose } from '@waymark/contract/interventions.ts';

/** Marks that count, as `p` with their session `s`: not corrected since, and not of a session that was struck out. */
export const counted = sql`participations p join intervention_sessions s on s.org_id = p.org_id and s.id = p.session_id
  and p.replaced_at is null and s.cancelled_at is null`;

/** The sums of marks `p` of sessions `s`, under the names of `DoseColumns`. */
export const doseColumns = sql`count(distinct s.id)::int as sessions, count(*) filter (where p.attended = 'attended')::int as attended,
  count(*) filter (where p.attended = 'part')::int as part, count(*) filter (where p.attended = 'absent')::int as absent,
  coalesce(sum(p.minutes), 0)::int as minutes`;

/** Null where there is no mark at all. */
export type DoseColumns = { [Column in keyof Dose]: number | null };

export function doseOf({ sessions, attended, part, absent, minutes }: DoseColumns): Dose {
  return { sessions: sessions ?? 0, attended: attended ?? 0, part: part ?? 0, absent: absent ?? 0, minutes: minutes ?? 0 };
}

/** A student's name as people say it. */
export const nameOf = sql`coalesce(nullif(st.preferred_name, ''), st.given_name) || ' ' || st.family_name`;
