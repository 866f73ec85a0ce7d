import type { ActionEnding } from '@waymark/contract/actions.ts';
import { refreshActed } from '../assessments/score-profiles.ts';
import { lockForScoring } from '../assessments/standings.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { writeAudit } from '../http/log-rows.ts';
import { conflict } from '../http/refusal.ts';
import { insertActions, setClosed, setDueOn, type NewAction } from './queries.ts';

export type { NewAction } from './queries.ts';

/** Writes actions of these students with `write`, and what analysis keeps of them. The lock is taken before any action is written. */
export async function writingActions<T>(tx: Tx, orgId: string, studentIds: readonly string[], write: () => Promise<T>): Promise<T> {
  await lockForScoring(tx, orgId, studentIds);
  const done = await write();
  await refreshActed(tx, orgId, studentIds);
  return done;
}

/**
 * Writes actions that were agreed, each with a row of the audit log from which its history is read. Refused with 409 when
 * one of the ids is already an action: what was sent twice is there once.
 */
export async function createActions(tx: Tx, actor: Actor, now: Date, given: readonly NewAction[]): Promise<void> {
  if (given.length === 0) return;
  const students = given.map(({ studentId }) => studentId);
  const written = await writingActions(tx, actor.orgId, students, async () => insertActions(tx, actor, given));
  if (written.length < given.length)
    throw conflict('already-there', 'This action has already been added.', 'Look at the actions of the student: it is there.');
  for (const { id, studentId, title, owner, dueOn, meetingId } of given) {
    await writeAudit(tx, actor, now, 'action.created', 'action', id, { studentId, detail: { title, owner, dueOn, meetingId } });
  }
}

export interface ActionClosure {
  id: string;
  studentId: string;
  ending: ActionEnding;
  note: string;
  /** The meeting it was asked about in, when it was. */
  meetingId: string | null;
}

/**
 * Closes open actions, today. One that somebody closed in the meantime stays as they left it: the answer is the ids of
 * those closed here.
 */
export async function closeActions(tx: Tx, actor: Actor, now: Date, closures: readonly ActionClosure[]): Promise<string[]> {
  const students = closures.map(({ studentId }) => studentId);
  if (students.length === 0) return [];
  return writingActions(tx, actor.orgId, students, async () => {
    const closed: string[] = [];
    for (const { id, studentId, ending, note, meetingId } of closures) {
      if (!(await setClosed(tx, actor.orgId, { id, status: ending, note, closedOn: actor.today, meetingId }))) continue;
      await writeAudit(tx, actor, now, 'action.closed', 'action', id, { studentId, detail: { ending, note, meetingId } });
      closed.push(id);
    }
    return closed;
  });
}

/** Gives open actions a new due date: asked about, not done yet, carried on. */
export async function carryOnActions(
  tx: Tx,
  actor: Actor,
  now: Date,
  carried: readonly { id: string; studentId: string; dueOn: string | null; meetingId: string }[],
): Promise<void> {
  for (const { id, studentId, dueOn, meetingId } of carried) {
    const was = await setDueOn(tx, actor.orgId, id, dueOn);
    if (was === undefined) continue;
    await writeAudit(tx, actor, now, 'action.changed', 'action', id, {
      studentId,
      detail: { changes: { dueOn: [was.before, dueOn] }, meetingId },
    });
  }
}
