import { Anchor, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { listActions } from '@waymark/contract/actions.ts';
import type { listMeetings } from '@waymark/contract/meetings.ts';
import { ActionItem, ActionList } from '../actions/ActionItem.tsx';
import { useClosing } from '../actions/useClosing.ts';
import type { useRead } from '../api.ts';
import { MeetingList, MeetingRow } from '../meetings/MeetingRow.tsx';
import * as t from '../strings/catalogue.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Section } from '../ui/Section.tsx';

interface OverdueProps {
  unrecorded: ReturnType<typeof useRead<typeof listMeetings>>;
  overdue: ReturnType<typeof useRead<typeof listActions>>;
  today: string;
}

/** What should have happened by now: meetings nobody recorded, actions past their date. Nothing at all on a good day. */
export function OverdueSection({ unrecorded, overdue, today }: OverdueProps) {
  const closing = useClosing();
  const meetings = unrecorded.data?.items ?? [];
  const actions = overdue.data?.items ?? [];
  const failed = [unrecorded, overdue].find(({ error, data }) => error != null && data === undefined);
  if (failed) {
    return (
      <Section title={t.day.overdue}>
        <ErrorState error={failed.error} retry={() => void failed.refetch()} />
      </Section>
    );
  }
  if (meetings.length === 0 && actions.length === 0) return null;
  return (
    <Section title={t.day.overdue}>
      {meetings.length > 0 && (
        <div>
          <Title order={3} size="h4">
            {t.day.unrecorded}
          </Title>
          <Text size="sm" c="dimmed">
            {t.day.unrecordedHint}
          </Text>
          <MeetingList>
            {meetings.map((meeting) => (
              <MeetingRow key={meeting.id} meeting={meeting} today={today} show="student" withDay mine />
            ))}
          </MeetingList>
        </div>
      )}
      {actions.length > 0 && (
        <div>
          <Title order={3} size="h4">
            {t.day.actions}
          </Title>
          <ActionList>
            {actions.map((action) => (
              <ActionItem key={action.id} action={action} closing={closing} withStudent />
            ))}
          </ActionList>
          {overdue.data?.next != null && (
            <Anchor component={Link} to="/caseload">
              {t.day.moreOverdue}
            </Anchor>
          )}
        </div>
      )}
    </Section>
  );
}
