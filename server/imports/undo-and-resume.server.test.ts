import { decideImportRow, getImport, listImportRows, undoImport } from '@waymark/contract/imports.ts';
import { createSchool } from '@waymark/contract/schools.ts';
import { listStudentChanges } from '@waymark/contract/students.ts';
import { expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';
import { check, roll, run, students, upload } from './bringing.ts';
import { workOn } from './work.ts';

const server = await testServer();

test('an import nobody has built on can be undone: what it added goes, what it changed is put back', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const programmeId = await org.programme();
  await run(
    lead,
    await check(lead, await upload(lead, 'Forename,Surname,UPN,FSM,Year\nAda,Lovelace,B801200005001,Y,9\n'), { programmeId }),
  );
  const before = await students(org);
  const second = await run(
    lead,
    await check(lead, await upload(lead, 'Forename,Surname,UPN,FSM,Year\nAda,King,B801200005001,N,10\nBo,Peep,,Y,8\n'), { programmeId }),
  );
  expect(second.counts).toMatchObject({ created: 1, updated: 1, enrolled: 1, characteristics: 2 });
  const changes = await lead.call(listStudentChanges, { params: { id: before[0]?.id ?? '' }, query: {} });
  expect(changes.items.map((one) => [one.action, one.fields, one.by])).toEqual([
    ['student.updated', ['familyName', 'yearGroup'], lead.name],
    ['student.created', [], lead.name],
  ]);
  const undone = await lead.call(undoImport, { params: { id: second.id }, ifMatch: second.version });
  expect(undone.status).toBe('undone');
  expect(await students(org)).toEqual(before.map((one) => ({ ...one, version: 3 })));
  const values = await org.as((tx) =>
    tx.selectFrom('student_characteristics').select(['value', 'replaced_at']).where('org_id', '=', org.orgId).execute(),
  );
  expect(values).toEqual([{ value: 'yes', replaced_at: null }]);
  await expect(lead.call(undoImport, { params: { id: second.id }, ifMatch: undone.version })).rejects.toMatchObject({ status: 409 });
});

test('an import somebody has built on is not undone, and the refusal names whom and what', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const mentor = await org.member('mentor');
  const done = await run(lead, await check(lead, await upload(lead, roll), { programmeId: await org.programme() }));
  const ada = (await students(org)).find((one) => one.given_name === 'Ada');
  await org.match(ada?.id ?? '', mentor.memberId);
  await expect(lead.call(undoImport, { params: { id: done.id }, ifMatch: done.version })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'import-built-on', detail: 'Ada Lovelace (matched with a mentor).' },
  });
  expect(await students(org)).toHaveLength(3);
});

test('a large file is worked on part by part, and goes on where a killed program left it', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const lines = Array.from({ length: 2500 }, (_, i) => `Student${i},Family${i % 700},${1 + (i % 28)}/0${1 + (i % 9)}/2011`);
  const detail = await upload(lead, `Forename,Surname,DOB\n${lines.join('\n')}\n`);
  const checked = await check(lead, detail);
  // with the queue of tests the work was done before the answer; the answer was written before it
  const previewed = await lead.call(getImport, { params: { id: checked.id } });
  expect(previewed).toMatchObject({ status: 'previewed', counts: { create: 2500 } });

  // one part is taken, the next is interrupted before it commits
  await org.as((tx) => tx.updateTable('imports').set({ status: 'running' }).where('id', '=', detail.id).execute());
  let parts = 0;
  const killed = {
    ...server.database,
    withActor: ((actor, work) =>
      ++parts > 2
        ? Promise.reject(new Error('killed'))
        : server.database.withActor(
            actor,
            parts === 2
              ? async (...given) => {
                  await work(...given);
                  throw new Error('killed');
                }
              : work,
          )) as typeof server.database.withActor,
  };
  await expect(workOn(killed, org.actor, detail.id, server.now, { error: () => undefined })).rejects.toThrow('killed');
  expect(await students(org)).toHaveLength(1000);
  expect((await lead.call(getImport, { params: { id: detail.id } })).counts).toMatchObject({ worked: expect.any(Number), created: 1000 });

  await workOn(server.database, org.actor, detail.id, server.now, { error: () => undefined });
  const done = await lead.call(getImport, { params: { id: detail.id } });
  expect(done).toMatchObject({ status: 'done', counts: { created: 2500 } });
  expect(await students(org)).toHaveLength(2500);
});

