import { NumberInput, Select } from '@mantine/core';
import type { Measure } from '@waymark/contract/measures.ts';
import * as t from '../strings/catalogue.ts';

const words = t.readings.form;

interface ValueFieldProps {
  measure: Measure;
  /** Names the field; the measure's own name when not given. */
  label?: string;
  value: number | null;
  error?: string | undefined;
  onChange: (value: number | null) => void;
}

/** A value on the measure's own scale: a number with its limits, or the steps with what they look like. */
export function ValueField({ measure: { name, scale }, label = name, value, error, onChange }: ValueFieldProps) {
  if (scale.type === 'ordered') {
    const steps = scale.steps.toReversed();
    const chosen = scale.steps.find((step) => step.value === value);
    return (
      <Select
        label={label}
        placeholder={words.choose}
        data={steps.map((step) => ({ value: String(step.value), label: `${scale.word} ${step.label}`.trim() }))}
        value={value === null ? null : String(value)}
        onChange={(next) => onChange(next === null ? null : Number(next))}
        description={chosen?.description === '' ? undefined : chosen?.description}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={error}
        clearable
        maxDropdownHeight={320}
        renderOption={({ option }) => {
          const description = scale.steps.find((step) => String(step.value) === option.value)?.description ?? '';
          return (
            <span>
              {option.label}
              {description !== '' && <small style={{ display: 'block', opacity: 0.75 }}>{description}</small>}
            </span>
          );
        }}
      />
    );
  }
  const limits = scale.type === 'percent' ? { min: 0, max: 100 } : scale.type === 'count' ? { min: 0 } : { min: scale.min, max: scale.max };
  return (
    <NumberInput
      label={label}
      suffix={scale.type === 'percent' ? '%' : scale.type === 'count' ? ` ${scale.other}` : scale.unit === '' ? '' : ` ${scale.unit}`}
      decimalScale={scale.type === 'percent' ? 1 : scale.type === 'count' ? 0 : scale.decimals}
      {...limits}
      clampBehavior="none"
      hideControls
      value={value ?? ''}
      onChange={(next) => onChange(next === '' ? null : Number(next))}
      error={error}
    />
  );
}
