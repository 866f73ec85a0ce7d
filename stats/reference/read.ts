import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What R said, as `NAME.R` wrote it to `NAME.json`: its input and its values. For tests. */
export function reference<I, V>(name: string): { input: I; values: V } {
  return JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')) as { input: I; values: V };
}
