import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { aboutTexts, actedFrom, historyFrom, named, placedSchool, receivedFrom, recordedFrom, saidFrom } from './profile-texts.ts';
import { placeNew } from './profile-places.ts';

/*
 * `score_profiles` holds what analysis asks of an enrolment, of one perspective, in short texts: its standings, its scores by
 * day and assessor, the help received, and where an action was agreed in between. A question about a whole organisation then
 * reads one short row a student rather than every score. The perspective `both` holds what a mentor and the student said of the same series at about the same
 * time: the mentor's latest level as the first, the student's as the latest. What the texts say is told in `profile-texts.ts`.
 *
 * Kept up with the standings, in the same transaction, by writing all texts of the students who were touched again.
 */

const columns = sql.raw(
  'org_id, student_id, enrolment_id, perspective, enrolments, began, school, said, history, received, acted, recorded_at',
);

/**
 * Profiles of these students as a query of the columns of `score_profiles`. The texts are put side by side in a group and
 * not joined: of rows just written the planner knows nothing, and goes through all for each.
 */
function profilesFrom(orgId: string, studentIds: readonly string[], standings: RawBuilder<unknown>): RawBuilder<unknown> {
  const these = named(studentIds);
  const parts = [
    sql`select student_id, enrolment_id, perspective, enrolments, said, null as history, null as received, null as acted from (${saidFrom(orgId, standings)}) s`,
    sql`select student_id, enrolment_id, perspective, null, null, history, null, null from (${historyFrom(orgId, these('s.student_id'))}) h`,
    sql`select student_id, enrolment_id, perspective, null, null, null, received, null
      from (${receivedFrom(orgId, these)}) r cross join (values ('mentor'), ('student'), ('joint')) as every(perspective)`,
    sql`select student_id, enrolment_id, perspective, null, null, null, null, acted from (${actedFrom(orgId, standings, sql`actions`)}) a`,
  ];
  return sql`
    select made.*, ${aboutTexts.began} as began, ${aboutTexts.school} as school, r.recorded_at
    from (
      select ${orgId}::uuid as org_id, student_id, enrolment_id, perspective, max(enrolments) as enrolments, max(said) as said,
        coalesce(max(history), '') as history, coalesce(max(received), '') as received, coalesce(max(acted), '') as acted
      from (${sql.join(parts, sql` union all `)}) parts
      group by student_id, enrolment_id, perspective
      having max(said) is not null) made
    join enrolments e on e.org_id = ${orgId} and e.id = made.enrolment_id
    join students s on s.org_id = ${orgId} and s.id = made.student_id
    join (${recordedFrom(orgId, these)}) r on r.student_id = made.student_id
    ${placedSchool(orgId)}`;
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
      set (enrolments, began, school, said, history, received, acted, recorded_at) = (excluded.enrolments, excluded.began, excluded.school,
        excluded.said, excluded.history, excluded.received, excluded.acted, excluded.recorded_at)
    where (score_profiles.enrolments, score_profiles.began, score_profiles.school, score_profiles.said, score_profiles.history,
        score_profiles.received, score_profiles.acted, score_profiles.recorded_at)
      is distinct from (excluded.enrolments, excluded.began, excluded.school, excluded.said, excluded.history, excluded.received,
        excluded.acted, excluded.recorded_at)`.execute(tx);
}

/**
 * Writes again what these students received, after a meeting or a register of theirs was recorded. The students must be locked.
 * Who has no score yet has no profile, and is not concerned.
 */
export async function refreshReceived(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<void> {
  await placeNew(tx, orgId, studentIds);
  await sql`
    with meant as materialized (${receivedFrom(orgId, named(studentIds))})
    update score_profiles p set recorded_at = r.recorded_at, received = coalesce(
      (select received from meant where meant.enrolment_id = p.enrolment_id and p.perspective <> 'both'), '')
    from (${recordedFrom(orgId, named(studentIds))}) r
    where p.org_id = ${orgId} and p.student_id = r.student_id`.execute(tx);
}

/** Writes again where actions of these students were agreed and done, after one of theirs was written. The students must be locked. */
export async function refreshActed(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<void> {
  await sql`
    with meant as materialized (${actedFrom(orgId, standingsOfThese(orgId, studentIds), sql`actions`)})
    update score_profiles p set recorded_at = r.recorded_at, acted = coalesce(
      (select acted from meant m where m.enrolment_id = p.enrolment_id and m.perspective = p.perspective), '')
    from (${recordedFrom(orgId, named(studentIds))}) r
    where p.org_id = ${orgId} and p.student_id = r.student_id`.execute(tx);
}

/** Writes again when enrolments of these students began and at which school they are, after that was changed. The students must be locked. */
export async function refreshAbout(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<void> {
  if (studentIds.length === 0) return;
  await placeNew(tx, orgId, studentIds);
  await sql`
    update score_profiles p set began = ${aboutTexts.began}, school = ${aboutTexts.school}
    from enrolments e join students s on s.org_id = e.org_id and s.id = e.student_id ${placedSchool(orgId)}
    where p.org_id = ${orgId} and p.student_id = any(${[...studentIds]}::uuid[]) and e.org_id = p.org_id and e.id = p.enrolment_id`.execute(
    tx,
  );
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
