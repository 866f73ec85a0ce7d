import type { FrameworkFile } from './file-shape.ts';

interface Nonsense {
  path: PropertyKey[];
  value: unknown;
  message: string;
}

/** A code names one thing. Codes of outcome types and of outcomes are counted apart, and K1 is the same as k1. */
export function repeatedCodes(file: FrameworkFile): Nonsense[] {
  const types = new Map<string, string>();
  const outcomes = new Map<string, string>();
  const found: Nonsense[] = [];
  const note = (seen: Map<string, string>, code: string, path: PropertyKey[], owner: string): void => {
    const first = seen.get(code.toLowerCase());
    if (first === undefined) seen.set(code.toLowerCase(), owner);
    else found.push({ path, value: code, message: `The code ${code} is already used by ${first}. Give this one a code of its own.` });
  };
  for (const [t, type] of file.outcome_types.entries()) {
    note(types, type.code, ['outcome_types', t, 'code'], `the outcome type “${type.name}”`);
    for (const [o, outcome] of type.outcomes.entries()) {
      note(outcomes, outcome.code, ['outcome_types', t, 'outcomes', o, 'code'], `“${outcome.statement}”`);
    }
  }
  return found;
}

/** As many descriptors as the scale has levels. */
export function wrongDescriptorCounts(file: FrameworkFile): Nonsense[] {
  return file.outcome_types.flatMap((type, t) =>
    type.outcomes.flatMap((outcome, o): Nonsense[] => {
      const count = outcome.descriptors.length;
      if (count === file.levels) return [];
      const remedy = count < file.levels ? `Add ${file.levels - count}` : `Take out ${count - file.levels}`;
      return [
        {
          path: ['outcome_types', t, 'outcomes', o, 'descriptors'],
          value: count,
          message: `${outcome.code} has ${count} ${count === 1 ? 'descriptor' : 'descriptors'}, but the scale has ${file.levels} levels. ${remedy}, or change levels.`,
        },
      ];
    }),
  );
}
