import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { node, root } from './install.mjs';

/** What the built web app is made of. */
const sources = ['web', 'contract', 'package-lock.json'];
const built = join(root, 'web/dist/index.html');

/** Builds the web app with Vite unless web/dist is newer than everything it is made of. Throws when the build fails. */
export function buildWebWhenStale() {
  if (existsSync(built) && newest(sources) <= statSync(built).mtimeMs) return;
  console.log('Building the web app …');
  const run = spawnSync(node, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'web'),
    stdio: 'inherit',
    // a test runner's own setting would build the development version
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (run.status !== 0) throw new Error('The web app could not be built; the reason is above.');
}

/** When the youngest of these files was changed, in milliseconds; tests do not count. */
function newest(paths) {
  let latest = 0;
  const visit = (path) => {
    const stat = statSync(path);
    if (!stat.isDirectory()) {
      if (!/\.test\.tsx?$/.test(path)) latest = Math.max(latest, stat.mtimeMs);
      return;
    }
    for (const name of readdirSync(path)) {
      if (name !== 'node_modules' && name !== 'dist' && !name.startsWith('.')) visit(join(path, name));
    }
  };
  for (const path of paths) visit(join(root, path));
  return latest;
}

/** Vitest calls this before the journeys, which run against the built app. */
export function setup() {
  buildWebWhenStale();
}
