import { Text } from '@mantine/core';
import type { EvidenceLine, EvidencePoint } from '@waymark/contract/evidence.ts';
import * as t from '../strings/catalogue.ts';
import { type Column, StackedTable } from '../ui/StackedTable.tsx';
import { recorded } from './blocks.ts';
import { pointSource } from './pointSource.ts';
import classes from './Evidence.module.css';

const words = t.reviews;

/** Lines of one question from the start to now; of outcomes, what moved first and the rest folded away. */
export function EvidenceLines({ question, lines }: { question: string; lines: readonly EvidenceLine[] }) {
  const shown = recorded(lines);
  const [first] = shown;
  const many = lines.some(({ group }) => group !== null);
  if (first === undefined) return null;
  if (!many && shown.length === 1) return <OnlyLine question={question} line={first} />;
  if (!many) return <LineTable question={question} lines={shown} />;
  const [moved, still] = [shown.filter(hasMoved), shown.filter((line) => !hasMoved(line))];
  const rest = [...still, ...lines.filter(({ cannotSay }) => cannotSay === 'nothing_recorded')];
  return (
    <>
      {moved.length > 0 && <LineTable question={question} lines={moved} />}
      {rest.length > 0 && (
        <details className={classes.rest}>
          <summary>{words.unmoved(new Set(rest.map(({ id }) => id)).size)}</summary>
          <LineTable question={words.unmoved(rest.length)} lines={rest} />
        </details>
      )}
    </>
  );
}

const hasMoved = ({ movement }: EvidenceLine) => movement === 'better' || movement === 'worse';

/** The one line of a question: the question names it and the answer beside it says how it moved. */
function OnlyLine({ question, line }: { question: string; line: EvidenceLine }) {
  const { name, baseline, now, cannotSay } = line;
  return (
    <>
      {!question.toLowerCase().includes(name.toLowerCase()) && <Text size="sm">{name}</Text>}
      <dl className={classes.only}>
        <div>
          <dt>{words.start}</dt>
          <dd>
            <Point point={baseline} />
          </dd>
        </div>
        <div>
          <dt>{words.now}</dt>
          <dd>{cannotSay === 'nothing_new' ? words.nothingNew : <Point point={now} />}</dd>
        </div>
      </dl>
    </>
  );
}

/** Lines as a table. What all of them lack is not a column: nothing new, no baseline, no movement that can be told. */
export function LineTable({ question, lines }: { question: string; lines: readonly EvidenceLine[] }) {
  const all = (wanted: (line: EvidenceLine) => boolean) => lines.every(wanted);
  const columns: (Column<EvidenceLine> | false)[] = [
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
    !all(({ perspective }) => perspective === null) && {
      label: words.perspective,
      phone: 'column',
      cell: ({ perspective }) => (perspective === null ? '–' : words.perspectives[perspective]),
    },
    !all(({ baseline, now }) => baseline === null && now !== null) && {
      label: words.start,
      phone: 'column',
      cell: ({ baseline }) => <Point point={baseline} />,
    },
    !all(({ cannotSay }) => cannotSay === 'nothing_new') && {
      label: words.now,
      phone: 'column',
      cell: ({ now, cannotSay }) => (cannotSay === 'nothing_new' ? words.nothingNew : <Point point={now} />),
    },
    !all(({ movement }) => movement === 'unknown') && {
      label: words.moved,
      phone: 'beside',
      cell: ({ movement }) => words.movements[movement],
    },
  ];
  return (
    <StackedTable
      caption={question}
      rows={lines}
      rowKey={({ id, perspective }) => `${id} ${perspective}`}
      columns={columns.filter((column) => column !== false)}
    />
  );
}

/** A value, and small under it which day it stands for and where it comes from. */
function Point({ point }: { point: EvidencePoint | null }) {
  if (point === null) return words.none;
  return (
    <>
      {point.shown}
      <Text span display="block" size="xs" c="dimmed">
        {pointSource(point)}
      </Text>
    </>
  );
}
