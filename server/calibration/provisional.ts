import { dayInWords } from '@waymark/contract/days.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';

/**
 * Whose scores do not count yet, and from which day: where the organisation asks mentors to calibrate first, those who
 * have not finished an exercise. What they scored before that day counts as it always did.
 */
export interface Provisional {
  from: string;
  mentorIds: string[];
}

/**
 * Mentors of whom what they score now would not count yet, whether or not they have scored anything; null where there are none.
 * Decided when it is read, from the day of a mentor's first finished exercise: no score is ever rewritten for it. At a moment
 * in the past it is decided by who had finished one by then.
 */
export async function readUncalibrated(tx: Tx, orgId: string, asOf: string | null = null): Promise<Provisional | null> {
  const asked = await readCalibrateFrom(tx, orgId, asOf);
  if (asked === null) return null;
  const rows = await tx
    .selectFrom('members as m')
    .where('m.org_id', '=', orgId)
    .where('m.role', '=', 'mentor')
    // the assessor of an imported score never had a seat to calibrate from
    .where('m.status', '<>', 'record_only')
    .where((eb) => eb.or([eb('m.calibrated_at', 'is', null), ...(asOf === null ? [] : [eb('m.calibrated_at', '>', asOf)])]))
    .select('m.id')
    .orderBy('m.id')
    .execute();
  return rows.length === 0 ? null : { from: asked, mentorIds: rows.map(({ id }) => id) };
}

/**
 * Those of them who have scored from that day on, so that figures leave something of theirs out; null where nothing is left out.
 * @param within the enrolments a figure is of, as a query of `id`; all when left out
 */
export async function readProvisional(
  tx: Tx,
  orgId: string,
  { asOf = null, within }: { asOf?: string | null; within?: RawBuilder<unknown> | undefined } = {},
): Promise<Provisional | null> {
  const uncalibrated = await readUncalibrated(tx, orgId, asOf);
  if (uncalibrated === null) return null;
  const { from, mentorIds } = uncalibrated;
  // who has scored at all has a number in the profiles: most who are new have none, and no assessment is looked at for them
  const { rows } = await sql<{ id: string }>`
    select distinct a.assessor_id as id from assessments a
    where a.org_id = ${orgId} and a.perspective <> 'student' and a.assessed_on >= ${from}
      and a.assessor_id = any (array(select of_id from profile_places
        where org_id = ${orgId} and kind = 'assessor' and of_id = any(${mentorIds}::uuid[])))
      and ${asOf === null ? sql`true` : sql`a.recorded_at <= ${asOf}`}
      and ${within === undefined ? sql`true` : sql`a.enrolment_id in (select id from (${within}) within)`}
    order by 1`.execute(tx);
  return rows.length === 0 ? null : { from, mentorIds: rows.map(({ id }) => id) };
}

/** The day from which mentors are asked to calibrate first; null where they are not. */
async function readCalibrateFrom(tx: Tx, orgId: string, asOf: string | null): Promise<string | null> {
  const { rows } = await sql<{ from: string | null }>`
    select case when past.was is null then o.calibrate_from else (past.was->>'calibrate_from')::date end as from
    from organisations o
    left join lateral (
      select was from past_states ps where ps.org_id = o.org_id and ps.kind = 'organisations' and ps.until_at > ${asOf}::timestamptz
      order by ps.until_at limit 1) past on true
    where o.org_id = ${orgId}`.execute(tx);
  return rows[0]?.from ?? null;
}

/** What is left out and why, for whoever reads a figure. */
export function sayLeftOut({ from, mentorIds: { length: n } }: Provisional): string {
  const who = n === 1 ? '1 mentor who has' : `${n} mentors who have`;
  return `What ${who} not finished a calibration exercise scored from ${dayInWords(from)} on is left out. All of it counts once they have.`;
}

/**
 * Of standings under `alias`: those whose first and latest level both count. A level in between is never what a figure is
 * told by. What students say of themselves counts, whoever wrote it down.
 */
export function standingCounts(provisional: Provisional | null, alias = 'st'): RawBuilder<boolean> {
  if (provisional === null) return sql`true`;
  const { from, mentorIds } = provisional;
  const counts = (which: 'first' | 'latest') => sql<boolean>`(${sql.ref(`${alias}.${which}_on`)} is null
    or ${sql.ref(`${alias}.${which}_on`)} < ${from} or ${sql.ref(`${alias}.${which}_assessor_id`)} <> all(${mentorIds}::uuid[]))`;
  return sql<boolean>`(${sql.ref(`${alias}.perspective`)} = 'student' or (${counts('first')} and ${counts('latest')}))`;
}
