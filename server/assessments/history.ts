import { sql } from 'kysely';
import type { HistoryScore, MissingReason, Perspective, Point } from '@waymark/contract/assessments.ts';
import type { Tx } from '../db/actor.ts';
import { compiledSql } from '../db/compiled.ts';

/** A score of a student's history as it is stored, corrected ones included. */
export interface StoredScore {
  id: string;
  supersedes: string | null;
  seriesId: string;
  assessmentId: string;
  meetingId: string | null;
  assessedOn: string;
  perspective: Perspective;
  point: Point;
  enrolmentId: string;
  assessorId: string;
  assessor: string;
  versionNumber: number;
  levels: number;
  level: number | null;
  missingReason: MissingReason | null;
  reason: string;
  recordedAt: string;
  recordedById: string | null;
  recordedByName: string | null;
  amendmentReason: string | null;
}

/** Every score ever written about a student: one read by the index on student, whatever the organisation's size. */
export function readScores(tx: Tx, orgId: string, studentId: string): Promise<StoredScore[]> {
  return scoresOf(tx, { orgId, studentId });
}

const scoresOf = compiledSql(
  ({ orgId, studentId }: { orgId: string; studentId: string }) => sql<StoredScore>`
    select s.id, s.supersedes, s.series_id as "seriesId", a.id as "assessmentId", a.meeting_id as "meetingId",
      a.assessed_on as "assessedOn", a.perspective, a.point, a.enrolment_id as "enrolmentId", a.assessor_id as "assessorId",
      assessor.name as assessor, v.number as "versionNumber", v.levels, s.level, s.missing_reason as "missingReason", s.reason,
      s.recorded_at as "recordedAt", recorder.id as "recordedById", recorder.name as "recordedByName",
      s.amendment_reason as "amendmentReason"
    from scores s
    join assessments a on a.org_id = s.org_id and a.id = s.assessment_id
    join framework_versions v on v.org_id = a.org_id and v.id = a.framework_version_id
    join members assessor on assessor.org_id = a.org_id and assessor.id = a.assessor_id
    left join members recorder on recorder.org_id = s.org_id and recorder.id = s.recorded_by
    where s.org_id = ${orgId} and s.student_id = ${studentId}
    order by a.assessed_on, a.id`,
);

/**
 * The steps of each series' ladder, oldest first: the scores that stand, each with those it replaced, newest first.
 * `mayAmend` decides for each score whether whoever reads may correct it; `showReason` whether they may read the line
 * beside it.
 */
export function laddersOf(
  scores: readonly StoredScore[],
  mayAmend: (score: StoredScore) => boolean,
  showReason: (score: StoredScore) => boolean,
): Map<string, HistoryScore[]> {
  const byId = new Map(scores.map((score) => [score.id, score]));
  const replaced = new Set(scores.map((score) => score.supersedes));
  const ladders = new Map<string, HistoryScore[]>();
  for (const score of scores) {
    if (replaced.has(score.id)) continue;
    const earlier: HistoryScore['replaced'] = [];
    for (let one = under(byId, score); one !== undefined; one = under(byId, one)) {
      earlier.push({
        id: one.id,
        level: one.level,
        missingReason: one.missingReason,
        reason: showReason(one) ? one.reason : '',
        recordedAt: one.recordedAt,
        recordedBy: recorder(one),
      });
    }
    const ladder = ladders.get(score.seriesId) ?? [];
    ladder.push({
      id: score.id,
      assessmentId: score.assessmentId,
      meetingId: score.meetingId,
      assessedOn: score.assessedOn,
      perspective: score.perspective,
      point: score.point,
      enrolmentId: score.enrolmentId,
      assessor: { id: score.assessorId, name: score.assessor },
      versionNumber: score.versionNumber,
      levels: score.levels,
      level: score.level,
      missingReason: score.missingReason,
      reason: showReason(score) ? score.reason : '',
      recordedAt: score.recordedAt,
      recordedBy: recorder(score),
      amendmentReason: showReason(score) ? score.amendmentReason : score.amendmentReason === null ? null : '',
      replaced: earlier,
      mayAmend: mayAmend(score),
    });
    ladders.set(score.seriesId, ladder);
  }
  return ladders;
}

function under(byId: ReadonlyMap<string, StoredScore>, score: StoredScore): StoredScore | undefined {
  return score.supersedes === null ? undefined : byId.get(score.supersedes);
}

function recorder(score: StoredScore): HistoryScore['recordedBy'] {
  return score.recordedById === null ? null : { id: score.recordedById, name: score.recordedByName ?? '' };
}
