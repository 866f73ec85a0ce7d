import { Alert, Button, Group } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import type { AnswerKey } from '@waymark/contract/meeting-answers.ts';
import * as t from '../strings/catalogue.ts';
import { useHeld } from './held.ts';

const text = t.meetingRoom.overruled;

/** Two devices answered the same without knowing of each other: the later stands, and what was entered here is shown beside it. */
export function Overruled({ answerKey }: { answerKey: AnswerKey }) {
  const { answers, draft } = useHeld();
  const answer = answers.get(answerKey);
  if (answer?.overruled === undefined) return null;
  const { value, overruled } = answer;
  const both = bothOf(value, overruled);
  return (
    <Alert icon={<IconDevices />} title={text.title} color="orange" mt="sm">
      {text.was(inWords(overruled))}
      <Group gap="xs" mt="sm">
        <Button variant="default" onClick={() => draft.settle(answerKey, value)}>
          {text.keep}
        </Button>
        <Button variant="default" onClick={() => draft.settle(answerKey, overruled)}>
          {text.mine}
        </Button>
        {both !== undefined && (
          <Button variant="default" onClick={() => draft.settle(answerKey, both as typeof value)}>
            {text.both}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** Two notes make one; two levels do not. */
function bothOf(value: unknown, overruled: unknown): unknown {
  const [there, here] = [value, overruled] as ({ body?: string } | null)[];
  return there?.body !== undefined && here?.body !== undefined ? { ...there, body: `${there.body}\n\n${here.body}` } : undefined;
}

function inWords(value: unknown): string {
  if (value === null) return t.meetingRoom.notAnswered;
  const { level, missingReason, reason, body, title, action, outcome, decision } = value as Record<string, string | number | null> & {
    action?: { title: string };
  };
  if (level != null) return [t.levelChoice.level(Number(level)), reason].filter(Boolean).join('. ');
  if (missingReason) return t.levelChoice.missing[missingReason as 'declined'];
  if (outcome) return t.meetingRoom.review.outcomes[outcome as 'done'];
  return String(body ?? title ?? action?.title ?? decision ?? t.meetingRoom.answered);
}
