import { Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { listMembers, type Member, MemberKind, MemberStatus } from '@waymark/contract/members.ts';
import { Role } from '@waymark/contract/common.ts';
import { useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { MorePages } from '../ui/MorePages.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useFilters } from '../ui/useFilters.ts';
import { InviteMember } from './InviteMember.tsx';
import { ChangeMember } from './ChangeMember.tsx';
import { PeopleTable } from './PeopleTable.tsx';

const words = t.administration.people;

export const handle = { crumb: words.title };

export function Component() {
  const [filters, setFilters] = useFilters('search', 'who', 'role', 'status', 'invite');
  const [search, setSearch] = useState(filters.search ?? '');
  const searchSoon = useDebouncedCallback((text: string) => setFilters({ search: text }), 250);
  const [changing, setChanging] = useState<Member>();
  const role = Role.safeParse(filters.role).data;
  const status = MemberStatus.safeParse(filters.status).data;
  // staff first: the students with a seat are many, and are looked after on their own pages
  const who = MemberKind.safeParse(filters.who).data ?? 'staff';
  const members = useReadPages(listMembers, { query: { search: filters.search, kind: role === 'student' ? 'all' : who, role, status } });
  const clear = () => {
    setSearch('');
    setFilters({ search: null, who: 'all', role: null, status: null });
  };

  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Button leftSection={<IconUserPlus size={20} aria-hidden="true" />} onClick={() => setFilters({ invite: '1' })}>
          {words.invite}
        </Button>
      }
    >
      <SegmentedControl
        mb="md"
        aria-label={words.who}
        value={who}
        onChange={(value) => setFilters({ who: value === 'staff' ? null : value, role: null })}
        data={MemberKind.options.map((value) => ({ value, label: words.whos[value] }))}
      />
      <Group component="search" mb="lg" align="flex-end">
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
        <Select
          label={words.role}
          placeholder={words.anyRole}
          clearable
          data={Role.options.map((value) => ({ value, label: t.shell.roles[value] }))}
          value={role ?? null}
          onChange={(value) => setFilters({ role: value })}
          style={{ flex: '1 1 10rem' }}
        />
        <Select
          label={words.status}
          placeholder={words.anyStatus}
          clearable
          data={MemberStatus.options.map((value) => ({ value, label: words.statuses[value] }))}
          value={status ?? null}
          onChange={(value) => setFilters({ status: value })}
          style={{ flex: '1 1 9rem' }}
        />
      </Group>
      <Reading
        query={members}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={
          <EmptyState
            title={words.empty}
            action={
              <Button variant="default" onClick={clear}>
                {words.clear}
              </Button>
            }
          >
            {words.emptyNext}
          </EmptyState>
        }
      >
        {(data) => <PeopleTable members={data.pages.flatMap((page) => page.items)} onChange={setChanging} />}
      </Reading>
      <MorePages query={members} />
      {filters.invite !== undefined && <InviteMember onClose={() => setFilters({ invite: null })} />}
      {changing && <ChangeMember member={changing} onClose={() => setChanging(undefined)} />}
    </Page>
  );
}
