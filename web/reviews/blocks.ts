import type { CannotSay, EvidenceLine, EvidenceQuestion } from '@waymark/contract/evidence.ts';

/** What stands under one heading of a review: a question, or all that cannot be said for one and the same reason. */
export type Block =
  | { kind: 'question'; question: EvidenceQuestion }
  | { kind: 'unsaid'; why: CannotSay; questions: readonly [EvidenceQuestion, ...EvidenceQuestion[]] };

/** Questions in the order of the guidance; those without an answer last, together where the reason is the same. Outcomes are many, and stand alone. */
export function blocksOf(questions: readonly EvidenceQuestion[]): Block[] {
  const alone = questions.filter(({ answer, cannotSay, key }) => answer !== 'unknown' || cannotSay === null || key === 'outcomes');
  const unsaid = Map.groupBy(
    questions.filter((question) => !alone.includes(question)),
    ({ cannotSay }) => cannotSay,
  );
  return [
    ...alone.map((question) => ({ kind: 'question' as const, question })),
    ...[...unsaid].flatMap(([why, [first, ...rest]]): Block[] => {
      if (first === undefined || why === null) return [];
      return rest.length === 0 ? [{ kind: 'question', question: first }] : [{ kind: 'unsaid', why, questions: [first, ...rest] }];
    }),
  ];
}

/** Of what there is something to show. */
export const recorded = (lines: readonly EvidenceLine[]) => lines.filter(({ cannotSay }) => cannotSay !== 'nothing_recorded');
