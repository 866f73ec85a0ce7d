import { Button, Checkbox, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError } from '@waymark/contract/client.ts';
import { createShare, downloadSharePdf, downloadShareWord, linkDays, listShares, type ShareMedium } from '@waymark/contract/shares.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { FieldsetRadios } from '../ui/FieldsetRadios.tsx';
import { download } from '../ui/saveFile.ts';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { NamesWarning, namesAreSeen, namesIn } from './NamesWarning.tsx';
import type { StepProps } from './ShareStudentPage.tsx';

const words = t.sharing.page;
const order: readonly ShareMedium[] = ['link', 'pdf', 'word'];

/** Step 3: how it goes. Only here does anything leave. */
export function SendStep(props: StepProps & { onShared: () => void }) {
  const { choices, draft, change, onShared } = props;
  const navigate = useNavigate();
  const { mailIsSent } = useSession();
  const [asked, setAsked] = useState(false);
  const email = draft.recipient.email.trim();
  const names = namesIn(draft, choices);
  const seen = namesAreSeen(draft, names);
  const share = useWrite(createShare, {
    invalidates: [listShares],
    onDone: ({ id, medium }) => {
      onShared();
      toast.done(words.shared);
      if (medium === 'pdf') void download(downloadSharePdf, { params: { id } });
      if (medium === 'word') void download(downloadShareWord, { params: { id } });
      void navigate(`/shares/${id}`, { replace: true });
    },
    // it had arrived, and only the answer was lost: what was wanted
    onProblem: (error) => {
      if (!(error instanceof ApiError) || error.problem.code !== 'shared-already') return false;
      onShared();
      void navigate(`/shares/${draft.id}`, { replace: true });
      return true;
    },
  });
  const { document, lawfulBasis, medium } = draft;
  if (document === null || lawfulBasis === null) return null;
  const send = () =>
    share.mutate({
      body: {
        id: draft.id,
        studentId: choices.student.id,
        kind: draft.kind,
        recipient: { name: draft.recipient.name.trim(), role: draft.recipient.role.trim(), email: email === '' ? null : email },
        purpose: draft.purpose.trim(),
        lawfulBasis,
        medium,
        ...(medium === 'link' ? { linkDays: draft.linkDays, sendMail: draft.sendMail && email !== '' && mailIsSent } : {}),
        document,
        noteIds: draft.noteIds,
        namesSeen: names.filter((name) => draft.namesSeen.includes(name)),
      },
    });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (seen && !share.isPending && !share.isSuccess) send();
      }}
    >
      <Stack gap="lg">
        <Section title={words.how}>
          <FieldsetRadios
            legend={words.way}
            choices={order.map((value) => ({ value, label: t.sharing.media[value], description: words.mediumAbout[value] }))}
            value={medium}
            onChange={(value) => change({ medium: value })}
          />
          {medium === 'link' && (
            <>
              <NumberInput
                label={words.days}
                description={words.daysHint}
                min={linkDays.least}
                max={linkDays.most}
                allowDecimal={false}
                clampBehavior="blur"
                w="10rem"
                value={draft.linkDays}
                onChange={(value) => {
                  const days = Number(value);
                  if (Number.isInteger(days) && days >= linkDays.least && days <= linkDays.most) change({ linkDays: days });
                }}
              />
              {email === '' || !mailIsSent ? (
                <Text c="dimmed" size="sm">
                  {mailIsSent ? words.noMail : words.mailStays}
                </Text>
              ) : (
                <Checkbox
                  label={words.mail(email)}
                  description={words.mailHint}
                  checked={draft.sendMail}
                  onChange={(event) => change({ sendMail: event.currentTarget.checked })}
                />
              )}
            </>
          )}
        </Section>
        <NamesWarning {...props} answer error={asked && !seen ? words.namesNeeded : undefined} />
        <Section title={words.summary}>
          <Text>{words.recorded(t.sharing.kinds[draft.kind], draft.recipient.name.trim(), t.sharing.bases[lawfulBasis])}</Text>
          <Text c="dimmed">{draft.purpose.trim()}</Text>
        </Section>
        <Group>
          <Button type="submit" size="md" loading={share.isPending}>
            {words.submit[medium]}
          </Button>
          <Button variant="default" size="md" onClick={() => change({ step: 'read' })}>
            {words.back}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
