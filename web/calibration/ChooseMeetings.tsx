import { Alert, Checkbox, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { listCalibrators } from '@waymark/contract/calibration.ts';
import { daysAfter } from '@waymark/contract/days.ts';
import { listScorableMeetings, type ScorableMeeting, ScoringBasis } from '@waymark/contract/second-scorings.ts';
import { useRead, useReadPages } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { MorePages } from '../ui/MorePages.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { AskScorers } from './AskScorers.tsx';

const words = t.calibration.double;
const most = 50;

/** Chooses particular meetings by hand: looked at one by one, and kept out of what is said of the programme. */
export function ChooseMeetings() {
  const { today } = useSession().organisation;
  const mentors = useRead(listCalibrators, {});
  const [filters, setFilters] = useState({ from: daysAfter(today, -42), to: today, mentorId: null as string | null, student: '' });
  const [basis, setBasis] = useState<ScoringBasis>('notes');
  // what is chosen stays chosen while one looks elsewhere
  const [chosen, setChosen] = useState<readonly ScorableMeeting[]>([]);
  const change = (part: Partial<typeof filters>) => setFilters((now) => ({ ...now, ...part }));
  const people = (mentors.data?.items ?? []).map(({ memberId, name }) => ({ value: memberId, label: name }));
  return (
    <Section title={words.byHandTitle} lead={words.byHandLead}>
      <Alert color="gray">{words.byHandWhy}</Alert>
      <Group align="flex-start" gap="md">
        <TextInput
          type="date"
          label={words.from}
          max={today}
          value={filters.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.to}
          max={today}
          value={filters.to}
          error={filters.to !== '' && filters.to < filters.from ? words.toBeforeFrom : undefined}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
        <Select
          label={words.basis}
          allowDeselect={false}
          data={ScoringBasis.options.map((value) => ({ value, label: words.bases[value] }))}
          value={basis}
          onChange={(value) => {
            // a meeting nothing was shared from can be scored from having been there only
            setChosen([]);
            setBasis(value ?? 'notes');
          }}
        />
        <Select
          label={words.first}
          placeholder={words.anyMentor}
          clearable
          data={people}
          value={filters.mentorId}
          onChange={(mentorId) => change({ mentorId })}
        />
        <TextInput
          label={words.student}
          placeholder={words.anyStudent}
          value={filters.student}
          onChange={(event) => change({ student: event.currentTarget.value })}
        />
      </Group>
      <Choices filters={filters} basis={basis} chosen={chosen} onChosen={setChosen} />
      {chosen.length > 0 && (
        <Reading query={mentors}>
          {({ items }) => (
            <>
              <Text fw={600} role="status">
                {words.chosen(chosen.length, most)}
              </Text>
              <AskScorers
                caption={words.chosenTitle}
                meetings={chosen}
                mentors={items}
                basis={basis}
                draw={null}
                onAsked={() => setChosen([])}
              />
            </>
          )}
        </Reading>
      )}
    </Section>
  );
}

interface ChoicesProps {
  filters: { from: string; to: string; mentorId: string | null; student: string };
  basis: ScoringBasis;
  chosen: readonly ScorableMeeting[];
  onChosen: (chosen: readonly ScorableMeeting[]) => void;
}

function Choices({ filters, basis, chosen, onChosen }: ChoicesProps) {
  const [student] = useDebouncedValue(filters.student.trim(), 300);
  const { from, to, mentorId } = filters;
  const query = { from, to, basis, limit: 10, ...(mentorId !== null && { mentorId }), ...(student !== '' && { student }) };
  const list = useReadPages(listScorableMeetings, { query }, { enabled: from !== '' && to !== '' && from <= to });
  const ids = new Set(chosen.map(({ id }) => id));
  if (from === '' || to === '' || to < from) return null;
  const items = list.data?.pages.flatMap((page) => page.items);
  return (
    <Reading query={{ ...list, data: items }} empty={<EmptyState title={words.noneTitle}>{words.noneText(basis)}</EmptyState>}>
      {(meetings) => (
        <div>
          <StackedTable
            caption={words.byHandTitle}
            rows={meetings}
            rowKey={({ id }) => id}
            columns={[
              {
                label: words.meeting,
                cell: (meeting) => (
                  <Checkbox
                    label={words.meetingOf(formatDate(meeting.heldOn), meeting.student)}
                    checked={ids.has(meeting.id)}
                    disabled={!ids.has(meeting.id) && chosen.length >= most}
                    onChange={(event) =>
                      onChosen(event.currentTarget.checked ? [...chosen, meeting] : chosen.filter(({ id }) => id !== meeting.id))
                    }
                  />
                ),
              },
              { label: words.first, cell: ({ mentor }) => mentor },
              { label: words.outcomes, numeric: true, cell: ({ outcomes }) => outcomes },
            ]}
          />
          <MorePages query={list} />
        </div>
      )}
    </Reading>
  );
}
