import {
  compareFrameworkDraft,
  getFrameworkDraft,
  planFrameworkPublication,
  publishFrameworkDraft,
  saveFrameworkDraft,
  startFrameworkDraft,
} from '@waymark/contract/framework-drafts.ts';
import { compareFrameworkVersions, getFrameworkVersion, listFrameworks } from '@waymark/contract/frameworks.ts';
import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import type { Call } from '@waymark/contract/client.ts';
import { expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';
import { currentFramework } from './current.ts';

const server = await testServer();

/** A draft of the shipped framework's second version, begun as a copy. */
async function secondVersion(call: Call) {
  const framework = (await call(listFrameworks, {})).items[0];
  if (!framework?.currentVersionId) throw new Error('nothing is published');
  const draftId = newId();
  await call(startFrameworkDraft, {
    params: { id: framework.id },
    body: { id: draftId, start: { kind: 'version', versionId: framework.currentVersionId } },
  });
  const [first, draft] = [
    await call(getFrameworkVersion, { params: { id: framework.currentVersionId } }),
    await call(getFrameworkDraft, { params: { id: draftId } }),
  ];
  return { frameworkId: framework.id, first, draft };
}

const outcomesOf = (version: FrameworkVersion) => version.outcomeTypes.flatMap((type) => type.outcomes);
const everything = (version: FrameworkVersion) => outcomesOf(version).map(({ id, seriesId }) => ({ outcomeId: id, seriesId }));

test('a copy that is published with everything carried over goes on in the same series, under new ids', async () => {
  const org = await server.organisation();
  const { call } = await org.member('lead', { name: 'Lena Lead' });
  const { frameworkId, first, draft } = await secondVersion(call);
  const plan = await call(planFrameworkPublication, { params: { id: draft.id } });
  expect(plan).toMatchObject({ gaps: [], mayCarryOver: true, earlierLevels: 4 });
  expect(plan.proposed.map(({ seriesId }) => seriesId)).toEqual(outcomesOf(first).map(({ seriesId }) => seriesId));

  const published = await call(publishFrameworkDraft, {
    params: { id: draft.id },
    ifMatch: draft.version,
    body: { note: 'The same again', carryOver: everything(draft) },
  });
  expect(published).toMatchObject({ number: 2, status: 'published', note: 'The same again', publishedByName: 'Lena Lead' });
  expect(outcomesOf(published).map(({ seriesId }) => seriesId)).toEqual(outcomesOf(first).map(({ seriesId }) => seriesId));
  expect(outcomesOf(published).some(({ id }) => outcomesOf(first).some((outcome) => outcome.id === id))).toBe(false);
  expect((await org.as((tx) => currentFramework(tx, org.orgId, frameworkId)))?.id).toBe(draft.id);
});

test('what is not mapped starts a series of its own, though it was copied', async () => {
  const org = await server.organisation();
  const { call } = await org.member('lead');
  const { first, draft } = await secondVersion(call);
  const [kept, ...rest] = everything(draft);
  const published = await call(publishFrameworkDraft, {
    params: { id: draft.id },
    ifMatch: draft.version,
    body: { note: '', carryOver: kept ? [kept] : [] },
  });
  const before = new Set(outcomesOf(first).map(({ seriesId }) => seriesId));
  expect(
    outcomesOf(published)
      .filter(({ seriesId }) => before.has(seriesId))
      .map(({ code }) => code),
  ).toEqual(['K1']);
  expect(new Set(outcomesOf(published).map(({ seriesId }) => seriesId)).size).toBe(rest.length + 1);
});

test('two outcomes may trade their series', async () => {
  const org = await server.organisation();
  const { call } = await org.member('lead');
  const { draft } = await secondVersion(call);
  const [one, two] = everything(draft);
  if (!one || !two) throw new Error('the shipped framework has outcomes');
  const carryOver = [
    { outcomeId: one.outcomeId, seriesId: two.seriesId },
    { outcomeId: two.outcomeId, seriesId: one.seriesId },
  ];
  const published = await call(publishFrameworkDraft, { params: { id: draft.id }, ifMatch: draft.version, body: { note: '', carryOver } });
  expect(
    outcomesOf(published)
      .slice(0, 2)
      .map(({ seriesId }) => seriesId),
  ).toEqual([two.seriesId, one.seriesId]);
});

test('nothing carries over to another number of levels', async () => {
  const org = await server.organisation();
  const { call } = await org.member('lead');
  const { draft } = await secondVersion(call);
  const outcomeTypes = draft.outcomeTypes.map((type) => ({
    ...type,
    outcomes: type.outcomes.map((outcome) => ({
      ...outcome,
      descriptors: [...outcome.descriptors, 'Does so unasked, and helps others to, with specific reasons.'],
    })),
  }));
  const saved = await call(saveFrameworkDraft, {
    params: { id: draft.id },
    ifMatch: draft.version,
    body: { levels: 5, note: '', outcomeTypes },
  });
  expect(await call(planFrameworkPublication, { params: { id: draft.id } })).toMatchObject({
    mayCarryOver: false,
    earlier: [],
    earlierLevels: 4,
    gaps: [],
  });
  await expect(
    call(publishFrameworkDraft, {
      params: { id: draft.id },
      ifMatch: saved.version,
      body: { note: '', carryOver: everything(saved).slice(0, 1) },
    }),
  ).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ message: 'K1 cannot continue an outcome on 4 levels, because the draft has 5. Let it start anew.' }] },
  });
  const published = await call(publishFrameworkDraft, {
    params: { id: draft.id },
    ifMatch: saved.version,
    body: { note: '', carryOver: [] },
  });
  expect(published).toMatchObject({ number: 2, levels: 5 });
});

