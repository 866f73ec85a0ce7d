import { Button, Stack, Text, Title } from '@mantine/core';
import { listMeetings } from '@waymark/contract/meetings.ts';
import { listStudentNotes } from '@waymark/contract/meeting-room.ts';
import { listOwnViews, type OwnView } from '@waymark/contract/own-view.ts';
import { getStudent } from '@waymark/contract/students.ts';
import { Link } from 'react-router';
import { Suspense, lazy } from 'react';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate, formatRelativeDay, formatTime, todayHere } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { OwnQuestionnaires } from '../questionnaires/OwnQuestionnaires.tsx';
import { OwnActions } from './OwnActions.tsx';
import { OwnOutcomes } from './OwnOutcomes.tsx';
import { useBegunView } from './useBegunView.ts';
import classes from './OwnView.module.css';

const OwnFeedback = lazy(() => import('../feedback/OwnFeedback.tsx'));
const OwnHelp = lazy(() => import('../interventions/OwnHelp.tsx'));
const OwnReports = lazy(() => import('../student-reports/OwnReports.tsx'));
const OwnClosures = lazy(() => import('../closures/OwnClosures.tsx'));
const text = t.ownView.home;

/** The student's own home: what is next, what was agreed, what was shared, and how it has been going. */
export function Component() {
  const { seat } = useSession();
  const { studentId } = seat;
  if (studentId === null) return <Page title={text.titleAnonymous} />;
  return <Home studentId={studentId} />;
}

function Home({ studentId }: { studentId: string }) {
  const student = useRead(getStudent, { params: { id: studentId } });
  const name = student.data && (student.data.preferredName ?? student.data.givenName);
  return (
    <Page title={name === undefined ? text.titleAnonymous : text.title(name)} lead={text.lead} width="normal">
      <Stack gap="lg">
        <NextMeeting studentId={studentId} />
        <OwnQuestionnaires />
        <GiveView />
        <OwnActions studentId={studentId} />
        <Suspense>
          <OwnClosures />
          <OwnReports />
        </Suspense>
        <SharedNotes studentId={studentId} />
        <Suspense>
          <OwnFeedback studentId={studentId} />
          <OwnHelp studentId={studentId} />
        </Suspense>
        <OwnOutcomes studentId={studentId} />
      </Stack>
    </Page>
  );
}

function NextMeeting({ studentId }: { studentId: string }) {
  const meetings = useRead(listMeetings, { query: { studentId, status: 'scheduled', from: todayHere(), limit: 5 } });
  return (
    <Section title={text.next}>
      <Reading query={meetings} isEmpty={() => false}>
        {({ items }) => {
          // one that is going on at this moment is still the next
          const next = items.find(({ startsAt, plannedMinutes }) => Date.parse(startsAt) + plannedMinutes * 60_000 > Date.now());
          if (!next) return <Text>{text.noNext}</Text>;
          return (
            <div>
              <Text fw={600} size="lg">
                {formatDate(next.startsAt)}, {formatTime(next.startsAt)} ({formatRelativeDay(next.startsAt)})
              </Text>
              <Text>
                {text.nextWith(next.mentorName)} · {text.modes[next.mode]}
                {next.place !== '' && ` · ${next.place}`} · {text.minutes(next.plannedMinutes)}
              </Text>
            </div>
          );
        }}
      </Reading>
    </Section>
  );
}

function GiveView() {
  const views = useRead(listOwnViews, {});
  if (!views.data || views.data.items.length === 0) return null;
  return (
    <Section title={text.view}>
      {views.data.items.map((view) => (
        <ViewInvitation key={view.enrolmentId} view={view} several={views.data.items.length > 1} />
      ))}
    </Section>
  );
}

function ViewInvitation({ view, several }: { view: OwnView; several: boolean }) {
  const begun = useBegunView(view.enrolmentId);
  return (
    <div>
      {several && (
        <Title order={3} size="h4">
          {view.programme}
        </Title>
      )}
      <Text mb="sm">
        {begun ? text.viewDraft : view.lastOn === null ? text.viewNever(view.questions) : text.viewAgain(formatDate(view.lastOn))}
      </Text>
      <Button
        component={Link}
        to={`/me/view?programme=${view.enrolmentId}`}
        aria-label={several ? `${begun ? text.goOn : text.giveView}: ${view.programme}` : undefined}
      >
        {begun ? text.goOn : text.giveView}
      </Button>
    </div>
  );
}

function SharedNotes({ studentId }: { studentId: string }) {
  const notes = useRead(listStudentNotes, { params: { id: studentId }, query: { limit: 20 } });
  return (
    <Section title={text.notes}>
      <Reading query={notes} empty={<EmptyState title={text.noNotes} />}>
        {({ items }) => (
          <Stack gap="md">
            {items.map((note) => (
              <div key={note.id}>
                <Text size="sm" c="dimmed">
                  {text.noteFrom(note.authorName, formatDate(note.meetingStartsAt))}
                </Text>
                <p className={classes.note}>{note.body}</p>
              </div>
            ))}
          </Stack>
        )}
      </Reading>
    </Section>
  );
}
