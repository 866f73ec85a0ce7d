import type { ImportDetail } from '@waymark/contract/imports.ts';
import { upnCheckLetter } from '@waymark/contract/upn.ts';
import { person } from '@waymark/demo/names.ts';
import { randomOf } from '@waymark/demo/random.ts';
import { newId } from '../server/db/ids.ts';
import type { App } from '../server/http/app.ts';
import { signedIn } from './app.ts';
import type { Filled } from './fill.ts';
import type { Result } from './measure.ts';
import type { Bench } from './open.ts';

const headings = ['UPN', 'Forename', 'Surname', 'DOB', 'Year', 'FSM'] as const;

/** Takes a roll in through the API, from upload to the last row, and COPYs the same file into a bare table. */
export async function measureImport(bench: Bench, app: App, { actor }: Filled, rows: number): Promise<Result[]> {
  const csv = roll(rows);
  const columns = headings.map((name) => `${name.toLowerCase()} text`).join(', ');
  await bench.database.execute(`create table bare_roll (${columns})`);
  const bare = await bench.copyCsv('bare_roll', csv);
  await bench.database.execute('drop table bare_roll');

  const ask = await signedIn(bench, app, actor, 'lead');
  const id = newId();
  const memory = watchMemory();
  const started = performance.now();
  const uploaded = (await ask(`/imports?id=${id}&kind=roll&file=roll.csv`, {
    method: 'POST',
    body: new TextEncoder().encode(csv),
    headers: { 'content-type': 'application/octet-stream' },
  })) as ImportDetail;
  const mapping = Object.fromEntries(uploaded.columns.map(({ header, field }) => [header, field]));
  await ask(`/imports/${id}/mapping`, {
    method: 'PUT',
    body: JSON.stringify({ mapping, options: {} }),
    headers: { 'if-match': `"${uploaded.version}"` },
  });
  const checked = (await ask(`/imports/${id}`)) as ImportDetail;
  await ask(`/imports/${id}/run`, { method: 'POST', headers: { 'if-match': `"${checked.version}"` } });
  const done = (await ask(`/imports/${id}`)) as ImportDetail;
  const taken = performance.now() - started;
  const megabytes = memory();
  if (done.status !== 'done' || done.counts.created !== rows) {
    throw new Error(
      `The roll was not taken in: ${done.status}, ${done.counts.created} of ${rows}; ${done.error ?? done.lacking.join(', ')}`,
    );
  }
  const speed = (ms: number) => `${((rows / ms) * 1000).toFixed(0)} rows/s`;
  return [
    {
      where: bench.name,
      what: `import of a roll of ${rows.toLocaleString('en-GB')} (+${megabytes} MB)`,
      ours: speed(taken),
      baseline: `${speed(bare)} COPY`,
      ratio: taken / bare,
      hold: { atMost: 3 },
    },
  ];
}

/** Students nobody has yet, with right UPNs of a series of their own. */
function roll(rows: number): string {
  const random = randomOf('roll');
  const lines: string[] = [headings.join(',')];
  for (let i = 0; i < rows; i++) {
    const { givenName, familyName } = person(random);
    const rest = `9${String(i).padStart(11, '0')}`;
    const birth = `${random.whole(1, 28)}/${random.whole(1, 12)}/${random.whole(2009, 2014)}`;
    lines.push([upnCheckLetter(rest) + rest, givenName, familyName, birth, random.whole(7, 11), random.chance(0.3) ? 'Y' : 'N'].join(','));
  }
  return `${lines.join('\n')}\n`;
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
