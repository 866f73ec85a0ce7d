import { Group, Select } from '@mantine/core';
import * as t from '../strings/catalogue.ts';

interface ProposalFiltersProps {
  schools: readonly { id: string; name: string }[];
  years: readonly { value: string; label: string }[];
  filters: { school?: string; year?: string };
  set: (changes: { school?: string | null; year?: string | null }) => void;
}

/** Which students are looked at. */
export function ProposalFilters({ schools, years, filters, set }: ProposalFiltersProps) {
  const words = t.triage;
  return (
    <search>
      <Group align="flex-end" mb="md">
        <Select
          label={words.school}
          placeholder={words.any}
          clearable
          data={schools.map(({ id, name }) => ({ value: id, label: name }))}
          value={filters.school ?? null}
          onChange={(value) => set({ school: value })}
          style={{ flex: '1 1 12rem' }}
        />
        <Select
          label={words.year}
          placeholder={words.any}
          clearable
          searchable
          data={[...years]}
          value={filters.year ?? null}
          onChange={(value) => set({ year: value })}
          style={{ flex: '1 1 10rem' }}
        />
      </Group>
    </search>
  );
}
