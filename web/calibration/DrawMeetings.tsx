import { Button, Group, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { listCalibrators } from '@waymark/contract/calibration.ts';
import { daysAfter } from '@waymark/contract/days.ts';
import { drawScorableMeetings, ScoringBasis } from '@waymark/contract/second-scorings.ts';
import { invalidate, queryClient, useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { AskScorers } from './AskScorers.tsx';

const words = t.calibration.double;

interface Draw {
  from: string;
  to: string;
  seed: string;
  count: number;
  basis: ScoringBasis;
}

/** Draws meetings by a seed: nobody has chosen them, and they speak for those they were drawn from. */
export function DrawMeetings() {
  const [draw, setDraw] = useState<Draw | null>(null);
  const again = (next: Draw) => {
    // drawn afresh: another lead may have asked for one of them meanwhile
    void invalidate(queryClient, [drawScorableMeetings]);
    setDraw(next);
  };
  return (
    <Section title={words.draw} lead={words.drawLead}>
      <DrawForm onDraw={again} />
      {draw !== null && <Drawn draw={draw} onAsked={() => setDraw(null)} />}
    </Section>
  );
}

function DrawForm({ onDraw }: { onDraw: (draw: Draw) => void }) {
  const { today } = useSession().organisation;
  const form = useForm<Omit<Draw, 'count'> & { count: number | string }>({
    // some weeks back: what was said is still in mind, and most of it is written up
    initialValues: { from: daysAfter(today, -42), to: today, seed: today, count: 10, basis: 'notes' },
    validate: {
      from: (day) => (day === '' ? words.dayMissing : null),
      to: (day, { from }) => (day === '' ? words.dayMissing : day < from ? words.toBeforeFrom : null),
      seed: (seed) => (seed.trim() === '' ? words.seedMissing : null),
      count: (count) => (Number(count) >= 1 && Number(count) <= 50 ? null : words.countWrong),
    },
  });
  return (
    <form onSubmit={form.onSubmit((draw) => onDraw({ ...draw, seed: draw.seed.trim(), count: Number(draw.count) }))} noValidate>
      <Group align="flex-start" gap="md">
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
      </Group>
      <Button type="submit" variant="default" mt="md">
        {words.drawButton}
      </Button>
    </form>
  );
}

function Drawn({ draw, onAsked }: { draw: Draw; onAsked: () => void }) {
  const meetings = useRead(drawScorableMeetings, { query: draw }, { staleTime: Number.POSITIVE_INFINITY });
  const mentors = useRead(listCalibrators, {});
  const { basis, ...drawing } = draw;
  return (
    <Reading query={meetings} empty={<EmptyState title={words.noneTitle}>{words.noneText(basis)}</EmptyState>}>
      {(drawn) => (
        <Reading query={mentors}>
          {({ items }) => (
            <>
              <Text size="sm">{words.of(drawn.items.length, drawn.of)}</Text>
              <AskScorers
                key={JSON.stringify(draw)}
                caption={words.draw}
                meetings={drawn.items}
                mentors={items}
                basis={basis}
                draw={drawing}
                onAsked={onAsked}
              />
            </>
          )}
        </Reading>
      )}
    </Reading>
  );
}
