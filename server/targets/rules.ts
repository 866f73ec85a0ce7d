import type { CannotSay, EvidenceMovement, EvidencePoint, TargetState } from '@waymark/contract/evidence.ts';
import { onTarget, showOnScale } from '@waymark/contract/measure-values.ts';
import type { Figure, Measure, Scale } from '@waymark/contract/measures.ts';

/**
 * The targets that hold for a case, in the order they were set: the enrolment's own, and of the student's own those for
 * measures it has none for.
 */
export function targetsInForce<T extends { measureId: string | null }>(ofEnrolment: readonly T[], ofStudent: readonly T[]): T[] {
  const set = new Set(ofEnrolment.map(({ measureId }) => measureId));
  return [...ofStudent.filter(({ measureId }) => !set.has(measureId)), ...ofEnrolment];
}

/** How far off still counts as near: two points of a percentage, one thing, one step, a twentieth of a number's range. */
export function nearness(scale: Scale): number {
  if (scale.type === 'percent') return 2;
  return scale.type === 'number' ? (scale.max - scale.min) / 20 : 1;
}

/** Whether a figure has reached a target; past a target in the better direction is on it. */
export function targetState(
  measure: Pick<Measure, 'scale' | 'better'>,
  figure: Pick<Figure, 'value'> | undefined | null,
  target: number,
): TargetState {
  const on = onTarget(measure, figure, target);
  if (on === null || figure?.value == null) return 'unknown';
  if (on) return 'on';
  // a hair of tolerance: 88.1 is two off 90.1, whatever floating point says
  return Math.abs(figure.value - target) <= nearness(measure.scale) + 1e-9 ? 'near' : 'off';
}

/** The same for an outcome: one level short is near. */
export function levelState(level: number | null, target: number): TargetState {
  if (level === null) return 'unknown';
  if (level >= target) return 'on';
  return target - level === 1 ? 'near' : 'off';
}

/** A figure as evidence shows it; null where nobody has recorded one. */
export function pointOf(measure: Pick<Measure, 'scale'>, figure: Figure | undefined): EvidencePoint | null {
  if (figure === undefined || figure.value === null) return null;
  const { value, step, from, on, source } = figure;
  return { value, shown: showOnScale(measure.scale, value, step), from, on, source };
}

export const showLevel = (level: number, levels: number): string => `Level ${level} of ${levels}`;

/** A level as evidence shows it. */
export function levelPoint(level: number | null, on: string | null, levels: number): EvidencePoint | null {
  return level === null ? null : { value: level, shown: showLevel(level, levels), from: null, on, source: 'assessment' };
}

/** Why a line from baseline to now says nothing; null when it does. */
export function whyUnsaid(baseline: EvidencePoint | null, now: EvidencePoint | null): CannotSay | null {
  if (now === null) return baseline === null ? 'nothing_recorded' : 'nothing_new';
  if (baseline === null) return 'no_baseline';
  // the baseline itself, read back, is no news
  return (now.on ?? '') <= (baseline.on ?? '') ? 'nothing_new' : null;
}

/** Which way a level went. */
export function levelMovement(first: number | null, latest: number | null): EvidenceMovement {
  if (first === null || latest === null) return 'unknown';
  if (first === latest) return 'same';
  return latest > first ? 'better' : 'worse';
}
