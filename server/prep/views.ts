import type { View } from '@waymark/contract/prep.ts';
import type { MissingReason, Perspective } from '@waymark/contract/assessments.ts';
import type { Askable } from './questions.ts';

/** What of a row of `standings` a view is made of. */
export interface StandingRow {
  seriesId: string;
  perspective: Perspective;
  latestLevel: number | null;
  latestOn: string | null;
  previousLevel: number | null;
  lastAskedOn: string | null;
  lastMissingReason: MissingReason | null;
}

/**
 * The mentor's side of an outcome: the later of the mentor's and the joint score, the mentor's on the same day, and the
 * later of the times it came up. The two are never averaged.
 */
export function mentorView(standings: readonly StandingRow[]): View | null {
  const [mentor, joint] = (['mentor', 'joint'] as const).map((one) => standings.find((standing) => standing.perspective === one));
  if (mentor === undefined || joint === undefined) return viewOf(mentor ?? joint);
  const scored = (joint.latestOn ?? '') > (mentor.latestOn ?? '') ? joint : mentor;
  const asked = (joint.lastAskedOn ?? '') > (mentor.lastAskedOn ?? '') ? joint : mentor;
  return viewOf({ ...scored, lastAskedOn: asked.lastAskedOn, lastMissingReason: asked.lastMissingReason });
}

/** The student's own view of an outcome. */
export function studentView(standings: readonly StandingRow[]): View | null {
  return viewOf(standings.find((standing) => standing.perspective === 'student'));
}

function viewOf(standing: StandingRow | undefined): View | null {
  if (standing === undefined) return null;
  return {
    level: standing.latestLevel,
    on: standing.latestOn,
    previousLevel: standing.previousLevel,
    askedOn: standing.lastAskedOn,
    missingReason: standing.lastMissingReason,
  };
}

/** The open action due soonest for each series; actions without a day or an outcome do not press a question. */
export function actionsBySeries(
  actions: readonly { id: string; title: string; dueOn: string | null; seriesId: string | null }[],
): Map<string, NonNullable<Askable['action']>> {
  const soonest = new Map<string, NonNullable<Askable['action']>>();
  for (const { id, title, dueOn, seriesId } of actions) {
    if (dueOn === null || seriesId === null) continue;
    const known = soonest.get(seriesId);
    if (known === undefined || dueOn < known.dueOn || (dueOn === known.dueOn && id < known.id)) soonest.set(seriesId, { id, title, dueOn });
  }
  return soonest;
}
