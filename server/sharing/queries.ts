import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Actor, Tx } from '../db/actor.ts';

const name = sql<string>`coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name`;

export interface Subject {
  id: string;
  name: string;
  givenName: string;
  /** Every way this student may be named. */
  names: string[];
  yearGroup: number | null;
  school: string | null;
  schoolId: string | null;
}

/** Whom a document is about; undefined when the actor does not see them. */
export async function findSubject(tx: Tx, orgId: string, studentId: string): Promise<Subject | undefined> {
  const row = await tx
    .selectFrom('students as s')
    .leftJoin('schools', (join) => join.onRef('schools.org_id', '=', 's.org_id').onRef('schools.id', '=', 's.school_id'))
    .where('s.org_id', '=', orgId)
    .where('s.id', '=', studentId)
    .select([
      's.id',
      name.as('name'),
      's.given_name',
      's.family_name',
      's.preferred_name',
      's.year_group as yearGroup',
      's.school_id as schoolId',
      'schools.name as school',
    ])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { given_name, family_name, preferred_name, ...rest } = row;
  return {
    ...rest,
    givenName: preferred_name || given_name,
    names: namesOf({ given: given_name, family: family_name, preferred: preferred_name }),
  };
}

/** How one student may be named in a text: whole, and by given name. */
function namesOf({ given, family, preferred }: { given: string; family: string; preferred: string | null }): string[] {
  const first = preferred === null || preferred === '' ? [given] : [given, preferred];
  return [...first.map((one) => `${one} ${family}`), ...first];
}

/**
 * Names of other students in the same care: of a mentor's own caseload; for a lead, of those whom this student's mentors
 * mentor too. A name of the whole organisation would warn of every Ada there is.
 */
export async function findOtherNames(tx: Tx, actor: Actor, studentId: string): Promise<string[]> {
  const current = sql`m.started_on <= ${actor.today} and (m.ended_on is null or m.ended_on > ${actor.today})`;
  const { rows } = await sql<{ given: string; family: string; preferred: string | null }>`
    select distinct s.given_name as given, s.family_name as family, s.preferred_name as preferred
    from matches m join students s on s.org_id = m.org_id and s.id = m.student_id
    where m.org_id = ${actor.orgId} and m.student_id <> ${studentId} and ${current}
      and m.mentor_id in (select m.mentor_id from matches m where m.org_id = ${actor.orgId} and m.student_id = ${studentId} and ${current})
    order by family, given`.execute(tx);
  return [...new Set(rows.flatMap(namesOf))];
}

export interface ShareCase {
  id: string;
  frameworkId: string;
  programme: string;
  startedOn: string;
  endedOn: string | null;
  mentors: string[];
}

/** What a student takes part in today, the latest begun last; where that is nothing, what they took part in last. */
export async function findCases(tx: Tx, orgId: string, studentId: string, today: string): Promise<ShareCase[]> {
  const rows = await tx
    .selectFrom('enrolments as e')
    .innerJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'e.org_id').onRef('p.id', '=', 'e.programme_id'))
    .where('e.org_id', '=', orgId)
    .where('e.student_id', '=', studentId)
    .where('e.started_on', '<=', today)
    .select((eb) => [
      'e.id',
      'p.framework_id as frameworkId',
      'p.name as programme',
      'e.started_on as startedOn',
      'e.ended_on as endedOn',
      jsonArrayFrom(
        eb
          .selectFrom('matches as m')
          .innerJoin('members', (join) => join.onRef('members.org_id', '=', 'm.org_id').onRef('members.id', '=', 'm.mentor_id'))
          .whereRef('m.org_id', '=', 'e.org_id')
          .whereRef('m.enrolment_id', '=', 'e.id')
          .where((inner) => inner.or([inner('m.ended_on', 'is', null), inner('m.ended_on', '>', today)]))
          .select('members.name')
          .distinct(),
      ).as('mentors'),
    ])
    .orderBy('e.started_on')
    .orderBy('e.id')
    .execute();
  const all = rows.map((row) => ({ ...row, mentors: row.mentors.map((mentor) => mentor.name) }));
  const open = all.filter(({ endedOn }) => endedOn === null || endedOn > today);
  return open.length > 0 ? open : all.slice(-1);
}

export interface HelpRow {
  name: string;
  from: string;
  to: string;
  times: number;
  minutes: number;
}

/** What else a student took part in: sessions they were at, summed by what it was. */
export async function findHelp(tx: Tx, orgId: string, studentId: string): Promise<HelpRow[]> {
  const { rows } = await sql<HelpRow>`
    select i.name, min(s.held_on) as from, max(s.held_on) as to, count(*)::int as times, sum(p.minutes)::int as minutes
    from participations p
    join intervention_sessions s on s.org_id = p.org_id and s.id = p.session_id and s.cancelled_at is null
    join interventions i on i.org_id = s.org_id and i.id = s.intervention_id
    where p.org_id = ${orgId} and p.student_id = ${studentId} and p.replaced_at is null and p.attended <> 'absent'
    group by i.id, i.name order by max(s.held_on) desc, i.name`.execute(tx);
  return rows;
}

const roles: Record<string, string> = { mentor: 'Mentor', lead: 'Programme lead' };

/** Who signs. */
export async function findSender(tx: Tx, actor: Actor): Promise<{ name: string; role: string; organisation: string }> {
  const organisation = await tx.selectFrom('organisations').select('name').where('org_id', '=', actor.orgId).executeTakeFirstOrThrow();
  const member =
    actor.memberId === null
      ? undefined
      : await tx.selectFrom('members').select('name').where('org_id', '=', actor.orgId).where('id', '=', actor.memberId).executeTakeFirst();
  return { name: member?.name ?? organisation.name, role: roles[actor.role] ?? '', organisation: organisation.name };
}

export interface NoteRow {
  id: string;
  on: string;
  author: string;
  body: string;
}

/** Notes of a student's meetings that the actor reads (row-level security leaves out the rest), the newest first. */
export async function findNotes(tx: Tx, actor: Actor, studentId: string, ids?: readonly string[]): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select n.id, to_char(m.starts_at at time zone ${actor.timeZone}, 'YYYY-MM-DD') as on, author.name as author, n.body
    from meeting_notes n
    join meetings m on m.org_id = n.org_id and m.id = n.meeting_id
    join members author on author.org_id = n.org_id and author.id = n.author_id
    where n.org_id = ${actor.orgId} and n.student_id = ${studentId}
      and ${ids === undefined ? sql`true` : sql`n.id = any(${[...ids]}::uuid[])`}
    order by m.starts_at desc, n.id desc limit 200`.execute(tx);
  return rows;
}

/** People of the student's school who have a seat and an address. */
export async function findRecipients(
  tx: Tx,
  orgId: string,
  schoolId: string | null,
): Promise<{ name: string; email: string; school: string }[]> {
  if (schoolId === null) return [];
  const rows = await tx
    .selectFrom('members as m')
    .innerJoin('schools', (join) => join.onRef('schools.org_id', '=', 'm.org_id').onRef('schools.id', '=', 'm.school_id'))
    .where('m.org_id', '=', orgId)
    .where('m.role', '=', 'school_contact')
    .where('m.status', 'in', ['active', 'invited'])
    .where('m.school_id', '=', schoolId)
    .where('m.email', 'is not', null)
    .select(['m.name', 'm.email', 'schools.name as school'])
    .orderBy('m.name')
    .execute();
  return rows.map((row) => ({ ...row, email: row.email ?? '' }));
}
