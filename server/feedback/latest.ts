import type { Feedback } from '@waymark/contract/feedback.ts';
import type { Tx } from '../db/actor.ts';
import { findFeedback } from './queries.ts';
import { countWaiting } from './request-queries.ts';

/** More than a reader takes in at once; the student's page has them all. */
const most = 20;

/**
 * What teachers said of a student since a moment (or at all), latest first, as far as the actor of the transaction reads
 * it. For reviews, preparation and summaries.
 * @param since ISO 8601: a moment, or a day from its first minute in UTC
 */
export function latestFeedback(tx: Tx, orgId: string, studentId: string, since?: string): Promise<Feedback[]> {
  return findFeedback(tx, orgId, { studentId, since }, most);
}

/** How many teachers were asked about a student and may still answer. */
export function feedbackWaiting(tx: Tx, orgId: string, studentId: string, now: Date): Promise<number> {
  return countWaiting(tx, orgId, studentId, now);
}

/** What may be passed on about feedback when it is not said who gave it. */
export type UnattributedFeedback = Pick<Feedback, 'id' | 'subject' | 'givenAt' | 'answers' | 'goingWell' | 'wouldHelp'>;

/** Feedback without who gave it, who asked and what was asked: for students, parents and other agencies. */
export function withoutAttribution({ id, subject, givenAt, answers, goingWell, wouldHelp }: Feedback): UnattributedFeedback {
  return { id, subject, givenAt, answers, goingWell, wouldHelp };
}
