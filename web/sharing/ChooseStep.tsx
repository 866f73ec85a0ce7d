import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { draftShare, LawfulBasis, ShareKind } from '@waymark/contract/shares.ts';
import { call } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { focusFirstWrong } from '../ui/focusFirstWrong.ts';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { ContentFields } from './ContentFields.tsx';
import { RecipientFields } from './RecipientFields.tsx';
import { ofKind, problemsOf } from './shareDraft.ts';
import type { StepProps } from './ShareStudentPage.tsx';

const words = t.sharing.page;

/** Step 1: what, to whom, why, on which basis, and what goes in. */
export function ChooseStep({ choices, draft, change }: StepProps) {
  const [asked, setAsked] = useState(false);
  const [composing, setComposing] = useState(false);
  const problems = problemsOf(draft);
  const said = (problem: keyof typeof problems) => (asked && problems[problem] ? words.needs[problem] : undefined);

  const compose = async () => {
    if (
      draft.edited &&
      !(await confirm({
        title: words.lose.title,
        body: words.lose.body,
        confirmLabel: words.lose.confirm,
        cancelLabel: words.lose.cancel,
        danger: true,
      }))
    )
      return;
    setComposing(true);
    try {
      const empty = new Set(choices.sections.filter((one) => one.empty).map(({ section }) => section));
      const document = await call(draftShare, {
        params: { id: choices.student.id },
        query: {
          kind: draft.kind,
          recipientName: draft.recipient.name.trim(),
          sections: draft.sections.filter((section) => !empty.has(section)).join(','),
          notes: draft.noteIds.join(','),
        },
      });
      change({ document, edited: false, step: 'read', namesSeen: [] });
    } catch (error) {
      toast.problem(error);
    } finally {
      setComposing(false);
    }
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (Object.keys(problems).length === 0) void compose();
        else focusFirstWrong(event.currentTarget);
      }}
    >
      <Stack gap="lg">
        <Section title={words.what}>
          <FieldsetRadios
            legend={words.oneOf}
            choices={ShareKind.options.map((value) => ({ value, label: t.sharing.kinds[value], description: t.sharing.kindAbout[value] }))}
            value={draft.kind}
            onChange={(kind) => change((now) => ofKind(now, kind))}
          />
        </Section>
        <RecipientFields choices={choices} draft={draft} change={change} errors={{ name: said('recipient'), email: said('email') }} />
        <Section title={words.why}>
          <Textarea
            label={words.purpose}
            description={words.purposeHint}
            required
            autosize
            minRows={2}
            maxLength={1000}
            error={said('purpose')}
            value={draft.purpose}
            onChange={(event) => change({ purpose: event.currentTarget.value })}
          />
          <FieldsetRadios
            legend={words.basis}
            required
            error={said('lawfulBasis')}
            choices={LawfulBasis.options.map((value) => ({
              value,
              label: t.sharing.bases[value],
              description: t.sharing.basisAbout[value],
            }))}
            value={draft.lawfulBasis}
            onChange={(lawfulBasis) => change({ lawfulBasis })}
          />
          <Alert color="gray">{t.sharing.basisNote}</Alert>
        </Section>
        <ContentFields choices={choices} draft={draft} change={change} error={said('content')} />
        <Group>
          <Button type="submit" size="md" loading={composing}>
            {draft.document === null ? words.compose : words.composeAgain}
          </Button>
          {draft.document !== null && (
            <Button variant="default" size="md" onClick={() => change({ step: 'read' })}>
              {words.keepText}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
