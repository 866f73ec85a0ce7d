import { Text } from '@mantine/core';
import type { EvidenceLine } from '@waymark/contract/evidence.ts';
import * as t from '../strings/catalogue.ts';
import { StackedTable } from '../ui/StackedTable.tsx';
import { showPoint } from './showPoint.ts';
import classes from './Evidence.module.css';

const words = t.reviews;

/** Lines of one question from the start to now; of outcomes, what moved first and the rest folded away. */
export function EvidenceLines({ question, lines }: { question: string; lines: readonly EvidenceLine[] }) {
  const shown = lines.filter(({ cannotSay }) => cannotSay !== 'nothing_recorded');
  const [moved, still] = [shown.filter(hasMoved), shown.filter((line) => !hasMoved(line))];
  const many = lines.some(({ group }) => group !== null);
  if (!many) return shown.length === 0 ? null : <Lines question={question} lines={shown} />;
  const rest = [...still, ...lines.filter(({ cannotSay }) => cannotSay === 'nothing_recorded')];
  return (
    <>
      {moved.length > 0 && <Lines question={question} lines={moved} />}
      {rest.length > 0 && (
        <details className={classes.rest}>
          <summary>{words.unmoved(new Set(rest.map(({ id }) => id)).size)}</summary>
          <Lines question={words.unmoved(rest.length)} lines={rest} />
        </details>
      )}
    </>
  );
}

const hasMoved = ({ movement }: EvidenceLine) => movement === 'better' || movement === 'worse';

function Lines({ question, lines }: { question: string; lines: readonly EvidenceLine[] }) {
  const judged = lines.some(({ perspective }) => perspective !== null);
  return (
    <StackedTable
      caption={question}
      rows={lines}
      rowKey={({ id, perspective }) => `${id} ${perspective}`}
      columns={[
        {
          label: words.line,
          cell: ({ name, group }) => (
            <>
              {name}
              {group !== null && (
                <Text size="xs" c="dimmed">
                  {group}
                </Text>
              )}
            </>
          ),
        },
        ...(judged
          ? [
              {
                label: words.perspective,
                cell: ({ perspective }: EvidenceLine) => (perspective === null ? '–' : words.perspectives[perspective]),
              },
            ]
          : []),
        { label: words.start, cell: ({ baseline }) => showPoint(baseline) },
        { label: words.now, cell: ({ now, cannotSay }) => (cannotSay === 'nothing_new' ? words.nothingNew : showPoint(now)) },
        { label: words.moved, cell: ({ movement }) => words.movements[movement] },
      ]}
    />
  );
}
