import { sql } from 'kysely';
import type { NotesChoice } from '@waymark/contract/matches.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { cutOff } from './rules.ts';

export interface HandoverItem {
  matchId: string;
  version: number;
  toMentorId: string;
}

export interface HandoverPlan {
  items: readonly HandoverItem[];
  from: string;
  notes: NotesChoice;
}

const recordset = (items: readonly HandoverItem[]) => sql`
  jsonb_to_recordset(${JSON.stringify(items.map((item, place) => ({ ...item, place })))}::jsonb)
    as given (place int, "matchId" uuid, version int, "toMentorId" uuid)`;

/** The notes of a match the outgoing mentor can read, handed-over ones included: of meetings under the same enrolment. */
const notesOf = (orgId: string) => sql`
  meeting_notes n
  join meetings nm on nm.org_id = n.org_id and nm.id = n.meeting_id
  join matches nma on nma.org_id = nm.org_id and nma.id = nm.match_id
  where n.org_id = ${orgId} and n.student_id = m.student_id and nma.enrolment_id = m.enrolment_id and m.mentor_id = any (n.readable_by)`;

function chosen(notes: NotesChoice) {
  switch (notes.take) {
    case 'none':
      return sql`false`;
    case 'shared':
      return sql`n.shared_with_student`;
    case 'all':
      return sql`true`;
    case 'chosen':
      return sql`n.id::text = any (array(select jsonb_array_elements_text(${JSON.stringify(notes.noteIds)}::jsonb)))`;
  }
}

/**
 * What handing these matches over would move, and what there is to say against it, in the items' order. Counts what is
 * there to move, whether or not the plan takes it along.
 */
export async function findHandovers(tx: Tx, actor: Actor, plan: HandoverPlan, now: Date) {
  const { orgId } = actor;
  const from = cutOff(plan.from, now, actor.timeZone);
  const { rows } = await sql<{
    matchId: string;
    version: number;
    currentVersion: number | null;
    studentId: string;
    student: string;
    enrolmentId: string;
    programme: string;
    purpose: string;
    startedOn: string;
    endedOn: string | null;
    fromMentorId: string;
    fromMentor: string;
    toMentorId: string;
    toMentor: string | null;
    toRole: string | null;
    toStatus: string | null;
    already: boolean;
    meetings: number;
    actions: number;
    notes: number;
    unrecorded: number;
  }>`
    select given."matchId", given.version, m.version as "currentVersion", m.student_id as "studentId",
      s.given_name || ' ' || s.family_name as student, m.enrolment_id as "enrolmentId", p.name as programme, m.purpose,
      m.started_on as "startedOn", m.ended_on as "endedOn", m.mentor_id as "fromMentorId", mentor.name as "fromMentor",
      given."toMentorId", next.name as "toMentor", next.role as "toRole", next.status as "toStatus",
      exists (select from matches o where o.org_id = ${orgId} and o.student_id = m.student_id and o.mentor_id = given."toMentorId"
        and o.enrolment_id = m.enrolment_id and o.ended_on is null) as already,
      (select count(*) from meetings x where x.org_id = ${orgId} and x.match_id = m.id and x.student_id = m.student_id
        and x.status = 'scheduled' and x.starts_at >= ${from}) as meetings,
      (select count(*) from meetings x where x.org_id = ${orgId} and x.match_id = m.id and x.student_id = m.student_id
        and x.status = 'scheduled' and x.starts_at < ${now.toISOString()}) as unrecorded,
      (select count(*) from actions x where x.org_id = ${orgId} and x.match_id = m.id and x.student_id = m.student_id
        and x.status = 'open') as actions,
      (select count(*) from ${notesOf(orgId)} and ${chosen(plan.notes)}) as notes
    from ${recordset(plan.items)}
    left join matches m on m.org_id = ${orgId} and m.id = given."matchId"
    left join students s on s.org_id = ${orgId} and s.id = m.student_id
    left join enrolments e on e.org_id = ${orgId} and e.id = m.enrolment_id
    left join programmes p on p.org_id = ${orgId} and p.id = e.programme_id
    left join members mentor on mentor.org_id = ${orgId} and mentor.id = m.mentor_id
    left join members next on next.org_id = ${orgId} and next.id = given."toMentorId"
    order by given.place`.execute(tx);
  return rows;
}

