import { Button, Group, Text } from '@mantine/core';
import { listOwnQuestionnaires } from '@waymark/contract/questionnaires.ts';
import { Link } from 'react-router';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';

const words = t.questionnaires.own;

/** What waits for the student to fill in, on their own home; nothing when nothing waits. */
export function OwnQuestionnaires() {
  const query = useRead(listOwnQuestionnaires, {});
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={words.title}>
      {items.map((one) => (
        <Group key={one.id} justify="space-between" gap="sm">
          <Text>{words.lead(one.name, one.items, formatDate(one.askedOn))}</Text>
          <Button component={Link} to={new URL(one.url, location.origin).pathname} aria-label={words.startNamed(one.name)}>
            {words.start}
          </Button>
        </Group>
      ))}
    </Section>
  );
}
