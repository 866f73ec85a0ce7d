import { appOf } from './app.ts';
import { fill } from './fill.ts';
import { openServer } from './open.ts';
import { lookAt } from './screens.ts';
const now = new Date('2026-03-11T10:00:00Z');
const bench = await openServer(process.env['BENCH_DATABASE_URL'] as string);
const filled = await fill(bench, 'p', { students: 2000, meetings: 2 }, now);
const app = appOf(bench, now);
const looked = await lookAt(bench, app, filled);
const med = (a: number[]) => a.toSorted((x, y) => x - y)[a.length >> 1];
for (const path of (process.env['PATHS'] ?? '/caseload').split(',')) {
  const t: number[] = [];
  const cpu0 = process.cpuUsage();
  for (let i = 0; i < 600; i++) {
    const s = performance.now();
    const m = looked.meetings[i % looked.meetings.length]!;
    const ask = looked.mentors[m.mentor]!.ask;
    if (path === 'prep') await ask(`/meetings/${m.id}/prep`);
    else if (path === 'student') {
      await ask(`/students/${m.studentId}`);
      await ask(`/students/${m.studentId}/outcomes`);
    } else await ask(path);
    t.push(performance.now() - s);
  }
  const cpu = process.cpuUsage(cpu0);
  console.log(path, 'median', med(t)!.toFixed(2), 'node cpu ms/req', ((cpu.user + cpu.system) / 1000 / 600).toFixed(2));
}
await bench.close();
