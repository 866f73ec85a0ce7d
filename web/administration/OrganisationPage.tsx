import { Button, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { getOrganisation, updateOrganisation } from '@waymark/contract/organisations.ts';
import { useRead, useWrite } from '../api.ts';
import { sessionKey } from '../shell/loadSession.ts';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { timeZones } from '../ui/timeZones.ts';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';

const words = t.administration.organisation;

export const handle = { crumb: words.title };

export function Component() {
  const organisation = useRead(getOrganisation, {});
  return (
    <Page title={words.title} lead={words.lead} width="normal">
      <Reading query={organisation}>{(data) => <Settings key={data.version} organisation={data} />}</Reading>
    </Page>
  );
}

function Settings({ organisation }: { organisation: ResponseOf<typeof getOrganisation> }) {
  const { version, name, timeZone, locale, requireReason, noContactWeeks, staleAfterDays, calibrateFrom } = organisation;
  const settings = { name, timeZone, locale, requireReason, noContactWeeks, staleAfterDays, calibrateFrom: calibrateFrom ?? '' };
  const queries = useQueryClient();
  const form = useForm({ initialValues: settings, validate: { name: (typed) => (typed.trim() === '' ? words.nameMissing : null) } });
  const save = useWrite(updateOrganisation, {
    invalidates: [getOrganisation],
    form,
    onDone: (_saved, { body }) => {
      form.resetDirty({ ...body, calibrateFrom: body.calibrateFrom ?? '' });
      toast.done(words.saved);
      void queries.invalidateQueries({ queryKey: sessionKey });
    },
  });
  useUnsavedGuard(form.isDirty() && !save.isPending);
  return (
    <form
      onSubmit={form.onSubmit((body) =>
        save.mutate({
          body: {
            ...body,
            noContactWeeks: Number(body.noContactWeeks),
            staleAfterDays: Number(body.staleAfterDays),
            calibrateFrom: body.calibrateFrom === '' ? null : body.calibrateFrom,
          },
          ifMatch: version,
        }),
      )}
      noValidate
    >
      <Stack gap="lg" align="stretch">
        <Section title={words.identity}>
          <TextInput label={words.name} {...form.getInputProps('name')} />
          <Select label={words.timeZone} data={timeZones(timeZone)} searchable allowDeselect={false} {...form.getInputProps('timeZone')} />
        </Section>
        <Section title={words.practice}>
          <Switch
            label={words.requireReason}
            description={words.requireReasonHint}
            {...form.getInputProps('requireReason', { type: 'checkbox' })}
          />
          <NumberInput
            label={words.noContactWeeks}
            min={1}
            max={52}
            clampBehavior="none"
            allowDecimal={false}
            maw="12rem"
            {...form.getInputProps('noContactWeeks')}
          />
          <NumberInput
            label={words.staleAfterDays}
            min={7}
            max={730}
            clampBehavior="none"
            allowDecimal={false}
            maw="12rem"
            {...form.getInputProps('staleAfterDays')}
          />
          <TextInput
            type="date"
            label={words.calibrateFrom}
            description={words.calibrateFromHint}
            maw="32rem"
            {...form.getInputProps('calibrateFrom')}
          />
        </Section>
        <div>
          <Button type="submit" loading={save.isPending}>
            {t.shell.save}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
