import { Button, Group, Stack, TextInput } from '@mantine/core';
import { listFrameworkDrafts } from '@waymark/contract/framework-drafts.ts';
import { createFramework, listFrameworks } from '@waymark/contract/frameworks.ts';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { StartChoice, type StartOption, type StartValue } from './StartChoice.tsx';

/** Begins a framework: its name, and what its first draft starts from. */
export function Component() {
  const { start: text } = t.frameworks;
  const navigate = useNavigate();
  const frameworks = useRead(listFrameworks, {});
  // made once: pressing twice, or again after a lost connection, makes one framework
  const ids = useRef({ id: uuidv7(), draftId: uuidv7() });
  const [name, setName] = useState('');
  const [value, setValue] = useState<StartValue>({ option: 'default', start: { kind: 'default' } });
  const [errors, setErrors] = useState<{ name?: string; start?: string }>({});
  const create = useWrite(createFramework, {
    invalidates: [listFrameworks, listFrameworkDrafts],
    onDone: ({ draftId }) => void navigate(`/frameworks/drafts/${draftId}`),
  });

  const versions = (frameworks.data?.items ?? []).flatMap((framework): StartOption[] => {
    const current = framework.versions.find(({ id }) => id === framework.currentVersionId);
    return current ? [{ value: current.id, label: text.version(framework.name, current.number) }] : [];
  });
  const options: StartOption[] = [
    { value: 'default', label: text.default, description: text.defaultAbout },
    ...versions,
    { value: 'blank', label: text.blank, description: text.blankAbout },
    { value: 'file', label: text.file, description: text.fileAbout },
  ];

  const submit = () => {
    const found = { name: name.trim() === '' ? text.noName : undefined, start: value.start === undefined ? text.noFile : undefined };
    setErrors(found);
    if (found.name === undefined && value.start) create.mutate({ body: { ...ids.current, name, description: '', start: value.start } });
  };

  return (
    <Page title={text.title} lead={text.lead} width="normal">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="lg">
          <TextInput
            label={text.name}
            description={text.nameHint}
            value={name}
            maxLength={120}
            error={errors.name}
            required
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <StartChoice
            legend={text.from}
            options={options}
            value={value}
            onChange={setValue}
            onFileName={(found) => setName((typed) => (typed.trim() === '' ? found : typed))}
          />
          {errors.start !== undefined && value.start === undefined && (
            <div role="alert" style={{ color: 'var(--mantine-color-error)' }}>
              {errors.start}
            </div>
          )}
          <Group>
            <Button type="submit" loading={create.isPending}>
              {text.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}
