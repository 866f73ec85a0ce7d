import { Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { LevelChoice } from '../assessments/LevelChoice.tsx';
import * as t from '../strings/catalogue.ts';
import classes from './Vignettes.module.css';

interface CasePreviewProps {
  title: string;
  body: string;
  questions: readonly { outcomeId: string; type: string; statement: string; descriptors: readonly string[] }[];
}

/** Folded: a case as a mentor meets it. */
export function CasePreview({ label, ...shown }: CasePreviewProps & { label: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={classes.fold} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary aria-label={label}>{t.vignettes.preview}</summary>
      {open && <AsMentors {...shown} />}
    </details>
  );
}

/** To be read and tried out; nothing of the reference, and nothing chosen here is kept. */
function AsMentors({ title, body, questions }: CasePreviewProps) {
  const [tried, setTried] = useState<Record<string, number | null>>({});
  return (
    <Stack gap="lg" align="stretch">
      <Text size="sm" c="dimmed">
        {t.vignettes.previewLead}
      </Text>
      <Title order={3}>{title}</Title>
      <div className={classes.asMentors}>{body}</div>
      {questions.map(({ outcomeId, type, statement, descriptors }) => {
        const level = tried[outcomeId] ?? null;
        return (
          <LevelChoice
            key={outcomeId}
            legend={statement}
            description={type}
            descriptors={descriptors}
            missing={[]}
            value={level === null ? null : { level, missingReason: null }}
            onChange={(answer) => setTried((now) => ({ ...now, [outcomeId]: answer?.level ?? null }))}
          />
        );
      })}
    </Stack>
  );
}
