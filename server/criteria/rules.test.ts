import { expect, test } from 'vitest';
import type { Condition, Rule, RulePeriod } from '@waymark/contract/criteria.ts';
import { gcseScale } from '@waymark/contract/measure-values.ts';
import type { Figure } from '@waymark/contract/measures.ts';
import { rulePartsOf, ruleSentence } from '@waymark/contract/rule-sentences.ts';
import { newId } from '../db/ids.ts';
import { combined, evaluate, type Facts } from './evaluate.ts';
import { daysOf, easterMonday, halfTermStart } from './periods.ts';

const [attendance, incidents, english, maths, fsm, first, send] = Array.from({ length: 7 }, newId) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const yesNo = [
  { code: 'yes', label: 'Yes' },
  { code: 'no', label: 'No' },
];
const parts = rulePartsOf({
  measures: [
    { id: attendance, name: 'Attendance', scale: { type: 'percent' }, better: 'higher', archived: false },
    {
      id: incidents,
      name: 'Behaviour incidents',
      scale: { type: 'count', one: 'incident', other: 'incidents' },
      better: 'lower',
      archived: false,
    },
    { id: english, name: 'English', scale: gcseScale, better: 'higher', archived: false },
    { id: maths, name: 'Mathematics', scale: gcseScale, better: 'higher', archived: false },
  ],
  characteristics: [
    { id: fsm, label: 'Free school meals', options: yesNo, archived: false },
    { id: first, label: 'First in family to higher education', options: yesNo, archived: false },
    {
      id: send,
      label: 'SEND',
      options: [
        { code: 'N', label: 'None' },
        { code: 'K', label: 'SEN support' },
        { code: 'E', label: 'Education, health and care plan' },
      ],
      archived: false,
    },
  ],
});

const sixWeeks: RulePeriod = { kind: 'weeks', weeks: 6 };
const low: Condition = { kind: 'measure', measureId: attendance, comparison: 'below', value: 92, period: sixWeeks };
const busy: Condition = { kind: 'measure', measureId: incidents, comparison: 'at_least', value: 3, period: { kind: 'half_term' } };
const behind: Condition = { kind: 'target', measureIds: [english, maths], by: 2 };
const poor: Condition = { kind: 'characteristic', characteristicId: fsm, values: ['yes'] };
const firstInFamily: Condition = { kind: 'characteristic', characteristicId: first, values: ['yes'] };
const rule = (combine: Rule['combine'], ...conditions: Condition[]): Rule => ({ id: newId(), combine, conditions });

const figure = (measureId: string, value: number | null): Figure => ({
  measureId,
  value,
  step: null,
  missingReason: value === null ? 'declined' : null,
  from: '2026-02-02',
  on: '2026-03-11',
  source: 'marks',
  n: 60,
});
const facts = (
  figures: Record<string, number | null> = {},
  targets: Record<string, number> = {},
  characteristics: Record<string, string> = {},
): Facts => ({
  figure: (id) => (figures[id] === undefined ? undefined : figure(id, figures[id])),
  target: (id) => (targets[id] === undefined ? undefined : { value: targets[id], setOn: '2026-01-01' }),
  characteristic: (id) => characteristics[id],
});
const result = (one: Rule, known: Facts) => {
  const { rules } = evaluate({ id: newId(), number: 1, rules: [one] }, parts, known, '2026-03-11');
  return rules[0]?.result;
};

test('rules read as people say them', () => {
  expect(ruleSentence(rule('all', low), parts)).toBe('Attendance below 92% in the last 6 weeks');
  expect(ruleSentence(rule('all', busy), parts)).toBe('3 or more behaviour incidents this half term');
  expect(ruleSentence(rule('all', behind), parts)).toBe('2 or more grades below target in English or Mathematics');
  expect(ruleSentence(rule('all', poor, firstInFamily), parts)).toBe(
    'Free school meals recorded as yes, and first in family to higher education recorded as yes',
  );
  const either: Condition = { kind: 'characteristic', characteristicId: send, values: ['K', 'E'] };
  const grade: Condition = { kind: 'measure', measureId: english, comparison: 'at_most', value: 3, period: { kind: 'latest' } };
  expect(ruleSentence(rule('any', either, grade), parts)).toBe(
    'SEND recorded as SEN support or Education, health and care plan, or English at or below Grade 3 at the latest reading',
  );
  const none: Condition = { ...busy, comparison: 'below', period: { kind: 'since', date: '2026-01-05' } };
  expect(ruleSentence(rule('all', none), parts)).toBe('Fewer than 3 behaviour incidents since 5 January 2026');
});

test('attendance just at the line is not below it, and it is the figure that counts, not how it is rounded', () => {
  expect(result(rule('all', low), facts({ [attendance]: 92 }))).toBe('not');
  expect(result(rule('all', low), facts({ [attendance]: 91.96 }))).toBe('holds');
  // what division makes of 92 is still 92
  expect(result(rule('all', low), facts({ [attendance]: (69 / 75) * 100 }))).toBe('not');
});

