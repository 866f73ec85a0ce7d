import type { MissingReason, Point } from '@waymark/contract/assessments.ts';

/** A score as the fold needs it: all of one student, enrolment, series and perspective, corrected ones included. */
export interface SeriesScore {
  id: string;
  /** The score this one corrects, or null. */
  supersedes: string | null;
  assessmentId: string;
  assessedOn: string;
  point: Point;
  assessorId: string;
  outcomeId: string;
  level: number | null;
  missingReason: MissingReason | null;
}

/** Where a student stands in one series under one enrolment from one perspective: a row of `standings`. */
export interface Standing {
  scored: number;
  firstLevel: number | null;
  firstOn: string | null;
  firstAssessorId: string | null;
  previousLevel: number | null;
  previousOn: string | null;
  latestLevel: number | null;
  latestOn: string | null;
  latestAssessorId: string | null;
  latestAssessmentId: string | null;
  latestOutcomeId: string | null;
  baselineLevel: number | null;
  progressLevel: number | null;
  reviewLevel: number | null;
  closingLevel: number | null;
  lastAskedOn: string | null;
  lastMissingReason: MissingReason | null;
}

/**
 * What a standing is, said once: the SQL of `standings.ts` is held to this by test. Corrected scores drop out; a correction
 * stands where the score it replaces stood. Scores are ordered by the day assessed, then by the assessment's id, never
 * by when they reached the database, so that a back-dated import gives the same standing as the scores entered on their
 * days. A score without a level moves only what was last asked. No score at all: no standing.
 */
export function foldStanding(scores: readonly SeriesScore[]): Standing | undefined {
  const replaced = new Set(scores.map((score) => score.supersedes));
  const standing = scores.filter((score) => !replaced.has(score.id)).toSorted(inOrder);
  const last = standing.at(-1);
  if (last === undefined) return undefined;
  const scored = standing.filter((score) => score.level !== null);
  const [first, previous, latest] = [scored[0], scored.at(-2), scored.at(-1)];
  const at = (point: Point) => scored.findLast((score) => score.point === point)?.level ?? null;
  return {
    scored: scored.length,
    firstLevel: first?.level ?? null,
    firstOn: first?.assessedOn ?? null,
    firstAssessorId: first?.assessorId ?? null,
    previousLevel: previous?.level ?? null,
    previousOn: previous?.assessedOn ?? null,
    latestLevel: latest?.level ?? null,
    latestOn: latest?.assessedOn ?? null,
    latestAssessorId: latest?.assessorId ?? null,
    latestAssessmentId: latest?.assessmentId ?? null,
    latestOutcomeId: latest?.outcomeId ?? null,
    baselineLevel: at('baseline'),
    progressLevel: at('progress'),
    reviewLevel: at('review'),
    closingLevel: at('closing'),
    lastAskedOn: last.assessedOn,
    lastMissingReason: last.missingReason,
  };
}

/** An assessment holds a series once per version, so day and assessment put the scores of a series in one order. */
function inOrder(a: SeriesScore, b: SeriesScore): number {
  if (a.assessedOn !== b.assessedOn) return a.assessedOn < b.assessedOn ? -1 : 1;
  if (a.assessmentId !== b.assessmentId) return a.assessmentId < b.assessmentId ? -1 : 1;
  return 0;
}
