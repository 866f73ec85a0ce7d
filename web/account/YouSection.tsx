import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { getPreferences, updatePreferences } from '@waymark/contract/members.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { useRead, useWrite } from '../api.ts';
import { sessionKey } from '../shell/loadSession.ts';
import * as t from '../strings/catalogue.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';

const words = t.account.you;

/** The name people here know somebody by, and what they are e-mailed. */
export function YouSection() {
  const preferences = useRead(getPreferences, {});
  return (
    <Section title={words.title}>
      <Reading query={preferences}>{(data) => <YouForm key={data.version} preferences={data} />}</Reading>
    </Section>
  );
}

function YouForm({ preferences: { name, digest, version } }: { preferences: ResponseOf<typeof getPreferences> }) {
  const queries = useQueryClient();
  const { can } = useSession();
  const form = useForm({
    initialValues: { name, digest },
    validate: { name: (value) => (value.trim() === '' ? words.nameMissing : null) },
  });
  const save = useWrite(updatePreferences, {
    invalidates: [getPreferences],
    form,
    onDone: (_, { body }) => {
      form.resetDirty(body);
      toast.done(words.saved);
      void queries.invalidateQueries({ queryKey: sessionKey });
    },
  });
  useUnsavedGuard(form.isDirty() && !save.isPending);
  return (
    <form onSubmit={form.onSubmit((body) => save.mutate({ body, ifMatch: version }))} noValidate>
      <Stack align="flex-start">
        <TextInput label={words.name} description={words.nameHint} autoComplete="name" w="100%" {...form.getInputProps('name')} />
        {can('mentor') && (
          <Checkbox label={words.digest} description={words.digestHint} {...form.getInputProps('digest', { type: 'checkbox' })} />
        )}
        <Button type="submit" loading={save.isPending}>
          {t.shell.save}
        </Button>
      </Stack>
    </form>
  );
}