test('a student nobody has recorded anything of is not known, which is neither yes nor no', () => {
  expect(result(rule('all', low), facts())).toBe('unknown');
  expect(result(rule('all', low), facts({ [attendance]: null }))).toBe('unknown');
  expect(result(rule('all', poor), facts())).toBe('unknown');
  // one no settles “all”, whatever else is missing; one yes settles “any”
  expect(result(rule('all', low, poor), facts({ [attendance]: 99 }))).toBe('not');
  expect(result(rule('any', low, poor), facts({ [attendance]: 80 }))).toBe('holds');
  expect(result(rule('all', low, poor), facts({ [attendance]: 80 }))).toBe('unknown');
  expect(result(rule('any', low, poor), facts({ [attendance]: 99 }))).toBe('unknown');
});

test('three values combine as Kleene has it', () => {
  expect(combined('all', ['holds', 'holds'])).toBe('holds');
  expect(combined('any', ['not', 'not'])).toBe('not');
  expect(combined('all', ['unknown', 'not'])).toBe('not');
  expect(combined('any', ['unknown', 'holds'])).toBe('holds');
});

test('two grades short in one subject is enough; no target in the other does not hide it', () => {
  expect(result(rule('all', behind), facts({ [english]: 3, [maths]: 6 }, { [english]: 5, [maths]: 6 }))).toBe('holds');
  expect(result(rule('all', behind), facts({ [english]: 3, [maths]: 6 }, { [english]: 5 }))).toBe('holds');
  expect(result(rule('all', behind), facts({ [english]: 4, [maths]: 6 }, { [english]: 5, [maths]: 6 }))).toBe('not');
  const found = evaluate(
    { id: newId(), number: 1, rules: [rule('all', behind)] },
    parts,
    facts({ [english]: 4, [maths]: 6 }, { [english]: 5 }),
    '2026-03-11',
  );
  expect(found.rules[0]).toMatchObject({ result: 'unknown', conditions: [{ because: 'no_target' }] });
});

test('what was found names its figures, their days, and how many rules hold', () => {
  const found = evaluate(
    { id: newId(), number: 4, rules: [rule('all', low), rule('all', busy), rule('all', poor)] },
    parts,
    facts({ [attendance]: 88.4, [incidents]: 1 }, {}, { [fsm]: 'yes' }),
    '2026-03-11',
  );
  expect(found).toMatchObject({ number: 4, asOf: '2026-03-11', holds: 2, unknown: 0 });
  expect(found.rules[0]?.conditions[0]?.figures).toEqual([{ text: 'Attendance: 88.4%', from: '2026-02-02', on: '2026-03-11', n: 60 }]);
  expect(found.rules[1]?.conditions[0]?.figures[0]?.text).toBe('Behaviour incidents: 1 incident');
  expect(found.rules[2]?.conditions[0]?.figures[0]?.text).toBe('Free school meals: Yes');
});

test('a rule about a measure that was removed says so and decides nothing', () => {
  const gone: Condition = { ...low, measureId: newId() };
  const found = evaluate({ id: newId(), number: 1, rules: [rule('all', gone)] }, parts, facts(), '2026-03-11');
  expect(found.rules[0]).toMatchObject({ result: 'unknown', conditions: [{ because: 'measure_gone' }] });
});

test('the last six weeks are this week and the five before, from a Monday', () => {
  expect(daysOf(sixWeeks, '2026-03-11')).toEqual({ from: '2026-02-02', to: '2026-03-11' });
  expect(daysOf({ kind: 'weeks', weeks: 1 }, '2026-03-09')).toEqual({ from: '2026-03-09', to: '2026-03-09' });
  expect(daysOf({ kind: 'latest' }, '2026-03-11')).toBeNull();
});

test('a half term begins at the last break', () => {
  expect(halfTermStart('2026-01-01')).toBe('2025-12-25');
  expect(halfTermStart('2026-02-15')).toBe('2025-12-25');
  expect(halfTermStart('2026-03-11')).toBe('2026-02-16');
  expect(halfTermStart('2026-04-20')).toBe('2026-04-06');
  expect(halfTermStart('2026-06-10')).toBe('2026-05-25');
  expect(halfTermStart('2026-09-03')).toBe('2026-08-01');
  expect(halfTermStart('2026-11-21')).toBe('2026-10-26');
});

test('Easter Monday is where the almanac has it', () => {
  expect([2024, 2025, 2026, 2027, 2038].map((year) => easterMonday(year).toString())).toEqual([
    '2024-04-01',
    '2025-04-21',
    '2026-04-06',
    '2027-03-29',
    '2038-04-26',
  ]);
});
