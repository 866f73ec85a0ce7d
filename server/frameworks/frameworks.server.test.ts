import {
  createFramework,
  checkFrameworkFile,
  editFramework,
  exportFrameworkVersion,
  getFramework,
  getFrameworkVersion,
  listFrameworks,
  retireFramework,
  retireFrameworkVersion,
  bringBackFramework,
  bringBackFrameworkVersion,
} from '@waymark/contract/frameworks.ts';
import {
  discardFrameworkDraft,
  getFrameworkDraft,
  listFrameworkDrafts,
  publishFrameworkDraft,
  saveFrameworkDraft,
  startFrameworkDraft,
} from '@waymark/contract/framework-drafts.ts';
import { expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';
import { currentFramework } from './current.ts';
import { defaultFramework } from './default.ts';
import { writeFrameworkFile } from './file-write.ts';
import { readFrameworkFile } from './file.ts';

const server = await testServer();
const decoded = (content: unknown) => new TextDecoder().decode(content as Uint8Array);

test('a new organisation has the shipped framework, published and in use', async () => {
  const org = await server.organisation();
  const mentor = await org.member('mentor');
  const [framework] = (await mentor.call(listFrameworks, {})).items;
  expect(framework).toMatchObject({
    name: 'Waymark core framework',
    retiredAt: null,
    versions: [{ number: 1, status: 'published', levels: 4, outcomeTypeCount: 5, outcomeCount: 25 }],
  });
  expect(framework?.currentVersionId).toBe(framework?.versions[0]?.id);
  const version = await mentor.call(getFrameworkVersion, { params: { id: framework?.currentVersionId ?? '' } });
  expect(version.outcomeTypes.map((type) => type.outcomes.length)).toEqual([5, 5, 5, 5, 5]);
  expect(version.outcomeTypes[1]?.outcomes[0]).toMatchObject({
    code: 'M1',
    statement: 'Student can articulate an ambition for their future',
  });
});

test('nobody of another organisation sees it', async () => {
  const org = await server.organisation();
  const other = await (await server.organisation()).member('lead');
  const lead = await org.member('lead');
  const [framework] = (await lead.call(listFrameworks, {})).items;
  const versionId = framework?.currentVersionId ?? '';
  await expect(other.call(getFramework, { params: { id: framework?.id ?? '' } })).rejects.toMatchObject({ status: 404 });
  await expect(other.call(getFrameworkVersion, { params: { id: versionId } })).rejects.toMatchObject({ status: 404 });
  await expect(
    other.call(createFramework, { body: { id: newId(), draftId: newId(), name: 'Stolen', start: { kind: 'version', versionId } } }),
  ).rejects.toMatchObject({ status: 404 });
});

test.each(['mentor', 'school_contact', 'analyst', 'safeguarding_lead'] as const)(
  'a %s reads what is published and may not write',
  async (role) => {
    const org = await server.organisation();
    const lead = await org.member('lead');
    const reader = await org.member(role);
    const draftId = newId();
    const { frameworkId } = await lead.call(createFramework, {
      body: { id: newId(), draftId, name: 'In the making', start: { kind: 'default' } },
    });
    expect((await reader.call(listFrameworks, {})).items.map(({ name }) => name)).toEqual(['Waymark core framework']);
    await expect(reader.call(getFramework, { params: { id: frameworkId } })).rejects.toMatchObject({ status: 404 });
    await expect(reader.call(getFrameworkVersion, { params: { id: draftId } })).rejects.toMatchObject({ status: 404 });
    await expect(reader.call(getFrameworkDraft, { params: { id: draftId } })).rejects.toMatchObject({ status: 403 });
    await expect(
      reader.call(createFramework, { body: { id: newId(), draftId: newId(), name: 'Mine', start: { kind: 'default' } } }),
    ).rejects.toMatchObject({ status: 403 });
  },
);

test('a student reads no framework here: their own wording comes with their own view', async () => {
  const org = await server.organisation();
  const student = await org.member('student');
  await expect(student.call(listFrameworks, {})).rejects.toMatchObject({ status: 403 });
});

test('a downloaded version is a file that starts the same framework elsewhere', async () => {
  const org = await server.organisation();
  const mentor = await org.member('mentor');
  const versionId = (await mentor.call(listFrameworks, {})).items[0]?.currentVersionId ?? '';
  const yaml = await mentor.call(exportFrameworkVersion, { params: { id: versionId }, query: {} });
  expect(yaml.fileName).toBe('waymark-core-framework-v1.yaml');
  expect(readFrameworkFile(decoded(yaml.content)).framework).toEqual(defaultFramework());
  const json = await mentor.call(exportFrameworkVersion, { params: { id: versionId }, query: { format: 'json' } });
  expect(json.fileName).toBe('waymark-core-framework-v1.json');

  const elsewhere = await (await server.organisation()).member('lead');
  const draftId = newId();
  await elsewhere.call(createFramework, {
    body: { id: newId(), draftId, name: 'Taken over', start: { kind: 'file', text: decoded(json.content) } },
  });
  const draft = await elsewhere.call(getFrameworkDraft, { params: { id: draftId } });
  expect(draft.outcomeTypes.flatMap((type) => type.outcomes.map(({ code, descriptors }) => [code, descriptors]))).toEqual(
    defaultFramework().outcomeTypes.flatMap((type) => type.outcomes.map(({ code, descriptors }) => [code, descriptors])),
  );
});

test('a file with mistakes is refused with every one of them, by line, and nothing is made', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const text = writeFrameworkFile(defaultFramework(), 'yaml').replace('levels: 4', 'levels: 3').replace('code: K2', 'code: K1');
  const refused = await lead.call(checkFrameworkFile, { body: { text } }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ status: 422, problem: { title: 'There are 26 problems in this file.' } });
  const { errors } = (refused as { problem: { errors: { field: string; message: string }[] } }).problem;
  expect(errors[0]?.field).toMatch(/^line \d+, outcome_types\[0\]\.outcomes\[0\]\.descriptors$/);
  expect(errors.map(({ message }) => message)).toContain(
    'The code K1 is already used by “Student can describe the routes open to them at their next stage”. Give this one a code of its own.',
  );
  await expect(
    lead.call(createFramework, { body: { id: newId(), draftId: newId(), name: 'Broken', start: { kind: 'file', text } } }),
  ).rejects.toMatchObject({ status: 422 });
  expect((await lead.call(listFrameworkDrafts, {})).items).toEqual([]);
  expect(await lead.call(checkFrameworkFile, { body: { text: writeFrameworkFile(defaultFramework(), 'yaml') } })).toEqual({
    name: 'Waymark core framework',
    description: defaultFramework().description,
    levels: 4,
    outcomeTypeCount: 5,
    outcomeCount: 25,
  });
});

