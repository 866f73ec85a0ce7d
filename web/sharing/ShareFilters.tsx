import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { LawfulBasis, LinkState, ShareKind, ShareMedium } from '@waymark/contract/shares.ts';
import * as t from '../strings/catalogue.ts';

const words = t.sharing.list;

type Name = 'search' | 'kind' | 'medium' | 'basis' | 'link' | 'from' | 'to';

interface ShareFiltersProps {
  filters: Partial<Record<Name, string>>;
  setFilters: (changes: Partial<Record<Name, string | null>>) => void;
}

/** Narrows the list of what was shared; kept in the address. */
export function ShareFilters({ filters, setFilters }: ShareFiltersProps) {
  const [search, setSearch] = useState(filters.search ?? '');
  const searchSoon = useDebouncedCallback((text: string) => setFilters({ search: text }), 300);
  const choice = (name: Name, label: string, any: string, data: { value: string; label: string }[]) => (
    <Select
      label={label}
      placeholder={any}
      data={data}
      clearable
      clearButtonProps={{ 'aria-label': any }}
      value={filters[name] ?? null}
      onChange={(value) => setFilters({ [name]: value })}
      style={{ flex: '1 1 10rem' }}
    />
  );
  const named = <Value extends string>(options: readonly Value[], names: Record<Value, string>) =>
    options.map((value) => ({ value, label: names[value] }));
  return (
    <Group component="search" mb="lg" align="flex-end">
      <TextInput
        label={words.search}
        placeholder={words.searchHint}
        value={search}
        style={{ flex: '1 1 12rem' }}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          searchSoon(event.currentTarget.value);
        }}
      />
      {choice('kind', words.kind, words.anyKind, named(ShareKind.options, t.sharing.kinds))}
      {choice('medium', words.medium, words.anyMedium, named(ShareMedium.options, t.sharing.media))}
      {choice('link', words.linkState, words.anyLink, named(LinkState.options, t.sharing.linkStates))}
      {choice('basis', words.basis, words.anyBasis, named(LawfulBasis.options, t.sharing.bases))}
      <TextInput
        type="date"
        label={words.from}
        value={filters.from ?? ''}
        max={filters.to}
        onChange={(event) => setFilters({ from: event.currentTarget.value })}
        style={{ flex: '1 1 9rem' }}
      />
      <TextInput
        type="date"
        label={words.until}
        value={filters.to ?? ''}
        min={filters.from}
        onChange={(event) => setFilters({ to: event.currentTarget.value })}
        style={{ flex: '1 1 9rem' }}
      />
    </Group>
  );
}
