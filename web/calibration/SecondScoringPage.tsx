import { Button, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { ApiError } from '@waymark/contract/client.ts';
import {
  listOwnSecondScorings,
  getOwnSecondScoring,
  keepSecondAnswer,
  type OwnSecondScoring,
  recordSecondScores,
} from '@waymark/contract/second-scorings.ts';
import { invalidate, useRead, useWrite } from '../api.ts';
import { type LevelAnswer, LevelChoice } from '../assessments/LevelChoice.tsx';
import { onlyFor } from '../shell/onlyFor.tsx';
import * as t from '../strings/catalogue.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { formatDate } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { Reading } from '../ui/Reading.tsx';
import { Section } from '../ui/Section.tsx';
import { useSession } from '../ui/session.ts';
import { toast } from '../ui/toast.tsx';
import { useUnsavedGuard } from '../ui/useUnsavedGuard.ts';
import { BothLevels } from './BothLevels.tsx';
import classes from './Calibration.module.css';
import { NotKept } from './NotKept.tsx';
import { useKeptAnswers } from './useKeptAnswers.ts';

const words = t.calibration.second;
const parents = [{ label: t.calibration.title, to: '/calibration' }];
const missing = (['not_asked', 'not_applicable'] as const).map((value) => ({ value, label: words.cannot[value] }));

/** A second scoring: for the mentor who is asked, to score; for a lead, what both gave. */
function SecondScoringOf() {
  const { id = '' } = useParams();
  const { can } = useSession();
  return can('mentor') ? <Own id={id} /> : <BothLevels id={id} />;
}

export const Component = onlyFor(['lead', 'admin', 'mentor'], SecondScoringOf);

function Own({ id }: { id: string }) {
  const scoring = useRead(getOwnSecondScoring, { params: { id } }, { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 });
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

type Given = NonNullable<OwnSecondScoring['questions'][number]['begun']>;

/** A meeting of a colleague to score: what was shared of it, and the levels to choose. */
function ScoreMeeting({ scoring }: { scoring: OwnSecondScoring }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { id, questions, notes, basis, student, yearGroup, meetingOn } = scoring;
  const over = ({ status }: ApiError) => void (status === 404 && invalidate(queries, [listOwnSecondScorings]));
  const save = useWrite(keepSecondAnswer, { invalidates: [listOwnSecondScorings], onProblem: () => true });
  const { answers, choose, unkept, sendAgain } = useKeptAnswers<Given>({
    begun: Object.fromEntries(questions.map(({ outcomeId, begun }) => [outcomeId, begun])),
    keep: (outcomeId, answer) => save.mutateAsync({ params: { id }, body: { outcomeId, answer } }),
    onRefused: over,
  });
  const record = useWrite(recordSecondScores, {
    invalidates: [listOwnSecondScorings],
    onDone: () => {
      toast.done(words.sent);
      void navigate('/calibration');
    },
  });
  useUnsavedGuard(unkept > 0 && !record.isPending && !record.isSuccess);
  const scores = questions.flatMap(({ outcomeId }) => {
    const answer = answers[outcomeId];
    return answer == null ? [] : [{ outcomeId, ...answer }];
  });
  const left = questions.length - scores.length;
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
            value={(answers[outcomeId] ?? null) as LevelAnswer | null}
            onChange={(answer) => choose(outcomeId, answer as Given | null)}
          />
        ))}
        {unkept > 0 && !save.isPending && <NotKept n={unkept} onAgain={sendAgain} />}
        <div className={classes.bar}>
          <Text size="sm" aria-live="polite">
            {left > 0 ? words.missing(left) : words.closing}
          </Text>
          <Button disabled={left > 0} loading={record.isPending} onClick={() => record.mutate({ params: { id }, body: { scores } })}>
            {words.send}
          </Button>
        </div>
      </Stack>
    </Page>
  );
}
