import { Alert, Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useParams } from 'react-router';
import { readShareChoices } from '@waymark/contract/shares.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { ChooseStep } from './ChooseStep.tsx';
import { ReadStep } from './ReadStep.tsx';
import { SendStep } from './SendStep.tsx';
import type { ShareDraft } from './shareDraft.ts';
import { useShareDraft } from './useShareDraft.ts';
import classes from './sharing.module.css';

const words = t.sharing.page;

export type ShareChoices = ResponseOf<typeof readShareChoices>;

export interface StepProps {
  choices: ShareChoices;
  draft: ShareDraft;
  change: (changes: Partial<ShareDraft> | ((now: ShareDraft) => ShareDraft)) => void;
}

/** Sharing something about a student: choose, read and edit, share. Nothing leaves before the last step. */
export function Component() {
  const { id = '' } = useParams();
  // what was recorded while somebody edits must not change under them
  const choices = useRead(readShareChoices, { params: { id } }, { staleTime: Number.POSITIVE_INFINITY });
  const name = choices.data?.student.name;
  const parents =
    name === undefined
      ? undefined
      : [
          { label: t.shell.places.students, to: '/students' },
          { label: name, to: `/students/${id}` },
        ];
  return (
    <Page
      title={name === undefined ? t.sharing.share : words.title(name)}
      lead={words.lead}
      width="normal"
      {...(parents ? { parents } : {})}
    >
      <Reading query={choices}>{(data) => <Steps key={id} choices={data} />}</Reading>
    </Page>
  );
}

const steps = ['choose', 'read', 'send'] as const;
const parts = { choose: ChooseStep, read: ReadStep, send: SendStep };

function Steps({ choices }: { choices: ShareChoices }) {
  const { draft, change, resumed, kept, forget, restart } = useShareDraft(choices.student.id);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(draft?.step);
  useEffect(() => {
    // the next step begins at its own heading, not at the button of the last one
    if (shown.current !== undefined && shown.current !== draft?.step) {
      heading.current?.focus({ preventScroll: true });
      heading.current?.scrollIntoView({ block: 'start' });
    }
    shown.current = draft?.step;
  }, [draft?.step]);
  if (draft === undefined) return <Loading />;
  const Part = parts[draft.step];
  const at = steps.indexOf(draft.step);
  return (
    <>
      <ol className={classes.steps} aria-label={words.stepsLabel}>
        {steps.map((step, index) => (
          <li key={step} data-current={index === at || undefined} aria-current={index === at ? 'step' : undefined}>
            <span aria-hidden="true">{index + 1}</span> {words.steps[step]}
          </li>
        ))}
      </ol>
      <h2 ref={heading} tabIndex={-1} className={classes.stepHeading}>
        <VisuallyHidden>{words.steps[draft.step]}</VisuallyHidden>
      </h2>
      {resumed && (
        <Alert mb="md">
          <Group justify="space-between">
            <Text>{words.resumed}</Text>
            <Button variant="default" size="sm" onClick={restart}>
              {words.restart}
            </Button>
          </Group>
        </Alert>
      )}
      {!kept && (
        <Alert color="orange" mb="md">
          {words.notKept}
        </Alert>
      )}
      <Part choices={choices} draft={draft} change={change} onShared={forget} />
    </>
  );
}
