import { Button, Group, Modal, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { getBaseline } from '@waymark/contract/baselines.ts';
import { listQuestionnaireRequests, type QuestionnaireRequest, withdrawQuestionnaire } from '@waymark/contract/questionnaires.ts';
import { useRead, useWrite } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { formatDate } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';
import { LinkToGive } from './LinkToGive.tsx';
import classes from './questionnaires.module.css';

const words = t.questionnaires.list;

/** The questionnaires a student was asked to fill in: those that wait with their link, those answered with the answers. */
export function QuestionnaireRequests({ studentId }: { studentId: string }) {
  const query = useRead(listQuestionnaireRequests, { params: { id: studentId } });
  const [link, setLink] = useState<QuestionnaireRequest>();
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="questionnaires-asked">
      <Title order={3} size="h4" id="questionnaires-asked">
        {words.title}
      </Title>
      <ul className={classes.list}>
        {items.map((one) => (
          <li key={one.id} className={classes.item}>
            <Request request={one} onLink={() => setLink(one)} />
          </li>
        ))}
      </ul>
      {link?.url != null && (
        <Modal opened onClose={() => setLink(undefined)} title={link.name}>
          <LinkToGive url={link.url} lead={words.asked(link.askedBy, formatDate(link.askedAt))} />
        </Modal>
      )}
    </section>
  );
}

function Request({ request, onLink }: { request: QuestionnaireRequest; onLink: () => void }) {
  const { id, name, state, askedBy, askedAt, answeredAt, expiresAt, score, answers } = request;
  const withdraw = useWrite(withdrawQuestionnaire, {
    invalidates: [listQuestionnaireRequests, getBaseline],
    onDone: () => toast.done(words.withdrawn),
  });
  const takeBack = async () => {
    if (await confirm({ title: words.withdrawTitle, body: words.withdrawBody, confirmLabel: words.withdraw, danger: true }))
      withdraw.mutate({ params: { id } });
  };
  return (
    <>
      <Group justify="space-between" gap="xs">
        <div>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {words.state[state]}
            {state === 'waiting' && `, ${words.until(formatDate(expiresAt))}`}. {words.asked(askedBy, formatDate(askedAt))}
            {answeredAt !== null && `. ${words.answered(formatDate(answeredAt))}`}
          </Text>
        </div>
        {state === 'waiting' && (
          <Group gap="xs">
            <Button variant="default" size="sm" aria-label={words.openOf(name)} onClick={onLink}>
              {words.open}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={words.withdrawOf(name)}
              loading={withdraw.isPending}
              onClick={() => void takeBack()}
            >
              {words.withdraw}
            </Button>
          </Group>
        )}
      </Group>
      {state === 'answered' && (
        <details>
          <summary aria-label={words.answersOf(name)}>{words.showAnswers}</summary>
          <ul className={classes.check}>
            {answers.map(({ text, answer }) => (
              <li key={text}>
                <Text size="sm" c="dimmed">
                  {text}
                </Text>
                {answer ?? words.unsaid}
              </li>
            ))}
          </ul>
          <Text size="sm">{score === null ? words.noScore : words.score(score.toFixed(1))}</Text>
        </details>
      )}
    </>
  );
}
