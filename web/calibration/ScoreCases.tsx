import { Anchor, Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ApiError } from '@waymark/contract/client.ts';
import { answerVignette, finishExercise, getOwnExercise, listOwnExercises, type OwnExercise } from '@waymark/contract/calibration.ts';
import { invalidate, useWrite } from '../api.ts';
import { LevelChoice } from '../assessments/LevelChoice.tsx';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import classes from './Calibration.module.css';
import { NotKept } from './NotKept.tsx';
import { useKeptAnswers } from './useKeptAnswers.ts';

const words = t.calibration.score;
const parents = [{ label: t.calibration.title, to: '/calibration' }];

type Answers = Readonly<Record<string, number | null>>;
const keyOf = (vignetteId: string, outcomeId: string) => `${vignetteId} ${outcomeId}`;

/** Scores written cases one after the other. Each level is kept at once, so that one may stop anywhere and go on. */
export function ScoreCases({ exercise }: { exercise: OwnExercise }) {
  const navigate = useNavigate();
  const { id, vignettes } = exercise;
  const queries = useQueryClient();
  const save = useWrite(answerVignette, { invalidates: [listOwnExercises], onProblem: () => true });
  const { answers, choose, unkept, sendAgain } = useKeptAnswers<number>({
    begun: Object.fromEntries(
      vignettes.flatMap((one) => one.questions.map(({ outcomeId, level }) => [keyOf(one.id, outcomeId), level] as const)),
    ),
    keep: (key, level) => {
      const [vignetteId = '', outcomeId = ''] = key.split(' ');
      return save.mutateAsync({ params: { id }, body: { vignetteId, outcomeId, level } });
    },
    // finished in another tab, or closed by the lead: the page then says so
    onRefused: ({ status }) => void (status === 409 && invalidate(queries, [getOwnExercise, listOwnExercises])),
  });
  useUnsavedGuard(unkept > 0);
  const firstMissing = (given: Answers) =>
    vignettes.findIndex((one) => one.questions.some((q) => given[keyOf(one.id, q.outcomeId)] == null));
  const [at, setAt] = useState(() => Math.max(0, firstMissing(answers)));
  const heading = useRef<HTMLHeadingElement>(null);
  const finish = useWrite(finishExercise, {
    invalidates: [getOwnExercise, listOwnExercises],
    onDone: () => void navigate(`/calibration/${id}`, { replace: true }),
    onProblem: (error) => {
      if (error instanceof ApiError && error.status === 409) void invalidate(queries, [getOwnExercise, listOwnExercises]);
      return undefined;
    },
  });

  if (exercise.closed)
    return (
      <Page title={exercise.title} width="normal" parents={parents}>
        <EmptyState
          title={words.closedTitle}
          action={
            <Anchor component={Link} to="/calibration">
              {t.calibration.back}
            </Anchor>
          }
        >
          {words.closedText}
        </EmptyState>
      </Page>
    );
  const vignette = vignettes[at];
  if (vignette === undefined) return null;
  const of = Object.keys(answers).length;
  const answered = Object.values(answers).filter((level) => level !== null).length;

  const go = (to: number) => {
    setAt(to);
    // the next case is read from its top, by whatever one reads with
    window.scrollTo({ top: 0 });
    requestAnimationFrame(() => heading.current?.focus({ preventScroll: true }));
  };
  const ask = async () => {
    if (await confirm({ title: words.finishTitle, body: words.finishText, confirmLabel: words.finish })) finish.mutate({ params: { id } });
  };

  return (
    <Page title={exercise.title} lead={words.lead} width="normal" parents={parents}>
      <Stack gap="lg" align="stretch">
        <div>
          <Group justify="space-between">
            <Text size="sm" fw={600}>
              {words.position(at + 1, vignettes.length)}
            </Text>
            <Text size="sm" c="dimmed" aria-live="polite">
              {words.progress(answered, of)}
            </Text>
          </Group>
          <Progress value={(100 * answered) / Math.max(1, of)} mt={6} aria-label={words.progress(answered, of)} />
        </div>
        <Title order={2} size="h3" ref={heading} tabIndex={-1}>
          {vignette.title}
        </Title>
        <div className={classes.case}>{vignette.body}</div>
        {vignette.questions.map(({ outcomeId, type, statement, descriptors }) => {
          const level = answers[keyOf(vignette.id, outcomeId)] ?? null;
          return (
            <LevelChoice
              key={outcomeId}
              legend={<h3 className={classes.legend}>{statement}</h3>}
              description={type}
              descriptors={descriptors}
              missing={[]}
              value={level === null ? null : { level, missingReason: null }}
              onChange={(answer) => choose(keyOf(vignette.id, outcomeId), answer?.level ?? null)}
            />
          );
        })}
        {unkept > 0 && !save.isPending && <NotKept n={unkept} onAgain={sendAgain} />}
        <div className={classes.bar}>
          <Button variant="default" disabled={at === 0} onClick={() => go(at - 1)}>
            {words.previous}
          </Button>
          {at < vignettes.length - 1 ? (
            <Button onClick={() => go(at + 1)}>{words.next}</Button>
          ) : answered < of ? (
            <Button variant="default" onClick={() => go(Math.max(0, firstMissing(answers)))}>
              {words.missing(of - answered)} {words.firstMissing}
            </Button>
          ) : (
            <Button loading={finish.isPending || save.isPending} disabled={unkept > 0} onClick={() => void ask()}>
              {words.finish}
            </Button>
          )}
        </div>
      </Stack>
    </Page>
  );
}
