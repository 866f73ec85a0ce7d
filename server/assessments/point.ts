import type { Perspective, Point } from '@waymark/contract/assessments.ts';

/** An assessment before it has a point: whose, under which enrolment, from which perspective, when. */
export interface Unplaced {
  enrolmentId: string;
  perspective: Perspective;
  assessedOn: string;
}

/**
 * The point of an assessment nobody chose one for: the baseline on or before the day of the first assessment from the
 * same perspective under the enrolment, progress after it. Reviews and closings are always said, never guessed.
 * `firstOn` is the day of the first assessment already on record, or null.
 */
export function defaultPoint(assessedOn: string, firstOn: string | null): Point {
  return firstOn === null || assessedOn <= firstOn ? 'baseline' : 'progress';
}

/**
 * The same for many at once, whatever order they come in: the first day counts those on record (`firstOn`, under
 * `placeKey`) and those given. Answers one point for each, in the order given.
 */
export function defaultPoints(assessments: readonly Unplaced[], firstOn: ReadonlyMap<string, string>): Point[] {
  const first = new Map(firstOn);
  for (const assessment of assessments) {
    const key = placeKey(assessment.enrolmentId, assessment.perspective);
    const known = first.get(key);
    if (known === undefined || assessment.assessedOn < known) first.set(key, assessment.assessedOn);
  }
  return assessments.map((assessment) =>
    defaultPoint(assessment.assessedOn, first.get(placeKey(assessment.enrolmentId, assessment.perspective)) ?? null),
  );
}

/** Under what `defaultPoints` looks up the first day of an enrolment and perspective. */
export function placeKey(enrolmentId: string, perspective: Perspective): string {
  return `${enrolmentId} ${perspective}`;
}
