import { showOnScale } from './measure-values.ts';
import type { Comparison, Condition, Rule, RuleCharacteristic, RuleMeasure, RulePeriod } from './criteria.ts';

/** What sentences are made with: measures and characteristics by id. */
export interface RuleParts {
  measures: ReadonlyMap<string, RuleMeasure>;
  characteristics: ReadonlyMap<string, RuleCharacteristic>;
}

/** The parts by id. */
export function rulePartsOf(parts: { measures: readonly RuleMeasure[]; characteristics: readonly RuleCharacteristic[] }): RuleParts {
  return {
    measures: new Map(parts.measures.map((one) => [one.id, one])),
    characteristics: new Map(parts.characteristics.map((one) => [one.id, one])),
  };
}

/** A rule in a plain sentence: “Attendance below 92% in the last 6 weeks”. */
export function ruleSentence(rule: Rule, parts: RuleParts): string {
  const said = rule.conditions.map((condition, index) => {
    const sentence = conditionSentence(condition, parts);
    return index === 0 ? sentence : lowerFirst(sentence);
  });
  return said.join(rule.combine === 'all' ? ', and ' : ', or ');
}

/** One condition, beginning with a capital. */
export function conditionSentence(condition: Condition, parts: RuleParts): string {
  switch (condition.kind) {
    case 'measure': {
      const measure = parts.measures.get(condition.measureId);
      const period = periodWords(condition.period);
      if (measure === undefined) return `A measure that is no longer here ${period}`;
      if (measure.scale.type === 'count')
        return upperFirst(`${countWords(condition.comparison, condition.value)} ${countedWords(measure)} ${period}`);
      return `${measure.name} ${comparisonWords[condition.comparison]} ${valueWords(condition.value, measure)} ${period}`;
    }
    case 'target': {
      const measures = condition.measureIds.flatMap((id) => parts.measures.get(id) ?? []);
      const names = measures.length === 0 ? 'a measure that is no longer here' : orList(measures.map((one) => one.name));
      const short = measures.every((one) => one.better === 'higher') ? 'below' : 'short of';
      return `${number(condition.by)} or more ${unitWords(measures, condition.by)} ${short} target in ${names}`;
    }
    case 'characteristic': {
      const characteristic = parts.characteristics.get(condition.characteristicId);
      if (characteristic === undefined) return 'A characteristic that is no longer here';
      const labels = condition.values.map((code) => characteristic.options.find((option) => option.code === code)?.label ?? code);
      return `${characteristic.label} recorded as ${orList(labels.map((label) => (/^(Yes|No)$/.test(label) ? label.toLowerCase() : label)))}`;
    }
  }
}

export function periodWords(period: RulePeriod): string {
  switch (period.kind) {
    case 'latest':
      return 'at the latest reading';
    case 'weeks':
      return period.weeks === 1 ? 'in the last week' : `in the last ${period.weeks} weeks`;
    case 'half_term':
      return 'this half term';
    case 'since':
      return `since ${dayWords(period.date)}`;
  }
}

/** A value in a measure's own terms, as a person would write it: `92%`, `Grade 4`. */
export function valueWords(value: number, { scale }: Pick<RuleMeasure, 'scale'>): string {
  if (scale.type === 'ordered') return showOnScale(scale, value);
  if (scale.type === 'percent') return `${number(value)}%`;
  return scale.type === 'number' ? `${number(value)} ${scale.unit}`.trim() : number(value);
}

/** “behaviour incidents”, or “late marks (punctuality)” where the name does not say what is counted. */
function countedWords({ name, scale }: RuleMeasure): string {
  const counted = scale.type === 'count' ? scale.other : '';
  return name.toLowerCase().includes(counted.toLowerCase()) ? lowerFirst(name) : `${counted} (${lowerFirst(name)})`;
}

const comparisonWords: Record<Comparison, string> = {
  below: 'below',
  at_most: 'at or below',
  at_least: 'at or above',
  above: 'above',
};

function countWords(comparison: Comparison, value: number): string {
  switch (comparison) {
    case 'below':
      return `fewer than ${number(value)}`;
    case 'at_most':
      return value === 0 ? 'no' : `${number(value)} or fewer`;
    case 'at_least':
      return `${number(value)} or more`;
    case 'above':
      return `more than ${number(value)}`;
  }
}

function unitWords(measures: readonly RuleMeasure[], by: number): string {
  const one = by === 1;
  const every = (type: RuleMeasure['scale']['type']) => measures.length > 0 && measures.every(({ scale }) => scale.type === type);
  if (every('percent')) return one ? 'percentage point' : 'percentage points';
  if (every('ordered')) {
    // grades where the scale calls them so, steps (sub-levels, say) otherwise
    const words = new Set(measures.map(({ scale }) => (scale.type === 'ordered' ? scale.word.toLowerCase() : '')));
    const word = words.size === 1 ? ([...words][0] ?? '') : '';
    return `${word === '' ? 'step' : word}${one ? '' : 's'}`;
  }
  return one ? 'point' : 'points';
}

const number = (value: number) => new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }).format(value);
const orList = (items: readonly string[]) => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(items);
/** A day in words: “10 January 2026”. */
export const dayWords = (date: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** Not of SEND or English: only where a small letter follows, and it is not a name. */
const lowerFirst = (text: string) =>
  /^[A-Z][a-z]/.test(text) && !properNames.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
const properNames =
  /^(English|Welsh|Irish|Gaelic|French|German|Spanish|Italian|Latin|Greek|Mandarin|Chinese|Japanese|Polish|Portuguese|Russian|Turkish|Arabic|Hebrew|Urdu|Punjabi|Bengali|Persian|Gujarati|Pupil Premium|Key Stage|Year \d|Christian|Islamic|Jewish)\b/;
