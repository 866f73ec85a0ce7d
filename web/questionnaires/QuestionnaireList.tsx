import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Suspense, lazy, useState } from 'react';
import { archiveQuestionnaire, listQuestionnaires, type Questionnaire } from '@waymark/contract/questionnaires.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { toast } from '../ui/toast.tsx';
import classes from './questionnaires.module.css';

const QuestionnaireForm = lazy(() => import('./QuestionnaireForm.tsx'));
const words = t.questionnaires;

/** The questionnaires the organisation can ask, with what is in each and whose words they are. */
export function QuestionnaireList() {
  const query = useRead(listQuestionnaires, {});
  const [open, setOpen] = useState<'new' | Questionnaire>();
  return (
    <section aria-labelledby="questionnaires">
      <Group justify="space-between" align="flex-start" mb="sm">
        <div>
          <Title order={2} id="questionnaires">
            {words.title}
          </Title>
          <Text c="dimmed" maw="42rem">
            {words.lead}
          </Text>
        </div>
        <Button variant="default" leftSection={<IconPlus size={20} aria-hidden="true" />} onClick={() => setOpen('new')}>
          {words.add}
        </Button>
      </Group>
      <Reading query={query}>
        {({ items }) => (
          <Stack component="ul" gap="sm" className={classes.list}>
            {items.map((one) => (
              <li key={one.id} className={classes.item}>
                <One questionnaire={one} onNext={() => setOpen(one)} />
              </li>
            ))}
          </Stack>
        )}
      </Reading>
      <Suspense>
        {open !== undefined && <QuestionnaireForm before={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </section>
  );
}

function One({ questionnaire, onNext }: { questionnaire: Questionnaire; onNext: () => void }) {
  const { id, name, number, items, answers, minAnswered, licence, shipped, validated, archived } = questionnaire;
  const archive = useWrite(archiveQuestionnaire, {
    invalidates: [listQuestionnaires],
    onDone: (now) => toast.done(now.archived ? words.archivedDone(name) : words.restoredDone(name)),
  });
  const origin = licence
    ? words.licensed(licence.holder, licence.attestedBy, formatDate(licence.attestedAt))
    : shipped
      ? words.shipped
      : words.ours;
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            {number > 1 && <Text c="dimmed">{words.version(number)}</Text>}
            <Badge color={validated ? 'teal' : 'gray'} variant="light">
              {validated ? words.validated : words.notValidated}
            </Badge>
            {archived && <Badge color="gray">{words.archived}</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {words.itemCount(items.length)} · {origin}
          </Text>
        </div>
        <Group gap="xs">
          {!archived && (
            <Button variant="default" size="sm" aria-label={words.next(name)} onClick={onNext}>
              {words.change}
            </Button>
          )}
          <Button
            variant="subtle"
            size="sm"
            color="gray"
            loading={archive.isPending}
            aria-label={archived ? words.restoreNamed(name) : words.archiveNamed(name)}
            onClick={() => archive.mutate({ params: { id }, body: { archived: !archived } })}
          >
            {archived ? words.restore : words.archive}
          </Button>
        </Group>
      </Group>
      <details>
        <summary aria-label={words.show(name)}>{words.showItems}</summary>
        <ol className={classes.items}>
          {items.map((item) => (
            <li key={item.id}>
              {item.text} {item.reversed && <Text component="span" size="sm" c="dimmed">{`(${words.reversed})`}</Text>}
            </li>
          ))}
        </ol>
        <Text size="sm">{answers.map(({ value, label }) => `${value} ${label}`).join(' · ')}</Text>
        <Text size="sm" c="dimmed">
          {words.scoring(minAnswered, items.length)}
        </Text>
      </details>
    </>
  );
}
