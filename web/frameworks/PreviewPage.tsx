import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import { useRef, useState } from 'react';
import { LevelChoice, type LevelAnswer } from '../assessments/LevelChoice.tsx';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StepChoice } from '../own-view/StepChoice.tsx';
import { frameworkParents } from './parents.ts';
import { useVersion } from './useVersion.ts';

/** A version as a mentor meets it in a conversation, or a student in their own view. Nothing chosen here is kept. */
export function Component() {
  const version = useVersion();
  const text = t.frameworkDrafts;
  return (
    <Page title={text.previewTitle} lead={text.previewLead} width="normal" parents={frameworkParents(version.data, true)}>
      <Reading
        query={version}
        isEmpty={({ outcomeTypes }) => outcomeTypes.every(({ outcomes }) => outcomes.length === 0)}
        empty={<EmptyState title={text.previewEmpty} />}
      >
        {(data) => <Preview version={data} />}
      </Reading>
    </Page>
  );
}

function Preview({ version }: { version: FrameworkVersion }) {
  const text = t.frameworkDrafts;
  const [as, setAs] = useState<'mentor' | 'student'>('mentor');
  const [at, setAt] = useState(0);
  const [answers, setAnswers] = useState<Record<string, LevelAnswer | null>>({});
  const question = useRef<HTMLFieldSetElement>(null);
  const outcomes = version.outcomeTypes.flatMap((type) => type.outcomes.map((outcome) => ({ type, outcome })));
  const current = outcomes[at];
  if (!current) return null;
  const { type, outcome } = current;
  const key = `${as} ${outcome.id}`;
  const go = (to: number) => {
    setAt(to);
    question.current?.focus();
  };
  const shared = {
    ref: question,
    value: answers[key] ?? null,
    onChange: (answer: LevelAnswer | null) => setAnswers({ ...answers, [key]: answer }),
  };
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <Text id="preview-as">{text.previewAs}</Text>
        <SegmentedControl
          aria-labelledby="preview-as"
          value={as}
          onChange={setAs}
          data={[
            { value: 'mentor', label: text.previewMentor },
            { value: 'student', label: text.previewStudent },
          ]}
        />
      </Group>
      <Text component="output" display="block" c="dimmed" size="sm">
        {text.previewPlace(at + 1, outcomes.length)} · {type.name}
      </Text>
      {as === 'mentor' ? (
        <LevelChoice key={key} {...shared} legend={outcome.statement} description={outcome.question} descriptors={outcome.descriptors} />
      ) : (
        <StepChoice key={key} {...shared} wording={outcome.studentWording} levels={version.levels} />
      )}
      <Group justify="space-between">
        <Button variant="default" disabled={at === 0} onClick={() => go(at - 1)}>
          {text.previous}
        </Button>
        <Button disabled={at === outcomes.length - 1} onClick={() => go(at + 1)}>
          {text.next}
        </Button>
      </Group>
    </Stack>
  );
}
