import * as contract from '@waymark/contract/vignettes.ts';
import { startExercise } from '@waymark/contract/calibration.ts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { defaultFramework } from '../frameworks/default.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { installVignettes, shippedVignettes } from './shipped.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead');
});

test('fifteen cases are shipped, three for each outcome type, each a meeting one reads in a minute, with its reasoning', () => {
  const typeOf = new Map(defaultFramework().outcomeTypes.flatMap(({ code, outcomes }) => outcomes.map((one) => [one.code, code] as const)));
  const shipped = shippedVignettes();
  const types = Map.groupBy(shipped, ({ levels }) => typeOf.get(levels[0]?.outcome ?? ''));
  expect([...types].map(([type, some]) => [type, some.length])).toEqual(defaultFramework().outcomeTypes.map(({ code }) => [code, 3]));
  for (const { body, levels } of shipped) {
    const words = body.trim().split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(120);
    expect(words).toBeLessThanOrEqual(200);
    for (const { level, reasoning } of levels) expect(reasoning, `level ${level}`).toMatch(/./);
  }
  expect(new Set(shipped.flatMap(({ levels }) => levels.map(({ level }) => level)))).toEqual(new Set([1, 2, 3, 4]));
});

test('a new organisation has them, and installing them again adds nothing', async () => {
  expect((await lead.call(contract.listVignettes, {})).items).toHaveLength(15);
  expect(await org.as((tx) => installVignettes(tx, org.actor, server.now))).toBe(0);
});

test('a lead writes a case, is told what is missing, and publishes it; from then on its words stay', async () => {
  const id = newId();
  const outcome = (await lead.call(contract.listVignetteOutcomes, {})).items[0]!;
  const draft = await lead.call(contract.createVignetteDraft, { body: { id } });
  expect(draft).toMatchObject({ title: '', answers: [], version: 1 });
  await expect(lead.call(contract.publishVignette, { params: { id }, ifMatch: 1 })).rejects.toMatchObject({ status: 422 });
  const body = {
    title: 'A meeting',
    body: 'They spoke.',
    answers: [{ outcomeId: outcome.id, level: outcome.descriptors.length + 1, reasoning: 'Because.' }],
  };
  await expect(lead.call(contract.updateVignetteDraft, { params: { id }, body, ifMatch: 1 })).rejects.toMatchObject({ status: 422 });
  const answers = [{ outcomeId: outcome.id, level: 2, reasoning: 'Because.' }];
  await lead.call(contract.updateVignetteDraft, { params: { id }, body: { ...body, answers }, ifMatch: 1 });
  await expect(lead.call(contract.publishVignette, { params: { id }, ifMatch: 1 })).rejects.toMatchObject({ status: 412 });
  const published = await lead.call(contract.publishVignette, { params: { id }, ifMatch: 2 });
  const { items, drafts } = await lead.call(contract.listVignettes, {});
  expect(items.find((one) => one.id === published.id)).toMatchObject({ title: 'A meeting', shipped: false, references: [{ level: 2 }] });
  expect(drafts).toEqual([]);
  const asLead = { ...org.actor, role: 'lead' as const };
  for (const change of [sql`update vignettes set body = 'x'`, sql`update vignette_references set level = 1`, sql`delete from vignettes`])
    await expect(server.database.withActor(asLead, (tx) => change.execute(tx))).rejects.toThrow(/permission denied/);
});

test('a reworded case takes the place of the former, which is given in no new exercise', async () => {
  const former = (await lead.call(contract.listVignettes, {})).items.find(({ shipped }) => shipped)!;
  const id = newId();
  const draft = await lead.call(contract.createVignetteDraft, { body: { id, replaces: former.id } });
  expect(draft).toMatchObject({ title: former.title, body: former.body, replaces: { id: former.id } });
  await lead.call(contract.publishVignette, { params: { id }, ifMatch: 1 });
  const after = (await lead.call(contract.listVignettes, {})).items.find((one) => one.id === former.id);
  expect(after?.retiredAt).not.toBeNull();
  await expect(lead.call(contract.retireVignette, { params: { id: former.id } })).rejects.toMatchObject({ status: 409 });
  const mentor = await org.member('mentor');
  const body = { id: newId(), title: 'Old', dueOn: '2026-03-20', vignetteIds: [former.id], memberIds: [mentor.memberId] };
  await expect(lead.call(startExercise, { body })).rejects.toMatchObject({ status: 422 });
});

test('no mentor reads the cases with their answers', async () => {
  const mentor = await org.member('mentor');
  await expect(mentor.call(contract.listVignettes, {})).rejects.toMatchObject({ status: 403 });
});
