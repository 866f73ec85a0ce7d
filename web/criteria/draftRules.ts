import { uuidv7 } from 'uuidv7';
import { type Condition, type Rule, Rule as RuleSchema } from '@waymark/contract/criteria.ts';
import type { RuleParts } from '@waymark/contract/rule-sentences.ts';

/** A condition while it is written: as the contract has it, with what is not said yet left out. */
export type DraftCondition =
  | (Omit<Extract<Condition, { kind: 'measure' }>, 'value'> & { value: number | null })
  | (Omit<Extract<Condition, { kind: 'target' }>, 'by'> & { by: number | null })
  | Extract<Condition, { kind: 'characteristic' }>;

export interface DraftRule {
  id: string;
  combine: Rule['combine'];
  conditions: DraftCondition[];
}

/** The rule as it can be kept, or undefined while something is missing. */
export function finished(rule: DraftRule): Rule | undefined {
  return RuleSchema.safeParse(rule).data;
}

/** A condition of a kind to begin with, about the first thing of that kind there is. */
export function newCondition(kind: Condition['kind'], parts: RuleParts): DraftCondition {
  const measures = [...parts.measures.values()].filter((one) => !one.archived);
  const first = measures.find((one) => one.scale.type === 'percent') ?? measures[0];
  if (kind === 'measure')
    return { kind, measureId: first?.id ?? '', comparison: 'below', value: null, period: { kind: 'weeks', weeks: 6 } };
  if (kind === 'target') return { kind, measureIds: [], by: null };
  const characteristic = [...parts.characteristics.values()].find((one) => !one.archived);
  return { kind, characteristicId: characteristic?.id ?? '', values: [] };
}

export const newRule = (parts: RuleParts): DraftRule => ({ id: uuidv7(), combine: 'all', conditions: [newCondition('measure', parts)] });