test('a check that cannot go on leads back to the columns, having taken nothing', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const detail = await upload(lead, roll);
  await org.as((tx) => tx.updateTable('imports').set({ status: 'checking' }).where('id', '=', detail.id).execute());
  let parts = 0;
  const broken = {
    ...server.database,
    withActor: ((actor, work) =>
      ++parts <= 3 ? Promise.reject(new Error('no room')) : server.database.withActor(actor, work)) as typeof server.database.withActor,
  };
  await workOn(broken, org.actor, detail.id, server.now, { error: () => undefined });
  const stopped = await lead.call(getImport, { params: { id: detail.id } });
  expect(stopped).toMatchObject({ status: 'uploaded', error: expect.stringContaining('Something went wrong') });
  expect(await check(lead, stopped)).toMatchObject({ status: 'previewed', error: null });
});

test('a student added between the preview and the run is known again, not made twice', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const checked = await check(lead, await upload(lead, 'Forename,Surname,UPN\nAda,Lovelace,B801200005001\n'));
  expect(checked.counts).toMatchObject({ create: 1 });
  await org.student({ givenName: 'Ada', familyName: 'Lovelace', upn: 'B801200005001' });
  expect((await run(lead, checked)).counts).toMatchObject({ created: 0, unchanged: 1 });
  expect(await students(org)).toHaveLength(1);
});

test('a number given to another student between the preview and the run is a problem of its row, and the others go in', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  await org.student({ givenName: 'Ada', familyName: 'Lovelace', birthDate: '2010-12-10' });
  const checked = await check(
    lead,
    await upload(lead, 'Forename,Surname,DOB,UPN\nAda,Lovelace,10/12/2010,B801200005001\nBo,Peep,1/1/2011,\n'),
  );
  expect(checked.counts).toMatchObject({ create: 1, choose: 1 });
  await lead.call(decideImportRow, { params: { id: checked.id, row: 2 }, body: { decision: 'new' } });
  await org.student({ givenName: 'Eve', familyName: 'Other', upn: 'B801200005001' });
  const done = await run(lead, await lead.call(getImport, { params: { id: checked.id } }));
  expect(done).toMatchObject({ status: 'done', counts: { created: 1, bad: 1 } });
  const { items } = await lead.call(listImportRows, { params: { id: checked.id }, query: { show: 'bad' } });
  expect(items.map((row) => [row.row, row.problems.at(-1)?.code])).toEqual([[2, 'number-taken']]);
});

test('namesakes born on one day, each with a number of their own, all go in however far apart they stand', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const others = Array.from({ length: 1100 }, (_, i) => `Student${i},Family${i},1/2/2011,`);
  const lines = ['Sam,Vimes,3/2/2011,B801200005001', ...others, 'Sam,Vimes,3/2/2011,A950000178301'];
  const checked = await check(lead, await upload(lead, `Forename,Surname,DOB,UPN\n${lines.join('\n')}\n`));
  const previewed = await lead.call(getImport, { params: { id: checked.id } });
  expect(previewed.counts).toMatchObject({ create: 1102, choose: 0 });
  await run(lead, previewed);
  const done = await lead.call(getImport, { params: { id: checked.id } });
  expect(done).toMatchObject({ status: 'done', counts: { created: 1102, choose: 0 } });
  const { items } = await lead.call(listImportRows, { params: { id: checked.id }, query: { show: 'create', limit: 1 } });
  const sam = (await students(org)).find((one) => one.upn === 'B801200005001');
  expect(items).toMatchObject([{ row: 2, studentId: sam?.id }]);
});

test('a school added from a word of the file is put away by the undo unless somebody is in it', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const old = await org.school('Moor Lane');
  const uploaded = await upload(lead, 'Forename,Surname,School\nAda,Lovelace,Hill Top\nBo,Peep,Dale End\nCy,Young,Moor Ln\n');
  const [hill, dale] = [newId(), newId()];
  await lead.call(createSchool, { body: { id: hill, name: 'Hill Top' } });
  await lead.call(createSchool, { body: { id: dale, name: 'Dale End' } });
  const words = { School: { 'Hill Top': hill, 'Dale End': dale, 'Moor Ln': old.id } };
  const done = await run(lead, await check(lead, uploaded, { words }));
  expect(done.counts).toMatchObject({ created: 3 });
  await org.student({ givenName: 'Di', schoolId: dale });
  await lead.call(undoImport, { params: { id: done.id }, ifMatch: done.version });
  const schools = await org.as((tx) =>
    tx.selectFrom('schools').select(['name', 'archived_at']).where('org_id', '=', org.orgId).orderBy('name').execute(),
  );
  expect(schools.map((school) => [school.name, school.archived_at !== null])).toEqual([
    ['Dale End', false],
    ['Hill Top', true],
    ['Moor Lane', false],
  ]);
});
