/**
 * The steps a student chooses between, lowest first. They stand for the levels of the programme's scale in words that
 * promise nothing and blame nobody; descriptors are written for mentors and are not shown to students.
 */
export function ownSteps(levels: number, yes = 'Yes, and I can give examples'): string[] {
  const named: Record<number, string[]> = {
    2: ['Not yet', yes],
    3: ['Not yet', 'Partly, or with help', yes],
    4: ['Not yet', 'A little, or with help', 'Mostly', yes],
    5: ['Not yet', 'A little, or with help', 'Partly', 'Mostly', yes],
  };
  return (
    named[levels] ??
    Array.from({ length: levels }, (_, index) => (index === 0 ? 'Not yet' : index === levels - 1 ? yes : `Step ${index + 1} of ${levels}`))
  );
}

/** The same steps as somebody else's view of the student. */
export const stepsSeen = (levels: number): string[] => ownSteps(levels, 'Yes, with examples');
