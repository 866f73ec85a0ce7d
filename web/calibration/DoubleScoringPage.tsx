import { daysAfter } from '@waymark/contract/days.ts';
import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { getConsistency, listCalibrators } from '@waymark/contract/calibration.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import {
  askSecondScorings,
  listScorableMeetings,
  listSecondScorings,
  ScoringBasis,
  type ScoringBasis as Basis,
} from '@waymark/contract/second-scorings.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';
import { SecondScoringList } from './SecondScoringList.tsx';

const words = t.calibration.double;

export const handle = { crumb: words.title };

interface Draw {
  from: string;
  to: string;
  seed: string;
  count: number;
  basis: Basis;
}

/** Draws meetings for a second scoring and asks for it; below, what was asked so far. */
export function Component() {
  const [draw, setDraw] = useState<Draw | null>(null);
  return (
    <Page title={words.title} lead={words.lead} parents={[{ label: t.calibration.title, to: '/calibration' }]}>
      <Stack gap="lg" align="stretch">
        <Section title={words.draw} lead={words.drawLead}>
          <DrawForm onDraw={setDraw} />
          {draw !== null && <Drawn key={JSON.stringify(draw)} draw={draw} onAsked={() => setDraw(null)} />}
        </Section>
        <SecondScoringList />
      </Stack>
    </Page>
  );
}

/** Some weeks back: what was said is still in mind, and most of it is written up. */
function weeksBefore(today: string, weeks: number): string {
  return daysAfter(today, -7 * weeks);
}

function DrawForm({ onDraw }: { onDraw: (draw: Draw) => void }) {
  const { today } = useSession().organisation;
  const form = useForm<Draw>({ initialValues: { from: weeksBefore(today, 6), to: today, seed: today, count: 10, basis: 'notes' } });
  return (
    <form onSubmit={form.onSubmit((draw) => onDraw({ ...draw, count: Number(draw.count) }))} noValidate>
      <Group align="flex-end" gap="md">
        <TextInput type="date" label={words.from} max={today} required {...form.getInputProps('from')} />
        <TextInput type="date" label={words.to} max={today} required {...form.getInputProps('to')} />
        <Select
          label={words.basis}
          allowDeselect={false}
          data={ScoringBasis.options.map((value) => ({ value, label: words.bases[value] }))}
          {...form.getInputProps('basis')}
        />
        <TextInput label={words.seed} placeholder={words.seedHint} required maxLength={60} maw="11rem" {...form.getInputProps('seed')} />
        <NumberInput label={words.count} min={1} max={50} allowDecimal={false} maw="7rem" {...form.getInputProps('count')} />
        <Button type="submit" variant="default">
          {words.drawButton}
        </Button>
      </Group>
    </form>
  );
}

function Drawn({ draw, onAsked }: { draw: Draw; onAsked: () => void }) {
  const meetings = useRead(listScorableMeetings, { query: draw }, { staleTime: Number.POSITIVE_INFINITY });
  const mentors = useRead(listCalibrators, {});
  return (
    <Reading query={meetings} empty={<EmptyState title={words.noneTitle}>{words.noneText}</EmptyState>}>
      {(drawn) => (
        <Reading query={mentors}>{({ items }) => <Choose draw={draw} drawn={drawn} mentors={items} onAsked={onAsked} />}</Reading>
      )}
    </Reading>
  );
}

interface ChooseProps {
  draw: Draw;
  drawn: ResponseOf<typeof listScorableMeetings>;
  mentors: ResponseOf<typeof listCalibrators>['items'];
  onAsked: () => void;
}

/** Who scores which meeting: each in turn to begin with, never one's own. */
function Choose({ draw, drawn, mentors, onAsked }: ChooseProps) {
  const { today } = useSession().organisation;
  const [dueOn, setDueOn] = useState(weeksBefore(today, -2));
  const [scorers, setScorers] = useState<Record<string, string | null>>(() =>
    Object.fromEntries(
      drawn.items.map(({ id, mentorId }, at) => {
        const others = mentors.filter(({ memberId }) => memberId !== mentorId);
        return [id, others[at % Math.max(1, others.length)]?.memberId ?? null];
      }),
    ),
  );
  const chosen = drawn.items.flatMap(({ id }) => {
    const scorerId = scorers[id] ?? null;
    return scorerId === null ? [] : [{ meetingId: id, scorerId }];
  });
  const ask = useWrite(askSecondScorings, {
    invalidates: [listSecondScorings, listScorableMeetings, getConsistency],
    onDone: ({ asked }) => {
      toast.done(words.asked(asked));
      onAsked();
    },
  });
  return (
    <Stack gap="md" align="stretch">
      <Text size="sm">{words.of(drawn.items.length, drawn.of)}</Text>
      <StackedTable
        caption={words.draw}
        rows={drawn.items}
        rowKey={({ id }) => id}
        columns={[
          { label: words.meeting, cell: ({ heldOn }) => formatDate(heldOn) },
          { label: words.student, cell: ({ student }) => student },
          { label: words.first, cell: ({ mentor }) => mentor },
          { label: words.outcomes, numeric: true, cell: ({ outcomes }) => outcomes },
          {
            label: words.second,
            cell: ({ id, mentorId, heldOn, student }) => (
              <Select
                aria-label={words.secondOf(formatDate(heldOn), student)}
                placeholder={words.choose}
                clearable
                data={mentors
                  .filter(({ memberId }) => memberId !== mentorId)
                  .map(({ memberId, name }) => ({ value: memberId, label: name }))}
                value={scorers[id] ?? null}
                onChange={(value) => setScorers((now) => ({ ...now, [id]: value }))}
              />
            ),
          },
        ]}
      />
      <Group align="flex-end">
        <TextInput type="date" label={words.dueOn} min={today} value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
        <Button
          disabled={chosen.length === 0 || dueOn === ''}
          loading={ask.isPending}
          onClick={() =>
            ask.mutate({
              body: { basis: draw.basis, seed: draw.seed, dueOn, items: chosen.map((one) => ({ id: uuidv7(), ...one })) },
            })
          }
        >
          {words.ask(chosen.length)}
        </Button>
      </Group>
    </Stack>
  );
}
