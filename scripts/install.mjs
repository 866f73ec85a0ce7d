import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Node as pinned in package.json. Waymark's own code runs on it alone: the system's may be older. */
export const node = join(root, 'node_modules/.bin/node');

/** Installs what package-lock.json names unless it is there already. Ends the process when that fails. */
export function installWhenMissing() {
  if (isInstalled()) return;
  console.log('Installing what Waymark is built on. The first time this takes a minute or two …');
  // the pinned node is about to be replaced: npm must not run on it
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((part) => !part.includes(join('node_modules', '.bin')))
    .join(delimiter);
  // not `npm ci`: it refuses a lock file without the binaries of platforms that a registry does not carry
  const run = spawnSync('npm', ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  if (run.status !== 0 || !isInstalled()) {
    console.error('The packages could not be installed; npm says why above. Is the npm registry within reach?');
    process.exit(1);
  }
}

/** npm keeps its own list of what it installed: it is compared with the list of what should be. */
function isInstalled() {
  const listed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(listed) || !existsSync(node)) return false;
  const present = JSON.parse(readFileSync(listed, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link || !path.includes('node_modules/')) return true;
    if (present[path] === undefined) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return present[path].version === entry.version;
  });
}
