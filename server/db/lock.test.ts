import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FolderInUse, lockFolder } from './lock.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'waymark-lock-'));

test('a second taker of the folder is refused in one clear sentence that says what to do', () => {
  const taken = folder();
  const giveBack = lockFolder(taken);
  expect(() => lockFolder(taken)).toThrow(FolderInUse);
  expect(() => lockFolder(taken)).toThrow(/Another Waymark \(process \d+\) is using the folder .* DATA_DIR/);
  giveBack();
  lockFolder(taken)();
});

test('the lock of a process that was killed is taken over', async () => {
  const taken = folder();
  const child = spawn('sleep', ['60']);
  const pid = child.pid ?? 0;
  const started = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];
  writeFileSync(join(taken, 'waymark.lock'), JSON.stringify({ pid, started }));
  expect(() => lockFolder(taken)).toThrow(FolderInUse);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  lockFolder(taken)();
});

test('a process id that another program was given since does not keep the folder locked', () => {
  const taken = folder();
  writeFileSync(join(taken, 'waymark.lock'), JSON.stringify({ pid: process.ppid, started: '1' }));
  lockFolder(taken)();
});

test('a lock file that was cut short by a power failure does not keep the folder locked', () => {
  const taken = folder();
  writeFileSync(join(taken, 'waymark.lock'), '{"pid":');
  lockFolder(taken)();
});
