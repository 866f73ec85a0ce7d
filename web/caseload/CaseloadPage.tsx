import { Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { useSearchParams } from 'react-router';
import { getCaseload } from '@waymark/contract/caseload.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { listMentors } from '@waymark/contract/members.ts';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Fetched } from '../ui/Fetched.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useSession } from '../ui/session.ts';
import { CaseloadTable } from './CaseloadTable.tsx';
import { readView, sorts, viewOf } from './caseloadView.ts';

const BaselinesToTake = lazy(() => import('../baselines/BaselinesToTake.tsx'));
const ScheduleMeeting = lazy(() => import('../meetings/ScheduleMeeting.tsx'));
const text = t.caseload;

/** A mentor's caseload, those who most need follow-up first; a lead chooses whose. */
export function Component() {
  const { can } = useSession();
  const [address, setAddress] = useSearchParams();
  const lead = can('lead');
  const mentorId = lead ? (address.get('mentor') ?? undefined) : undefined;
  const caseload = useRead(
    getCaseload,
    { query: mentorId === undefined ? {} : { mentorId } },
    { enabled: !lead || mentorId !== undefined },
  );
  const set = (name: string, value: string) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );

  return (
    <Page title={lead && caseload.data ? text.titleOf(caseload.data.mentor.name) : text.title} lead={lead ? text.leadOf : text.lead}>
      <Stack gap="lg">
        {mentorId === undefined && (
          <Fetched>
            <BaselinesToTake />
          </Fetched>
        )}
        {lead && <MentorChoice value={mentorId ?? null} onChange={(id) => set('mentor', id ?? '')} />}
        {lead && mentorId === undefined ? (
          <EmptyState title={text.chooseTitle}>{text.choose}</EmptyState>
        ) : (
          <Reading
            query={caseload}
            isEmpty={({ students }) => students.length === 0}
            empty={<EmptyState title={text.emptyTitle}>{text.empty}</EmptyState>}
          >
            {(data) => <Caseload data={data} address={address} set={set} />}
          </Reading>
        )}
      </Stack>
    </Page>
  );
}

interface CaseloadProps {
  data: ResponseOf<typeof getCaseload>;
  address: URLSearchParams;
  set: (name: string, value: string) => void;
}

function Caseload({ data, address, set }: CaseloadProps) {
  const [scheduleFor, setScheduleFor] = useState<string>();
  const view = readView(address);
  const students = viewOf(data.students, view);
  return (
    <>
      <Group align="flex-end" gap="md">
        <TextInput
          label={text.search}
          type="search"
          value={view.search}
          onChange={(event) => set('find', event.currentTarget.value)}
          style={{ flex: '1 1 14rem' }}
          maw="24rem"
        />
        <Select
          label={text.sort}
          data={sorts.map((value) => ({ value, label: text.sorts[value] }))}
          value={view.sort}
          allowDeselect={false}
          onChange={(order) => set('order', order === null || order === 'followUp' ? '' : order)}
        />
        <Switch
          label={text.onlyFollowUp}
          checked={view.onlyFollowUp}
          onChange={(event) => set('only', event.currentTarget.checked ? 'follow-up' : '')}
          my="xs"
        />
      </Group>
      <Text component="output" display="block" size="sm" c="dimmed">
        {students.length === 0 ? text.noneLeft : text.count(students.length, data.students.length)}
      </Text>
      {students.length > 0 && <CaseloadTable students={students} onSchedule={setScheduleFor} />}
      <Text size="sm" c="dimmed">
        {text.explained(data.noContactWeeks, data.staleAfterDays)}
      </Text>
      {scheduleFor !== undefined && (
        <Suspense>
          <ScheduleMeeting of={{ studentId: scheduleFor, mentorId: data.mentor.id }} onClose={() => setScheduleFor(undefined)} />
        </Suspense>
      )}
    </>
  );
}

function MentorChoice({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const mentors = useRead(listMentors, {});
  return (
    <Reading query={mentors}>
      {(data) => (
        <Select
          label={text.mentor}
          placeholder={text.mentorPlaceholder}
          searchable
          maw="24rem"
          data={data.mentors.map(({ id, name, caseload }) => ({ value: id, label: text.mentorChoice(name, caseload) }))}
          value={value}
          onChange={onChange}
        />
      )}
    </Reading>
  );
}
