import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { exportConcern, getConcern, printConcern } from '@waymark/contract/concerns.ts';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { invalidate, queryClient } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatDateTime } from '../ui/format.ts';
import { download } from '../ui/saveFile.ts';
import { Section } from '../ui/Section.tsx';
import { AddNote } from './AddNote.tsx';
import classes from './concerns.module.css';

const words = t.concerns.one;

interface ConcernDetailsProps {
  concern: ResponseOf<typeof getConcern>;
  reading: string;
}

/** What a concern says, what was done about it, how it leaves, and who has read it. */
export function ConcernDetails({ concern, reading }: ConcernDetailsProps) {
  const input = { params: { id: concern.id }, query: { reading } };
  const leave = async (endpoint: typeof exportConcern) => {
    await download(endpoint, input);
    // the download stands in the log below
    await invalidate(queryClient, [getConcern]);
  };
  const happened = [concern.happenedOn && formatDate(concern.happenedOn), concern.happenedTime].filter(Boolean).join(', ');
  return (
    <Stack gap="lg">
      <Section title={words.about}>
        <dl className={classes.facts}>
          <Fact term={t.concerns.list.student}>
            <Anchor component={Link} to={`/students/${concern.studentId}`}>
              {concern.studentName}
            </Anchor>
          </Fact>
          <Fact term={words.raisedBy}>
            {[concern.raisedBy, t.shell.roles[concern.raisedRole], formatDateTime(concern.raisedAt)].filter(Boolean).join(', ')}
          </Fact>
          <Fact term={words.happened}>{happened || words.unknown}</Fact>
          <Fact term={words.place}>{concern.place || words.unknown}</Fact>
          {concern.inDangerNow && <Fact term={t.concerns.list.danger}>{t.concerns.raise.inDanger}</Fact>}
        </dl>
      </Section>
      <Section title={words.seen}>
        <Words text={concern.seen} />
      </Section>
      <Section title={words.ownWords}>
        <Words text={concern.ownWords} />
      </Section>
      <Section title={words.doneAlready}>
        <Words text={concern.doneAlready} />
      </Section>
      <Section title={words.notes}>
        {concern.notes.length === 0 && <Text c="dimmed">{words.noNotes}</Text>}
        {concern.notes.map((note) => (
          <div key={note.id}>
            <Text size="sm" c="dimmed">
              {[formatDateTime(note.at), note.by, note.status && t.concerns.list.statuses[note.status]].filter(Boolean).join(' · ')}
            </Text>
            <Words text={note.body} />
          </div>
        ))}
        <AddNote concernId={concern.id} reading={reading} />
      </Section>
      <Section title={words.leaves} lead={words.leavesHint}>
        <Group>
          <Button variant="default" onClick={() => void leave(printConcern)}>
            {words.pdf}
          </Button>
          <Button variant="default" onClick={() => void leave(exportConcern)}>
            {words.csv}
          </Button>
        </Group>
      </Section>
      <Section title={words.log}>
        <ul className={classes.log}>
          {concern.log.map((entry) => (
            <li key={entry.id}>
              {words.logLine(entry.by, words.logKinds[entry.kind], formatDateTime(entry.at))}
              <Text span c="dimmed" display="block" size="sm">
                {entry.reason}
              </Text>
            </li>
          ))}
        </ul>
      </Section>
    </Stack>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Words({ text }: { text: string }) {
  return text === '' ? <Text c="dimmed">{words.none}</Text> : <Text style={{ whiteSpace: 'pre-line' }}>{text}</Text>;
}
