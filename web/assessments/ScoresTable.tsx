import { Button, Table, Text } from '@mantine/core';
import type { HistoryScore } from '@waymark/contract/assessments.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate, formatShortDate } from '../ui/format.ts';
import { levelText } from './describeScore.ts';

const text = t.ladders;

/** Every score of an outcome, newest first, corrections under the score they replaced. */
export function ScoresTable({
  caption,
  scores,
  onAmend,
}: {
  caption: string;
  scores: readonly HistoryScore[];
  onAmend: (score: HistoryScore) => void;
}) {
  const amendable = scores.some((score) => score.mayAmend);
  const { columns } = text;
  return (
    <Table.ScrollContainer minWidth={520} type="native">
      <Table aria-label={caption}>
        <Table.Thead>
          <Table.Tr>
            {[columns.on, columns.view, columns.by, columns.level, columns.point, columns.reason].map((name) => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
            {amendable && (
              <Table.Th scope="col" className="no-print">
                {columns.change}
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {scores.toReversed().map((score) => (
            <Table.Tr key={score.id}>
              <Table.Td>{formatShortDate(score.assessedOn)}</Table.Td>
              <Table.Td>{text.perspectives[score.perspective]}</Table.Td>
              <Table.Td>{score.assessor.name}</Table.Td>
              <Table.Td>
                <strong>{levelText(score, score.levels)}</strong>
                <Corrections score={score} />
              </Table.Td>
              <Table.Td>
                {text.points[score.point]}
                <Text size="xs" c="dimmed">
                  {text.version(score.versionNumber)}
                </Text>
              </Table.Td>
              <Table.Td>{score.reason}</Table.Td>
              {amendable && (
                <Table.Td className="no-print">
                  {score.mayAmend && (
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={text.correctThis(formatDate(score.assessedOn), text.perspectives[score.perspective])}
                      onClick={() => onAmend(score)}
                    >
                      {text.correct}
                    </Button>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** What stood here before, struck through, with who corrected it, when and why. */
function Corrections({ score }: { score: HistoryScore }) {
  if (score.replaced.length === 0) return null;
  const who = (person: { name: string } | null) => person?.name ?? text.somebody;
  return (
    <>
      {score.replaced.map((old) => (
        <Text key={old.id} size="sm" c="dimmed">
          <del>{levelText(old, score.levels)}</del> {old.reason !== '' && <del>{old.reason}</del>}{' '}
          {text.first(who(old.recordedBy), formatDate(old.recordedAt))}
        </Text>
      ))}
      <Text size="sm" c="dimmed">
        {text.corrected(who(score.recordedBy), formatDate(score.recordedAt))}
        {score.amendmentReason !== null && score.amendmentReason !== '' && <>. {text.because(score.amendmentReason)}</>}
      </Text>
    </>
  );
}
