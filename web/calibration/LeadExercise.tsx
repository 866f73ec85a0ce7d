import { Badge, Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import {
  askForExercise,
  closeExercise,
  type ExerciseDetail,
  getConsistency,
  getExercise,
  listCalibrators,
  listExercises,
} from '@waymark/contract/calibration.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';
import { AgreementTable } from './ConsistencyView.tsx';
import { LevelCounts } from './LevelCounts.tsx';

const words = t.calibration.exercise;
const changed = [getExercise, listExercises, listCalibrators, getConsistency];

/** One exercise as a lead follows it: who has finished, how it agrees, and what was given without names. */
export function LeadExercise({ id }: { id: string }) {
  const exercise = useRead(getExercise, { params: { id } });
  const { data } = exercise;
  const close = useWrite(closeExercise, { invalidates: changed, onDone: () => toast.done(words.closedToast) });
  const ask = async () => {
    if (await confirm({ title: words.closeTitle, body: words.closeText, confirmLabel: words.close, danger: true }))
      close.mutate({ params: { id } });
  };
  const open = data !== undefined && data.closedAt === null;
  return (
    <Page
      title={data?.title ?? t.calibration.title}
      lead={data && words.lead(data.vignettes, formatDate(data.dueOn))}
      parents={[{ label: t.calibration.title, to: '/calibration' }]}
      actions={
        open && (
          <Button variant="default" loading={close.isPending} onClick={() => void ask()}>
            {words.close}
          </Button>
        )
      }
    >
      <Reading query={exercise}>
        {(detail) => (
          <Stack gap="lg" align="stretch">
            <People detail={detail} />
            {open && <AskMore exercise={detail} />}
            <Section title={t.calibration.lead.agreement} lead={t.calibration.lead.agreementLead(detail.agreement.n)}>
              <AgreementTable caption={t.calibration.lead.agreement} agreement={detail.agreement} />
            </Section>
            <Section title={words.given} lead={detail.finished > 0 ? words.givenLead : words.nobody}>
              {detail.finished > 0 &&
                detail.given.map(({ vignetteId, title, statement, reference, counts }) => (
                  <div key={vignetteId + statement}>
                    <Text fw={600}>{title}</Text>
                    <LevelCounts label={statement} counts={counts} reference={reference} />
                  </div>
                ))}
            </Section>
          </Stack>
        )}
      </Reading>
    </Page>
  );
}

function People({ detail: { people } }: { detail: ExerciseDetail }) {
  return (
    <Section title={words.people}>
      <StackedTable
        caption={words.people}
        rows={people}
        rowKey={({ memberId }) => memberId}
        columns={[
          {
            label: words.person,
            cell: ({ name, overdue }) => (
              <Group gap="xs">
                {name}
                {overdue && <Badge color="orange">{t.calibration.overdue}</Badge>}
              </Group>
            ),
          },
          { label: words.answered, numeric: true, cell: ({ answered, of }) => words.of(answered, of) },
          { label: words.finishedOn, cell: ({ finishedAt }) => (finishedAt === null ? words.notYet : formatDate(finishedAt)) },
        ]}
      />
    </Section>
  );
}

function AskMore({ exercise: { id, people } }: { exercise: ExerciseDetail }) {
  const [chosen, setChosen] = useState<string[]>([]);
  const mentors = useRead(listCalibrators, {});
  const ask = useWrite(askForExercise, {
    invalidates: changed,
    onDone: ({ added }) => {
      toast.done(words.asked(added));
      setChosen([]);
    },
  });
  const asked = new Set(people.map(({ memberId }) => memberId));
  return (
    <Section title={words.askMore}>
      <Reading query={mentors}>
        {({ items }) => {
          const others = items.filter(({ memberId }) => !asked.has(memberId));
          if (others.length === 0) return <Text c="dimmed">{words.nobodyMore}</Text>;
          return (
            <>
              <Checkbox.Group value={chosen} onChange={setChosen} aria-label={words.askMore}>
                <Stack gap="xs">
                  {others.map(({ memberId, name }) => (
                    <Checkbox key={memberId} value={memberId} label={name} />
                  ))}
                </Stack>
              </Checkbox.Group>
              <div>
                <Button
                  disabled={chosen.length === 0}
                  loading={ask.isPending}
                  onClick={() => ask.mutate({ params: { id }, body: { memberIds: chosen } })}
                >
                  {words.ask}
                </Button>
              </div>
            </>
          );
        }}
      </Reading>
    </Section>
  );
}
