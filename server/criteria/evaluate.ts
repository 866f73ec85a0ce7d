import type {
  Comparison,
  Condition,
  ConditionFinding,
  CriteriaSnapshot,
  Rule,
  RuleFinding,
  RulePeriod,
  RuleResult,
} from '@waymark/contract/criteria.ts';
import { showValue } from '@waymark/contract/measure-values.ts';
import type { Figure } from '@waymark/contract/measures.ts';
import { conditionSentence, dayWords, ruleSentence, type RuleParts } from '@waymark/contract/rule-sentences.ts';

/** What is on record about one student, as far as the rules ask. */
export interface Facts {
  figure(measureId: string, period: RulePeriod): Figure | undefined;
  /** The target that is in force, in the measure's unit or step. */
  target(measureId: string): { value: number; setOn: string } | undefined;
  /** The recorded value; undefined where there is none, or only the reason why there is none. */
  characteristic(characteristicId: string): string | undefined;
}

export interface Criteria {
  id: string;
  number: number;
  rules: readonly Rule[];
}

/** What a version of the criteria says about a student, with the figures it rests on, frozen in words. */
export function evaluate(criteria: Criteria, parts: RuleParts, facts: Facts, asOf: string): CriteriaSnapshot {
  const rules = criteria.rules.map((rule) => findingOf(rule, parts, facts));
  return {
    versionId: criteria.id,
    number: criteria.number,
    asOf,
    rules,
    holds: rules.filter((rule) => rule.result === 'holds').length,
    unknown: rules.filter((rule) => rule.result === 'unknown').length,
  };
}

function findingOf(rule: Rule, parts: RuleParts, facts: Facts): RuleFinding {
  const conditions = rule.conditions.map((condition) => conditionFinding(condition, parts, facts));
  const results = conditions.map((one) => one.result);
  return { ruleId: rule.id, sentence: ruleSentence(rule, parts), result: combined(rule.combine, results), conditions };
}

/**
 * Three-valued: what is not recorded is never taken for a no. One no settles “all”, one yes settles “any”; otherwise a
 * single unknown leaves the whole unknown.
 */
export function combined(combine: 'all' | 'any', results: readonly RuleResult[]): RuleResult {
  const settles: RuleResult = combine === 'all' ? 'not' : 'holds';
  if (results.includes(settles)) return settles;
  if (results.includes('unknown')) return 'unknown';
  return combine === 'all' ? 'holds' : 'not';
}

function conditionFinding(condition: Condition, parts: RuleParts, facts: Facts): ConditionFinding {
  const sentence = conditionSentence(condition, parts);
  const unknown = (because: ConditionFinding['because'], figures: ConditionFinding['figures'] = []): ConditionFinding => ({
    sentence,
    result: 'unknown',
    figures,
    because,
  });
  switch (condition.kind) {
    case 'measure': {
      const measure = parts.measures.get(condition.measureId);
      if (measure === undefined) return unknown('measure_gone');
      const figure = facts.figure(condition.measureId, condition.period);
      if (figure === undefined || figure.value === null) return unknown('nothing_recorded', figure ? [shown(measure, figure)] : []);
      const holds = compare(figure.value, condition.comparison, condition.value);
      return { sentence, result: holds ? 'holds' : 'not', figures: [shown(measure, figure)], because: null };
    }
    case 'target':
      return targetFinding(condition, sentence, parts, facts);
    case 'characteristic': {
      const characteristic = parts.characteristics.get(condition.characteristicId);
      if (characteristic === undefined) return unknown('characteristic_gone');
      const value = facts.characteristic(condition.characteristicId);
      if (value === undefined) return unknown('nothing_recorded');
      const label = characteristic.options.find((option) => option.code === value)?.label ?? value;
      const figures = [{ text: `${characteristic.label}: ${label}`, from: null, on: null, n: null }];
      return { sentence, result: condition.values.includes(value) ? 'holds' : 'not', figures, because: null };
    }
  }
}

/** Short of target in any one of the measures. */
function targetFinding(
  condition: Extract<Condition, { kind: 'target' }>,
  sentence: string,
  parts: RuleParts,
  facts: Facts,
): ConditionFinding {
  const each = condition.measureIds.map((id) => {
    const measure = parts.measures.get(id);
    if (measure === undefined) return { result: 'unknown' as const, because: 'measure_gone' as const };
    const figure = facts.figure(id, { kind: 'latest' });
    const target = facts.target(id);
    const shortfall = figure?.value == null || target === undefined ? null : shortOf(measure.better, figure.value, target.value);
    if (figure?.value == null) return { result: 'unknown' as const, because: 'nothing_recorded' as const };
    if (shortfall === null || target === undefined)
      return { result: 'unknown' as const, because: 'no_target' as const, figure: shown(measure, figure) };
    const wanted = `${showValue(measure, { value: target.value, step: null, missingReason: null })}, set on ${dayWords(target.setOn)}`;
    return {
      result: atLeast(shortfall, condition.by) ? ('holds' as const) : ('not' as const),
      because: null,
      figure: { ...shown(measure, figure), text: `${measure.name}: ${showValue(measure, figure)}, target ${wanted}` },
    };
  });
  const result = combined(
    'any',
    each.map((one) => one.result),
  );
  const because = result === 'unknown' ? (each.find((one) => one.result === 'unknown')?.because ?? null) : null;
  return { sentence, result, figures: each.flatMap((one) => one.figure ?? []), because };
}

const shown = (measure: Parameters<typeof showValue>[0] & { name: string }, figure: Figure) => ({
  text: `${measure.name}: ${showValue(measure, figure)}`,
  from: figure.from,
  on: figure.on,
  n: figure.n,
});

const shortOf = (better: 'higher' | 'lower', value: number, target: number) => (better === 'higher' ? target - value : value - target);

// the figure itself is compared, not as it is rounded to be shown; percentages are quotients, so equal is within a hair
const hair = 1e-9;
const atLeast = (value: number, bound: number) => value >= bound - hair;

export function compare(value: number, comparison: Comparison, bound: number): boolean {
  switch (comparison) {
    case 'below':
      return value < bound - hair;
    case 'at_most':
      return value <= bound + hair;
    case 'at_least':
      return atLeast(value, bound);
    case 'above':
      return value > bound + hair;
  }
}
