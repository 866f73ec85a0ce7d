import { Alert, Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import {
  getStudentReport,
  listStudentReports,
  MENTOR_LINE,
  updateStudentReport,
  type StudentReport,
} from '@waymark/contract/student-reports.ts';
import { invalidate, queryClient, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import type { Added } from './useAdded.ts';

const words = t.studentReports.page;
const reads = [getStudentReport, listStudentReports];

/** A line of the reader's own, and which of the student's lines stand on the page. */
export function AddToPage({ report: { id, comments }, added, say }: { report: StudentReport; added: Added; say: (done: string) => void }) {
  const { version, line, leftOut, theirs, dirty } = added;
  const all = comments.map(({ scoreId }) => scoreId);
  const save = useWrite(updateStudentReport, {
    invalidates: reads,
    onDone: (saved) => {
      added.saved(saved);
      say(words.saved);
    },
    // somebody else was quicker: what they saved comes beside what is written here
    onProblem: () => void invalidate(queryClient, reads),
  });
  return (
    <Section title={words.add} lead={words.addLead}>
      <Stack gap="md" align="stretch">
        <Textarea
          label={words.line}
          description={words.lineHint}
          autosize
          minRows={2}
          maxLength={MENTOR_LINE}
          value={line}
          onChange={(event) => added.setLine(event.currentTarget.value)}
        />
        {theirs !== undefined && (
          <Alert variant="light" title={words.meanwhile(theirs.by)}>
            <p dir="auto">{theirs.line === '' ? words.meanwhileGone : theirs.line}</p>
          </Alert>
        )}
        {comments.length === 0 ? (
          <Text c="dimmed">{words.noComments}</Text>
        ) : (
          <Checkbox.Group
            label={words.comments}
            description={words.commentsHint}
            value={all.filter((one) => !leftOut.includes(one))}
            onChange={(kept) => added.setLeftOut(all.filter((one) => !kept.includes(one)))}
          >
            <Stack gap="sm" mt="xs">
              {comments.map(({ scoreId, on, text }) => (
                <Checkbox key={scoreId} value={scoreId} label={words.keep(formatDate(on), text)} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        <Group>
          <Button
            variant="default"
            disabled={!dirty}
            loading={save.isPending}
            onClick={() => save.mutate({ params: { id }, ifMatch: version, body: { line, leftOut } })}
          >
            {words.save}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
