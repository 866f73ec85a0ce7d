import type { QuestionnaireDefinition, QuestionnaireItem } from '@waymark/contract/questionnaires.ts';

/** Items as they are typed: one a line, `- ` before those that count the other way round. */
export function linesOfItems(items: readonly QuestionnaireItem[]): string {
  return items.map(({ text, reversed }) => (reversed ? `- ${text}` : text)).join('\n');
}

/**
 * Reads typed items. A line that stands unchanged keeps the id it had in `before`; a new one gets the next free number, so
 * that an item is told by its id across versions.
 */
export function itemsOf(lines: string, before: readonly QuestionnaireItem[] = []): QuestionnaireItem[] {
  const known = new Map(before.map(({ id, text }) => [text, id]));
  const taken = new Set(before.map(({ id }) => id));
  const nextId = () => {
    let n = 1;
    while (taken.has(`q${n}`)) n++;
    taken.add(`q${n}`);
    return `q${n}`;
  };
  return nonEmpty(lines).map((line) => {
    const reversed = line.startsWith('- ');
    const text = reversed ? line.slice(2).trim() : line;
    const id = known.get(text) ?? nextId();
    known.delete(text);
    return { id, text, reversed };
  });
}

export const linesOfAnswers = (answers: QuestionnaireDefinition['answers']): string => answers.map(({ label }) => label).join('\n');

/** Answers one a line, the first counting as `first`. */
export function answersOf(lines: string, first: number): QuestionnaireDefinition['answers'] {
  return nonEmpty(lines).map((label, index) => ({ value: first + index, label }));
}

const nonEmpty = (lines: string): string[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
