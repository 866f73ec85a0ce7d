import { readFileSync } from 'node:fs';
import { readFrameworkFile } from './file.ts';
import type { FrameworkText } from './text.ts';

let read: FrameworkText | undefined;

/** The framework Waymark ships with, as in `default.yaml`. */
export function defaultFramework(): FrameworkText {
  if (read) return read;
  const file = readFrameworkFile(readFileSync(new URL('default.yaml', import.meta.url), 'utf8'));
  if (!file.framework)
    throw new Error(`default.yaml: ${file.problems.map((problem) => `line ${problem.line}: ${problem.message}`).join(' ')}`);
  return (read = file.framework);
}
