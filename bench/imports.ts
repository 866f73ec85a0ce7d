import type { ImportDetail, ImportKind } from '@waymark/contract/imports.ts';
import { newId } from '../server/db/ids.ts';
import type { App } from '../server/http/app.ts';
import { signedIn, type Ask } from './app.ts';
import type { Filled } from './fill.ts';
import { marksFile, rollFile, scoresFile, type ImportFile } from './import-files.ts';
import { prepareByHand, takeMarksByHand, takeRollByHand, takeScoresByHand } from './imports-by-hand.ts';
import type { Result } from './measure.ts';
import type { Bench } from './open.ts';

const names: Record<ImportKind, string> = {
  roll: 'a roll',
  scores: 'scores',
  attendance: 'attendance marks',
  results: 'results',
  behaviour: 'behaviour events',
};

/** What taking a file in cost. */
interface Taken {
  milliseconds: number;
  megabytes: number;
}

/**
 * Takes a roll and the historic scores of its students in through the API, from upload to the last row, reviewed preview
 * and all. The same files are COPYed and inserted by hand into the same tables of another organisation, with the same
 * indexes and foreign keys, and COPYed into bare tables.
 */
export async function measureImport(bench: Bench, app: App, { actor }: Filled, rows: number, students: number): Promise<Result[]> {
  const ask = await signedIn(bench, app, actor, 'lead');
  const { items: programmes } = (await ask('/programmes')) as { items: { id: string }[] };
  const programmeId = programmes[0]?.id ?? '';
  const hand = await prepareByHand(bench);
  const roll = rollFile(rows);
  const scores = scoresFile(rows, hand.outcomes);
  const results: Result[] = [];
  for (const [kind, file, byHand] of [
    ['roll', roll, takeRollByHand],
    ['scores', scores, takeScoresByHand],
    ['attendance', marksFile(Math.min(students, rows)), takeMarksByHand],
  ] as const) {
    const bare = await copyBare(bench, file);
    const started = performance.now();
    await byHand(bench, hand, file);
    const hands = performance.now() - started;
    const taken = await takeIn(ask, kind, file, { programmeId, startedOn: '2024-09-01' });
    const speed = (ms: number) => `${((file.rows / ms) * 1000).toFixed(0)} rows/s`;
    results.push({
      where: bench.name,
      what: `import of ${file.rows.toLocaleString('en-GB')} rows of ${names[kind]} (+${taken.megabytes} MB)`,
      ours: speed(taken.milliseconds),
      baseline: `${speed(hands)} by hand (bare COPY ${(taken.milliseconds / bare).toFixed(0)} ×)`,
      ratio: taken.milliseconds / hands,
      hold: { atMost: 3 },
    });
  }
  return results;
}

/** COPY of the file into a table without an index or a key: what reading it and writing it down costs. */
async function copyBare(bench: Bench, { headings, csv }: ImportFile): Promise<number> {
  await bench.database.execute(`create table bare (${headings.map((name) => `"${name}" text`).join(', ')})`);
  const taken = await bench.copyCsv('bare', csv);
  await bench.database.execute('drop table bare');
  return taken;
}

/** From the upload to the last row, as a person does it who looks at the preview and confirms. */
async function takeIn(ask: Ask, kind: ImportKind, file: ImportFile, options: object): Promise<Taken> {
  const id = newId();
  const memory = watchMemory();
  const started = performance.now();
  const read = async () => (await ask(`/imports/${id}`)) as ImportDetail;
  const uploaded = (await ask(`/imports?id=${id}&kind=${kind}&file=${kind}.csv`, {
    method: 'POST',
    body: new TextEncoder().encode(file.csv),
    headers: { 'content-type': 'application/octet-stream' },
  })) as ImportDetail;
  const mapping = Object.fromEntries(uploaded.columns.map(({ header, field }) => [header, field]));
  await ask(`/imports/${id}/mapping`, {
    method: 'PUT',
    body: JSON.stringify({ mapping, options: { ...uploaded.options, ...options } }),
    headers: { 'if-match': `"${uploaded.version}"` },
  });
  // among so many made-up names some are alike by chance
  if (kind === 'roll') await ask(`/imports/${id}/decisions`, { method: 'PUT', body: JSON.stringify({ decision: 'new' }) });
  await ask(`/imports/${id}/confirmation`, { method: 'POST', headers: { 'if-match': `"${(await read()).version}"` } });
  const done = await read();
  const milliseconds = performance.now() - started;
  const megabytes = memory();
  const brought = kind === 'roll' ? done.counts.created : kind === 'scores' ? done.counts.scores : done.counts.students * 380;
  if (done.status !== 'done' || brought !== file.rows)
    throw new Error(`The ${kind} was not taken in: ${done.status}, ${brought} of ${file.rows}; ${done.error ?? done.lacking.join(', ')}`);
  return { milliseconds, megabytes };
}

/** Watches the program's memory; the function it answers stops and tells by how many megabytes it grew at most. */
function watchMemory(): () => number {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  return () => {
    clearInterval(timer);
    return Math.round((Math.max(most, process.memoryUsage.rss()) - before) / 1_048_576);
  };
}
