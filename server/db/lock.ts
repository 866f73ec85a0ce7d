import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The folder is in use by another Waymark. Its message says by which, and what to do. */
export class FolderInUse extends Error {}

/**
 * Takes the folder of an embedded database for this process: two processes on it would destroy it.
 * A lock whose process has died (a power cut, SIGKILL) is taken over.
 * @returns a function that gives the folder back
 * @throws FolderInUse
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'waymark.lock');
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      const handle = openSync(file, 'wx', 0o600);
      writeSync(handle, JSON.stringify({ pid: process.pid, started: startOf(process.pid) }));
      closeSync(handle);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = readHolder(file);
      if (holder !== undefined && isAlive(holder)) {
        throw new FolderInUse(
          `Another Waymark (process ${holder.pid}) is using the folder ${folder}. Stop it first, or give this one a folder of its own with DATA_DIR.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new FolderInUse(
    `Another Waymark is starting on the folder ${folder}. Stop it first, or give this one a folder of its own with DATA_DIR.`,
  );
}

interface Holder {
  pid: number;
  started: string | null;
}

function readHolder(file: string): Holder | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof value.pid === 'number' ? { pid: value.pid, started: value.started ?? null } : undefined;
  } catch {
    return undefined;
  }
}

/** A process id alone may have been given to another program since: where the system tells, its start must agree too. */
function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return holder.started === startOf(process.pid);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.started === null || holder.started === startOf(holder.pid);
}

function startOf(pid: number): string | null {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return null;
  try {
    return readFileSync(stat, 'utf8').split(') ')[1]?.split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
