import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { answerVignette, finishExercise, getOwnExercise, listOwnExercises, type OwnExercise } from '@waymark/contract/calibration.ts';
import { useWrite } from '../api.ts';
import { LevelChoice } from '../assessments/LevelChoice.tsx';
import * as t from '../strings/catalogue.ts';
import { confirm } from '../ui/confirm.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import classes from './Calibration.module.css';

const words = t.calibration.score;

type Answers = Record<string, number | null>;
const keyOf = (vignetteId: string, outcomeId: string) => `${vignetteId} ${outcomeId}`;

/** Scores written cases one after the other. Each level is kept at once, so that one may stop anywhere and go on. */
export function ScoreCases({ exercise }: { exercise: OwnExercise }) {
  const navigate = useNavigate();
  const { id, vignettes } = exercise;
  const [answers, setAnswers] = useState<Answers>(() =>
    Object.fromEntries(vignettes.flatMap((one) => one.questions.map(({ outcomeId, level }) => [keyOf(one.id, outcomeId), level] as const))),
  );
  const firstMissing = (given: Answers) =>
    vignettes.findIndex((one) => one.questions.some((q) => given[keyOf(one.id, q.outcomeId)] == null));
  const [at, setAt] = useState(() => Math.max(0, firstMissing(answers)));
  const heading = useRef<HTMLHeadingElement>(null);
  const save = useWrite(answerVignette);
  const finish = useWrite(finishExercise, {
    invalidates: [getOwnExercise, listOwnExercises],
    onDone: () => void navigate(`/calibration/${id}`, { replace: true }),
  });

  if (exercise.closed)
    return (
      <Page title={exercise.title} width="normal">
        <EmptyState title={t.calibration.closed} />
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
  const choose = (outcomeId: string, level: number | null) => {
    const key = keyOf(vignette.id, outcomeId);
    const before = answers[key] ?? null;
    setAnswers((now) => ({ ...now, [key]: level }));
    save.mutate(
      { params: { id }, body: { vignetteId: vignette.id, outcomeId, level } },
      // what could not be kept is not shown as if it were
      { onError: () => setAnswers((now) => ({ ...now, [key]: before })) },
    );
  };
  const ask = async () => {
    if (await confirm({ title: words.finishTitle, body: words.finishText, confirmLabel: words.finish })) finish.mutate({ params: { id } });
  };

  return (
    <Page title={exercise.title} lead={words.lead} width="normal" parents={[{ label: t.calibration.title, to: '/calibration' }]}>
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
              onChange={(answer) => choose(outcomeId, answer?.level ?? null)}
            />
          );
        })}
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
            <Button loading={finish.isPending || save.isPending} onClick={() => void ask()}>
              {words.finish}
            </Button>
          )}
        </div>
      </Stack>
    </Page>
  );
}
