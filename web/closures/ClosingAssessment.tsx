import { Text, TextInput, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ClosingGround } from '@waymark/contract/closures.ts';
import { LevelChoice } from '../assessments/LevelChoice.tsx';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { formatShortDate } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import type { ClosingValues } from './closingForm.ts';

const words = t.closures;

interface ClosingAssessmentProps {
  framework: NonNullable<ClosingGround['framework']>;
  values: ClosingValues;
  errors: Record<string, ReactNode>;
  onChange: (patch: Partial<ClosingValues>) => void;
}

/** The closing assessment: outcomes scored a type at a time, or left out with a reason. */
export function ClosingAssessment({ framework, values, errors, onChange }: ClosingAssessmentProps) {
  const all = framework.types.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  return (
    <Section title={words.assessment} lead={words.assessmentHint}>
      <FieldsetRadios
        legend={words.assessmentChoice}
        required
        choices={[
          { value: 'yes', label: words.assess },
          { value: 'no', label: words.skip },
        ]}
        value={values.assess}
        onChange={(assess) => onChange({ assess })}
        error={errors['assess']}
      />
      {values.assess === 'no' && (
        <TextInput
          label={words.skipReason}
          required
          maxLength={200}
          value={values.assessmentSkipped}
          error={errors['assessmentSkipped']}
          onChange={(event) => onChange({ assessmentSkipped: event.currentTarget.value })}
        />
      )}
      {values.assess === 'yes' && (
        <>
          <FieldsetRadios
            legend={words.perspective}
            choices={[
              { value: 'mentor', label: words.perspectives.mentor },
              { value: 'joint', label: words.perspectives.joint },
            ]}
            value={values.perspective}
            onChange={(perspective) => onChange({ perspective })}
          />
          <Text component="output" c="dimmed">
            {words.scored(Object.keys(values.scores).length, all)}
          </Text>
          {framework.types.map((type) => (
            <details key={type.name}>
              <summary style={{ cursor: 'pointer', paddingBlock: 10 }}>
                <Title order={3} size="h4" display="inline">
                  {type.name}
                </Title>
              </summary>
              {type.outcomes.map(({ outcomeId, statement, descriptors, latest }) => (
                <LevelChoice
                  key={outcomeId}
                  legend={statement}
                  descriptors={descriptors}
                  previous={latest === null ? [] : [{ level: latest.level, label: words.lastLevel(formatShortDate(latest.on)) }]}
                  value={values.scores[outcomeId] ?? null}
                  onChange={(answer) => {
                    const { [outcomeId]: _former, ...rest } = values.scores;
                    onChange({ scores: answer === null ? rest : { ...rest, [outcomeId]: answer } });
                  }}
                />
              ))}
            </details>
          ))}
        </>
      )}
    </Section>
  );
}
