import { Button, Collapse, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { getCaseloadBalance } from '@waymark/contract/matches.ts';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';
import { useFilters } from '../ui/useFilters.ts';
import { yearGroups } from './yearGroups.ts';

const words = t.students.filters;
const names = ['search', 'school', 'year', 'programme', 'cohort', 'mentor', 'state'] as const;

/** The filters as the address has them, and as the endpoint takes them. */
export function useStudentFilters() {
  const [filters, set] = useFilters(...names);
  const { search, school, year, programme, cohort, mentor, state } = filters;
  const left = (['only', 'all'] as const).find((one) => one === state);
  const query = {
    search,
    schoolId: school,
    yearGroup: year,
    programmeId: programme,
    cohortId: cohort,
    mentorId: mentor,
    unmatched: state === 'unmatched' ? 'true' : undefined,
    left,
  };
  const clear = () => set(Object.fromEntries(names.map((name) => [name, null])));
  return { filters, set, query, anything: names.some((name) => filters[name] !== undefined), clear };
}

/** The search box and, behind a button, the rest. */
export function StudentFilters() {
  const { can } = useSession();
  const { filters, set, anything, clear } = useStudentFilters();
  const [open, setOpen] = useState(names.some((name) => name !== 'search' && filters[name] !== undefined));
  const [search, setSearch] = useState(filters.search ?? '');
  const searchSoon = useDebouncedCallback((text: string) => set({ search: text }), 250);

  const all = can('admin', 'lead', 'safeguarding_lead');
  const schools = useRead(listSchools, {}, { enabled: open });
  const programmes = useRead(listProgrammes, {}, { enabled: open });
  const mentors = useRead(getCaseloadBalance, {}, { enabled: open && all });
  const programme = programmes.data?.items.find((one) => one.id === filters.programme);
  const select = (label: string, name: (typeof names)[number], data: { value: string; label: string }[]) => (
    <Select
      label={label}
      placeholder={words.any}
      clearable
      searchable={data.length > 8}
      data={data}
      value={filters[name] ?? null}
      onChange={(value) => set(name === 'programme' ? { programme: value, cohort: null } : { [name]: value })}
      style={{ flex: '1 1 11rem' }}
    />
  );
  const named = (items: readonly { id: string; name: string }[] = []) => items.map(({ id, name }) => ({ value: id, label: name }));

  return (
    <search>
      <Group align="flex-end" mb="sm">
        <TextInput
          label={words.search}
          type="search"
          value={search}
          style={{ flex: '1 1 14rem' }}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            searchSoon(event.currentTarget.value);
          }}
        />
        <Button
          variant="default"
          aria-expanded={open}
          leftSection={<IconFilter size={18} aria-hidden="true" />}
          onClick={() => setOpen(!open)}
        >
          {words.more}
        </Button>
        {anything && (
          <Button
            variant="subtle"
            onClick={() => {
              clear();
              setSearch('');
            }}
          >
            {words.clear}
          </Button>
        )}
      </Group>
      <Collapse expanded={open}>
        <Group align="flex-end" mb="md">
          {select(t.students.school, 'school', named(schools.data?.items))}
          {select(t.students.year, 'year', yearGroups)}
          {select(t.students.programme, 'programme', named(programmes.data?.items))}
          {programme && select(words.cohort, 'cohort', named(programme.cohorts))}
          {all && select(words.mentor, 'mentor', named(mentors.data?.items.map(({ mentor }) => mentor)))}
          {all && (
            <Select
              label={words.state}
              data={Object.entries(words.states).map(([value, label]) => ({ value, label }))}
              allowDeselect={false}
              value={filters.state ?? ''}
              onChange={(value) => set({ state: value })}
              style={{ flex: '1 1 11rem' }}
            />
          )}
        </Group>
      </Collapse>
    </search>
  );
}
