import type { ProblemField } from '@waymark/contract/common.ts';
import type { Condition, Rule } from '@waymark/contract/criteria.ts';
import { problemWithValue } from '@waymark/contract/measure-values.ts';
import type { RuleParts } from '@waymark/contract/rule-sentences.ts';
import type { z } from 'zod';

type Field = z.infer<typeof ProblemField>;

/** Everything wrong with rules that are to be published, each with its place: what they speak of is there, and in its own terms. */
export function ruleProblems(rules: readonly Rule[], parts: RuleParts, today: string): Field[] {
  return rules.flatMap((rule, at) =>
    rule.conditions.flatMap((condition, place) => {
      const message = conditionProblem(condition, parts, today);
      return message === undefined ? [] : [{ field: `rules.${at}.conditions.${place}`, message }];
    }),
  );
}

function conditionProblem(condition: Condition, parts: RuleParts, today: string): string | undefined {
  switch (condition.kind) {
    case 'measure': {
      const measure = parts.measures.get(condition.measureId);
      if (measure === undefined || measure.archived) return 'This measure is not in use any more. Choose another.';
      if (condition.period.kind === 'since' && condition.period.date > today) return 'This date is still to come. Check the year.';
      return problemWithValue(measure.scale, condition.value);
    }
    case 'target': {
      const gone = condition.measureIds.filter((id) => parts.measures.get(id)?.archived !== false);
      return gone.length > 0 ? 'One of these measures is not in use any more. Take it out.' : undefined;
    }
    case 'characteristic': {
      const characteristic = parts.characteristics.get(condition.characteristicId);
      if (characteristic === undefined || characteristic.archived) return 'This characteristic is not recorded any more. Choose another.';
      const codes = new Set(characteristic.options.map(({ code }) => code));
      const unknown = condition.values.filter((value) => !codes.has(value));
      return unknown.length > 0 ? `${characteristic.label} has no value “${unknown.join('”, “')}” any more. Choose others.` : undefined;
    }
  }
}
