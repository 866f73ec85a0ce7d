import { Select, SegmentedControl, TextInput, Group } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { listMembers } from '@waymark/contract/members.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { Page } from '../ui/Page.tsx';
import { useFilters } from '../ui/useFilters.ts';
import { AuditTrail } from './AuditTrail.tsx';
import { Readings } from './Readings.tsx';

const words = t.administration.audit;

export const handle = { crumb: words.title };

/** Two logs that only grow: what was done, and who read whose record. */
export function Component() {
  const [filters, setFilters] = useFilters('log', 'action', 'person', 'student', 'from', 'to');
  const [action, setAction] = useState(filters.action ?? '');
  const actionSoon = useDebouncedCallback((text: string) => setFilters({ action: text }), 300);
  const log = filters.log === 'readings' ? 'readings' : 'changes';
  const query = { memberId: filters.person, studentId: filters.student, from: filters.from, to: filters.to };

  return (
    <Page title={words.title} lead={words.lead}>
      <SegmentedControl
        aria-label={words.title}
        mb="md"
        value={log}
        onChange={(value) => setFilters({ log: value === 'readings' ? value : null })}
        data={[
          { value: 'changes', label: words.changes },
          { value: 'readings', label: words.readings },
        ]}
      />
      <Group component="search" mb="lg" align="flex-end">
        <PersonFilter value={filters.person ?? null} onChange={(person) => setFilters({ person })} />
        {log === 'changes' && (
          <TextInput
            label={words.action}
            placeholder={words.actionHint}
            value={action}
            style={{ flex: '1 1 12rem' }}
            onChange={(event) => {
              setAction(event.currentTarget.value);
              actionSoon(event.currentTarget.value);
            }}
          />
        )}
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
          label={words.to}
          value={filters.to ?? ''}
          min={filters.from}
          onChange={(event) => setFilters({ to: event.currentTarget.value })}
          style={{ flex: '1 1 9rem' }}
        />
      </Group>
      {log === 'changes' ? <AuditTrail query={{ ...query, action: filters.action }} /> : <Readings query={query} />}
    </Page>
  );
}

function PersonFilter({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const members = useRead(listMembers, { query: { kind: 'staff', limit: 200 } });
  const data = (members.data?.items ?? []).map(({ id, name, role }) => ({
    value: id,
    label: `${name} (${t.shell.roles[role].toLowerCase()})`,
  }));
  return (
    <Select
      label={words.person}
      placeholder={words.anyone}
      data={data}
      searchable
      clearable
      value={value}
      onChange={onChange}
      style={{ flex: '1 1 14rem' }}
    />
  );
}
