import { Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { findReferrableStudents } from '@waymark/contract/referrals.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';

const words = t.referrals.form;

export interface Chosen {
  id: string;
  label: string;
  referredSince: string | null;
}

/** How a student that was found is offered. */
export function chosenFrom(one: ResponseOf<typeof findReferrableStudents>['items'][number]): Chosen {
  const label = [one.name, one.yearGroup === null ? null : t.students.yearOf(one.yearGroup), one.school].filter(Boolean).join(', ');
  return { id: one.id, label, referredSince: one.referredSince };
}

interface StudentSearchProps {
  chosen: Chosen | null;
  onChoose: (chosen: Chosen | null) => void;
  error?: ReactNode;
  label?: string;
}

/** Finds a student of one's own list by the beginning of a name. */
export function StudentSearch({ chosen, onChoose, error, label }: StudentSearchProps) {
  const [typed, setTyped] = useState(chosen?.label ?? '');
  const [opened, setOpened] = useState(false);
  const [search] = useDebouncedValue(typed.trim(), 200);
  const asked = search.length >= 2 && search !== chosen?.label;
  const found = useRead(findReferrableStudents, { query: { search } }, { enabled: asked, keep: true });
  const offered: Chosen[] = (asked ? (found.data?.items ?? []) : []).map(chosenFrom);
  const all = chosen !== null && !offered.some((one) => one.id === chosen.id) ? [chosen, ...offered] : offered;
  return (
    <>
      <Select
        label={label ?? words.student}
        description={words.studentHint}
        withAsterisk={label === undefined}
        searchable
        clearable
        data={all.map(({ id, label }) => ({ value: id, label }))}
        // the server has looked already, by more than the label shows
        filter={({ options }) => (asked ? options : [])}
        searchValue={typed}
        onSearchChange={setTyped}
        value={chosen?.id ?? null}
        onChange={(value) => onChoose(all.find((one) => one.id === value) ?? null)}
        // an open list without anything in it would hide what to do then
        dropdownOpened={opened && asked && offered.length > 0}
        onDropdownOpen={() => setOpened(true)}
        onDropdownClose={() => setOpened(false)}
        error={error}
        autoComplete="off"
      />
      {asked && !found.isFetching && offered.length === 0 && (
        <Text component="output" size="sm" c="dimmed">
          {words.studentNone}
        </Text>
      )}
      {chosen?.referredSince != null && (
        <Text component="output" size="sm" c="dimmed">
          {words.already(formatDate(chosen.referredSince))}
        </Text>
      )}
    </>
  );
}
