import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { createToken, listTokens, revokeToken, tokenOf } from '@waymark/contract/tokens.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { CopyText } from '../ui/CopyText.tsx';
import { formatDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './account.module.css';
import { newSecret } from './newSecret.ts';

const words = t.account.tokens;

/** Tokens for programs that act as this person: made, shown once, revoked. */
export function TokensSection() {
  const tokens = useRead(listTokens, {});
  const [made, setMade] = useState<{ name: string; token: string }>();
  const form = useForm({
    initialValues: { name: '', days: '90' },
    validate: { name: (name) => (name.trim() === '' ? words.nameMissing : null) },
  });
  const create = useWrite(createToken, {
    invalidates: [listTokens],
    form,
    onDone: ({ name }, { body }) => {
      setMade({ name, token: tokenOf(body.secret) });
      form.reset();
    },
  });
  const revoke = useWrite(revokeToken, { invalidates: [listTokens], onDone: () => toast.done(words.revoked) });
  const ask = async (id: string, name: string) => {
    if (!(await confirm({ title: words.revokeTitle(name), body: words.revokeBody, confirmLabel: words.revoke, danger: true }))) return;
    revoke.mutate({ params: { id } });
    setMade(undefined);
  };

  return (
    <Section title={words.title} lead={words.lead}>
      {made && (
        <Alert color="waymark" title={words.created(made.name)} role="status">
          <CopyText label={words.secret} value={made.token} />
        </Alert>
      )}
      <Reading query={tokens} isEmpty={(data) => data.tokens.length === 0} empty={<Text c="dimmed">{words.none}</Text>}>
        {(data) => (
          <ul className={classes.list}>
            {data.tokens.map(({ id, name, createdAt, expiresAt, lastUsedAt }) => (
              <li key={id} className={classes.row}>
                <div className={classes.grow}>
                  <Text fw={600}>{name}</Text>
                  <Text size="sm" c="dimmed">
                    {words.details(formatDate(createdAt), formatDate(expiresAt), lastUsedAt && formatDate(lastUsedAt))}
                  </Text>
                </div>
                <Button variant="default" size="xs" aria-label={words.revokeLabel(name)} onClick={() => void ask(id, name)}>
                  {words.revoke}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Reading>
      <form
        onSubmit={form.onSubmit(({ name, days }) =>
          create.mutate({ body: { id: uuidv7(), name: name.trim(), secret: newSecret(), days: Number(days) } }),
        )}
        noValidate
      >
        <Stack align="flex-start">
          <Group align="flex-start" w="100%">
            <TextInput label={words.name} description={words.nameHint} style={{ flex: '2 1 14rem' }} {...form.getInputProps('name')} />
            <Select
              label={words.days}
              description={words.daysHint}
              data={words.dayChoices}
              allowDeselect={false}
              style={{ flex: '1 1 9rem' }}
              {...form.getInputProps('days')}
            />
          </Group>
          <Button type="submit" variant="default" loading={create.isPending}>
            {words.create}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
