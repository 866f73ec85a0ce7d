import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';

/*
 * The ledgers behind outcomes over time. Whoever writes standings or enrolments adds what changed, in the same
 * transaction; nobody waits for anybody, since lines are only added. Lines that are alike are added together by a job.
 * What they add up to is held by test to what the tables themselves count.
 */

const counted = sql.raw(
  'programme_id, series_id, perspective, scored, first_level, latest_level, missing_reason, baseline_level, progress_level, review_level, closing_level',
);

/** The columns of a standing that are counted, and its key. */
export const countedOfStanding = sql.raw(
  'enrolment_id, series_id, perspective, scored, first_level, latest_level, last_missing_reason, baseline_level, progress_level, review_level, closing_level',
);

/** Adds standings to the ledger: `changes` has `countedOfStanding` and `n`, 1 for one that is there now, -1 for one that was. */
export function addToLedger(orgId: string, changes: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    insert into outcome_counts (org_id, ${counted}, n)
    select ${orgId}::uuid, e.programme_id, st.series_id, st.perspective, line.*, sum(st.n)
    from (${changes}) st
    join enrolments e on e.org_id = ${orgId} and e.id = st.enrolment_id
    cross join lateral (values
      (least(st.scored, 2), st.first_level, st.latest_level,
        case when st.scored = 0 then coalesce(st.last_missing_reason, 'not_collected') end, null::int, null::int, null::int, null::int),
      (null, null, null, null, st.baseline_level, null, null, null),
      (null, null, null, null, null, st.progress_level, null, null),
      (null, null, null, null, null, null, st.review_level, null),
      (null, null, null, null, null, null, null, st.closing_level)
    ) line (scored, first_level, latest_level, missing_reason, baseline, progress, review, closing)
    where coalesce(line.scored, line.baseline, line.progress, line.review, line.closing) is not null
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
    having sum(st.n) <> 0`;
}

/**
 * Adds enrolments that were just made (1), or are about to be removed (-1), to the ledger. Their students must be locked:
 * a student who begins two programmes at the same moment must not count as two.
 */
export async function countEnrolments(tx: Tx, orgId: string, enrolmentIds: readonly string[], sign: 1 | -1): Promise<void> {
  if (enrolmentIds.length === 0) return;
  await sql`
    with these as materialized (
      select id, student_id, programme_id from enrolments where org_id = ${orgId} and id = any(${[...enrolmentIds]}::uuid[])),
    others as materialized (
      select distinct o.student_id, o.programme_id from enrolments o
      where o.org_id = ${orgId} and o.student_id in (select student_id from these) and not exists (select from these where these.id = o.id))
    insert into enrolment_counts (org_id, programme_id, enrolments, students)
    select ${orgId}::uuid, programme_id, ${sign}::int * count(*), ${sign}::int * count(distinct student_id) filter (
        where not exists (select from others o where o.student_id = these.student_id and o.programme_id = these.programme_id))
      from these group by programme_id
    union all
    select ${orgId}::uuid, null, ${sign}::int * count(*), ${sign}::int * count(distinct student_id) filter (
        where not exists (select from others o where o.student_id = these.student_id))
      from these having count(*) > 0`.execute(tx);
}

/** Counts an organisation anew from its standings and enrolments. Whoever writes a score or enrols waits until it is done. */
export async function recount(tx: Tx, orgId: string): Promise<void> {
  await sql`lock table outcome_counts, enrolment_counts in share row exclusive mode`.execute(tx);
  await sql`delete from outcome_counts where org_id = ${orgId}`.execute(tx);
  await addToLedger(orgId, sql`select ${countedOfStanding}, 1 as n from standings where org_id = ${orgId}`).execute(tx);
  await sql`delete from enrolment_counts where org_id = ${orgId}`.execute(tx);
  await sql`
    insert into enrolment_counts (org_id, programme_id, enrolments, students)
    select ${orgId}::uuid, programme_id, count(*), count(distinct student_id) from enrolments where org_id = ${orgId} group by programme_id
    union all
    select ${orgId}::uuid, null, count(*), count(distinct student_id) from enrolments where org_id = ${orgId}`.execute(tx);
}

/**
 * Adds lines that are alike together. Each line is taken by one statement and comes back in its sum, so that counting
 * goes on meanwhile, and two that do this at once share the lines between them.
 */
export async function foldLedgers(tx: Tx, orgId: string): Promise<void> {
  await sql`
    with taken as (delete from outcome_counts where org_id = ${orgId} returning ${counted}, n)
    insert into outcome_counts (org_id, ${counted}, n)
    select ${orgId}::uuid, ${counted}, sum(n) from taken group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 having sum(n) <> 0`.execute(tx);
  await sql`
    with taken as (delete from enrolment_counts where org_id = ${orgId} returning programme_id, enrolments, students)
    insert into enrolment_counts (org_id, programme_id, enrolments, students)
    select ${orgId}::uuid, programme_id, sum(enrolments), sum(students) from taken group by programme_id having sum(enrolments) <> 0`.execute(
    tx,
  );
}
