import { Button, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, type Ref, useId } from 'react';
import type { MissingReason } from '@waymark/contract/assessments.ts';
import * as t from '../strings/catalogue.ts';
import { inkOn, levelColour } from '../ui/palette.ts';
import classes from './LevelChoice.module.css';

/** A level, or why there is none. */
export type LevelAnswer = { level: number; missingReason: null } | { level: null; missingReason: MissingReason };

interface LevelChoiceProps {
  /** What is judged: the outcome's statement, or the student's wording. */
  legend: ReactNode;
  /** Under the legend: the suggested question. */
  description?: ReactNode;
  /** Level 1 first. Always shown whole: a level is chosen for what it says, not for its number. */
  descriptors: readonly string[];
  value: LevelAnswer | null;
  /** Null takes the answer back. */
  onChange: (answer: LevelAnswer | null) => void;
  /** Where the student stood before, marked on its level and never chosen: "Mentor, 3 September". */
  previous?: readonly { level: number; label: string }[];
  /** What may be said in place of a level. */
  missing?: readonly { value: MissingReason; label: string }[];
  /** Numbers are left out where they would read as marks: the student's own view. */
  numbers?: boolean;
  disabled?: boolean;
  /** The fieldset takes the focus when a question comes up, so that it is read out and the number keys work at once. */
  ref?: Ref<HTMLFieldSetElement>;
}

export const missingInMeeting: NonNullable<LevelChoiceProps['missing']> = (['not_asked', 'declined', 'not_applicable'] as const).map(
  (value) => ({ value, label: t.levelChoice.missing[value] }),
);

/**
 * One outcome to judge: a fieldset of radios, each with its whole descriptor. Arrow keys move and choose as in any group of
 * radios; the number keys choose while the focus is inside, and only there, so that they never surprise anybody elsewhere.
 */
export function LevelChoice(props: LevelChoiceProps) {
  const {
    legend,
    description,
    descriptors,
    value,
    onChange,
    previous = [],
    missing = missingInMeeting,
    numbers = true,
    disabled,
    ref,
  } = props;
  const id = useId();

  const press = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || disabled || !/^\d$/.test(event.key)) return;
    const level = event.key === '0' ? 10 : Number(event.key);
    if (level > descriptors.length) return;
    event.preventDefault();
    onChange({ level, missingReason: null });
    // the choice is read out by the radio it lands on
    event.currentTarget.querySelector<HTMLInputElement>(`input[value="${level}"]`)?.focus();
  };

  return (
    // the keys are a shortcut to the radios inside, which can all be reached without them
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset
      ref={ref}
      className={classes.choice}
      disabled={disabled}
      tabIndex={-1}
      onKeyDown={press}
      aria-describedby={description === undefined ? undefined : `${id}-about`}
    >
      <legend className={classes.legend}>{legend}</legend>
      {description !== undefined && (
        <div id={`${id}-about`} className={classes.description}>
          {description}
        </div>
      )}
      <div className={classes.levels}>
        {descriptors.map((descriptor, index) => {
          const level = index + 1;
          const before = previous.filter((one) => one.level === level);
          const colour = levelColour(level, descriptors.length);
          return (
            <label key={level} className={classes.level} data-chosen={value?.level === level || undefined}>
              <input
                type="radio"
                name={id}
                value={level}
                checked={value?.level === level}
                onChange={() => onChange({ level, missingReason: null })}
                className={classes.radio}
              />
              {numbers && (
                <span className={classes.number} style={{ backgroundColor: colour, color: inkOn(colour) }}>
                  <VisuallyHidden>{t.levelChoice.level(level)}: </VisuallyHidden>
                  <span aria-hidden="true">{level}</span>
                </span>
              )}
              <span className={classes.descriptor}>
                {descriptor}
                {before.map(({ label }) => (
                  <span key={label} className={classes.previous}>
                    {label}
                  </span>
                ))}
              </span>
            </label>
          );
        })}
      </div>
      {missing.length > 0 && (
        <fieldset className={classes.missing}>
          <VisuallyHidden component="legend">{t.levelChoice.noLevel}</VisuallyHidden>
          {missing.map((one) => (
            <label key={one.value} className={classes.reason} data-chosen={value?.missingReason === one.value || undefined}>
              <input
                type="radio"
                name={id}
                value={one.value}
                checked={value?.missingReason === one.value}
                onChange={() => onChange({ level: null, missingReason: one.value })}
                className={classes.radio}
              />
              {one.label}
            </label>
          ))}
        </fieldset>
      )}
      <div className={classes.foot}>
        <span className={classes.keys}>{numbers && t.levelChoice.keys(descriptors.length)}</span>
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.clear}
          data-idle={value === null || undefined}
          disabled={value === null}
          onClick={() => onChange(null)}
        >
          {t.levelChoice.clear}
        </Button>
      </div>
    </fieldset>
  );
}
