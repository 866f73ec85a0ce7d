import { Button, Card, Stack } from '@mantine/core';
import { getOwnQuestions, listOwnViews, type OwnQuestions } from '@waymark/contract/own-view.ts';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useRead } from '../api.ts';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { OwnQuestion } from './OwnQuestion.tsx';
import { OwnReview } from './OwnReview.tsx';
import { useOwnDraft } from './useOwnDraft.ts';
import classes from './OwnView.module.css';

const text = t.ownView;

/** The student says how they see themselves: one outcome at a time, in their own words, as much as they like. */
export function Component() {
  const [search] = useSearchParams();
  const views = useRead(listOwnViews, {});
  const [sent, setSent] = useState<number>();
  return (
    <Page
      title={text.title}
      lead={sent === undefined ? text.lead : undefined}
      width="normal"
      parents={[{ label: t.shell.places.me, to: '/me' }]}
    >
      {sent !== undefined ? (
        <Sent answered={sent} />
      ) : (
        <Reading query={views} empty={<EmptyState title={text.none}>{text.noneLead}</EmptyState>}>
          {({ items }) => {
            const chosen =
              items.find(({ enrolmentId }) => enrolmentId === search.get('programme')) ?? (items.length === 1 ? items[0] : undefined);
            return chosen ? (
              <View key={chosen.enrolmentId} enrolmentId={chosen.enrolmentId} onSent={setSent} />
            ) : (
              <Programmes views={items} />
            );
          }}
        </Reading>
      )}
    </Page>
  );
}

function Sent({ answered }: { answered: number }) {
  const thanks = useRef<HTMLDivElement>(null);
  // the button that was pressed is gone: what is read next is that it worked
  useEffect(() => thanks.current?.focus(), []);
  const home = (
    <Button component={Link} to="/me">
      {text.sentNext}
    </Button>
  );
  return (
    <div ref={thanks} tabIndex={-1} className={classes.heading}>
      <EmptyState title={text.sentTitle} action={home}>
        {text.sentLead(answered)}
      </EmptyState>
    </div>
  );
}

function Programmes({ views }: { views: { enrolmentId: string; programme: string }[] }) {
  return (
    <section aria-label={text.whichTitle}>
      <h2>{text.whichTitle}</h2>
      <Stack gap="sm">
        {views.map(({ enrolmentId, programme }) => (
          <Card key={enrolmentId} component={Link} to={`/me/view?programme=${enrolmentId}`} padding="md">
            {programme}
          </Card>
        ))}
      </Stack>
    </section>
  );
}

function View({ enrolmentId, onSent }: { enrolmentId: string; onSent: (answered: number) => void }) {
  // the questions stay as they are while they are being answered
  const asked = useRead(getOwnQuestions, { params: { enrolmentId } }, { staleTime: Number.POSITIVE_INFINITY });
  return (
    <Reading
      query={asked}
      isEmpty={({ questions }) => questions.length === 0}
      empty={<EmptyState title={text.none}>{text.noneLead}</EmptyState>}
    >
      {(data) => <Questions asked={data} onSent={onSent} />}
    </Reading>
  );
}

function Questions({ asked, onSent }: { asked: OwnQuestions; onSent: (answered: number) => void }) {
  const { draft, answer, resumed, kept, forget, restart } = useOwnDraft(asked);
  const [search, setSearch] = useSearchParams();
  if (!draft) return <Loading />;
  const go = (to: number | 'review') => setSearch((now) => ({ ...Object.fromEntries(now), at: String(to) }), { preventScrollReset: true });
  const at = search.get('at');
  const place = Math.min(Math.max(Number.parseInt(at ?? '1', 10) || 1, 1), asked.questions.length);
  const question = asked.questions[place - 1];
  if (at === 'review' || !question) {
    return (
      <OwnReview
        asked={asked}
        draft={draft}
        onChange={(outcomeId) => go(asked.questions.findIndex((one) => one.outcomeId === outcomeId) + 1)}
        onBack={() => go(1)}
        onSent={(answered) => {
          forget();
          onSent(answered);
        }}
      />
    );
  }
  return (
    <OwnQuestion
      key={question.outcomeId}
      asked={asked}
      question={question}
      place={place}
      draft={draft}
      kept={kept}
      resumed={resumed}
      onAnswer={(change) => answer(question.outcomeId, change)}
      onGo={go}
      onRestart={() => {
        restart();
        go(1);
      }}
    />
  );
}
