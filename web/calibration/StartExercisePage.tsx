import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { getConsistency, listCalibrators, listExercises, startExercise } from '@waymark/contract/calibration.ts';
import { listVignettes, type Vignette } from '@waymark/contract/vignettes.ts';
import { useRead, useWrite } from '../api.ts';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatShortDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';

const words = t.calibration.start;

export const handle = { crumb: words.title };

type Mentors = { memberId: string; name: string; lastFinishedAt: string | null; open: boolean }[];

/** Starts an exercise: which cases, who, until when. */
function StartExercise() {
  const vignettes = useRead(listVignettes, {});
  const mentors = useRead(listCalibrators, {});
  return (
    <Page title={words.title} lead={words.lead} width="normal" parents={[{ label: t.calibration.title, to: '/calibration' }]}>
      <Reading query={vignettes}>
        {({ items }) => (
          <Reading query={mentors}>
            {(all) => <StartForm vignettes={items.filter(({ retiredAt }) => retiredAt === null)} mentors={all.items} />}
          </Reading>
        )}
      </Reading>
    </Page>
  );
}

export const Component = onlyFor(['lead', 'admin'], StartExercise);

function StartForm({ vignettes, mentors }: { vignettes: readonly Vignette[]; mentors: Mentors }) {
  const navigate = useNavigate();
  const { today } = useSession().organisation;
  const [id] = useState(uuidv7);
  const form = useForm({
    initialValues: {
      title: '',
      dueOn: '',
      vignetteIds: vignettes.map((one) => one.id),
      memberIds: mentors.map(({ memberId }) => memberId),
    },
    validate: {
      title: (typed) => (typed.trim() === '' ? words.nameMissing : null),
      dueOn: (day) => (day === '' ? words.dueMissing : null),
      vignetteIds: (chosen) => (chosen.length === 0 ? words.casesMissing : null),
      memberIds: (chosen) => (chosen.length === 0 ? words.mentorsMissing : null),
    },
  });
  const start = useWrite(startExercise, {
    invalidates: [listExercises, listCalibrators, listVignettes, getConsistency],
    form,
    onDone: () => {
      toast.done(words.sent);
      void navigate(`/calibration/${id}`);
    },
  });
  const chosen = form.values.vignetteIds.length;
  useUnsavedGuard(form.isDirty() && !start.isPending && !start.isSuccess);
  if (mentors.length === 0) return <EmptyState title={words.noMentors}>{words.noMentorsText}</EmptyState>;
  if (vignettes.length === 0)
    return (
      <EmptyState
        title={t.vignettes.none}
        action={
          <Button component={Link} to="/calibration/vignettes">
            {t.vignettes.draft.toCases}
          </Button>
        }
      >
        {t.vignettes.noneText}
      </EmptyState>
    );
  return (
    <form onSubmit={form.onSubmit((body) => start.mutate({ body: { id, ...body } }))} noValidate>
      <Stack gap="lg" align="stretch">
        <TextInput label={words.name} description={words.nameHint} required maxLength={200} {...form.getInputProps('title')} />
        <TextInput type="date" label={words.dueOn} required min={today} maw="14rem" {...form.getInputProps('dueOn')} />
        <Section title={words.cases} lead={words.casesHint}>
          <Group gap="sm">
            <Button
              variant="default"
              size="compact-sm"
              mih="2.75rem"
              onClick={() =>
                form.setFieldValue(
                  'vignetteIds',
                  vignettes.map((one) => one.id),
                )
              }
            >
              {words.all}
            </Button>
            <Button variant="default" size="compact-sm" mih="2.75rem" onClick={() => form.setFieldValue('vignetteIds', [])}>
              {words.none}
            </Button>
            <Text size="sm" aria-live="polite">
              {words.chosen(chosen)}
            </Text>
          </Group>
          <Checkbox.Group aria-label={words.cases} {...form.getInputProps('vignetteIds')}>
            <Stack gap="sm">
              {vignettes.map((one) => (
                <Checkbox
                  key={one.id}
                  value={one.id}
                  label={one.title}
                  description={`${one.references.map(({ type, level }) => `${type}, ${t.vignettes.level(level).toLowerCase()}`).join('; ')} · ${words.used(one.exercises)}`}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        </Section>
        <Section title={words.mentors}>
          <Group gap="sm">
            <Button
              variant="default"
              size="compact-sm"
              mih="2.75rem"
              aria-label={words.allMentors}
              onClick={() =>
                form.setFieldValue(
                  'memberIds',
                  mentors.map(({ memberId }) => memberId),
                )
              }
            >
              {words.all}
            </Button>
            <Button
              variant="default"
              size="compact-sm"
              mih="2.75rem"
              aria-label={words.noMentorsChosen}
              onClick={() => form.setFieldValue('memberIds', [])}
            >
              {words.none}
            </Button>
            <Text size="sm" aria-live="polite">
              {words.mentorsChosen(form.values.memberIds.length)}
            </Text>
          </Group>
          <Checkbox.Group aria-label={words.mentors} {...form.getInputProps('memberIds')}>
            <Stack gap="sm">
              {mentors.map(({ memberId, name, lastFinishedAt, open }) => (
                <Checkbox
                  key={memberId}
                  value={memberId}
                  label={name}
                  description={[
                    lastFinishedAt === null ? words.neverDone : words.lastDone(formatShortDate(lastFinishedAt)),
                    ...(open ? [words.busy] : []),
                  ].join(', ')}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        </Section>
        <div>
          <Button type="submit" loading={start.isPending}>
            {words.send}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
