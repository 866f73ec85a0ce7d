import { beforeAll, expect, test } from 'vitest';
import type { Consistency } from '@waymark/contract/calibration.ts';
import type { Severity } from '@waymark/contract/severity.ts';
import { readConsistency } from '../server/calibration/consistency.ts';
import { readSeverity } from '../server/calibration/severity.ts';
import { systemActor } from '../server/db/actor.ts';
import { testServer } from '../server/testing/server.ts';
import { seedDemo } from './seed.ts';

const server = await testServer();
const today = '2026-03-11';
let told: Consistency;
let severity: Severity;

beforeAll(async () => {
  const { orgId } = await seedDemo(server.database, { today });
  const actor = { ...systemActor(orgId, new Date(`${today}T12:00:00Z`)), role: 'lead' as const };
  told = await server.database.withActor(actor, (tx) => readConsistency(tx, actor));
  severity = await (await server.database.withActor(actor, (tx) => readSeverity(tx, orgId)))();
});

const ends = (name: string, which: 'tendency' | 'drift'): readonly [number, number] => {
  const finding = told.mentors.find((mentor) => mentor.name === name)?.[which];
  if (finding?.kind !== 'estimate' || finding.ci === null) throw new Error(`${name} has no ${which}.`);
  return finding.ci;
};

test('the lenient and the harsh mentor stand apart from the reference, and nobody else does as far', () => {
  expect(ends('Tom Ashworth', 'tendency')[0]).toBeGreaterThan(0.2);
  expect(ends('Ruth Steiner', 'tendency')[1]).toBeLessThan(-0.2);
  for (const name of ['Mo Farooq', 'Jean Whitworth', 'Ada Nwosu', 'Kwame Boateng']) {
    const [low, high] = ends(name, 'tendency');
    expect(Math.abs(low + high) / 2, name).toBeLessThan(0.3);
  }
});

test('the mentor who grows more lenient is seen to', () => {
  expect(ends('Bronwen Pugh', 'drift')[1]).toBeGreaterThan(0.2);
  const drift = (name: string) => ends(name, 'drift').reduce((sum, end) => sum + end, 0) / 2;
  expect(drift('Bronwen Pugh')).toBeGreaterThan(drift('Kwame Boateng'));
});

test('severity is an interval for everybody, since all judged the same cases', () => {
  expect(severity.items).toHaveLength(8);
  const of = (name: string) => severity.items.find((item) => item.name === name)?.severity;
  const [tom, ruth] = [of('Tom Ashworth'), of('Ruth Steiner')];
  if (tom?.kind !== 'estimate' || ruth?.kind !== 'estimate') throw new Error('Both are linked.');
  expect(tom.ci?.[0]).toBeGreaterThan(0);
  expect(ruth.ci?.[1]).toBeLessThan(0);
});

test('meetings scored twice agree beyond chance and not fully', () => {
  const { kappa, meetings } = told.doubleScored;
  expect(meetings).toBeGreaterThan(25);
  if (kappa.kind !== 'estimate') throw new Error(kappa.says);
  expect(kappa.estimate).toBeGreaterThan(0.2);
  expect(kappa.estimate).toBeLessThan(0.95);
});
