import type { Perspective, Point } from '@waymark/contract/assessments.ts';
import type { Judged } from './assessing.ts';
import { moment } from './background.ts';
import { addDays } from './calendar.ts';
import type { Given, Mentored } from './mentored.ts';
import { amendmentReasons } from './phrases.ts';
import type { MeetingRow, MemberRow } from './rows.ts';

/** Writes one assessment with its scores into what has been made so far. */
export function recorded(
  { newId, judgement, student, enrolment }: Given,
  out: Mentored,
  what: { date: string; point: Point; judged: readonly Judged[]; meeting: MeetingRow | null; perspective: Perspective; by: MemberRow },
): void {
  if (what.judged.length === 0) return;
  const id = newId(what.date);
  const recorded_at = what.meeting?.finished_at ?? moment(what.date, 18 * 60 + 20);
  const by = { recorded_at, recorded_by: what.by.id, recorded_role: what.by.role };
  out.assessments.push({
    id,
    student_id: student.id,
    enrolment_id: enrolment.id,
    framework_version_id: judgement.setting.framework.versionId,
    assessor_id: what.by.id,
    match_id: what.meeting?.match_id ?? null,
    meeting_id: what.meeting?.id ?? null,
    perspective: what.perspective,
    point: what.point,
    assessed_on: what.date,
    source: 'app',
    ...by,
  });
  for (const { outcome, level, missingReason, reason } of what.judged) {
    out.scores.push({
      id: newId(what.date),
      student_id: student.id,
      assessment_id: id,
      outcome_id: outcome.id,
      series_id: outcome.seriesId,
      level,
      missing_reason: missingReason,
      reason,
      supersedes: null,
      amendment_reason: null,
      ...by,
    });
  }
}

/** A score in a few hundred is put right a day or two later: a new row, and both stay. */
export function amended({ random, newId, judgement }: Given, out: Mentored): void {
  const { today, framework } = judgement.setting;
  for (const score of out.scores.filter((one) => one.level !== null && one.recorded_role === 'mentor')) {
    if (!random.chance(0.003) || score.level === null) continue;
    const on = addDays(score.recorded_at.slice(0, 10), random.whole(1, 2));
    if (on >= today) continue;
    out.scores.push({
      ...score,
      id: newId(on),
      level: score.level === framework.levels ? score.level - 1 : score.level + 1,
      supersedes: score.id,
      amendment_reason: random.pick(amendmentReasons),
      recorded_at: moment(on, 9 * 60),
    });
  }
}
