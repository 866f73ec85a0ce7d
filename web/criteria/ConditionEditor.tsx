import { Group, MultiSelect, NumberInput, Select, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { Comparison, type RuleMeasure, type RulePeriod } from '@waymark/contract/criteria.ts';
import type { RuleParts } from '@waymark/contract/rule-sentences.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { type DraftCondition, newCondition } from './draftRules.ts';

const words = t.criteria.editor;
const kinds = ['measure', 'target', 'characteristic'] as const;
const periods = ['weeks', 'half_term', 'since', 'latest'] as const;
const wide = { flex: '2 1 12rem' };
const narrow = { flex: '1 1 7rem' };

interface ConditionEditorProps {
  condition: DraftCondition;
  parts: RuleParts;
  problem: string | undefined;
  /** Names the group for those who hear the page: “Rule 1, condition 2”. */
  label: string;
  onChange: (condition: DraftCondition) => void;
}

/** One condition as a row of choices that read like its sentence. */
export function ConditionEditor({ condition, parts, problem, label, onChange }: ConditionEditorProps) {
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <VisuallyHidden component="legend">{label}</VisuallyHidden>
      <Group align="flex-end" gap="xs">
        <Select
          label={words.about}
          allowDeselect={false}
          data={kinds.map((value) => ({ value, label: words.kinds[value] }))}
          value={condition.kind}
          onChange={(value) => onChange(newCondition(value ?? 'measure', parts))}
          style={{ flex: '1 1 10rem' }}
        />
        {condition.kind === 'measure' && <MeasureFields condition={condition} parts={parts} onChange={onChange} />}
        {condition.kind === 'target' && <TargetFields condition={condition} parts={parts} onChange={onChange} />}
        {condition.kind === 'characteristic' && <CharacteristicFields condition={condition} parts={parts} onChange={onChange} />}
      </Group>
      {problem !== undefined && (
        <Text c="red" size="sm" role="alert">
          {problem}
        </Text>
      )}
    </fieldset>
  );
}

type Of<Kind extends DraftCondition['kind']> = Extract<DraftCondition, { kind: Kind }>;

interface FieldsProps<Kind extends DraftCondition['kind']> {
  condition: Of<Kind>;
  parts: RuleParts;
  onChange: (condition: DraftCondition) => void;
}

/** Those in use, and the ones chosen before they went out of use. */
const offered = <One extends { id: string; archived: boolean }>(all: ReadonlyMap<string, One>, chosen: readonly string[]): One[] =>
  [...all.values()].filter((one) => !one.archived || chosen.includes(one.id));

function MeasureFields({ condition, parts, onChange }: FieldsProps<'measure'>) {
  const measure = parts.measures.get(condition.measureId);
  const counted = measure?.scale.type === 'count';
  const change = (more: Partial<Of<'measure'>>) => onChange({ ...condition, ...more });
  return (
    <>
      <Select
        label={words.measure}
        allowDeselect={false}
        searchable
        data={offered(parts.measures, [condition.measureId]).map(({ id, name }) => ({ value: id, label: name }))}
        value={condition.measureId}
        onChange={(value) => change({ measureId: value ?? '', value: null, ...beginning(parts.measures.get(value ?? '')) })}
        style={wide}
      />
      <Select
        label={words.comparison}
        allowDeselect={false}
        data={Comparison.options.map((value) => ({ value, label: (counted ? words.countComparisons : words.comparisons)[value] }))}
        value={condition.comparison}
        onChange={(value) => change({ comparison: Comparison.parse(value) })}
        style={narrow}
      />
      <ValueField measure={measure} value={condition.value} onChange={(value) => change({ value })} />
      <PeriodFields period={condition.period} onChange={(period) => change({ period })} />
    </>
  );
}

