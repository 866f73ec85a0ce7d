import { stringify } from 'yaml';
import type { FrameworkText } from './text.ts';

/** A framework as a file that `readFrameworkFile` reads back to the same framework. */
export function writeFrameworkFile(framework: FrameworkText, format: 'yaml' | 'json'): string {
  const file = {
    waymark_framework: 1,
    name: framework.name,
    description: framework.description,
    levels: framework.levels,
    outcome_types: framework.outcomeTypes.map((type) => ({
      code: type.code,
      name: type.name,
      description: type.description,
      outcomes: type.outcomes.map((outcome) => ({
        code: outcome.code,
        statement: outcome.statement,
        question: outcome.question,
        student_wording: outcome.studentWording,
        evidence: outcome.evidence,
        descriptors: outcome.descriptors,
      })),
    })),
  };
  if (format === 'json') return `${JSON.stringify(file, null, 2)}\n`;
  // references are not read back, so none may be written
  return `# A Waymark framework file: docs/framework-file.md says what may stand in it.\n${stringify(file, { aliasDuplicateObjects: false, lineWidth: 110 })}`;
}
