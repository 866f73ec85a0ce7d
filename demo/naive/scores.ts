import { daysBetween } from '../calendar.ts';
import type { Demo } from '../generate.ts';
import type { Life } from '../life.ts';
import type { Setting } from '../setting.ts';

/** A score as it counts: given, and not corrected since. */
export interface Scored {
  life: Life;
  enrolmentId: string;
  outcomeId: string;
  typeCode: string;
  assessorId: string;
  perspective: string;
  on: string;
  /** Years since the enrolment began; 0 for what was scored before. */
  years: number;
  level: number;
}

/** All scores of the demo with a level, in the order of time within each student. */
export function scoresOf(demo: Demo, setting: Setting): Scored[] {
  const types = new Map(setting.framework.outcomes.map(({ id, typeCode }) => [id, typeCode]));
  return demo.lives.flatMap((life) => {
    const assessments = new Map(life.assessments.map((one) => [one.id, one]));
    const began = new Map(life.enrolments.map(({ id, started_on }) => [id, started_on]));
    const corrected = new Set(life.scores.flatMap(({ supersedes }) => supersedes ?? []));
    return life.scores
      .flatMap((score): Scored[] => {
        const of = assessments.get(score.assessment_id);
        if (of === undefined || score.level === null || corrected.has(score.id)) return [];
        return [
          {
            life,
            enrolmentId: of.enrolment_id,
            outcomeId: score.outcome_id,
            typeCode: types.get(score.outcome_id) ?? '',
            assessorId: of.assessor_id,
            perspective: of.perspective,
            on: of.assessed_on,
            years: Math.max(0, daysBetween(began.get(of.enrolment_id) ?? of.assessed_on, of.assessed_on)) / 365.25,
            level: score.level,
          },
        ];
      })
      .toSorted((a, b) => a.on.localeCompare(b.on));
  });
}

/** First and latest of two scores or more that a mentor gave to one outcome in one enrolment. */
export interface Pair {
  life: Life;
  enrolmentId: string;
  outcomeId: string;
  typeCode: string;
  first: number;
  latest: number;
  firstOn: string;
  latestOn: string;
}

export function pairsOf(scores: readonly Scored[]): Pair[] {
  const mentors = scores.filter(({ perspective }) => perspective === 'mentor');
  return [...Map.groupBy(mentors, ({ enrolmentId, outcomeId }) => `${enrolmentId} ${outcomeId}`).values()].flatMap((own) => {
    const [first, latest] = [own[0], own.at(-1)];
    if (first === undefined || latest === undefined || first === latest) return [];
    const { life, enrolmentId, outcomeId, typeCode } = first;
    return [{ life, enrolmentId, outcomeId, typeCode, first: first.level, latest: latest.level, firstOn: first.on, latestOn: latest.on }];
  });
}

/** Mentor's latest beside the student's own latest of the same outcome, within a term of each other. */
export function seenByBoth(scores: readonly Scored[]): { life: Life; typeCode: string; mentor: number; own: number }[] {
  return [...Map.groupBy(scores, ({ enrolmentId, outcomeId }) => `${enrolmentId} ${outcomeId}`).values()].flatMap((all) => {
    const [mentor, own] = ['mentor', 'student'].map((who) => all.findLast(({ perspective }) => perspective === who));
    if (mentor === undefined || own === undefined || Math.abs(daysBetween(mentor.on, own.on)) > 92) return [];
    return [{ life: mentor.life, typeCode: mentor.typeCode, mentor: mentor.level, own: own.level }];
  });
}

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export function sd(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** Slope of one on the other and its textbook 95% interval, by least squares; every row counts as independent. */
export function slopeOf(rows: readonly { x: number; y: number }[]): { estimate: number; low: number; high: number } {
  const [mx, my] = [mean(rows.map(({ x }) => x)), mean(rows.map(({ y }) => y))];
  const sxx = rows.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
  const estimate = rows.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) / sxx;
  const left = rows.reduce((sum, { x, y }) => sum + (y - my - estimate * (x - mx)) ** 2, 0);
  const half = 1.96 * Math.sqrt(left / (rows.length - 2) / sxx);
  return { estimate, low: estimate - half, high: estimate + half };
}

/** Difference of two means with the textbook interval. */
export function differenceOf(a: readonly number[], b: readonly number[]): { estimate: number; low: number; high: number } {
  const estimate = mean(a) - mean(b);
  const half = 1.96 * Math.sqrt(sd(a) ** 2 / a.length + sd(b) ** 2 / b.length);
  return { estimate, low: estimate - half, high: estimate + half };
}
