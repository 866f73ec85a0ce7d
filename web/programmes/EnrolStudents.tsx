import { Button, Checkbox, Group, Modal, ScrollArea, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { enrolStudents } from '@waymark/contract/enrolments.ts';
import type { Programme } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { listStudents } from '@waymark/contract/students.ts';
import { useRead, useReadPages, useWrite } from '../api.ts';
import { studentReads } from '../students/reads.ts';
import { yearGroups } from '../students/yearGroups.ts';
import * as t from '../strings/catalogue.ts';
import { todayHere } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { nameOf } from '../ui/PersonName.tsx';
import { Reading } from '../ui/Reading.tsx';
import { toast } from '../ui/toast.tsx';

const words = t.programmes.enrol;

/** Enrols students found by name, school and year, one or many; what is chosen stays chosen while searching on. */
export default function EnrolStudents({ programme, onClose }: { programme: Programme; onClose: () => void }) {
  // one id a student however often it is sent: twice is once
  const [ids] = useState(() => new Map<string, string>());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [search, setSearch] = useState('');
  const [soon] = useDebouncedValue(search, 250);
  const [schoolId, setSchoolId] = useState<string | null>(null);
  const [year, setYear] = useState<string | null>(null);
  const [cohortId, setCohortId] = useState<string | null>(null);
  const [startedOn, setStartedOn] = useState(todayHere());
  const schools = useRead(listSchools, {});
  const students = useReadPages(listStudents, {
    query: { search: soon || undefined, schoolId: schoolId ?? undefined, yearGroup: year ?? undefined, limit: 50 },
  });
  const rows = students.data?.pages.flatMap((page) => page.items) ?? [];
  const free = rows.filter((row) => row.enrolments.every((enrolment) => enrolment.programmeId !== programme.id));
  const enrol = useWrite(enrolStudents, {
    invalidates: studentReads,
    onDone: ({ enrolled, already }) => {
      toast.done(
        words.done(
          enrolled,
          already.map((one) => one.name),
        ),
      );
      onClose();
    },
  });
  const change = (which: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of which) {
      if (on) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  };
  const submit = () => {
    const list = [...chosen].map((studentId) => {
      const id = ids.get(studentId) ?? uuidv7();
      ids.set(studentId, id);
      return { id, studentId };
    });
    enrol.mutate({ body: { programmeId: programme.id, cohortId, startedOn, students: list } });
  };
  const cohorts = programme.cohorts.filter((cohort) => !cohort.archived);
  const all = free.length > 0 && free.every((row) => chosen.has(row.id));

  return (
    <Modal opened onClose={onClose} size="lg" title={words.title(programme.name)} closeOnClickOutside={chosen.size === 0}>
      <Stack>
        <TextInput
          type="search"
          label={words.find}
          description={words.findHint}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Group grow>
          <Select
            label={t.students.school}
            placeholder={t.students.filters.any}
            clearable
            searchable
            data={(schools.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={schoolId}
            onChange={setSchoolId}
          />
          <Select
            label={t.students.year}
            placeholder={t.students.filters.any}
            clearable
            data={yearGroups}
            value={year}
            onChange={setYear}
          />
        </Group>
        <Reading query={students} isEmpty={() => rows.length === 0} empty={<Text c="dimmed">{words.nobody}</Text>}>
          {() => (
            <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
              <legend>{words.caption}</legend>
              <ScrollArea.Autosize mah="18rem" type="auto" tabIndex={0} mt="xs">
                <Stack gap="xs">
                  <Checkbox
                    label={words.chooseAll}
                    checked={all}
                    disabled={free.length === 0}
                    onChange={() =>
                      change(
                        free.map((row) => row.id),
                        !all,
                      )
                    }
                  />
                  {rows.map((row) => (
                    <Checkbox
                      key={row.id}
                      label={nameOf(row, true)}
                      description={[
                        row.yearGroup === null ? null : t.students.yearOf(row.yearGroup),
                        row.school?.name,
                        free.includes(row) ? null : words.already,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                      disabled={!free.includes(row)}
                      checked={chosen.has(row.id)}
                      onChange={(event) => change([row.id], event.currentTarget.checked)}
                    />
                  ))}
                </Stack>
                <MorePages query={students} />
              </ScrollArea.Autosize>
            </fieldset>
          )}
        </Reading>
        <Group grow align="flex-end">
          {cohorts.length > 0 && (
            <Select
              label={t.programmes.cohort.of}
              placeholder={t.programmes.cohort.noCohort}
              clearable
              data={cohorts.map(({ id, name }) => ({ value: id, label: name }))}
              value={cohortId}
              onChange={setCohortId}
            />
          )}
          <TextInput type="date" label={words.from} value={startedOn} onChange={(event) => setStartedOn(event.currentTarget.value)} />
        </Group>
        <Group justify="space-between">
          <Text component="output">{chosen.size > 0 ? words.chosen(chosen.size) : ''}</Text>
          <Group>
            <Button variant="default" onClick={onClose}>
              {t.shell.cancel}
            </Button>
            <Button onClick={submit} loading={enrol.isPending} disabled={chosen.size === 0 || startedOn === ''}>
              {words.submit(chosen.size)}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}
