import { Select, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ClosingGround } from '@waymark/contract/closures.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import type { ActionEnding } from './closingForm.ts';

const words = t.closures;
const endings = ['done', 'not_done', 'dropped', 'open'] as const;

interface OpenActionsProps {
  ground: ClosingGround;
  values: Record<string, ActionEnding>;
  error: ReactNode;
  onChange: (values: Record<string, ActionEnding>) => void;
}

/** What becomes of each open action: nothing is dropped without somebody saying so. */
export function OpenActions({ ground, values, error, onChange }: OpenActionsProps) {
  if (ground.openActions.length === 0) return null;
  return (
    <Section title={words.actions} lead={words.actionsHint}>
      <Stack gap="sm" align="stretch">
        {ground.openActions.map(({ id, title, owner, dueOn }) => (
          <Select
            key={id}
            label={title}
            description={[t.actions.owners[owner], dueOn && t.actions.due(formatShortDate(dueOn))].filter(Boolean).join(' · ')}
            required
            data={endings
              // a mentor's action has nobody left to finish it
              .filter((ending) => ending !== 'open' || owner === 'student')
              .map((value) => ({ value, label: words.endings[value] }))}
            value={values[id] ?? null}
            error={error && values[id] === undefined ? words.actionMissing : undefined}
            onChange={(value) => {
              const ending = endings.find((one) => one === value);
              if (ending !== undefined) onChange({ ...values, [id]: ending });
            }}
          />
        ))}
        {error && (
          <Text c="red" size="sm" role="alert">
            {words.actionMissing}
          </Text>
        )}
      </Stack>
    </Section>
  );
}
