import { Alert, Anchor, Button, Text } from '@mantine/core';
import { IconPlayerPlay, IconPrinter } from '@tabler/icons-react';
import { Link, useParams } from 'react-router';
import { getPrep, type Prep } from '@waymark/contract/prep.ts';
import { useRead } from '../api.ts';
import { useKeptForOffline } from '../meeting-room/readRoom.ts';
import * as t from '../strings/catalogue.ts';
import { formatDateTime, formatShortDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { Classroom } from './Classroom.tsx';
import { ChangesSince } from './ChangesSince.tsx';
import { DueActions } from './DueActions.tsx';
import classes from './Prepare.module.css';
import { QuestionList } from './QuestionList.tsx';
import { Standings } from './Standings.tsx';

const text = t.prep;

/** Everything worth knowing before a meeting, on one screen or one printed page. */
export function Component() {
  const { id = '' } = useParams();
  const query = useRead(getPrep, { params: { id } });
  return (
    <Reading query={query} loading={<Page title={text.crumb} />}>
      {(prep) => <Prepare prep={prep} />}
    </Reading>
  );
}

export const handle = { crumb: text.crumb };

function Prepare({ prep }: { prep: Prep }) {
  const { meeting, student } = prep;
  useKeptForOffline(prep.mayMeet ? [meeting.id] : []);
  return (
    <div className={classes.page}>
      <Page
        title={text.title(student.name)}
        lead={
          <>
            <div>{text.meeting(formatDateTime(meeting.startsAt), meeting.plannedMinutes, meeting.mode, meeting.place)}</div>
            <div>{text.about(meeting.programme, meeting.purpose, student.yearGroup, student.school)}</div>
            {!prep.mayMeet && <div>{text.withMentor(meeting.mentor.name)}</div>}
            <Anchor component={Link} to={`/students/${student.id}`} size="sm" className="no-print">
              {text.student}
            </Anchor>
          </>
        }
        actions={
          <>
            <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden="true" />} onClick={() => print()}>
              {text.print}
            </Button>
            {prep.mayMeet && (
              <Button component={Link} to={`/meetings/${meeting.id}/meet`} leftSection={<IconPlayerPlay size={18} aria-hidden="true" />}>
                {text.start}
              </Button>
            )}
          </>
        }
      >
        {meeting.status !== 'scheduled' && (
          <Alert mb="md" color="gray">
            {text.over(meeting.status)}
          </Alert>
        )}
        <div className={classes.columns}>
          <Section title={text.ask.title} lead={text.ask.lead}>
            <QuestionList prep={prep} />
          </Section>
          <div className={classes.column}>
            <Section title={text.actions.title}>
              <DueActions actions={prep.actions} today={prep.today} />
            </Section>
            <Section title={text.last.title}>
              <ChangesSince prep={prep} />
            </Section>
            <Section title={t.feedback.prep.title}>
              <Classroom classroom={prep.classroom} studentId={student.id} />
            </Section>
            <Section title={text.notes.title}>
              <Notes notes={prep.notes} />
            </Section>
          </div>
        </div>
        <div className={classes.stands}>
          <Section title={text.stands.title(student.name)}>
            <Standings types={prep.types} levels={prep.levels} />
          </Section>
        </div>
      </Page>
    </div>
  );
}

function Notes({ notes }: { notes: Prep['notes'] }) {
  if (notes.length === 0) return <Text c="dimmed">{text.notes.none}</Text>;
  return (
    <ul className={classes.list}>
      {notes.map((note) => (
        <li key={note.id}>
          <Text className={classes.note}>{note.body}</Text>
          <Text size="sm" c="dimmed">
            {[
              text.notes.by(note.author, formatShortDate(note.meetingOn)),
              note.handedOver && text.notes.handedOver,
              note.sharedWithStudent && text.notes.shared,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </li>
      ))}
    </ul>
  );
}
