import type { Ref } from 'react';
import { LevelChoice, type LevelAnswer } from '../assessments/LevelChoice.tsx';
import * as t from '../strings/catalogue.ts';

interface StepChoiceProps {
  wording: string;
  levels: number;
  value: LevelAnswer | null;
  onChange: (answer: LevelAnswer | null) => void;
  previous?: { level: number; label: string }[];
  ref?: Ref<HTMLFieldSetElement>;
}

/** One outcome as a student is asked it: their wording, steps in plain words, and two ways of not answering. */
export function StepChoice({ wording, levels, ...rest }: StepChoiceProps) {
  return (
    <LevelChoice
      {...rest}
      legend={wording || '…'}
      description={t.ownView.hint}
      descriptors={t.ownView.steps(levels)}
      numbers={false}
      missing={[
        { value: 'not_applicable', label: t.ownView.notApplicable },
        { value: 'declined', label: t.ownView.declined },
      ]}
    />
  );
}
