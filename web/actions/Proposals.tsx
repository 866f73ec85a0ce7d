import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { type ActionProposal, listActionProposals } from '@waymark/contract/actions.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatRelativeDay } from '../ui/format.ts';

const text = t.actions.proposals;

/** So many at first: a choice, not a catalogue. */
const shownAtFirst = 3;

/** What the library proposes for a student's low and fallen outcomes, and why; nothing at all when it proposes nothing. */
export function Proposals({ studentId, onTake }: { studentId: string; onTake: (proposal: ActionProposal) => void }) {
  const [all, setAll] = useState(false);
  const { data } = useRead(listActionProposals, { params: { id: studentId } });
  if (data === undefined || data.items.length === 0) return null;
  const shown = all ? data.items : data.items.slice(0, shownAtFirst);
  return (
    <section aria-labelledby="action-proposals">
      <Title order={3} size="h4" id="action-proposals">
        {text.title}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {text.hint}
      </Text>
      <Stack gap="xs">
        {shown.map((proposal) => (
          <Paper key={`${proposal.libraryId} ${proposal.seriesId}`} withBorder p="sm">
            <Group justify="space-between" gap="sm">
              <div style={{ flex: '1 1 16rem', minWidth: 0 }}>
                <Text fw={600}>{proposal.title}</Text>
                <Group gap="xs">
                  <Badge color={proposal.because === 'fell' ? 'orange' : 'gray'}>
                    {proposal.because === 'fell' && proposal.previousLevel !== null
                      ? text.fell(proposal.previousLevel, proposal.level)
                      : text.low(proposal.level)}
                  </Badge>
                  <Text size="sm" c="dimmed">
                    {proposal.outcome} · {t.actions.owners[proposal.owner]} · {t.actions.due(formatRelativeDay(proposal.dueOn))}
                  </Text>
                </Group>
              </div>
              <Button variant="default" onClick={() => onTake(proposal)} aria-label={text.takeNamed(proposal.title)}>
                {text.take}
              </Button>
            </Group>
          </Paper>
        ))}
      </Stack>
      {!all && data.items.length > shownAtFirst && (
        <Button variant="subtle" mt="xs" onClick={() => setAll(true)}>
          {text.more}
        </Button>
      )}
    </section>
  );
}
