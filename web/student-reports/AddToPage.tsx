import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import {
  getStudentReport,
  listStudentReports,
  MENTOR_LINE,
  updateStudentReport,
  type StudentReport,
} from '@waymark/contract/student-reports.ts';
import { useState } from 'react';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';

const words = t.studentReports.page;

/** A line of the reader's own, and which of the student's lines stand on the page. */
export function AddToPage({ report }: { report: StudentReport }) {
  const { id, version, comments } = report;
  const keptAtFirst = comments.filter(({ leftOut }) => !leftOut).map(({ scoreId }) => scoreId);
  const [line, setLine] = useState(report.line);
  const [kept, setKept] = useState(keptAtFirst);
  const dirty = line !== report.line || kept.length !== keptAtFirst.length || kept.some((one) => !keptAtFirst.includes(one));
  useUnsavedGuard(dirty);
  const save = useWrite(updateStudentReport, {
    invalidates: [getStudentReport, listStudentReports],
    onDone: () => toast.done(words.saved),
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
          onChange={(event) => setLine(event.currentTarget.value)}
        />
        {comments.length === 0 ? (
          <Text c="dimmed">{words.noComments}</Text>
        ) : (
          <Checkbox.Group label={words.comments} description={words.commentsHint} value={kept} onChange={setKept}>
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
            onClick={() =>
              save.mutate({
                params: { id },
                ifMatch: version,
                body: { line, leftOut: comments.map(({ scoreId }) => scoreId).filter((one) => !kept.includes(one)) },
              })
            }
          >
            {words.save}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
