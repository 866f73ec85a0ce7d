import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { historyFrom, receivedFrom, saidFrom } from './profile-texts.ts';
import { placeNew } from './profile-places.ts';

/*
 * `score_profiles` holds what analysis asks of an enrolment, of one perspective, in short texts: its standings, its scores by
 * day and assessor, and the help received. A question about a whole organisation then reads one short row a student rather
 * than every score. The perspective `both` holds what a mentor and the student said of the same series at about the same
 * time: the mentor's latest level as the first, the student's as the latest. What the texts say is told in `profile-texts.ts`.
 *
 * Kept up with the standings, in the same transaction, by writing all texts of the students who were touched again.
 */

const columns = sql.raw('org_id, student_id, enrolment_id, perspective, enrolments, said, history, received');

/**
 * Profiles of these students as a query of the columns of `score_profiles`. The three texts are put side by side in a group and
 * not joined: of rows just written the planner knows nothing, and goes through all for each.
 */
function profilesFrom(orgId: string, studentIds: readonly string[], standings: RawBuilder<unknown>): RawBuilder<unknown> {
  const scores = sql`s.student_id = any(${[...studentIds]}::uuid[])`;
  return sql`
    select ${orgId}::uuid as org_id, student_id, enrolment_id, perspective, max(enrolments) as enrolments, max(said) as said,
      coalesce(max(history), '') as history, coalesce(max(received), '') as received
    from (
      select student_id, enrolment_id, perspective, enrolments, said, null as history, null as received
      from (${saidFrom(orgId, standings)}) s
      union all
      select student_id, enrolment_id, perspective, null, null, history, null from (${historyFrom(orgId, scores)}) h
      union all
      select student_id, enrolment_id, perspective, null, null, null, received
      from (${receivedFrom(orgId, studentIds)}) r cross join (values ('mentor'), ('student'), ('joint')) as every(perspective)) parts
    group by student_id, enrolment_id, perspective
    having max(said) is not null`;
}

const standingsOfThese = (orgId: string, studentIds: readonly string[]) =>
  sql`(select * from standings where org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[]))`;

/** Writes the profiles of these students again, from their standings, scores and help. The students must be locked. */
export async function refreshProfiles(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<void> {
  await placeNew(tx, orgId, studentIds);
  const these = sql`org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[])`;
  await sql`
    with meant as materialized (${profilesFrom(orgId, studentIds, standingsOfThese(orgId, studentIds))}),
    gone as (
      delete from score_profiles p where ${these} and not exists (
        select from meant m where m.student_id = p.student_id and m.enrolment_id = p.enrolment_id and m.perspective = p.perspective))
    insert into score_profiles (${columns}) select ${columns} from meant
    on conflict (org_id, student_id, enrolment_id, perspective) do update
      set said = excluded.said, enrolments = excluded.enrolments, history = excluded.history, received = excluded.received
    where (score_profiles.said, score_profiles.enrolments, score_profiles.history, score_profiles.received)
      is distinct from (excluded.said, excluded.enrolments, excluded.history, excluded.received)`.execute(tx);
}

/**
 * Writes again what these students received, after a meeting or a register of theirs was recorded. The students must be locked.
 * Who has no score yet has no profile, and is not concerned.
 */
export async function refreshReceived(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<void> {
  await placeNew(tx, orgId, studentIds);
  await sql`
    with meant as materialized (${receivedFrom(orgId, studentIds)})
    update score_profiles p set received = coalesce((select received from meant where meant.enrolment_id = p.enrolment_id), '')
    where p.org_id = ${orgId} and p.student_id = any(${[...studentIds]}::uuid[]) and p.perspective <> 'both'`.execute(tx);
}

/**
 * Profiles of these students that differ from what `standings`, folded from their scores, their scores and their help come to. A
 * student whose standings are wrong has no second fault for it.
 */
export async function differingProfiles(
  tx: Tx,
  orgId: string,
  studentIds: readonly string[],
  standings: RawBuilder<unknown>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with kept as (select ${columns} from score_profiles where org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[])),
      meant as (select ${columns} from (${profilesFrom(orgId, studentIds, sql`(${standings})`)}) m)
    select count(*) as n from (
      (select * from kept except select * from meant) union all (select * from meant except select * from kept)) as odd`.execute(tx);
  return Number(rows[0]?.n ?? 0);
}
