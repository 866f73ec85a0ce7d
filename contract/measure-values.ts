import type { Figure, Measure, Scale } from './measures.ts';

export type Movement = 'better' | 'same' | 'worse' | 'unknown';

const formats = new Map<number, Intl.NumberFormat>();

function formatted(value: number, decimals: number): string {
  let format = formats.get(decimals);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  return format.format(value);
}

/** A value on a scale as it is read aloud: "92.3%", "3 incidents", "Grade 5", "3.4 of 5". */
export function showOnScale(scale: Scale, value: number, step: string | null = null): string {
  if (scale.type === 'percent') return `${formatted(value, 1)}%`;
  if (scale.type === 'count') return `${formatted(value, 0)} ${value === 1 ? scale.one : scale.other}`;
  if (scale.type === 'number') return `${formatted(value, scale.decimals)} ${scale.unit}`.trim();
  // what the step was called when the reading was taken, should the scale have been reworded since
  const label = step ?? scale.steps.find((one) => one.value === value)?.label ?? String(value);
  return `${scale.word} ${label}`.trim();
}

const missing: Record<string, string> = {
  not_asked: 'Not asked',
  declined: 'Would rather not say',
  not_applicable: 'Does not apply',
  not_collected: 'Not collected',
};

/** A figure as it is shown: its value, why there is none, or that nobody has recorded it. */
export function showValue(
  measure: Pick<Measure, 'scale'>,
  figure: Pick<Figure, 'value' | 'step' | 'missingReason'> | undefined | null,
): string {
  if (figure === undefined || figure === null) return 'Not recorded';
  if (figure.value === null) return missing[figure.missingReason ?? ''] ?? 'Not recorded';
  return showOnScale(measure.scale, figure.value, figure.step);
}

/** As finely as a scale is shown: below this two values look the same, and are called the same. */
function grain(scale: Scale): number {
  if (scale.type === 'percent') return 0.1;
  return scale.type === 'number' ? 10 ** -scale.decimals : 1;
}

const rounded = (value: number, to: number): number => Math.round(value / to);

/**
 * Which way a measure went between two figures, by what is better on it. A difference too small to be shown is the same;
 * without a value on both sides it is unknown.
 */
export function movement(
  measure: Pick<Measure, 'scale' | 'better'>,
  before: Pick<Figure, 'value'> | undefined | null,
  now: Pick<Figure, 'value'> | undefined | null,
): Movement {
  if (before?.value == null || now?.value == null) return 'unknown';
  const to = grain(measure.scale);
  const change = rounded(now.value, to) - rounded(before.value, to);
  if (change === 0) return 'same';
  return change > 0 === (measure.better === 'higher') ? 'better' : 'worse';
}

/** Whether a figure is where a target wants it; null without a value. */
export function onTarget(
  measure: Pick<Measure, 'scale' | 'better'>,
  figure: Pick<Figure, 'value'> | undefined | null,
  target: number,
): boolean | null {
  if (figure?.value == null) return null;
  const to = grain(measure.scale);
  const difference = rounded(figure.value, to) - rounded(target, to);
  return measure.better === 'higher' ? difference >= 0 : difference <= 0;
}

/** What is wrong with a value for a scale, in a sentence; undefined when it fits. */
export function problemWithValue(scale: Scale, value: number): string | undefined {
  if (!Number.isFinite(value)) return 'This is not a number.';
  if (scale.type === 'percent') return value < 0 || value > 100 ? 'A percentage is between 0 and 100.' : undefined;
  if (scale.type === 'count') return !Number.isInteger(value) || value < 0 ? `Give a whole number of ${scale.other}.` : undefined;
  if (scale.type === 'number')
    return value < scale.min || value > scale.max ? `Give a number from ${scale.min} to ${scale.max}.` : undefined;
  return scale.steps.some((step) => step.value === value) ? undefined : 'Choose a step of the scale.';
}

/** GCSE grades 9 to 1, and U below them. */
export const gcseScale: Scale = {
  type: 'ordered',
  word: 'Grade',
  steps: [
    { value: 0, label: 'U', description: 'Ungraded: below the standard of grade 1.' },
    { value: 1, label: '1', description: 'The lowest grade of a GCSE.' },
    { value: 2, label: '2', description: '' },
    { value: 3, label: '3', description: 'Just below a standard pass.' },
    { value: 4, label: '4', description: 'A standard pass.' },
    { value: 5, label: '5', description: 'A strong pass.' },
    { value: 6, label: '6', description: '' },
    { value: 7, label: '7', description: 'About where the old grade A began.' },
    { value: 8, label: '8', description: '' },
    { value: 9, label: '9', description: 'The highest grade.' },
  ],
};
