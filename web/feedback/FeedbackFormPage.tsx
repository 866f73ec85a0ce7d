import { Alert, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { answerFeedbackForm, declineFeedbackForm, openFeedbackForm } from '@waymark/contract/feedback.ts';
import { saysNothing } from '@waymark/contract/feedback-form.ts';
import { useRead, useWrite } from '../api.ts';
import { isLinkOver, PrivatePage } from '../links/PrivatePage.tsx';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { ErrorState } from '../ui/ErrorState.tsx';
import { formatDate } from '../ui/format.ts';
import { Loading } from '../ui/Loading.tsx';
import { WrappingButton } from '../ui/WrappingButton.tsx';
import classes from './Feedback.module.css';
import { FormQuestions, nothingSaid, type Said } from './FormQuestions.tsx';

const words = t.feedback.link;

/** `/feedback/:token`: a teacher without an account answers for a minute, once. */
export function Component() {
  const { token = '' } = useParams();
  // read once: a tab that is looked at again later must not take away what is being filled in
  const form = useRead(openFeedbackForm, { params: { token } }, { staleTime: Infinity });
  if (form.data !== undefined) return <Form key={token} token={token} asked={form.data} />;
  return (
    <PrivatePage title={words.loading} over={form.error ?? undefined} retry={() => void form.refetch()}>
      <Loading />
    </PrivatePage>
  );
}

function Form({ token, asked }: { token: string; asked: ResponseOf<typeof openFeedbackForm> }) {
  const [said, setSaid, forget] = useDraft(token);
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [ended, setEnded] = useState<'answered' | 'declined'>();
  const onProblem = (error: unknown) => {
    setProblem(error);
    return true;
  };
  const done = (how: 'answered' | 'declined') => () => {
    forget();
    setEnded(how);
  };
  const answer = useWrite(answerFeedbackForm, { onProblem, onDone: done('answered') });
  const decline = useWrite(declineFeedbackForm, { onProblem, onDone: done('declined') });
  const busy = answer.isPending || decline.isPending;

  const send = () => {
    setProblem(undefined);
    setMissing(saysNothing(said));
    if (!saysNothing(said) && !busy) answer.mutate({ params: { token }, body: said });
  };
  const refuse = async () => {
    setProblem(undefined);
    if (await confirm({ title: words.declineTitle, body: words.declineText, confirmLabel: words.declineConfirm })) {
      decline.mutate({ params: { token } });
    }
  };

  if (isLinkOver(problem)) return <PrivatePage title={words.loading} organisation={asked.organisation} over={problem} />;
  if (ended !== undefined) {
    return (
      <PrivatePage title={ended === 'answered' ? words.thanks : words.declined} organisation={asked.organisation}>
        <Text role="status">{ended === 'answered' ? words.thanksText(asked.askedBy) : words.declinedText(asked.askedBy)}</Text>
        <Text mt="sm" c="dimmed">
          {words.close}
        </Text>
      </PrivatePage>
    );
  }
  return (
    <PrivatePage title={words.title(asked.student)} organisation={asked.organisation} lead={words.lead(asked.askedBy, asked.subject)}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="xl">
          {asked.question !== '' && (
            <div className={classes.question}>
              <Text size="sm" c="dimmed">
                {words.asks(asked.askedBy)}
              </Text>
              <Text>{asked.question}</Text>
            </div>
          )}
          <FormQuestions said={said} onChange={setSaid} />
          <Text size="sm" c="dimmed">
            {words.readers(asked.organisation)}
          </Text>
          <Alert color="orange">{words.safety}</Alert>
          {missing && saysNothing(said) && (
            <Text c="red" role="alert">
              {t.feedback.form.nothing}
            </Text>
          )}
          {problem !== undefined && <ErrorState error={problem} />}
          <Button type="submit" size="md" fullWidth loading={answer.isPending} disabled={decline.isPending}>
            {words.send}
          </Button>
          <WrappingButton variant="subtle" fullWidth disabled={busy} onClick={() => void refuse()}>
            {words.decline}
          </WrappingButton>
          <Text size="sm" c="dimmed">
            {words.until(formatDate(asked.expiresAt))}
          </Text>
        </Stack>
      </form>
    </PrivatePage>
  );
}

/** What was tapped so far, kept for this tab: a slip to another page and back loses nothing. Gone once it is sent. */
function useDraft(token: string): [Said, (said: Said) => void, () => void] {
  const key = `feedback ${token}`;
  const [said, setSaid] = useState<Said>(() => {
    try {
      return { ...nothingSaid, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Said>) };
    } catch {
      return nothingSaid;
    }
  });
  const change = (next: Said) => {
    setSaid(next);
    sessionStorage.setItem(key, JSON.stringify(next));
  };
  return [said, change, () => sessionStorage.removeItem(key)];
}
