import { Button, Select, SimpleGrid, TextInput } from '@mantine/core';
import { listProgrammes } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import type { Kept } from './filters.ts';

const words = t.provision.filters;
const years = Array.from({ length: 15 }, (_, year) => ({ value: String(year), label: t.shell.year(year) }));

interface ProvisionFiltersProps {
  filters: Kept;
  /** The period that is counted when the address names none. */
  period: { from: string; to: string } | undefined;
  set: (changes: Partial<Record<keyof Kept, string | null>>) => void;
}

/** Which part of the provision is counted. Every choice is in the address. */
export function ProvisionFilters({ filters, period, set }: ProvisionFiltersProps) {
  const programmes = useRead(listProgrammes, {}).data?.items ?? [];
  const schools = useRead(listSchools, {}).data?.items ?? [];
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      label={words[name]}
      value={filters[name] ?? period?.[name] ?? ''}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  const choose = (name: 'school' | 'year' | 'programme', data: { value: string; label: string }[]) => (
    <Select
      label={words[name]}
      placeholder={words.any}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t.students.filters.clear }}
      data={data}
      value={filters[name] ?? null}
      onChange={(value) => set({ [name]: value })}
    />
  );
  const named = (items: readonly { id: string; name: string }[]) => items.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section aria-label={words.title} className="no-print">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} spacing="md" verticalSpacing="sm">
        {day('from')}
        {day('to')}
        {choose('school', named(schools))}
        {choose('year', years)}
        {choose('programme', named(programmes))}
      </SimpleGrid>
      {Object.keys(filters).length > 0 && (
        <Button variant="subtle" mt="xs" px={0} onClick={() => set({ from: null, to: null, school: null, year: null, programme: null })}>
          {words.usual}
        </Button>
      )}
    </section>
  );
}
