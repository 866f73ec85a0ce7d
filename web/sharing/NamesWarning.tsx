import { Alert, Checkbox, Text } from '@mantine/core';
import { namesMentioned } from '@waymark/contract/names-mentioned.ts';
import * as t from '../strings/catalogue.ts';
import type { ShareDraft } from './shareDraft.ts';
import type { ShareChoices, StepProps } from './ShareStudentPage.tsx';

const words = t.sharing.page;

/** Names of other students that stand in the document now. */
export function namesIn(draft: ShareDraft, choices: ShareChoices): string[] {
  if (draft.document === null) return [];
  return namesMentioned(draft.document, choices.otherNames, [...choices.student.names, draft.recipient.name]);
}

export const namesAreSeen = (draft: ShareDraft, names: readonly string[]): boolean => names.every((name) => draft.namesSeen.includes(name));

/** Warns of other students in the text. Where it is to be shared, somebody has to say that they are meant to be there. */
export function NamesWarning({ choices, draft, change, answer, error }: StepProps & { answer?: boolean; error?: string | undefined }) {
  const names = namesIn(draft, choices);
  return (
    // there from the beginning, so that a screen reader says what appears in it
    <div aria-live="polite">
      {names.length > 0 && (
        <Alert color="orange" title={words.namesTitle(names.length)}>
          <Text>{words.namesText(names.join(', '))}</Text>
          <Text size="sm" mt="xs">
            {words.namesCheck}
          </Text>
          {answer && (
            <Checkbox
              mt="sm"
              label={words.namesSeen}
              error={error}
              checked={namesAreSeen(draft, names)}
              onChange={(event) => change({ namesSeen: event.currentTarget.checked ? names : [] })}
            />
          )}
        </Alert>
      )}
    </div>
  );
}
