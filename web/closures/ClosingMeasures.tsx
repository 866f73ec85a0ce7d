import { NumberInput, Select, SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ClosingGround } from '@waymark/contract/closures.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';

const words = t.closures;

interface ClosingMeasuresProps {
  measures: ClosingGround['measures'];
  values: Record<string, number | null>;
  errors: Record<string, ReactNode>;
  onChange: (values: Record<string, number | null>) => void;
}

/** Readings as of the last day; each may be left empty. */
export function ClosingMeasures({ measures, values, errors, onChange }: ClosingMeasuresProps) {
  const read = Object.keys(values).filter((id) => values[id] !== null);
  return (
    <Section title={words.measures} lead={words.measuresHint}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {measures.map(({ id, name, scale, latest }) => {
          const set = (value: number | null) => onChange({ ...values, [id]: value });
          const error = errors[`readings.${read.indexOf(id)}.value`];
          const shared = {
            label: name,
            description: latest === null ? words.neverRead : words.latest(latest.shown, latest.on && formatShortDate(latest.on)),
            error,
          };
          const value = values[id] ?? null;
          return scale.type === 'ordered' ? (
            <Select
              key={id}
              {...shared}
              clearable
              clearButtonProps={{ 'aria-label': t.shell.close }}
              data={scale.steps.map((step) => ({ value: String(step.value), label: `${scale.word} ${step.label}`.trim() }))}
              value={value === null ? null : String(value)}
              onChange={(chosen) => set(chosen === null ? null : Number(chosen))}
            />
          ) : (
            <NumberInput
              key={id}
              {...shared}
              hideControls
              suffix={scale.type === 'percent' ? '%' : undefined}
              decimalScale={scale.type === 'percent' ? 1 : scale.type === 'number' ? scale.decimals : 0}
              value={value ?? ''}
              onChange={(typed) => set(typed === '' ? null : Number(typed))}
            />
          );
        })}
      </SimpleGrid>
    </Section>
  );
}
