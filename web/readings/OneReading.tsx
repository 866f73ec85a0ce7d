import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { MissingReason } from '@waymark/contract/assessments.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import * as t from '../strings/catalogue.ts';
import classes from './readings.module.css';
import { ValueField } from './ValueField.tsx';

const words = t.readings.form;

export interface Filled {
  id: string;
  value: number | null;
  missingReason: MissingReason | null;
  note: string;
}

interface OneReadingProps {
  measure: Measure;
  filled: Filled | undefined;
  error: string | undefined;
  onChange: (to: Partial<Filled>) => void;
}

/** One measure of the form: its value; and, for who asks, why there is none and a note. */
export function OneReading({ measure, filled, error, onChange }: OneReadingProps) {
  const [more, setMore] = useState(false);
  return (
    <fieldset className={classes.one}>
      <legend className={classes.hidden}>{measure.name}</legend>
      <ValueField
        measure={measure}
        value={filled?.value ?? null}
        error={error}
        onChange={(value) => onChange({ value, ...(value === null ? {} : { missingReason: null }) })}
      />
      {more ? (
        <>
          <Select
            label={words.missing}
            placeholder={words.choose}
            data={MissingReason.options.map((value) => ({ value, label: t.measures.missing[value] }))}
            value={filled?.missingReason ?? null}
            onChange={(reason) => onChange({ missingReason: reason, ...(reason === null ? {} : { value: null }) })}
            clearable
          />
          <TextInput
            label={words.note}
            maxLength={1000}
            className={classes.note}
            value={filled?.note ?? ''}
            onChange={(event) => onChange({ note: event.currentTarget.value })}
          />
        </>
      ) : (
        <Button variant="subtle" size="sm" className={classes.more} aria-label={words.moreOf(measure.name)} onClick={() => setMore(true)}>
          {words.more}
        </Button>
      )}
    </fieldset>
  );
}
