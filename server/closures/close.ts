import { daysAfter } from '@waymark/contract/days.ts';
import type { Evidence } from '@waymark/contract/evidence.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { endMatches, type EndedMatches } from '../matches/end.ts';
import { readEvidence } from '../reviews/evidence.ts';
import { dropReviews } from '../reviews/schedule.ts';
import { dropOpenActions, endEnrolments, findEnded, findUnderWay, insertClosures, type EndedCase } from './queries.ts';

export interface Ending {
  endedOn: string;
  kind: 'planned' | 'early';
  endedBy: 'mentor' | 'student' | 'family' | 'school' | 'programme';
  reason: string;
}

/** What a case closed by itself has besides how it ended. */
export interface Closing {
  id: string;
  reviewId: string | null;
  studentSummary: string;
  whatNext: string;
  followUpOn: string | null;
  /** Why there is no closing assessment; empty when there is one. */
  assessmentSkipped: string;
  /** Actions that stay open for the student to finish. */
  keep: readonly { id: string; title: string }[];
}

/** What stays with a closed case: what was on record then. */
export interface ClosureSnapshot {
  /** Of the student and the programme, for whoever follows up without seeing the student's record any more. */
  student: string;
  programme: string;
  /** Null where the case had ended before anybody looked. */
  evidence: Evidence | null;
  assessmentSkipped: string | null;
  actionsKept: string[];
}

export interface ClosedCases extends EndedMatches {
  enrolments: { id: string; studentId: string }[];
}

/**
 * The one way a case ends. Ends enrolments that are under way and the matches under them; on the day itself the case is
 * closed, with a record of how it ended and of what was on record. A day ahead is a plan: the case goes on until then and is
 * closed when that day comes, by whoever closes it or else by itself (`closeEndedCases`). One that has not begun by then
 * ends on its first day.
 */
export async function closeCases(
  tx: Tx,
  actor: Actor,
  of: { enrolmentIds: readonly string[] } | { studentId: string },
  ending: Ending,
  now: Date,
  closing?: Closing,
): Promise<ClosedCases> {
  const cases = await findUnderWay(tx, actor, of);
  const enrolmentIds = cases.map(({ id }) => id);
  if (enrolmentIds.length === 0) return { enrolments: [], matches: [], meetingsCancelled: 0, actionsDropped: 0 };
  const isPlan = ending.endedOn > actor.today;
  // as it stood before anything was ended
  const evidence = isPlan ? new Map<string, Evidence>() : await readEvidence(tx, actor, cases);
  const days = new Map(await endEnrolments(tx, actor.orgId, enrolmentIds, ending));
  const keep = (closing?.keep ?? []).map(({ id }) => id);
  const under = await endMatches(tx, actor, { enrolmentIds }, ending, now, keep);
  if (!isPlan) {
    await dropReviews(tx, actor.orgId, enrolmentIds);
    await insertClosures(
      tx,
      actor,
      cases.map((one) =>
        closureOf({ ...one, ...ending, endedOn: days.get(one.id) ?? ending.endedOn }, evidence.get(one.id) ?? null, closing),
      ),
    );
  }
  return { ...under, enrolments: cases.map(({ id, studentId }) => ({ id, studentId })) };
}

function closureOf(one: EndedCase, evidence: Evidence | null, closing: Closing | undefined) {
  const { id: enrolmentId, studentId, student, programme, kind, endedBy, reason, endedOn } = one;
  const snapshot: ClosureSnapshot = {
    student,
    programme,
    evidence,
    assessmentSkipped: closing?.assessmentSkipped || null,
    actionsKept: (closing?.keep ?? []).map(({ title }) => title),
  };
  return {
    id: closing?.id ?? newId(),
    enrolmentId,
    studentId,
    reviewId: closing?.reviewId ?? null,
    kind,
    endedBy,
    reason,
    closedOn: endedOn,
    studentSummary: closing?.studentSummary ?? '',
    whatNext: closing?.whatNext ?? '',
    followUpOn: closing?.followUpOn ?? null,
    snapshot,
  };
}

/** How many ended cases are taken at a time. */
const atOnce = 200;

/**
 * Closes cases whose planned day has come and that nobody closed: the same record, with what is on record today where the
 * case ended today or yesterday, and without it where it is too late to say what was. Answers how many.
 */
export async function closeEndedCases(tx: Tx, actor: Actor): Promise<number> {
  const ended = await findEnded(tx, actor, atOnce);
  if (ended.length === 0) return 0;
  const yesterday = daysAfter(actor.today, -1);
  const evidence = await readEvidence(
    tx,
    actor,
    ended.filter(({ endedOn }) => endedOn >= yesterday),
  );
  const ids = ended.map(({ id }) => id);
  await dropReviews(tx, actor.orgId, ids);
  await dropOpenActions(tx, actor, ids);
  await insertClosures(
    tx,
    actor,
    ended.map((one) => closureOf(one, evidence.get(one.id) ?? null, undefined)),
  );
  return ended.length;
}
