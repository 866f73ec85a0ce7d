import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import type { ResponseOf } from '@waymark/contract/endpoint.ts';
import { answerQuestionnaire, openQuestionnaire } from '@waymark/contract/questionnaires.ts';
import { useRead, useWrite } from '../api.ts';
import { isLinkOver, PrivatePage } from '../links/PrivatePage.tsx';
import * as t from '../strings/catalogue.ts';
import { Loading } from '../ui/Loading.tsx';
import { type Given, ItemChoice } from './ItemChoice.tsx';
import classes from './questionnaires.module.css';

const words = t.questionnaires.fill;

type Asked = ResponseOf<typeof openQuestionnaire>;

/** A questionnaire behind a private link, on the student's phone or on the device handed to them: one item at a time. */
export function Component() {
  const { token = '' } = useParams();
  const [search] = useSearchParams();
  const [sent, setSent] = useState(false);
  const [over, setOver] = useState<unknown>();
  // asked once: what is being answered does not change under the student, and an answered link is over
  const query = useRead(openQuestionnaire, { params: { token } }, { staleTime: Number.POSITIVE_INFINITY, enabled: !sent });
  if (sent) return <Thanks organisation={query.data?.organisation} here={search.has('here')} />;
  if (query.data === undefined || over !== undefined) {
    const refused = over ?? query.error;
    return (
      <PrivatePage title={words.loading} over={refused} retry={() => void query.refetch()}>
        {refused == null && <Loading />}
      </PrivatePage>
    );
  }
  return <Filling token={token} asked={query.data} onSent={() => setSent(true)} onOver={setOver} />;
}

function Thanks({ organisation, here }: { organisation: string | undefined; here: boolean }) {
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <PrivatePage title={words.thanks} {...(organisation === undefined ? {} : { organisation })}>
      <div ref={text} tabIndex={-1} className={classes.choices}>
        <Text size="lg">{here ? words.thanksHere : words.thanksLead}</Text>
        {here && (
          <Button component="a" href="/sign-in" variant="default" mt="lg">
            {words.signIn}
          </Button>
        )}
      </div>
    </PrivatePage>
  );
}

interface FillingProps {
  token: string;
  asked: Asked;
  onSent: () => void;
  onOver: (error: unknown) => void;
}

/** `at`: -1 is the welcome, then the items, and one past them the check before sending. */
function Filling({ token, asked, onSent, onOver }: FillingProps) {
  const { items, answers, organisation, name } = asked;
  const [at, setAt] = useState(-1);
  const [checking, setChecking] = useState(false);
  const [given, setGiven] = useState<Record<string, Given>>({});
  const item = items[at];
  const go = (to: number) => setAt(Math.min(Math.max(to, -1), items.length));
  if (at < 0) {
    return (
      <PrivatePage title={words.hello(asked.givenName)} organisation={organisation}>
        <Stack gap="md">
          <Text size="lg">{asked.introduction === '' ? name : asked.introduction}</Text>
          <Text>{words.asked(asked.askedBy)}</Text>
          <Text c="dimmed">{words.items(items.length)}</Text>
          <Button size="lg" onClick={() => go(0)} style={{ alignSelf: 'flex-start' }}>
            {words.begin}
          </Button>
        </Stack>
      </PrivatePage>
    );
  }
  if (item === undefined) {
    return (
      <Check
        token={token}
        asked={asked}
        given={given}
        onChange={(index) => {
          setChecking(true);
          go(index);
        }}
        onSent={onSent}
        onOver={onOver}
      />
    );
  }
  return (
    <PrivatePage title={name} organisation={organisation}>
      <Stack gap="lg">
        <div>
          <Text size="sm" c="dimmed">
            {words.place(at + 1, items.length)}
          </Text>
          <Progress value={((at + 1) / items.length) * 100} size="sm" mt={4} aria-label={words.place(at + 1, items.length)} />
        </div>
        <ItemChoice
          key={item.id}
          id={item.id}
          text={item.text}
          answers={answers}
          value={given[item.id]}
          onChange={(value) => setGiven((all) => ({ ...all, [item.id]: value }))}
          onBack={() => go(at - 1)}
          onNext={() => go(checking ? items.length : at + 1)}
        />
      </Stack>
    </PrivatePage>
  );
}

interface CheckProps extends FillingProps {
  given: Record<string, Given>;
  onChange: (index: number) => void;
}

/** What was answered, before it is sent: once sent it cannot be changed. */
function Check({ token, asked, given, onChange, onSent, onOver }: CheckProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => heading.current?.focus(), []);
  const send = useWrite(answerQuestionnaire, {
    onDone: onSent,
    onProblem: (error) => {
      if (isLinkOver(error)) onOver(error);
      else setFailed(true);
      return true;
    },
  });
  const labels = new Map(asked.answers.map(({ value, label }) => [value, label]));
  const answers = Object.fromEntries(asked.items.map(({ id }) => [id, given[id] ?? null]));
  return (
    <PrivatePage title={asked.name} organisation={asked.organisation}>
      <Stack gap="md">
        <Title order={2} size="h3" ref={heading} tabIndex={-1} className={classes.choices}>
          {words.check}
        </Title>
        <Text>{words.checkLead}</Text>
        <ul className={classes.check}>
          {asked.items.map(({ id, text }, index) => (
            <li key={id}>
              <Text size="sm" c="dimmed">
                {text}
              </Text>
              <Group justify="space-between" wrap="nowrap">
                <Text fw={600}>{labels.get(given[id] ?? Number.NaN) ?? words.unsaid}</Text>
                <Button variant="subtle" aria-label={words.changeItem(text)} onClick={() => onChange(index)}>
                  {words.change}
                </Button>
              </Group>
            </li>
          ))}
        </ul>
        {failed && (
          <Text role="alert" c="var(--mantine-color-error)">
            {words.notSent}
          </Text>
        )}
        <Button size="lg" loading={send.isPending} onClick={() => send.mutate({ params: { token }, body: { answers } })}>
          {words.send}
        </Button>
      </Stack>
    </PrivatePage>
  );
}
