import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './sources.ts';

/** What somebody writes who has the package from a registry: no Waymark beside it, and a Node that strips no types there. */
const program = `
import { weightedKappa } from '@waymark/stats/kappa.ts';
import { runInWorker } from '@waymark/stats/in-worker.ts';
const students = Array.from({ length: 24 }, (_, student) => student);
const level = students.map((student) => 1 + (student % 3));
const pairs = { levels: 3, first: level, second: level, count: students.map(() => 1), cluster: students };
const kappa = weightedKappa(pairs);
const counts = { covariates: ['x'], x: [[0], [1]], counts: [[5, 9, 4], [2, 7, 11]] };
const fit = await runInWorker('cumulativeLogit', counts, {});
console.log(JSON.stringify([kappa.kind, kappa.estimate, fit.kind]));
`;

test('the statistics are a package of their own: packed, they run outside this repository, in a thread too', () => {
  const consumer = mkdtempSync(join(tmpdir(), 'waymark-stats-'));
  try {
    const folder = join(consumer, 'node_modules/@waymark/stats');
    mkdirSync(folder, { recursive: true });
    execFileSync(process.execPath, [join(root, 'scripts/pack-stats.mjs'), folder]);
    writeFileSync(join(consumer, 'program.mjs'), program);
    const said = execFileSync(process.execPath, ['program.mjs'], { cwd: consumer, encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual(['estimate', 1, 'estimate']);
  } finally {
    rmSync(consumer, { recursive: true, force: true });
  }
});
