import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const root = dirname(import.meta.dirname);

export interface Source {
  /** From the root: `server/matches/routes.ts`. */
  path: string;
  text: string;
}

/** Every file of the repository, those not committed yet included, that is not ignored. */
export function files(pattern: RegExp): Source[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
  return listed
    .split('\0')
    .filter((path) => pattern.test(path))
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(join(root, path), 'utf8') }];
      } catch {
        // listed and deleted since
        return [];
      }
    });
}

export const code = /\.(ts|tsx|mjs)$/;

/** What a file imports, types included: our own files as paths from the root, packages by name. */
export function importsOf({ path, text }: Source): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]|(?:^|\n)import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  );
  return [...found].map((match) => {
    const name = match[1] ?? match[2] ?? match[3] ?? '';
    if (name.startsWith('.')) return relative(root, join(root, dirname(path), name));
    const own = /^@waymark\/(.+)$/.exec(name);
    return own?.[1] ?? name;
  });
}

export const isTest = (path: string) => /\.test\.tsx?$/.test(path);
