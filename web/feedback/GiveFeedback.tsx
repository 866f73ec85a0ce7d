import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { giveFeedback } from '@waymark/contract/feedback.ts';
import { saysNothing } from '@waymark/contract/feedback-form.ts';
import { useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { readsOfFeedback } from './changed.ts';
import { FormQuestions, nothingSaid } from './FormQuestions.tsx';

const words = t.feedback.form;

interface GiveFeedbackProps {
  studentId: string;
  submitLabel: string;
  onDone: () => void;
  onCancel?: () => void;
}

/** Feedback nobody asked for: a school contact's own, or what a teacher told a mentor. */
export function GiveFeedback({ studentId, submitLabel, onDone, onCancel }: GiveFeedbackProps) {
  const { can } = useSession();
  const own = can('school_contact');
  // made once: pressing twice is saying it once
  const [id] = useState(uuidv7);
  const [said, setSaid] = useState(nothingSaid);
  const [author, setAuthor] = useState('');
  const [subject, setSubject] = useState('');
  const [tried, setTried] = useState(false);
  const give = useWrite(giveFeedback, { invalidates: readsOfFeedback, onDone });
  useUnsavedGuard(!give.isSuccess && (!saysNothing(said) || author !== '' || subject !== ''));
  const authorMissing = !own && author.trim() === '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (saysNothing(said) || authorMissing || give.isPending) return;
    give.mutate({ body: { id, studentId, subject, ...said, ...(own ? {} : { author }) } });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {!own && (
          <TextInput
            label={words.author}
            description={words.authorHint}
            required
            maxLength={200}
            value={author}
            onChange={(event) => setAuthor(event.currentTarget.value)}
            error={tried && authorMissing ? words.authorMissing : undefined}
          />
        )}
        <TextInput
          label={words.subject}
          description={words.subjectHint}
          maxLength={100}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <FormQuestions said={said} onChange={setSaid} name="give" />
        {tried && saysNothing(said) && (
          <Text c="red" role="alert">
            {words.nothing}
          </Text>
        )}
        <Group justify="flex-end">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {t.shell.cancel}
            </Button>
          )}
          <Button type="submit" loading={give.isPending}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
