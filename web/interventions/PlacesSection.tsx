import { Anchor, Button, Group, Modal, Stack, Switch, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { addPlaces, attendedShare, endPlace, listPlaces, type Place, reopenPlace } from '@waymark/contract/interventions.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { StudentsPicker } from '../students/StudentPicker.tsx';
import { confirm } from '../ui/confirm.ts';
import { formatNumber, formatShortDate, todayHere } from '../ui/format.ts';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { StackedTable } from '../ui/StackedTable.tsx';
import { toast } from '../ui/toast.tsx';
import { readsOfHelp } from './changed.ts';

const words = t.help.places;

/** Who is on the list of an intervention, since when, and how much each received. */
export function PlacesSection({ interventionId, writes }: { interventionId: string; writes: boolean }) {
  const [past, setPast] = useState(false);
  const [adding, setAdding] = useState(false);
  const places = useRead(listPlaces, { params: { id: interventionId }, query: { past: String(past) } }, { keep: true });
  const reopen = useWrite(reopenPlace, { invalidates: readsOfHelp });
  const end = useWrite(endPlace, { invalidates: readsOfHelp });
  const askEnd = async ({ id, student, version }: Place) => {
    if (!(await confirm({ title: words.endNamed(student), body: words.endText, confirmLabel: words.end }))) return;
    const ended = await end.mutateAsync({ params: { id }, ifMatch: version, body: { endedOn: todayHere() } });
    toast.done(words.ended(student), { undo: () => reopen.mutateAsync({ params: { id }, ifMatch: ended.version }) });
  };
  return (
    <Section title={words.title}>
      <Reading query={places} empty={<Text c="dimmed">{writes ? `${words.none} ${words.noneHint}` : words.none}</Text>}>
        {({ items }) => (
          <StackedTable
            caption={words.caption}
            rows={items}
            rowKey={({ id }) => id}
            columns={[
              {
                label: words.student,
                cell: ({ studentId, student, yearGroup }) => (
                  <>
                    <Anchor component={Link} to={`/students/${studentId}`} fw={600}>
                      {student}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                      {words.year(yearGroup)}
                    </Text>
                  </>
                ),
              },
              {
                label: words.since,
                cell: ({ startedOn, endedOn, endReason }) =>
                  [formatShortDate(startedOn), endedOn !== null && words.until(formatShortDate(endedOn)), endReason]
                    .filter(Boolean)
                    .join(', '),
              },
              { label: t.help.columns.sessions, numeric: true, cell: ({ dose }) => formatNumber(dose.sessions) },
              { label: t.help.columns.minutes, numeric: true, cell: ({ dose }) => t.help.minutes(dose.minutes) },
              { label: t.help.columns.attended, numeric: true, cell: ({ dose }) => t.help.share(attendedShare(dose)) },
              ...(writes
                ? [
                    {
                      label: words.end,
                      hidden: true,
                      cell: (place: Place) =>
                        place.endedOn === null && (
                          <Button
                            variant="subtle"
                            disabled={end.isPending}
                            onClick={() => void askEnd(place).catch(() => undefined)}
                            aria-label={words.endNamed(place.student)}
                          >
                            {words.end}
                          </Button>
                        ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Reading>
      <Group justify="space-between">
        <Switch label={words.past} checked={past} onChange={(event) => setPast(event.currentTarget.checked)} />
        {writes && (
          <Button variant="default" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        )}
      </Group>
      {adding && <AddPlaces interventionId={interventionId} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function AddPlaces({ interventionId, onClose }: { interventionId: string; onClose: () => void }) {
  const [startedOn, setStartedOn] = useState(todayHere);
  // an id with each student, made when they are chosen: pressing twice is adding once
  const [chosen, setChosen] = useState<{ id: string; name: string; placeId: string }[]>([]);
  const add = useWrite(addPlaces, {
    invalidates: readsOfHelp,
    onDone: ({ added, already }) => {
      toast.done(words.added(added, already));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.length === 0 || add.isPending) return;
    const places = chosen.map(({ id, placeId }) => ({ id: placeId, studentId: id }));
    add.mutate({ params: { id: interventionId }, body: { startedOn, places } });
  };
  return (
    <Modal opened onClose={onClose} title={words.addTitle} closeOnClickOutside={chosen.length === 0}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <StudentsPicker
            label={words.search}
            chosen={chosen}
            onChange={(next) =>
              setChosen((before) => next.map((one) => before.find(({ id }) => id === one.id) ?? { ...one, placeId: uuidv7() }))
            }
          />
          <TextInput
            type="date"
            label={words.from}
            required
            value={startedOn}
            onChange={(event) => setStartedOn(event.currentTarget.value)}
          />
          <Group justify="space-between">
            <Text size="sm" c="dimmed" role="status">
              {words.chosen(chosen.length)}
            </Text>
            <Button type="submit" loading={add.isPending} disabled={chosen.length === 0 || startedOn === ''}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