/** What is usually asked of a measure: low percentages over weeks, many incidents this half term, the latest grade. */
function beginning(measure: RuleMeasure | undefined): Pick<Of<'measure'>, 'comparison' | 'period'> {
  if (measure?.scale.type === 'count') return { comparison: 'at_least', period: { kind: 'half_term' } };
  if (measure?.scale.type === 'percent') return { comparison: 'below', period: { kind: 'weeks', weeks: 6 } };
  return { comparison: measure?.better === 'lower' ? 'at_least' : 'at_most', period: { kind: 'latest' } };
}

function ValueField({
  measure,
  value,
  onChange,
}: {
  measure: RuleMeasure | undefined;
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  if (measure?.scale.type === 'ordered') {
    const { steps, word } = measure.scale;
    return (
      <Select
        label={words.step}
        data={steps.map((step) => ({ value: String(step.value), label: `${word} ${step.label}`.trim() }))}
        value={value === null ? null : String(value)}
        onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
        style={narrow}
      />
    );
  }
  return (
    <NumberInput
      label={measure?.scale.type === 'percent' ? words.percent : words.value}
      min={0}
      hideControls
      value={value ?? ''}
      onChange={(typed) => onChange(typed === '' || Number.isNaN(Number(typed)) ? null : Number(typed))}
      style={narrow}
    />
  );
}

function PeriodFields({ period, onChange }: { period: RulePeriod; onChange: (period: RulePeriod) => void }) {
  const of: Record<RulePeriod['kind'], RulePeriod> = {
    weeks: { kind: 'weeks', weeks: 6 },
    half_term: { kind: 'half_term' },
    since: { kind: 'since', date: todayHere() },
    latest: { kind: 'latest' },
  };
  return (
    <>
      <Select
        label={words.period}
        allowDeselect={false}
        data={periods.map((value) => ({ value, label: words.periods[value] }))}
        value={period.kind}
        onChange={(value) => onChange(of[value ?? 'latest'])}
        style={wide}
      />
      {period.kind === 'weeks' && (
        <NumberInput
          label={words.weeks}
          min={1}
          max={52}
          allowDecimal={false}
          value={period.weeks}
          onChange={(typed) => onChange({ kind: 'weeks', weeks: Math.min(52, Math.max(1, Number(typed) || 1)) })}
          style={narrow}
        />
      )}
      {period.kind === 'since' && (
        <TextInput
          type="date"
          label={words.since}
          max={todayHere()}
          value={period.date}
          onChange={(event) => onChange({ kind: 'since', date: event.currentTarget.value })}
          style={narrow}
        />
      )}
    </>
  );
}

function TargetFields({ condition, parts, onChange }: FieldsProps<'target'>) {
  return (
    <>
      <NumberInput
        label={words.by}
        min={0}
        hideControls
        value={condition.by ?? ''}
        onChange={(typed) => onChange({ ...condition, by: typed === '' || Number.isNaN(Number(typed)) ? null : Number(typed) })}
        style={wide}
      />
      <MultiSelect
        label={words.measures}
        searchable
        data={offered(parts.measures, condition.measureIds).map(({ id, name }) => ({ value: id, label: name }))}
        value={condition.measureIds}
        onChange={(measureIds) => onChange({ ...condition, measureIds })}
        style={wide}
      />
    </>
  );
}

function CharacteristicFields({ condition, parts, onChange }: FieldsProps<'characteristic'>) {
  const characteristic = parts.characteristics.get(condition.characteristicId);
  return (
    <>
      <Select
        label={words.characteristic}
        allowDeselect={false}
        searchable
        data={offered(parts.characteristics, [condition.characteristicId]).map(({ id, label }) => ({ value: id, label }))}
        value={condition.characteristicId}
        onChange={(value) => onChange({ ...condition, characteristicId: value ?? '', values: [] })}
        style={wide}
      />
      <MultiSelect
        label={words.values}
        data={(characteristic?.options ?? []).map(({ code, label }) => ({ value: code, label }))}
        value={condition.values}
        onChange={(values) => onChange({ ...condition, values })}
        style={wide}
      />
    </>
  );
}
