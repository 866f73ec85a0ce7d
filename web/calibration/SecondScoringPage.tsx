import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ApiError } from '@waymark/contract/client.ts';
import {
  listOwnSecondScorings,
  getOwnSecondScoring,
  type OwnSecondScoring,
  recordSecondScores,
} from '@waymark/contract/second-scorings.ts';
import { useRead, useWrite } from '../api.ts';
import { LevelChoice } from '../assessments/LevelChoice.tsx';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import classes from './Calibration.module.css';

const words = t.calibration.second;
const parents = [{ label: t.calibration.title, to: '/calibration' }];
const missing = (['not_asked', 'not_applicable'] as const).map((value) => ({ value, label: words.cannot[value] }));

/** A meeting of a colleague to score: what was shared of it, and the levels to choose. */
export function Component() {
  const { id = '' } = useParams();
  const scoring = useRead(getOwnSecondScoring, { params: { id } }, { staleTime: Number.POSITIVE_INFINITY });
  if (scoring.data === undefined) {
    const over = scoring.error instanceof ApiError && scoring.error.status === 404;
    return (
      <Page title={t.calibration.title} width="normal" parents={parents}>
        {over ? <EmptyState title={words.over}>{words.overText}</EmptyState> : <Reading query={scoring}>{() => null}</Reading>}
      </Page>
    );
  }
  return <ScoreMeeting scoring={scoring.data} />;
}

type Given = Record<string, { level: number | null; missingReason: 'not_asked' | 'not_applicable' | null }>;

function ScoreMeeting({ scoring }: { scoring: OwnSecondScoring }) {
  const navigate = useNavigate();
  const { id, questions, notes, basis, student, yearGroup, meetingOn } = scoring;
  const [given, setGiven] = useState<Given>({});
  const record = useWrite(recordSecondScores, {
    invalidates: [listOwnSecondScorings],
    onDone: () => {
      toast.done(words.sent);
      void navigate('/calibration');
    },
  });
  useUnsavedGuard(Object.keys(given).length > 0 && !record.isPending && !record.isSuccess);
  const left = questions.length - Object.keys(given).length;
  const choose = (outcomeId: string, answer: Parameters<typeof LevelChoice>[0]['onChange'] extends (answer: infer A) => void ? A : never) =>
    setGiven(({ [outcomeId]: _former, ...others }) => {
      if (answer === null) return others;
      const reason = answer.missingReason;
      return {
        ...others,
        [outcomeId]: { level: answer.level, missingReason: reason === 'not_asked' || reason === 'not_applicable' ? reason : null },
      };
    });
  return (
    <Page title={words.title(formatDate(meetingOn))} lead={words.lead(student, yearGroup)} width="normal" parents={parents}>
      <Stack gap="xl" align="stretch">
        {basis === 'present' ? (
          <Text>{words.present}</Text>
        ) : (
          <Section title={words.notes}>
            {notes.map((note) => (
              <div key={note} className={classes.case}>
                {note}
              </div>
            ))}
          </Section>
        )}
        {questions.map(({ outcomeId, type, statement, descriptors }) => (
          <LevelChoice
            key={outcomeId}
            legend={<h2 className={classes.legend}>{statement}</h2>}
            description={type}
            descriptors={descriptors}
            missing={missing}
            value={given[outcomeId] ? (given[outcomeId] as never) : null}
            onChange={(answer) => choose(outcomeId, answer)}
          />
        ))}
        <div className={classes.bar}>
          <Text size="sm" aria-live="polite">
            {left > 0 ? words.missing(left) : words.closing}
          </Text>
          <Button
            disabled={left > 0}
            loading={record.isPending}
            onClick={() =>
              record.mutate({
                params: { id },
                body: { scores: Object.entries(given).map(([outcomeId, answer]) => ({ outcomeId, ...answer })) },
              })
            }
          >
            {words.send}
          </Button>
        </div>
      </Stack>
    </Page>
  );
}
