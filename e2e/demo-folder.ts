import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort, startProgram } from './program.ts';

/** Makes the demo once, as a first start does; each journey begins with a copy of its folder. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-demo-'));
  const program = await startProgram(folder, await freePort(), true);
  await program.stop('SIGTERM');
  project.provide('demoFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
