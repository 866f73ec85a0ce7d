import type { Room } from '@waymark/contract/meeting-room.ts';
import { openActionsOf } from '../actions/propose.ts';
import { listLibrary } from '../actions/library.ts';
import { defaultPoint } from '../assessments/point.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { currentFramework, frameworkVersion } from '../frameworks/current.ts';
import { Refusal } from '../http/refusal.ts';
import { loadPrep } from '../prep/load.ts';
import { findRecorded } from './recorded-queries.ts';
import { firstAssessedOn, readDraft, readDueActions, readPrevious, type RoomHead } from './queries.ts';
import { assessedOn, inOrder } from './rules.ts';

/** Everything needed to hold a meeting, with or without signal from here on. `begunWith` is the framework version a device has answers for. */
export async function loadRoom(tx: Tx, actor: Actor, head: RoomHead, now: Date, begunWith: string | undefined): Promise<Room> {
  const { orgId, today } = actor;
  const recorded = (await findRecorded(tx, orgId, head)) ?? null;
  const answers = recorded === null ? await readDraft(tx, orgId, head) : [];
  const framework = await versionFor(tx, orgId, head, begunWith, answers);
  const previous = Map.groupBy(await readPrevious(tx, orgId, head), ({ seriesId }) => seriesId);
  const chosen = recorded === null ? (await loadPrep(tx, actor, head)).questions : [];
  const day = assessedOn(head.date, today);
  return {
    now: now.toISOString(),
    today,
    meeting: {
      id: head.id,
      startsAt: head.startsAt,
      date: head.date,
      time: head.time,
      plannedMinutes: head.plannedMinutes,
      mode: head.mode,
      place: head.place,
      mentorId: head.mentorId,
      mentorName: head.mentorName,
    },
    student: { id: head.studentId, name: head.studentName, familyName: head.familyName },
    onBehalf: actor.memberId !== head.mentorId,
    matchEnded: head.matchEnded,
    requireReason: head.requireReason,
    point: defaultPoint(day, await firstAssessedOn(tx, orgId, head)),
    framework: framework.head,
    questions: inOrder(framework.types, chosen).map((question) => ({
      ...question,
      previous: (previous.get(question.seriesId) ?? []).map(({ perspective, level, on, missingReason }) => ({
        perspective,
        level,
        on,
        missingReason,
      })),
    })),
    library: recorded === null ? await listLibrary(tx, orgId, { archived: false }) : [],
    openActions: recorded === null ? await openActionsOf(tx, orgId, head.studentId) : [],
    dueActions: recorded === null ? await readDueActions(tx, orgId, head, today) : [],
    answers,
    recorded,
  };
}

/** The version a meeting is held with: the one it was begun with, here or on the device, and the current one before that. */
async function versionFor(tx: Tx, orgId: string, head: RoomHead, begunWith: string | undefined, answers: Room['answers']) {
  const current = await currentFramework(tx, orgId, head.frameworkId);
  const stored = answers.find(({ key }) => key === 'framework')?.value as { frameworkVersionId: string } | null | undefined;
  const versionId = stored?.frameworkVersionId ?? begunWith ?? current?.id;
  const begun = versionId === undefined || versionId === current?.id ? undefined : await frameworkVersion(tx, orgId, versionId);
  // one that a device names must be a version of this programme's framework; anything else is not taken from it
  const version = begun?.frameworkId === head.frameworkId ? begun : current;
  if (version === undefined) {
    throw new Refusal(
      409,
      'no-framework',
      'This programme’s framework has no published version.',
      'Ask a programme lead to publish one; the meeting can then be opened.',
    );
  }
  return {
    types: version.outcomeTypes,
    head: {
      versionId: version.id,
      name: version.frameworkName,
      number: version.number,
      levels: version.levels,
      newerPublished: current !== undefined && current.id !== version.id,
    },
  };
}
