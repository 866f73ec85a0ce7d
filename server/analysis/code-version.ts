import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
let known: string | undefined;

/**
 * The version of what works figures out: Waymark's own, and a short hash of the files that do it. Two answers with the same
 * one were worked out by the same code.
 */
export function codeVersion(): string {
  if (known !== undefined) return known;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256');
  for (const file of globSync(['stats/src/*.ts', 'server/analysis/**/*.ts'], { cwd: root }).toSorted()) {
    if (!file.includes('.test.')) hash.update(file).update(readFileSync(join(root, file)));
  }
  known = `${version}+${hash.digest('hex').slice(0, 8)}`;
  return known;
}
