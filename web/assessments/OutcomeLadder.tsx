import { Group, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { HistoryScore, OutcomeHistory, Perspective } from '@waymark/contract/assessments.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatShortDate } from '../ui/format.ts';
import { LevelBadge } from '../ui/LevelBadge.tsx';
import { describeScore } from './describeScore.ts';
import { Ladder } from './Ladder.tsx';
import type { LadderMark, LadderSpan } from './ladderPlan.ts';
import { ScoresTable } from './ScoresTable.tsx';
import classes from './StudentOutcomes.module.css';

const AmendDialog = lazy(async () => ({ default: (await import('./AmendDialog.tsx')).AmendDialog }));
const text = t.ladders;
/** Fewer scores are said, not drawn. */
const fewestDrawn = 3;
const perspectives: readonly Perspective[] = ['mentor', 'joint', 'student'];

interface OutcomeLadderProps {
  outcome: OutcomeHistory;
  span: LadderSpan;
  /** Changes of mentor, the same on every ladder. */
  mentors: readonly LadderMark[];
  showTable: boolean;
}

/** One outcome: where the student stands, how they got there, and every score behind it. */
export function OutcomeLadder({ outcome, span, mentors, showTable }: OutcomeLadderProps) {
  const [amending, setAmending] = useState<HistoryScore>();
  const [open, setOpen] = useState(false);
  const { scores, statement, levels } = outcome;
  const scored = scores.filter((score) => score.level !== null);
  const [first, last] = [scored[0] ?? scores[0], scored.at(-1) ?? scores.at(-1)];
  const shown = showTable || open;
  const latest = perspectives.flatMap((perspective) => scored.findLast((score) => score.perspective === perspective) ?? []);
  // two scores make no course: what the levels above do not say stands in a line
  const unsaid = scores.length < fewestDrawn ? scores.filter((score) => !latest.includes(score)) : [];

  return (
    <article className={classes.outcome} id={`outcome-${outcome.seriesId}`} aria-label={statement}>
      <Title order={4} size="h5" fw={600}>
        {statement}
      </Title>
      <Group gap="md" my={4}>
        {latest.map(({ perspective, level, levels: of, assessedOn }) => (
          <Group key={perspective} gap={6} wrap="nowrap">
            {level !== null && <LevelBadge level={level} levels={of} />}
            <Text size="sm" c="dimmed">
              {text.latest(text.perspectives[perspective], formatShortDate(assessedOn))}
            </Text>
          </Group>
        ))}
      </Group>
      {unsaid.length > 0 && (
        <Text size="sm" c="dimmed">
          {text.alsoOnRecord(unsaid.map((score) => text.viewed(text.perspectives[score.perspective], describeScore(score))))}
        </Text>
      )}
      {first !== undefined && last !== undefined && (
        <>
          {scores.length >= fewestDrawn && (
            <Ladder
              label={text.ladder(statement, scores.length, describeScore(first), describeScore(last))}
              levels={levels}
              span={span}
              marks={[...mentors, ...versionMarks(scores)]}
              steps={scores.map((score) => ({
                on: score.assessedOn,
                level: score.level,
                perspective: score.perspective,
                label: `${text.perspectives[score.perspective]}: ${describeScore(score)}`,
              }))}
            />
          )}
          <details className={classes.table} open={shown} onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{text.table(scores.length)}</summary>
            {shown && <ScoresTable caption={statement} scores={scores} onAmend={setAmending} />}
          </details>
        </>
      )}
      {amending !== undefined && (
        <Suspense>
          <AmendDialog outcome={outcome} score={amending} onClose={() => setAmending(undefined)} />
        </Suspense>
      )}
    </article>
  );
}

/** Where a score is the first on another framework version. */
function versionMarks(scores: readonly HistoryScore[]): LadderMark[] {
  return scores.flatMap((score, index) => {
    const before = scores[index - 1];
    if (before === undefined || before.versionNumber === score.versionNumber) return [];
    return [
      {
        on: score.assessedOn,
        kind: 'version' as const,
        short: text.versionShort(score.versionNumber),
        label: `${text.version(score.versionNumber)}, ${formatDate(score.assessedOn)}`,
      },
    ];
  });
}
