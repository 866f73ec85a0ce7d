import { parseArgs } from 'node:util';
import { measureAnalysis } from './analysis.ts';
import { appOf } from './app.ts';
import { measureFits } from './fits.ts';
import { fill, type Filled, type History } from './fill.ts';
import { measureFirstLoad } from './first-load.ts';
import { measureImport } from './imports.ts';
import { measureKeptProfiles } from './kept-profiles.ts';
import { missed, table, told, type Result } from './measure.ts';
import { openEmbedded, openServer, type Bench } from './open.ts';
import { measureRequests } from './requests.ts';
import { measureStudentReports } from './student-reports.ts';
import { lookAt, measureGrowth, measureScreens } from './screens.ts';

/** A Wednesday in term: the same organisation every time. */
const now = new Date('2026-03-11T10:00:00Z');

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: 'both' },
    embedded: { type: 'string' },
    postgres: { type: 'string' },
    rows: { type: 'string' },
    /** How many students a year of attendance marks is imported for. */
    marked: { type: 'string', default: '2000' },
    times: { type: 'string', default: '40' },
    full: { type: 'boolean', default: false },
    /** Which fits, by their names in fits.R; all if not said. */
    fits: { type: 'string' },
    only: { type: 'string', default: 'screens,growth,requests,imports,student-reports' },
  },
});

const students = {
  embedded: Number(values.embedded ?? (values.full ? 100_000 : 5_000)),
  postgres: Number(values.postgres ?? (values.full ? 1_000_000 : 20_000)),
};
const rows = Number(values.rows ?? (values.full ? 100_000 : 10_000));
const times = Number(values.times);
const url = process.env['BENCH_DATABASE_URL'];
const results: Result[] = [];
const wanted = new Set(values.only.split(','));
// fits and pages need no database: asked for alone, they open none
const stored = [...wanted].some((part) => part !== 'stats' && part !== 'student-reports');

if (wanted.has('stats'))
  for (const result of measureFits(values.full, (which) => values.fits?.split(',').includes(which) ?? true)) {
    // told as it is found: R may take an hour over one of them
    console.log(told(result));
    results.push(result);
  }
if (wanted.has('student-reports')) results.push(...(await measureStudentReports(values.full ? 1_000 : 200)));
if (stored && values.database !== 'postgres') results.push(...(await measure(await openEmbedded(), students.embedded)));
if (stored && values.database !== 'embedded') {
  if (url === undefined) console.log('No PostgreSQL could be had, so only the embedded database was measured.');
  else results.push(...(await measure(await openServer(url), students.postgres)));
}
if (stored) results.push(...measureFirstLoad());

console.log(`\n${table(results)}\n`);
console.log(missed(results) === 0 ? 'Every figure holds.' : `${missed(results)} of ${results.length} figures do not hold.`);

async function measure(bench: Bench, count: number): Promise<Result[]> {
  try {
    const made = async (name: string, history: History): Promise<Filled> => {
      const filled = await fill(bench, name, history, now);
      const figures = [filled.students, filled.scores].map((figure) => figure.toLocaleString('en-GB'));
      console.log(`${bench.name}: ${name}, ${figures[0]} students with ${figures[1]} scores in ${filled.seconds.toFixed(0)} s`);
      return filled;
    };
    const few = Math.max(200, Math.min(2_000, Math.round(count / 10)));
    const app = appOf(bench, now);
    // both what growth is measured from and what is imported into
    let small: Filled | undefined;
    const tenth = async () => (small ??= await made('a tenth of it', { students: Math.round(count / 10), meetings: 2 }));
    const whole = await made('the whole organisation', { students: count, meetings: 2, own: wanted.has('analysis') });
    const all = await lookAt(bench, app, whole);
    const found: Result[] = [];
    // told as it is found: what takes long may still fail
    const tell = (results: Result[]) => {
      found.push(...results);
      for (const result of results) console.log(told(result));
    };
    if (wanted.has('analysis')) {
      await measureAnalysis(bench, app, whole, (result) => tell([result]));
      tell([await measureKeptProfiles(bench, whole, times)]);
    }
    if (wanted.has('screens')) tell(await measureScreens(bench, all, now, times));
    if (wanted.has('requests')) tell(await measureRequests(bench, all, now, 6));
    if (wanted.has('growth')) {
      const look = async (name: string, history: History) => lookAt(bench, app, await made(name, history));
      const some = await lookAt(bench, app, await tenth());
      tell(await measureGrowth(bench, '10 × the students', some, all, now, times));
      const young = await look('one with little history', { students: few, meetings: 2 });
      const old = await look('one with ten times its history', { students: few, meetings: 20 });
      tell(await measureGrowth(bench, '10 × the scores of each student', young, old, now, times, ['prep', 'student']));
    }
    if (wanted.has('imports')) tell(await measureImport(bench, app, await tenth(), rows, Number(values.marked)));
    return found;
  } finally {
    await bench.close();
  }
}