test('two leads editing one draft: the second to save is told, and nothing is overwritten', async () => {
  const org = await server.organisation();
  const [first, second] = [await org.member('lead'), await org.member('admin')];
  const draftId = newId();
  await first.call(createFramework, { body: { id: newId(), draftId, name: 'Ours', start: { kind: 'blank', levels: 3 } } });
  const type = { id: newId(), code: 'reading', name: 'Reading', description: '', outcomes: [] };
  const saved = await first.call(saveFrameworkDraft, {
    params: { id: draftId },
    ifMatch: 1,
    body: { levels: 3, note: '', outcomeTypes: [type] },
  });
  expect(saved.version).toBe(2);
  await expect(
    second.call(saveFrameworkDraft, { params: { id: draftId }, ifMatch: 1, body: { levels: 3, note: '', outcomeTypes: [] } }),
  ).rejects.toMatchObject({ status: 412 });
  expect((await second.call(getFrameworkDraft, { params: { id: draftId } })).outcomeTypes.map(({ name }) => name)).toEqual(['Reading']);
});

test('saving a draft keeps the order and the series of its outcomes', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const framework = (await lead.call(listFrameworks, {})).items[0];
  const draftId = newId();
  await lead.call(startFrameworkDraft, {
    params: { id: framework?.id ?? '' },
    body: { id: draftId, start: { kind: 'version', versionId: framework?.currentVersionId ?? '' } },
  });
  const draft = await lead.call(getFrameworkDraft, { params: { id: draftId } });
  const outcomeTypes = draft.outcomeTypes.toReversed().map((type) => ({ ...type, outcomes: type.outcomes.toReversed() }));
  const saved = await lead.call(saveFrameworkDraft, {
    params: { id: draftId },
    ifMatch: draft.version,
    body: { levels: 4, note: 'Turned round', outcomeTypes },
  });
  expect(saved.outcomeTypes.map((type) => type.outcomes.map(({ id, seriesId }) => [id, seriesId]))).toEqual(
    outcomeTypes.map((type) => type.outcomes.map(({ id, seriesId }) => [id, seriesId])),
  );
  expect(saved.note).toBe('Turned round');
});

