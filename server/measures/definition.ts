import type { Measure, Scale } from '@waymark/contract/measures.ts';
import type { QuestionnaireDefinition } from '@waymark/contract/questionnaires.ts';

export interface DefinitionProblem {
  field: string;
  message: string;
}

/**
 * What is wrong with giving a measure another scale. With readings on record a value must keep its meaning: steps are
 * reworded, not added to or taken out, and limits are only widened. Who wants another scale archives the measure and
 * defines a new one.
 */
export function scaleChangeProblem(
  before: Pick<Measure, 'scale' | 'derived'>,
  after: Scale,
  hasReadings: boolean,
): DefinitionProblem | undefined {
  const { scale } = before;
  const problem = (message: string): DefinitionProblem => ({ field: 'scale', message });
  if (before.derived && scale.type !== after.type)
    return problem('This measure is worked out from marks or events, and keeps the kind of scale it has.');
  if (!hasReadings) return undefined;
  const instead = 'Archive this measure and define a new one on the other scale.';
  if (scale.type !== after.type) return problem(`There are readings on this scale. ${instead}`);
  if (scale.type === 'ordered' && after.type === 'ordered') {
    const same = scale.steps.length === after.steps.length && scale.steps.every((step, index) => step.value === after.steps[index]?.value);
    if (!same) return problem(`There are readings on these steps: they can be reworded, not added to or taken out. ${instead}`);
  }
  if (scale.type === 'number' && after.type === 'number' && (after.min > scale.min || after.max < scale.max))
    return problem(`There are readings within these limits: they can only be widened. ${instead}`);
  return undefined;
}

/** A questionnaire's score is a mean of its answers' values: the measure must be a number that reaches over them. */
export function questionnaireFitProblem(
  scale: Scale,
  { answers }: Pick<QuestionnaireDefinition, 'answers'>,
): DefinitionProblem | undefined {
  const [first, last] = [answers[0]?.value ?? 0, answers.at(-1)?.value ?? 0];
  if (scale.type === 'number' && scale.min <= first && scale.max >= last) return undefined;
  return {
    field: 'questionnaireId',
    message: `The score of this questionnaire is a number from ${first} to ${last}: give the measure a number scale with these limits.`,
  };
}