test('a draft that is not complete is refused, naming what is missing and where, and stays a draft', async () => {
  const org = await server.organisation();
  const { call } = await org.member('lead');
  const { draft } = await secondVersion(call);
  const outcomeTypes = draft.outcomeTypes.map((type, index) =>
    index === 1 ? { ...type, outcomes: type.outcomes.map((outcome, at) => (at === 0 ? { ...outcome, question: '' } : outcome)) } : type,
  );
  const saved = await call(saveFrameworkDraft, {
    params: { id: draft.id },
    ifMatch: draft.version,
    body: { levels: 4, note: '', outcomeTypes },
  });
  await expect(
    call(publishFrameworkDraft, { params: { id: draft.id }, ifMatch: saved.version, body: { note: '', carryOver: [] } }),
  ).rejects.toMatchObject({
    status: 422,
    problem: { title: 'The draft is not complete: one thing is missing.', errors: [{ field: 'Motivation, M1: question' }] },
  });
  expect((await call(getFrameworkDraft, { params: { id: draft.id } })).status).toBe('draft');
});

test('publishing what somebody else has changed meanwhile is refused; publishing twice publishes once', async () => {
  const org = await server.organisation();
  const [{ call }, other] = [await org.member('lead'), await org.member('lead')];
  const { draft } = await secondVersion(call);
  const saved = await other.call(saveFrameworkDraft, {
    params: { id: draft.id },
    ifMatch: draft.version,
    body: { ...draft, note: 'Mine' },
  });
  await expect(
    call(publishFrameworkDraft, { params: { id: draft.id }, ifMatch: draft.version, body: { note: '', carryOver: [] } }),
  ).rejects.toMatchObject({ status: 412 });
  const publication = { params: { id: draft.id }, ifMatch: saved.version, body: { note: '', carryOver: [] } };
  const answers = await Promise.allSettled([call(publishFrameworkDraft, publication), other.call(publishFrameworkDraft, publication)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect((await call(listFrameworks, {})).items[0]?.versions.map(({ number }) => number)).toEqual([2, 1]);
});

test('what changed is told, from a published version to the draft and, later, for every reader', async () => {
  const org = await server.organisation();
  const [{ call }, mentor] = [await org.member('lead'), await org.member('mentor')];
  const { first, draft } = await secondVersion(call);
  const [knowledge, ...others] = draft.outcomeTypes;
  if (!knowledge) throw new Error('the shipped framework has outcome types');
  const [k1, ...rest] = knowledge.outcomes;
  if (!k1) throw new Error('Knowledge has outcomes');
  const outcomeTypes = [{ ...knowledge, outcomes: [...rest.slice(1), { ...k1, question: 'What next?' }] }, ...others];
  const saved = await call(saveFrameworkDraft, {
    params: { id: draft.id },
    ifMatch: draft.version,
    body: { levels: 4, note: '', outcomeTypes },
  });
  const told = ({ changes }: { changes: { kind: string; code: string; moved: boolean; rewordings: { field: string }[] }[] }) =>
    changes.map(({ kind, code, moved, rewordings }) => [kind, code, moved, rewordings.map(({ field }) => field)]);
  const expected = [
    ['changed', 'K1', true, ['question']],
    ['removed', 'K2', false, []],
  ];
  const comparison = await call(compareFrameworkDraft, { params: { id: draft.id }, query: { with: first.id } });
  expect(told(comparison)).toEqual(expected);
  expect(comparison.unchangedOutcomes).toBe(23);
  await expect(mentor.call(compareFrameworkDraft, { params: { id: draft.id }, query: { with: first.id } })).rejects.toMatchObject({
    status: 403,
  });

  await call(publishFrameworkDraft, { params: { id: draft.id }, ifMatch: saved.version, body: { note: '', carryOver: everything(saved) } });
  expect(told(await mentor.call(compareFrameworkVersions, { params: { id: draft.id }, query: { with: first.id } }))).toEqual(expected);
});
