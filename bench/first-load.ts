import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Result } from './measure.ts';

const dist = join(dirname(import.meta.dirname), 'web/dist');
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB gzip`;

/** The script a mentor's phone loads before their day stands there: the entry, what it imports, and the page's own. */
export function measureFirstLoad(): Result[] {
  const index = join(dist, 'index.html');
  if (!existsSync(index)) return [];
  const entries = [...readFileSync(index, 'utf8').matchAll(/<script[^>]+src="([^"]+\.js)"/g)].map((match) => basename(match[1] ?? ''));
  const day = readdirSync(join(dist, 'assets')).filter((file) => /^(DayPage|HomePage)-[\w-]+\.js$/.test(file));
  const files = new Set<string>();
  for (const file of [...entries, ...day]) follow(file, files);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, 'assets', file))).length, 0);
  const parts = 213_000;
  return [
    {
      where: 'web',
      what: `first load of the mentor's day, ${files.size} files`,
      ours: kilobytes(bytes),
      baseline: `${kilobytes(parts)} of parts alone`,
      ratio: bytes / parts,
      hold: { atMost: Number((250_000 / parts).toFixed(2)) },
    },
  ];
}

/** A file and whatever it imports at once; what it imports when asked does not count. */
function follow(file: string, seen: Set<string>): void {
  const path = join(dist, 'assets', file);
  if (seen.has(file) || !existsSync(path)) return;
  seen.add(file);
  for (const match of readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) follow(match[1] ?? '', seen);
}
