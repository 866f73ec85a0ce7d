import type { ReactNode } from 'react';
import { NumberInput, Select, Text } from '@mantine/core';
import type { TargetChoices } from '@waymark/contract/targets.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';

const words = t.targets.form;

/** What a target is for, as the select names it: `measure ID` or `outcome SERIES`. */
export type What = string;

export function measureOf(choices: TargetChoices, what: What | null) {
  return choices.measures.find(({ id }) => what === `measure ${id}`);
}

export function outcomeOf(choices: TargetChoices, what: What | null) {
  return choices.outcomes.find(({ seriesId }) => what === `outcome ${seriesId}`);
}

/** Chooses a measure or an outcome that has no target yet. */
export function WhatField(props: {
  choices: TargetChoices;
  taken: ReadonlySet<string>;
  value: What | null;
  error?: ReactNode;
  onChange: (what: What | null) => void;
}) {
  const { choices, taken, value, error, onChange } = props;
  const types = Map.groupBy(
    choices.outcomes.filter(({ seriesId }) => !taken.has(seriesId)),
    ({ type }) => type,
  );
  const data = [
    {
      group: words.measures,
      items: choices.measures.filter(({ id }) => !taken.has(id)).map(({ id, name }) => ({ value: `measure ${id}`, label: name })),
    },
    ...[...types].map(([group, outcomes]) => ({
      group,
      items: outcomes.map(({ seriesId, statement }) => ({ value: `outcome ${seriesId}`, label: statement })),
    })),
  ].filter(({ items }) => items.length > 0);
  return <Select label={words.what} required searchable data={data} value={value} error={error} onChange={onChange} />;
}

/** The value on its own scale: a number, a step, or a level with what it looks like. */
export function ValueField(props: {
  choices: TargetChoices;
  what: What | null;
  value: number | null;
  error?: ReactNode;
  onChange: (value: number | null) => void;
}) {
  const { choices, what, value, error, onChange } = props;
  const measure = measureOf(choices, what);
  const outcome = outcomeOf(choices, what);
  if (measure === undefined && outcome === undefined) return null;
  const now = measure?.now ?? outcome?.now ?? null;
  const hint = (
    <Text component="span" inherit>
      {now === null ? words.nowUnknown : words.now(now.shown, now.on && formatShortDate(now.on))}
      {measure?.scale.type === 'percent' && ` ${words.percent}`}
    </Text>
  );
  const steps =
    outcome !== undefined
      ? outcome.descriptors.map((descriptor, index) => ({ value: String(index + 1), label: words.level(index + 1, descriptor) }))
      : measure?.scale.type === 'ordered'
        ? measure.scale.steps.map((step) => ({ value: String(step.value), label: step.label }))
        : undefined;
  if (steps !== undefined) {
    return (
      <Select
        label={words.value}
        description={hint}
        required
        data={steps}
        value={value === null ? null : String(value)}
        error={error}
        onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
      />
    );
  }
  const scale = measure?.scale;
  return (
    <NumberInput
      label={words.value}
      description={hint}
      required
      hideControls
      decimalScale={scale?.type === 'percent' ? 1 : scale?.type === 'number' ? scale.decimals : 0}
      value={value ?? ''}
      error={error}
      onChange={(typed) => onChange(typed === '' ? null : Number(typed))}
    />
  );
}
