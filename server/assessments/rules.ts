import type { MissingReason, Perspective, Point } from '@waymark/contract/assessments.ts';
import type { Role } from '@waymark/contract/common.ts';

/** A score to be written. Ids are made where it was born. */
export interface NewScore {
  id: string;
  outcomeId: string;
  seriesId: string;
  level: number | null;
  missingReason: MissingReason | null;
  /** The line beside it; empty when there is none. */
  reason: string;
}

/** An assessment to be written, with its scores. */
export interface NewAssessment {
  id: string;
  studentId: string;
  enrolmentId: string;
  frameworkVersionId: string;
  assessorId: string;
  matchId: string | null;
  meetingId: string | null;
  perspective: Perspective;
  point: Point;
  assessedOn: string;
  source: 'app' | 'import';
  importId?: string;
  scores: NewScore[];
}

/** What a framework version allows: how many levels, and which outcome is in which series. */
export interface VersionScale {
  status: 'draft' | 'published' | 'retired';
  levels: number;
  /** Outcome id → series id. */
  series: ReadonlyMap<string, string>;
}

/** What an assessment is checked against; all of it read before the first row is written. */
export interface Ground {
  versions: ReadonlyMap<string, VersionScale>;
  /** Enrolment id → student id. */
  enrolments: ReadonlyMap<string, string>;
  /** Match id → enrolment id. */
  matches: ReadonlyMap<string, string>;
  /** The organisation asks for a reason beside every level given in a meeting. */
  requireReason: boolean;
}

/** One thing wrong: the field as a path, the value, and what to do about it. */
export interface Problem {
  field: string;
  value?: unknown;
  message: string;
}

/** Everything that is wrong with assessments about to be written; empty when they may be. */
export function problemsOf(assessments: readonly NewAssessment[], ground: Ground): Problem[] {
  return assessments.flatMap((assessment, index) => {
    const at = (field: string) => (assessments.length === 1 ? field : `assessments.${index}.${field}`);
    return [...placeProblems(assessment, ground, at), ...scoreProblems(assessment, ground, at)];
  });
}

function placeProblems(assessment: NewAssessment, ground: Ground, at: (field: string) => string): Problem[] {
  const problems: Problem[] = [];
  if (ground.enrolments.get(assessment.enrolmentId) !== assessment.studentId) {
    problems.push({ field: at('enrolmentId'), value: assessment.enrolmentId, message: 'This enrolment is not one of the student’s.' });
  }
  if (assessment.matchId !== null && ground.matches.get(assessment.matchId) !== assessment.enrolmentId) {
    problems.push({ field: at('matchId'), value: assessment.matchId, message: 'This match does not belong to the enrolment.' });
  }
  const version = ground.versions.get(assessment.frameworkVersionId);
  if (version === undefined) {
    problems.push({
      field: at('frameworkVersionId'),
      value: assessment.frameworkVersionId,
      message: 'There is no such framework version.',
    });
  } else if (version.status === 'draft') {
    problems.push({
      field: at('frameworkVersionId'),
      value: assessment.frameworkVersionId,
      message: 'A draft cannot be scored against. Publish it first.',
    });
  }
  return problems;
}

function scoreProblems(assessment: NewAssessment, ground: Ground, at: (field: string) => string): Problem[] {
  const version = ground.versions.get(assessment.frameworkVersionId);
  if (version === undefined) return [];
  const seen = new Set<string>();
  return assessment.scores.flatMap((score, index) => {
    const problems: Problem[] = [];
    const say = (field: string, value: unknown, message: string) =>
      problems.push({ field: at(`scores.${index}.${field}`), value, message });
    if (seen.has(score.outcomeId))
      say('outcomeId', score.outcomeId, 'This outcome is scored twice in one assessment. Keep one of the two.');
    seen.add(score.outcomeId);
    const series = version.series.get(score.outcomeId);
    if (series === undefined)
      say('outcomeId', score.outcomeId, 'This outcome is not in the framework version the assessment is made with.');
    else if (series !== score.seriesId) say('seriesId', score.seriesId, 'This is not the series the outcome belongs to.');
    const wrong = levelProblem(score.level, score.missingReason, version.levels);
    if (wrong !== undefined) say('level', score.level, wrong);
    if (ground.requireReason && assessment.meetingId !== null && assessment.perspective !== 'student' && score.level !== null) {
      if (score.reason.trim() === '') say('reason', score.reason, 'Your organisation asks for a reason beside every level. Add a line.');
    }
    return problems;
  });
}

/** What is wrong with a level or the reason there is none; undefined when nothing is. */
export function levelProblem(level: number | null, missingReason: MissingReason | null, levels: number): string | undefined {
  if (level === null) return missingReason === null ? 'Give a level, or the reason why there is none.' : undefined;
  if (missingReason !== null) return 'A level and a reason for its absence cannot both be given.';
  if (!Number.isInteger(level) || level < 1 || level > levels) {
    return `Level ${level} is not on this scale. Choose a level from 1 to ${levels}.`;
  }
  return undefined;
}

/** Who may correct a score: a lead any; a mentor one they gave themselves. Which students at all is the policy's. */
export function mayAmend(role: Role, memberId: string | null, score: { assessorId: string; perspective: Perspective }): boolean {
  if (role === 'lead') return true;
  return role === 'mentor' && memberId === score.assessorId && score.perspective !== 'student';
}