/** Locks the matches in one order, so that of two handovers of one match the second sees what the first did. */
export async function lockMatches(tx: Tx, orgId: string, items: readonly HandoverItem[]): Promise<void> {
  await tx
    .selectFrom('matches')
    .where('org_id', '=', orgId)
    .where(
      'id',
      'in',
      items.map((item) => item.matchId),
    )
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Ends a match in favour of the one that takes its place. */
export async function endHandedOver(
  tx: Tx,
  orgId: string,
  match: { matchId: string; toMentorId: string; from: string; endedBy: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('matches')
    .set((eb) => ({
      ended_on: match.from,
      ended_by: match.endedBy,
      end_reason: match.reason,
      handed_over_to: match.toMentorId,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', orgId)
    .where('id', '=', match.matchId)
    .execute();
}

/** Meetings still to come go to the next mentor under the new match, or are cancelled. Returns how many. */
export async function passMeetings(
  tx: Tx,
  actor: Actor,
  match: { matchId: string; newMatchId: string; toMentorId: string; from: string; reason: string },
  what: 'move' | 'cancel',
  now: Date,
): Promise<number> {
  const result = await tx
    .updateTable('meetings')
    .set((eb) => ({
      ...(what === 'move'
        ? { match_id: match.newMatchId, mentor_id: match.toMentorId }
        : { status: 'cancelled', status_reason: match.reason }),
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', actor.orgId)
    .where('match_id', '=', match.matchId)
    .where('status', '=', 'scheduled')
    .where('starts_at', '>=', cutOff(match.from, now, actor.timeZone))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Open actions go to the next mentor, or are dropped. Returns how many. */
export async function passActions(
  tx: Tx,
  actor: Actor,
  match: { matchId: string; newMatchId: string; toMentorId: string; reason: string },
  what: 'move' | 'cancel',
): Promise<number> {
  const result = await tx
    .updateTable('actions')
    .set((eb) => ({
      ...(what === 'move'
        ? { match_id: match.newMatchId, mentor_id: match.toMentorId }
        : { status: 'dropped', closed_on: actor.today, close_note: match.reason }),
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', actor.orgId)
    .where('match_id', '=', match.matchId)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Lets the next mentor read the chosen notes; their words and who wrote them stay. Returns how many go along. */
export async function passNotes(tx: Tx, orgId: string, matchId: string, toMentorId: string, notes: NotesChoice): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select n.id from matches m, lateral (select n.id from ${notesOf(orgId)} and ${chosen(notes)}) n
    where m.org_id = ${orgId} and m.id = ${matchId}`.execute(tx);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return 0;
  await tx
    .updateTable('meeting_notes')
    .set({ readable_by: sql<string[]>`array_append(array_remove(readable_by, ${toMentorId}::uuid), ${toMentorId}::uuid)` })
    .where('org_id', '=', orgId)
    .where('id', 'in', ids)
    .execute();
  return ids.length;
}

/** The notes that could go along with a match, newest first. */
export async function findHandoverNotes(tx: Tx, orgId: string, matchId: string) {
  const { rows } = await sql<{ id: string; writtenAt: string; author: string; body: string; sharedWithStudent: boolean }>`
    select n.* from matches m, lateral (
      select n.id, n.created_at as "writtenAt", author.name as author, n.body, n.shared_with_student as "sharedWithStudent"
      from members author, ${notesOf(orgId)} and author.org_id = n.org_id and author.id = n.author_id
    ) n
    where m.org_id = ${orgId} and m.id = ${matchId}
    order by n."writtenAt" desc, n.id`.execute(tx);
  return rows;
}
