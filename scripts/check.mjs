// Everything that is checked without running the program. `npm run check -- types lint` runs some of it, and
// `npm run check -- --without conventions` all but that, as CI does after the tests, of which the conventions are a part.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installWhenMissing, node, root } from './install.mjs';

installWhenMissing();

const bin = (name) => join(root, 'node_modules', name);
/** Each check: its name, what is run, and for generated files what must not have changed by it. */
const checks = [
  { name: 'types', run: [bin('typescript/bin/tsc'), '-p', '.'] },
  { name: 'lint', run: [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'format', run: [bin('oxfmt/bin/oxfmt'), '--check'] },
  { name: 'unused code', run: [bin('knip/bin/knip.js')] },
  { name: 'database schema and types', run: ['server/db/generate.ts'], generates: ['server/db/schema.sql', 'server/db/types.ts'] },
  { name: 'OpenAPI', run: ['server/http/generate.ts'], generates: ['openapi.json'] },
  { name: 'conventions', run: [bin('vitest/vitest.mjs'), 'run', '--project', 'checks'] },
];

const named = new Set(process.argv.slice(2));
const without = named.delete('--without');
const failed = [];
for (const check of checks) {
  if (named.size > 0 && named.has(check.name) === without) continue;
  const started = Date.now();
  const good = check.generates ? isUpToDate(check) : runs(check);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${good ? 'ok' : 'FAILED'}  ${check.name} (${seconds} s)`);
  if (!good) failed.push(check.name);
}
console.log(failed.length === 0 ? 'All checks passed.' : `Checks that failed: ${failed.join(', ')}.`);
process.exit(failed.length === 0 ? 0 : 1);

function runs({ run }) {
  return spawnSync(node, run, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** Generates anew, compares with what is there, and puts back what was there. */
function isUpToDate({ run, generates }) {
  const before = generates.map((file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : ''));
  if (!runs({ run })) return false;
  const stale = generates.filter((file, i) => readFileSync(join(root, file), 'utf8') !== before[i]);
  generates.forEach((file, i) => writeFileSync(join(root, file), before[i]));
  if (stale.length > 0)
    console.error(`${stale.join(' and ')} no longer says what the code says. Write anew with: npx node ${run.join(' ')}`);
  return stale.length === 0;
}
