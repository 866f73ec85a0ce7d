import { listStudentNotes, listUnfinishedMeetings, openRoom, recordMeeting, saveAnswers } from '@waymark/contract/meeting-room.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { findClosedCases, caseClosed } from '../enrolments/case.ts';
import { after, page } from '../http/pages.ts';
import { conflict, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { listNotes, seesStudent } from './note-queries.ts';
import { holdMeetings, readNotes } from './policy.ts';
import { findRoomHead, lockMeeting, readDraft, writeDraft } from './queries.ts';
import { recordMeeting as record } from './record.ts';
import { findRecorded } from './recorded-queries.ts';
import { loadRoom } from './room.ts';
import { readAnswers, requireHolder } from './rules.ts';
import { listUnfinished } from './unfinished-queries.ts';

async function requireHead(tx: Tx, actor: Actor, meetingId: string) {
  const head = await findRoomHead(tx, actor, meetingId);
  if (head === undefined) throw notFound('meeting');
  requireHolder(actor, head);
  return head;
}

/**
 * Refuses to write in a closed case. A lead still puts on record what was held before it was closed: what a device kept, or a
 * mentor had begun to enter, would otherwise be lost.
 */
async function requireWritable(tx: Tx, actor: Actor, head: { id: string; date: string }) {
  const [closed] = await findClosedCases(tx, actor, { meetingIds: [head.id] });
  if (closed !== undefined && (actor.role !== 'lead' || head.date > closed.endedOn)) throw caseClosed(closed);
}

export const routes = [
  route(openRoom, holdMeetings, async ({ actor, tx, params, query, now, logAccess }) => {
    const head = await requireHead(tx, actor, params.id);
    await logAccess('meeting room', head.studentId);
    return loadRoom(tx, actor, head, now, query.frameworkVersionId);
  }),

  route(saveAnswers, holdMeetings, async ({ actor, tx, params, body, now }) => {
    const head = await requireHead(tx, actor, params.id);
    await requireWritable(tx, actor, head);
    // asked again under the lock: a finishing may have come in between
    if ((await lockMeeting(tx, actor.orgId, head.id, 'to save')) !== 'scheduled') {
      throw conflict(
        'meeting-recorded',
        'This meeting has already been finished.',
        'Open it to see what was recorded. What you entered since is still on your device.',
      );
    }
    const { good, refused } = readAnswers(body.answers, now);
    const written = new Set(await writeDraft(tx, actor.orgId, head, good, now));
    const stands = await readDraft(tx, actor.orgId, head);
    return {
      now: now.toISOString(),
      saved: stands.filter(({ key }) => written.has(key)).map(({ key, editedAt }) => ({ key, editedAt })),
      newer: stands.filter(({ key }) => !written.has(key) && good.some((answer) => answer.key === key)),
      refused,
    };
  }),

  route(recordMeeting, holdMeetings, async ({ actor, tx, params, body, now, audit, logAccess }) => {
    const head = await requireHead(tx, actor, params.id);
    const status = await lockMeeting(tx, actor.orgId, head.id, 'to finish');
    const already = status !== 'scheduled';
    if (!already) {
      await requireWritable(tx, actor, head);
      await record(tx, actor, head, body, now);
      const { attendance, assessment, notes, newActions, actionOutcomes } = body;
      await audit('meeting.recorded', 'meeting', head.id, {
        studentId: head.studentId,
        detail: {
          attendance,
          mentorId: head.mentorId,
          scores: assessment?.scores.length ?? 0,
          notes: notes.length,
          newActions: newActions.length,
          followedUp: actionOutcomes.length,
        },
      });
    } else await logAccess('meeting record', head.studentId);
    const recorded = await findRecorded(tx, actor.orgId, head);
    if (recorded === undefined) throw notFound('meeting');
    return { outcome: already ? ('already' as const) : ('recorded' as const), recorded };
  }),

  route(listUnfinishedMeetings, holdMeetings, async ({ actor, tx, now }) => ({ items: await listUnfinished(tx, actor, now) })),

  route(listStudentNotes, readNotes, async ({ actor, tx, params, query, logAccess }) => {
    if (!(await seesStudent(tx, actor.orgId, params.id))) throw notFound('student');
    await logAccess('meeting notes', params.id);
    const from = after(query.cursor, 2);
    const rows = await listNotes(tx, actor, {
      studentId: params.id,
      meetingId: query.meetingId,
      after: from && { createdAt: String(from[0]), id: String(from[1]) },
      limit: query.limit + 1,
    });
    return page(rows, query.limit, ({ createdAt, id }) => [createdAt, id]);
  }),
];
