import { Badge, Text, Title } from '@mantine/core';
import type { CannotSay, EvidenceLine, EvidenceQuestion } from '@waymark/contract/evidence.ts';
import type { ReactNode } from 'react';
import * as t from '../strings/catalogue.ts';
import { blocksOf, recorded } from './blocks.ts';
import { EvidenceLines, LineTable } from './EvidenceLines.tsx';
import classes from './Evidence.module.css';

const words = t.reviews;

const colours: Record<EvidenceQuestion['answer'], string> = {
  better: 'waymark',
  mixed: 'gray',
  same: 'gray',
  worse: 'orange',
  unknown: 'gray',
};

/** What a review asks: open where something moved, folded to a line where nothing did or nothing can be said. */
export function Questions({ questions }: { questions: readonly EvidenceQuestion[] }) {
  return blocksOf(questions).map((block) =>
    block.kind === 'question' ? (
      <Question key={block.question.key} question={block.question} />
    ) : (
      <Unsaid key={block.why} why={block.why} lines={block.questions.flatMap(({ key, lines }) => named(key, lines))} />
    ),
  );
}

function Question({ question }: { question: EvidenceQuestion }) {
  const { key, answer, lines, cannotSay } = question;
  const [title, shown] = [words.questions[key], recorded(lines)];
  const head = <Head title={title} answer={answer} />;
  if (answer !== 'same' && answer !== 'unknown') {
    return (
      <div className={classes.question}>
        {head}
        <EvidenceLines question={title} lines={lines} />
      </div>
    );
  }
  const inside = shown.some(({ group }) => group !== null) ? words.outcomes(new Set(lines.map(({ id }) => id)).size) : listed(shown);
  return (
    <Fold head={head} line={[inside, cannotSay && words.because(cannotSay)].filter(Boolean).join('. ')}>
      {shown.length > 0 &&
        (shown.length === 1 ? <EvidenceLines question={title} lines={shown} /> : <LineTable question={title} lines={shown} />)}
    </Fold>
  );
}

/** Everything that cannot be said for one reason, which is said once. */
function Unsaid({ why, lines }: { why: CannotSay; lines: readonly EvidenceLine[] }) {
  const shown = recorded(lines);
  const names = shown.length > 0 ? listed(shown) : lines.map(({ name }) => name).join(', ');
  return (
    <Fold head={<Head title={words.unsaid} />} line={`${words.because(why)} ${names}`}>
      {shown.length > 0 && <LineTable question={words.unsaid} lines={shown} />}
    </Fold>
  );
}

/** A question nobody recorded anything for still has its name. */
function named(key: EvidenceQuestion['key'], lines: readonly EvidenceLine[]): readonly EvidenceLine[] {
  if (lines.length > 0) return lines;
  const nothing = { id: key, group: null, perspective: null, baseline: null, now: null } as const;
  return [{ ...nothing, name: words.questions[key], movement: 'unknown', cannotSay: 'nothing_recorded' }];
}

/** The newest of each: “Attendance 88.5%, Punctuality 96.0%”. */
const listed = (lines: readonly EvidenceLine[]) =>
  lines.map(({ name, baseline, now }) => [name, (now ?? baseline)?.shown].filter(Boolean).join(' ')).join(', ');

function Head({ title, answer }: { title: string; answer?: EvidenceQuestion['answer'] }) {
  return (
    <div className={classes.head}>
      <Title order={3} size="h4">
        {title}
      </Title>
      {answer !== undefined && (
        <Badge color={colours[answer]} miw="max-content">
          {words.answers[answer]}
        </Badge>
      )}
    </div>
  );
}

/** Folded, with its answer and a line of what is in it in sight; nothing to unfold where there is nothing more. */
function Fold({ head, line, children }: { head: ReactNode; line: string; children: ReactNode }) {
  const summary = (
    <>
      {head}
      <Text size="sm" c="dimmed">
        {line}
      </Text>
    </>
  );
  if (children === false) return <div className={classes.question}>{summary}</div>;
  return (
    <details className={`${classes.question} ${classes.fold}`}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
