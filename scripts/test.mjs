// Gets what the tests need (packages, a Chromium, a PostgreSQL of their own), runs them all, and says what could not be run.
// `npm test -- --project rules` or `npm test -- server/matches` runs a part. The last line is `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findChromium } from './chromium.mjs';
import { installWhenMissing, node, root } from './install.mjs';
import { startPostgres } from './postgres.mjs';

const all = ['rules', 'checks', 'pglite', 'postgres', 'browser', 'journeys'];

installWhenMissing();
const { projects, rest } = readArguments(process.argv.slice(2));
const left = [];
const env = { ...process.env };

if (projects.has('browser') || projects.has('journeys')) {
  const chromium = findChromium();
  if (chromium === undefined) {
    leaveOut(['browser', 'journeys'], 'No Chromium could be had, so the tests in a browser did not run. Set CHROMIUM to the path of one.');
  } else if (chromium !== 'playwright') env.CHROMIUM = chromium;
}

let postgres;
if (projects.has('postgres') && !env.TEST_DATABASE_URL) {
  postgres = await startPostgres();
  if (postgres === undefined) {
    leaveOut(
      ['postgres'],
      'No PostgreSQL could be had, so the server was tested on the embedded database alone. Install postgresql 15 or later, or set TEST_DATABASE_URL.',
    );
  } else {
    env.TEST_DATABASE_URL = postgres.url;
    console.log(`The server is tested on ${postgres.name} too.`);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'waymark-test-'));
const outcome = join(folder, 'outcome.json');
const status = projects.size === 0 ? 1 : await vitest();
await postgres?.stop();
const counts = count();
rmSync(folder, { recursive: true, force: true });

if (counts.second.length > 0) {
  console.log('Passed only at the second attempt, so something about them is not steady:');
  for (const name of counts.second) console.log(`  ${name}`);
}
for (const sentence of left) console.log(sentence);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(status === 0 && counts.failed === 0 ? 0 : 1);

function readArguments(args) {
  const named = new Set();
  const others = [];
  for (let i = 0; i < args.length; i++) {
    const inline = /^--project=(.+)$/.exec(args[i]);
    if (inline) named.add(inline[1]);
    else if (args[i] === '--project' && args[i + 1] !== undefined) named.add(args[++i]);
    else others.push(args[i]);
  }
  for (const name of named) {
    if (all.includes(name)) continue;
    console.error(`There is no project "${name}" of tests. There are: ${all.join(', ')}.`);
    process.exit(2);
  }
  return { projects: named.size === 0 ? new Set(all) : named, rest: others };
}

function leaveOut(names, sentence) {
  for (const name of names) projects.delete(name);
  left.push(sentence);
  console.log(sentence);
}

function vitest() {
  const args = [...projects].flatMap((name) => ['--project', name]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${outcome}`];
  const run = spawn(node, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args, ...reporters, ...rest], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => run.kill(signal));
  return new Promise((resolve) => {
    run.on('error', () => resolve(1));
    run.on('exit', (code) => resolve(code ?? 1));
  });
}

function count() {
  // a run that broke off before it could count is a failure
  if (!existsSync(outcome)) return { passed: 0, failed: 1, skipped: 0, second: [] };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(outcome, 'utf8'));
  // a file that could not be loaded has no tests of its own to fail
  const broken = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'));
  // a test that passed keeps what went wrong the first time
  const second = testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
      .map((test) => `${relative(root, file.name)}: ${test.title} (${firstLine(test.failureMessages[0])})`),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests + numTodoTests, second };
}

function firstLine(message) {
  // as the runner coloured it for a terminal
  return stripVTControlCharacters(message).split('\n', 1)[0].trim();
}
