import { Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Feedback } from '@waymark/contract/feedback.ts';
import { answersInWords } from '@waymark/contract/feedback-form.ts';
import * as t from '../strings/catalogue.ts';
import { formatRelativeDay } from '../ui/format.ts';
import classes from './Feedback.module.css';

const words = t.feedback.given;

interface FeedbackItemProps {
  feedback: Feedback;
  /** Beside who said it: a badge, a button. */
  children?: ReactNode;
}

/** What one teacher said: who, in which subject, when; each answer in the words of the form; the lines. */
export function FeedbackItem({ feedback, children }: FeedbackItemProps) {
  const { author, subject, givenAt, answers, goingWell, wouldHelp, asked, toldTo, sharedWithStudent } = feedback;
  return (
    <li className={classes.item}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <div>
          <Text fw={600}>{words.by(author, subject)}</Text>
          <Text size="sm" c="dimmed">
            {[formatRelativeDay(givenAt), toldTo !== null && words.toldTo(toldTo)].filter(Boolean).join(' · ')}
          </Text>
        </div>
        <Group gap="xs">
          {sharedWithStudent && author !== null && <Badge>{words.shared}</Badge>}
          {children}
        </Group>
      </Group>
      {asked !== null && asked.question !== '' && (
        <Text size="sm" c="dimmed">
          {words.asked(asked.question)}
        </Text>
      )}
      <ul className={classes.answers}>
        {answersInWords(answers).map(({ aspect, name, step, said }) => (
          <li key={aspect}>
            <span className={classes.steps} aria-hidden="true">
              {[1, 2, 3, 4].map((one) => (
                <span key={one} data-reached={one <= step || undefined} />
              ))}
            </span>
            <span>{words.step(name, step, said)}</span>
          </li>
        ))}
      </ul>
      {goingWell !== '' && <Line label={words.goingWell} said={goingWell} />}
      {wouldHelp !== '' && <Line label={words.wouldHelp} said={wouldHelp} />}
    </li>
  );
}

const Line = ({ label, said }: { label: string; said: string }) => (
  <Text className={classes.line}>
    <Text span inherit fw={600}>
      {label}:
    </Text>{' '}
    {said}
  </Text>
);

export const FeedbackList = ({ children }: { children: ReactNode }) => <ul className={classes.list}>{children}</ul>;
