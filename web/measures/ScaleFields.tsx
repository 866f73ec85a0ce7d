import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import * as t from '../strings/catalogue.ts';
import type { ScaleChoice, ScaleValues } from './scaleValues.ts';

const words = t.measures.form;

interface ScaleFieldsProps {
  choice: ScaleChoice;
  /** What a field needs to be part of the form. */
  field: (name: keyof ScaleValues) => object;
  /** What is wrong with the scale as a whole. */
  error: ReactNode;
  /** The measure is there already, perhaps with readings. */
  fixed: boolean;
}

/** How a measure is read: the kind of scale, and what that kind needs. */
export function ScaleFields({ choice, field, error, fixed }: ScaleFieldsProps) {
  const choices: ScaleChoice[] = ['gcse', 'ordered', 'percent', 'count', 'number'];
  return (
    <>
      <Select
        label={words.scale}
        data={choices.map((value) => ({ value, label: words.presets[value] }))}
        allowDeselect={false}
        description={fixed ? words.fixed : undefined}
        {...field('choice')}
        error={error}
      />
      {choice === 'ordered' && (
        <>
          <Textarea label={words.steps} description={words.stepsHint} required autosize minRows={4} maxRows={14} {...field('steps')} />
          <TextInput label={words.word} description={words.wordHint} maxLength={40} {...field('word')} />
        </>
      )}
      {choice === 'count' && (
        <Group grow align="flex-start">
          <TextInput label={words.one} required maxLength={40} {...field('one')} />
          <TextInput label={words.other} required maxLength={40} {...field('other')} />
        </Group>
      )}
      {choice === 'number' && (
        <>
          <Group grow align="flex-start">
            <NumberInput label={words.min} required {...field('min')} />
            <NumberInput label={words.max} required {...field('max')} />
          </Group>
          <Group grow align="flex-start">
            <NumberInput label={words.decimals} min={0} max={3} {...field('decimals')} />
            <TextInput label={words.unit} maxLength={40} {...field('unit')} />
          </Group>
        </>
      )}
    </>
  );
}
