import { gcseScale } from '@waymark/contract/measure-values.ts';
import { type Measure, Scale } from '@waymark/contract/measures.ts';
import * as t from '../strings/catalogue.ts';
import { linesOf, repeatedLabel, stepsOf } from './stepLines.ts';

export type ScaleChoice = 'gcse' | 'ordered' | 'percent' | 'count' | 'number';

/** A scale as the form holds it: every kind's fields at once, so that changing the kind loses nothing. */
export interface ScaleValues {
  choice: ScaleChoice;
  steps: string;
  first: number;
  word: string;
  one: string;
  other: string;
  min: number | string;
  max: number | string;
  decimals: number | string;
  unit: string;
}

const words = t.measures.form;

export function valuesOf(scale: Measure['scale'] | undefined): ScaleValues {
  const blank: ScaleValues = {
    choice: 'ordered',
    steps: '',
    first: 1,
    word: '',
    one: '',
    other: '',
    min: 0,
    max: 10,
    decimals: 0,
    unit: '',
  };
  if (scale === undefined) return blank;
  switch (scale.type) {
    case 'ordered':
      return { ...blank, steps: linesOf(scale.steps), first: scale.steps[0]?.value ?? 1, word: scale.word };
    case 'count':
      return { ...blank, choice: 'count', one: scale.one, other: scale.other };
    case 'number':
      return { ...blank, choice: 'number', min: scale.min, max: scale.max, decimals: scale.decimals, unit: scale.unit };
    case 'percent':
      return { ...blank, choice: 'percent' };
  }
}

/** The scale the form describes, or what is wrong with it, by field. */
export function scaleOf(values: ScaleValues): { scale: Scale } | { problems: Record<string, string> } {
  switch (values.choice) {
    case 'gcse':
      return { scale: gcseScale };
    case 'percent':
      return { scale: { type: 'percent' } };
    case 'count':
      return checked({ type: 'count', one: values.one, other: values.other });
    case 'number':
      if (Number(values.max) <= Number(values.min)) return { problems: { max: words.maxLow } };
      return checked({
        type: 'number',
        min: Number(values.min),
        max: Number(values.max),
        decimals: Number(values.decimals),
        unit: values.unit,
      });
    case 'ordered': {
      const steps = stepsOf(values.steps, values.first);
      const twice = repeatedLabel(steps);
      if (steps.length < 2) return { problems: { steps: words.stepsFew } };
      if (twice !== undefined) return { problems: { steps: words.stepsTwice(twice) } };
      return checked({ type: 'ordered', word: values.word, steps });
    }
  }
}

function checked(scale: unknown): { scale: Scale } | { problems: Record<string, string> } {
  const read = Scale.safeParse(scale);
  if (read.success) return { scale: read.data };
  return { problems: Object.fromEntries(read.error.issues.map((issue) => [String(issue.path[0] ?? 'choice'), issue.message])) };
}
