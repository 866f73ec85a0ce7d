import { Button, Group, Stack } from '@mantine/core';
import { listFrameworkDrafts, startFrameworkDraft } from '@waymark/contract/framework-drafts.ts';
import type { Framework } from '@waymark/contract/framework-content.ts';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Section } from '../ui/Section.tsx';
import { StartChoice, type StartOption, type StartValue } from './StartChoice.tsx';

/** The draft of a framework's next version: the way to it, or its beginning. */
export function NextDraft({ framework }: { framework: Framework }) {
  const { framework: text, start: startText } = t.frameworks;
  const drafts = useRead(listFrameworkDrafts, {});
  const navigate = useNavigate();
  const draftId = useRef(uuidv7());
  const current = framework.versions.find(({ id }) => id === framework.currentVersionId) ?? framework.versions[0];
  const [value, setValue] = useState<StartValue>({
    option: current?.id ?? 'blank',
    start: current && { kind: 'version', versionId: current.id },
  });
  const start = useWrite(startFrameworkDraft, {
    invalidates: [listFrameworkDrafts],
    onDone: (made) => void navigate(`/frameworks/drafts/${made.draftId}`),
  });
  const draft = drafts.data?.items.find(({ frameworkId }) => frameworkId === framework.id);

  if (!drafts.data) return null;
  if (draft) {
    return (
      <Section title={t.frameworks.draftOf(framework.name, draft.number)}>
        <Group>
          <Button component={Link} to={`/frameworks/drafts/${draft.id}`}>
            {text.goOn}
          </Button>
        </Group>
      </Section>
    );
  }
  const options: StartOption[] = [
    ...(current ? [{ value: current.id, label: text.fromCurrent(current.number) }] : []),
    { value: 'file', label: text.fromFile, description: startText.fileAbout },
    { value: 'default', label: startText.default },
    { value: 'blank', label: startText.blank },
  ];
  return (
    <Section title={text.startDraft}>
      <Stack gap="md">
        <StartChoice legend={text.startFrom} options={options} value={value} onChange={setValue} />
        <Group>
          <Button
            disabled={value.start === undefined}
            loading={start.isPending}
            onClick={() => value.start && start.mutate({ params: { id: framework.id }, body: { id: draftId.current, start: value.start } })}
          >
            {text.start}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
