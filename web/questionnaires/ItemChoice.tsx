import { Button, Group, Text } from '@mantine/core';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import type { QuestionnaireAnswer } from '@waymark/contract/questionnaires.ts';
import * as t from '../strings/catalogue.ts';
import classes from './questionnaires.module.css';

const words = t.questionnaires.fill;

/** An answer's value; null for "I'd rather not say"; undefined while nothing was chosen. */
export type Given = number | null | undefined;

interface ItemChoiceProps {
  id: string;
  text: string;
  answers: readonly QuestionnaireAnswer[];
  value: Given;
  onChange: (value: number | null) => void;
  onBack: () => void;
  onNext: () => void;
}

/** One item with its answers as big radios; leaving it unsaid is an answer like the others. */
export function ItemChoice({ id, text, answers, value, onChange, onBack, onNext }: ItemChoiceProps) {
  const fieldset = useRef<HTMLFieldSetElement>(null);
  const [asked, setAsked] = useState(false);
  // the item is read out as it comes up
  useEffect(() => fieldset.current?.focus(), []);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (value === undefined) setAsked(true);
    else onNext();
  };
  const radio = (own: number | null, label: string) => (
    <label key={label} className={`${classes.choice} ${own === null ? classes.unsaid : ''}`}>
      <input type="radio" name={id} checked={value === own} onChange={() => onChange(own)} />
      <span>{label}</span>
    </label>
  );
  return (
    <form onSubmit={submit}>
      <fieldset ref={fieldset} tabIndex={-1} className={classes.choices}>
        <legend className={classes.legend}>{text}</legend>
        {answers.map((answer) => radio(answer.value, answer.label))}
        {radio(null, words.unsaid)}
      </fieldset>
      {asked && value === undefined && (
        <Text role="alert" c="var(--mantine-color-error)">
          {words.choose}
        </Text>
      )}
      <Group justify="space-between" mt="lg">
        <Button type="button" variant="default" size="lg" onClick={onBack}>
          {words.back}
        </Button>
        <Button type="submit" size="lg">
          {words.next}
        </Button>
      </Group>
    </form>
  );
}