test('a draft cannot take over a part of a published version', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const framework = (await lead.call(listFrameworks, {})).items[0];
  const published = await lead.call(getFrameworkVersion, { params: { id: framework?.currentVersionId ?? '' } });
  const draftId = newId();
  await lead.call(createFramework, { body: { id: newId(), draftId, name: 'Thief', start: { kind: 'blank', levels: 4 } } });
  await expect(
    lead.call(saveFrameworkDraft, {
      params: { id: draftId },
      ifMatch: 1,
      body: { levels: 4, note: '', outcomeTypes: published.outcomeTypes },
    }),
  ).rejects.toMatchObject({ status: 409 });
  await expect(
    lead.call(saveFrameworkDraft, {
      params: { id: published.id },
      ifMatch: published.version,
      body: { levels: 4, note: '', outcomeTypes: [] },
    }),
  ).rejects.toMatchObject({
    status: 409,
    problem: { code: 'already-published' },
  });
  expect((await lead.call(getFrameworkVersion, { params: { id: published.id } })).outcomeTypes).toEqual(published.outcomeTypes);
});

test('codes used twice and descriptors that do not fit the scale are refused by place', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const draftId = newId();
  await lead.call(createFramework, { body: { id: newId(), draftId, name: 'Ours', start: { kind: 'blank', levels: 2 } } });
  const outcome = (code: string, descriptors: string[]) => ({
    id: newId(),
    code,
    statement: '',
    question: '',
    studentWording: '',
    evidence: '',
    descriptors,
  });
  const outcomeTypes = [{ id: newId(), code: 'a', name: 'A', description: '', outcomes: [outcome('A1', ['', '']), outcome('a1', [''])] }];
  await expect(
    lead.call(saveFrameworkDraft, { params: { id: draftId }, ifMatch: 1, body: { levels: 2, note: '', outcomeTypes } }),
  ).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'outcomeTypes[0].outcomes[1].code' }, { field: 'outcomeTypes[0].outcomes[1].descriptors' }] },
  });
});

test('one draft a framework; discarding it makes room, and takes an unpublished framework with it', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const framework = (await lead.call(listFrameworks, {})).items[0];
  const params = { id: framework?.id ?? '' };
  const draftId = newId();
  await lead.call(startFrameworkDraft, { params, body: { id: draftId, start: { kind: 'default' } } });
  await expect(lead.call(startFrameworkDraft, { params, body: { id: newId(), start: { kind: 'default' } } })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'draft-exists' },
  });
  await lead.call(discardFrameworkDraft, { params: { id: draftId } });
  expect((await lead.call(getFramework, { params })).versions).toHaveLength(1);
  await lead.call(startFrameworkDraft, { params, body: { id: newId(), start: { kind: 'blank', levels: 5 } } });

  const [id, unpublished] = [newId(), newId()];
  const body = { id, draftId: unpublished, name: 'Never mind', start: { kind: 'default' as const } };
  await lead.call(createFramework, { body });
  await expect(lead.call(createFramework, { body })).rejects.toMatchObject({ status: 409 });
  await lead.call(discardFrameworkDraft, { params: { id: unpublished } });
  expect(await server.database.owner.selectFrom('frameworks').select('id').where('id', '=', id).execute()).toEqual([]);
});

test('a framework is renamed by whom saw its latest name', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const framework = (await lead.call(listFrameworks, {})).items[0];
  const params = { id: framework?.id ?? '' };
  const renamed = await lead.call(editFramework, {
    params,
    ifMatch: framework?.version ?? 0,
    body: { name: 'Our framework', description: '' },
  });
  expect(renamed).toMatchObject({ name: 'Our framework', version: 2 });
  await expect(lead.call(editFramework, { params, ifMatch: 1, body: { name: 'Another', description: '' } })).rejects.toMatchObject({
    status: 412,
  });
});

test('a retired framework comes back; its last version stays while a programme uses it', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const framework = (await lead.call(listFrameworks, {})).items[0];
  const params = { id: framework?.id ?? '' };
  expect((await lead.call(retireFramework, { params })).retiredAt).not.toBeNull();
  expect((await lead.call(bringBackFramework, { params })).retiredAt).toBeNull();

  const version = { id: framework?.currentVersionId ?? '' };
  await org.programme('Aspire');
  await expect(lead.call(retireFrameworkVersion, { params: version })).rejects.toMatchObject({
    status: 409,
    problem: { title: 'Version 1 is the only version in use, and Aspire uses this framework.' },
  });
  const draftId = newId();
  await lead.call(startFrameworkDraft, { params, body: { id: draftId, start: { kind: 'default' } } });
  await lead.call(publishFrameworkDraft, { params: { id: draftId }, ifMatch: 1, body: { note: '', carryOver: [] } });
  const after = await lead.call(retireFrameworkVersion, { params: { id: draftId } });
  expect(after).toMatchObject({
    currentVersionId: version.id,
    versions: [
      { number: 2, status: 'retired' },
      { number: 1, status: 'published' },
    ],
  });
  expect(await org.as((tx) => currentFramework(tx, org.orgId, params.id))).toMatchObject({ id: version.id, number: 1 });
  expect((await lead.call(bringBackFrameworkVersion, { params: { id: draftId } })).currentVersionId).toBe(draftId);
});
