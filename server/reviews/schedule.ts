import { sql, type RawBuilder } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';

type Of = { enrolmentIds: readonly string[] } | { programmeId: string } | 'everybody';

/** Days ahead of a known end at which its closing review is laid out. */
const closingAhead = 42;

function among(of: Of): RawBuilder<unknown> {
  if (of === 'everybody') return sql`true`;
  return 'programmeId' in of ? sql`e.programme_id = ${of.programmeId}` : sql`e.id = any(${[...of.enrolmentIds]}::uuid[])`;
}

/** The day the schedule gives the next progress review: so many weeks after the last held or left out, or after the start. */
const scheduled = sql`
  coalesce((select max(coalesce(h.held_on, h.skipped_on)) from reviews h
      where h.org_id = e.org_id and h.student_id = e.student_id and h.enrolment_id = e.id), e.started_on)
    + p.review_every_weeks * 7`;

/**
 * Lays out the reviews that are missing: for every open case of a programme with a schedule the next progress review, and
 * the closing review of a case whose end is near. Run again it adds nothing: one open review a case and kind.
 */
export async function layOutReviews(tx: Tx, actor: Pick<Actor, 'orgId' | 'today'>, of: Of): Promise<number> {
  const { orgId, today } = actor;
  const open = sql`e.org_id = ${orgId} and ${among(of)} and (e.ended_on is null or e.ended_on > ${today}::date)`;
  const progress = await sql`
    insert into reviews (org_id, student_id, id, enrolment_id, kind, due_on)
    select e.org_id, e.student_id, gen_random_uuid(), e.id, 'progress', due.on
    from enrolments e
    join programmes p on p.org_id = e.org_id and p.id = e.programme_id and p.review_every_weeks is not null
    -- where a schedule is new to a case long under way, today: nobody is late for what nobody had asked
    cross join lateral (select greatest(${scheduled}, ${today}::date) as on) due
    where ${open} and (e.ended_on is null or due.on < e.ended_on)
      and not exists (select from reviews r where r.org_id = e.org_id and r.enrolment_id = e.id and r.kind = 'progress' and r.status = 'due')
    on conflict do nothing`.execute(tx);
  const closing = await sql`
    insert into reviews (org_id, student_id, id, enrolment_id, kind, due_on)
    select e.org_id, e.student_id, gen_random_uuid(), e.id, 'closing', ends.on
    from enrolments e
    join programmes p on p.org_id = e.org_id and p.id = e.programme_id and p.review_at_close
    left join cohorts c on c.org_id = e.org_id and c.id = e.cohort_id
    cross join lateral (select coalesce(e.ended_on, c.ends_on, p.ends_on) as on) ends
    where ${open} and ends.on between ${today}::date and ${today}::date + ${closingAhead}::int and ends.on >= e.started_on
      and not exists (select from reviews r where r.org_id = e.org_id and r.enrolment_id = e.id and r.kind = 'closing'
        -- one that was left out on purpose stays out
        and (r.status <> 'skipped' or r.skipped_on is not null))
    on conflict do nothing`.execute(tx);
  return Number(progress.numAffectedRows ?? 0) + Number(closing.numAffectedRows ?? 0);
}

/** Moves the due progress reviews of a programme to where its schedule now puts them; without one they are left out. */
export async function moveReviews(tx: Tx, actor: Pick<Actor, 'orgId' | 'today'>, programmeId: string): Promise<void> {
  const { orgId, today } = actor;
  await sql`
    update reviews r set status = 'skipped', skipped_reason = 'The programme no longer asks for reviews.', version = r.version + 1
    from enrolments e join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    where r.org_id = ${orgId} and e.org_id = ${orgId} and e.id = r.enrolment_id and p.id = ${programmeId} and r.status = 'due'
      and ((r.kind = 'progress' and p.review_every_weeks is null) or (r.kind = 'closing' and not p.review_at_close))
      -- what somebody has begun is theirs to finish
      and r.draft = '{}'::jsonb`.execute(tx);
  await sql`
    update reviews r set due_on = greatest(moved.on, least(r.due_on, ${today}::date)), version = r.version + 1
    from (select e.id, ${scheduled} as on from enrolments e
      join programmes p on p.org_id = e.org_id and p.id = e.programme_id and p.review_every_weeks is not null
      where e.org_id = ${orgId} and p.id = ${programmeId} and (e.ended_on is null or e.ended_on > ${today}::date)) moved
    where r.org_id = ${orgId} and r.enrolment_id = moved.id and r.status = 'due' and r.kind = 'progress'`.execute(tx);
}

/** Takes due reviews out of the way of a case that has ended: nobody will hold them. */
export async function dropReviews(tx: Tx, orgId: string, enrolmentIds: readonly string[]): Promise<void> {
  await sql`
    update reviews set status = 'skipped', skipped_reason = 'The case was closed.', version = version + 1
    where org_id = ${orgId} and enrolment_id = any(${[...enrolmentIds]}::uuid[]) and status = 'due'`.execute(tx);
}
