import * as contract from '@waymark/contract/participations.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { after, page } from '../http/pages.ts';
import { conflict, notFound, Refusal, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { getIntervention, requireStudents } from './known.ts';
import * as policy from './policy.ts';
import { changedMarks, marksOf, requireNotTwice, requirePast } from './rules.ts';
import {
  findLines,
  findMarkedOn,
  findMarks,
  findSession,
  findSessions,
  findSessionsOn,
  insertSession,
  setCancelled,
  updateSession,
  writeMarks,
  type SessionFacts,
  type SessionRow,
} from './session-queries.ts';

async function getSession(tx: Tx, actor: Actor, id: string): Promise<SessionRow> {
  const session = await findSession(tx, actor.orgId, id);
  if (session === undefined) throw notFound('session');
  return session;
}

/** Day, minutes and title are for whoever recorded the session, and for leads; marks for whoever has the student. */
const mayChangeFacts = (actor: Actor, session: SessionRow) => actor.role === 'lead' || session.recordedById === actor.memberId;

function requireFacts(actor: Actor, session: SessionRow, facts: SessionFacts): void {
  const same = session.heldOn === facts.heldOn && session.minutes === facts.minutes && session.title === facts.title;
  if (same || mayChangeFacts(actor, session)) return;
  throw new Refusal(
    403,
    'not-your-session',
    'Somebody else recorded this session.',
    'You can mark your own students in it. Its day and length are for whoever recorded it, or a lead.',
  );
}

async function strike(tx: Tx, actor: Actor, id: string, version: number, at: Date | null): Promise<SessionRow> {
  const session = await getSession(tx, actor, id);
  if (!mayChangeFacts(actor, session)) {
    throw new Refusal(403, 'not-your-session', 'Somebody else recorded this session.', 'Ask them, or a lead, to strike it out.');
  }
  if (!(await setCancelled(tx, actor.orgId, id, version, at))) throw stale('session');
  return getSession(tx, actor, id);
}

export const sessionRoutes = [
  route(contract.listSessions, policy.readInterventions, async ({ actor, tx, params, query }) => {
    await getIntervention(tx, actor, params.id);
    const keys = after(query.cursor, 2);
    const from = keys && { heldOn: String(keys[0]), id: String(keys[1]) };
    const rows = await findSessions(tx, actor.orgId, params.id, from, query.limit + 1);
    return page(rows, query.limit, (row) => [row.heldOn, row.id]);
  }),

  route(contract.newRegister, policy.recordParticipation, async ({ actor, tx, params, query }) => {
    await getIntervention(tx, actor, params.id);
    const lines = await findLines(tx, actor.orgId, { interventionId: params.id, on: query.on, sessionId: null });
    return { lines, sameDay: await findSessionsOn(tx, actor.orgId, params.id, query.on) };
  }),

  route(contract.getRegister, policy.readInterventions, async ({ actor, tx, params, logAccess }) => {
    const session = await getSession(tx, actor, params.id);
    const { interventionId, heldOn } = session;
    const { name } = await getIntervention(tx, actor, interventionId);
    const lines = await findLines(tx, actor.orgId, { interventionId, on: heldOn, sessionId: session.id });
    await logAccess('register of a session');
    return { ...session, intervention: name, lines, mayChangeFacts: mayChangeFacts(actor, session) };
  }),

  route(contract.recordSession, policy.recordParticipation, async ({ actor, tx, body, now, audit }) => {
    const intervention = await getIntervention(tx, actor, body.interventionId);
    const marks = marksOf(body.marks, body.minutes);
    const students = marks.map(({ studentId }) => studentId);
    requirePast(body.heldOn, actor.today);
    await requireStudents(tx, actor, students, 'marks');
    const by = { memberId: actor.memberId, at: now };
    if (!(await insertSession(tx, actor.orgId, body, by))) {
      // the same register, sent a second time
      const there = await getSession(tx, actor, body.id);
      if (there.interventionId === intervention.id) return there;
      throw conflict('already-there', 'There is a session of this id already.');
    }
    if (intervention.archived) throw conflict('archived', 'This intervention is out of use.', 'Bring it back first.');
    requireNotTwice(await findMarkedOn(tx, actor.orgId, body, students), body.another);
    await writeMarks(tx, actor.orgId, body.id, { marks, off: [] }, by);
    const [only] = students;
    const about = students.length === 1 ? { studentId: only ?? null } : {};
    await audit('participation.recorded', 'intervention-session', body.id, { ...about, detail: { students: students.length } });
    return getSession(tx, actor, body.id);
  }),

  route(contract.correctSession, policy.recordParticipation, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const session = await getSession(tx, actor, params.id);
    if (session.cancelled) throw conflict('struck-out', 'This session was struck out.', 'Count it again first.');
    requireFacts(actor, session, body);
    requirePast(body.heldOn, actor.today);
    const wanted = marksOf(body.marks, body.minutes);
    await requireStudents(
      tx,
      actor,
      wanted.map(({ studentId }) => studentId),
      'marks',
    );
    if (!(await updateSession(tx, actor.orgId, session.id, ifMatch, body))) throw stale('register');
    const standing = await findMarks(tx, actor.orgId, session.id);
    const marks = changedMarks(standing, wanted);
    const kept = new Set(wanted.map(({ studentId }) => studentId));
    const off = standing.map(({ studentId }) => studentId).filter((id) => !kept.has(id));
    await writeMarks(tx, actor.orgId, session.id, { marks, off }, { memberId: actor.memberId, at: now });
    const detail = { changed: marks.length, takenOff: off.length };
    await audit('participation.corrected', 'intervention-session', session.id, { detail });
    return getSession(tx, actor, session.id);
  }),

  route(contract.cancelSession, policy.recordParticipation, async ({ actor, tx, params, ifMatch, now, audit }) => {
    const session = await strike(tx, actor, params.id, ifMatch, now);
    await audit('participation.struck-out', 'intervention-session', session.id);
    return session;
  }),

  route(contract.restoreSession, policy.recordParticipation, async ({ actor, tx, params, ifMatch, audit }) => {
    const session = await strike(tx, actor, params.id, ifMatch, null);
    await audit('participation.restored', 'intervention-session', session.id);
    return session;
  }),
];
