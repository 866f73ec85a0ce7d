import { FRAMEWORK_LIMITS } from '@waymark/contract/framework-content.ts';
import { readDefinition, type FileProblem } from '../definitions/read.ts';
import { FrameworkFile } from './file-shape.ts';
import { repeatedCodes, wrongDescriptorCounts } from './file-sense.ts';
import type { FrameworkText } from './text.ts';

export type { FileProblem } from '../definitions/read.ts';

export type ReadFile = { framework: FrameworkText; problems: [] } | { framework: undefined; problems: FileProblem[] };

/**
 * Reads a framework file, YAML or JSON (which is YAML). All problems are returned at once, in the order of the file;
 * the framework only when there are none.
 */
export function readFrameworkFile(source: string): ReadFile {
  const read = readDefinition(source, 'framework', FrameworkFile, (file) => [
    ...repeatedCodes(file),
    ...wrongDescriptorCounts(file),
    ...tooManyOutcomes(file),
  ]);
  return read.value === undefined ? { framework: undefined, problems: read.problems } : { framework: textOf(read.value), problems: [] };
}

function textOf(file: FrameworkFile): FrameworkText {
  return {
    name: file.name,
    description: file.description,
    levels: file.levels,
    outcomeTypes: file.outcome_types.map((type) => ({
      code: type.code,
      name: type.name,
      description: type.description,
      outcomes: type.outcomes.map(({ student_wording: studentWording, ...outcome }) => ({ ...outcome, studentWording })),
    })),
  };
}

function tooManyOutcomes(file: FrameworkFile) {
  const count = file.outcome_types.reduce((sum, type) => sum + type.outcomes.length, 0);
  if (count <= FRAMEWORK_LIMITS.outcomes) return [];
  return [
    {
      path: ['outcome_types'],
      value: count,
      message: `The file has ${count} outcomes; a framework has at most ${FRAMEWORK_LIMITS.outcomes}. Take some out.`,
    },
  ];
}
