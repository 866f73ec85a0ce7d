import {
  listImportLeavers,
  decideImportRow,
  decideImportRows,
  discardImport,
  downloadBadRows,
  getImport,
  listImportRows,
  listImports,
  listImportWords,
  runImport,
} from '@waymark/contract/imports.ts';
import { expect, test } from 'vitest';
import { testServer } from '../testing/server.ts';
import { check, mappingOf, roll, run, students, upload } from './bringing.ts';

const server = await testServer();

test('a roll goes in: recognised, previewed, taken; the same file again changes nothing, and says so', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const programmeId = await org.programme();
  const first = await upload(lead, roll);
  expect(first).toMatchObject({ status: 'uploaded', rowCount: 3, lacking: [], earlier: [] });
  expect(mappingOf(first)).toEqual({
    Forename: 'givenName',
    'Legal Surname': 'familyName',
    DOB: 'birthDate',
    UPN: 'upn',
    'NC Year': 'yearGroup',
    'Pupil Premium': expect.stringMatching(/^characteristic:/),
  });
  const checked = await check(lead, first, { programmeId });
  expect(checked).toMatchObject({ status: 'previewed', counts: { create: 3, update: 0, bad: 0, choose: 0 } });
  expect(await students(org)).toEqual([]);

  const done = await run(lead, checked);
  expect(done).toMatchObject({ status: 'done', counts: { created: 3, enrolled: 3, characteristics: 3 } });
  expect(
    (await students(org)).map((one) => [one.given_name, one.family_name, one.birth_date, one.upn, one.year_group, one.created_by]),
  ).toEqual(
    expect.arrayContaining([
      ['Ada', 'Lovelace', '2010-12-10', 'B801200005001', 10, lead.memberId],
      ['Zoë', "O'Brien-Smith", '2011-02-03', null, 9, lead.memberId],
      ['Nur', 'الهدى', '2011-05-01', 'A950000178301', 9, lead.memberId],
    ]),
  );

  const again = await upload(lead, roll);
  expect(again.earlier).toMatchObject([{ id: first.id }]);
  const rechecked = await check(lead, again, { programmeId });
  expect(rechecked.counts).toMatchObject({ create: 0, update: 0, unchanged: 3, choose: 0, bad: 0 });
  expect((await run(lead, rechecked)).counts).toMatchObject({ created: 0, updated: 0, enrolled: 0, characteristics: 0 });
  expect(await students(org)).toHaveLength(3);
  expect((await lead.call(listImports, { query: {} })).items.map((one) => one.status)).toEqual(['done', 'done']);
});

test('good rows are taken, bad ones come back as a file that can be mended and imported', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const detail = await upload(
    lead,
    'First name;Surname;DOB;UPN\nAda;Lovelace;31/02/2010;\nBob;;1/2/2011;\nCy;Young;1/2/2011;A801200005001\nDi;Good;1/2/2011;\n',
  );
  const checked = await check(lead, detail);
  expect(checked.counts).toMatchObject({ create: 1, bad: 3 });
  const { items } = await lead.call(listImportRows, { params: { id: detail.id }, query: { show: 'bad' } });
  expect(items.map((row) => [row.row, row.problems.map((one) => [one.column, one.value, one.code])])).toEqual([
    [2, [['DOB', '31/02/2010', 'date']]],
    [3, [['Surname', '', 'no-name']]],
    [4, [['UPN', 'A801200005001', 'upn']]],
  ]);
  await run(lead, checked);
  const file = await lead.call(downloadBadRows, { params: { id: detail.id } });
  const text = new TextDecoder().decode(file.content as Uint8Array);
  expect(text).toContain('First name,Surname,DOB,UPN,Problem\n');
  expect(text).toContain('There is no 31 February 2010.');

  const mended = await upload(
    lead,
    text.replace('31/02/2010', '28/02/2010').replace('Bob,,', 'Bob,Builder,').replace('A801200005001', 'B801200005001'),
    file.fileName,
  );
  expect(mappingOf(mended)['Problem']).toBe('ignore');
  expect((await run(lead, await check(lead, mended))).counts).toMatchObject({ created: 3, bad: 0 });
  expect((await students(org)).map((one) => one.family_name)).toEqual(['Builder', 'Good', 'Lovelace', 'Young']);
});

test('probable duplicates are proposed, and a person decides', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const samuel = await org.student({ givenName: 'Samuel', familyName: 'Vimes', birthDate: '2011-02-03' });
  const sybil = await org.student({ givenName: 'Sybil', familyName: 'Ramkin', birthDate: '2011-03-04', upn: 'B801200005001' });
  await org.student({ givenName: 'Twin', familyName: 'One', birthDate: '2011-05-06' });
  const detail = await upload(
    lead,
    'Forename,Surname,DOB,UPN\nSam,Vimes,3/2/2011,\nCarrot,Ironfoundersson,3/3/2010,B801200005001\nDifferent,One,6/5/2011,\nSamuel,Vimes,3/2/2011,A950000178301\n',
  );
  const checked = await check(lead, detail);
  // a twin is somebody else; a short form, another name under a known UPN and a new UPN for a known name are asked about
  expect(checked.counts).toMatchObject({ create: 1, choose: 3, bad: 0 });
  const { items } = await lead.call(listImportRows, { params: { id: detail.id }, query: { show: 'choose' } });
  expect(items.map((row) => [row.row, row.candidates.map((one) => one.id)])).toEqual([
    [2, [samuel.id]],
    [3, [sybil.id]],
    [5, [samuel.id]],
  ]);

  await expect(lead.call(decideImportRow, { params: { id: detail.id, row: 3 }, body: { decision: 'new' } })).rejects.toMatchObject({
    status: 422,
    problem: { code: 'number-taken' },
  });
  await expect(lead.call(decideImportRow, { params: { id: detail.id, row: 2 }, body: { decision: sybil.id } })).rejects.toMatchObject({
    status: 422,
  });
  await lead.call(decideImportRow, { params: { id: detail.id, row: 2 }, body: { decision: 'new' } });
  await lead.call(decideImportRow, { params: { id: detail.id, row: 3 }, body: { decision: 'skip' } });
  const { counts } = await lead.call(decideImportRows, { params: { id: detail.id }, body: { decision: 'same' } });
  expect(counts).toMatchObject({ create: 2, update: 1, skip: 1, choose: 0 });
  const changed = await lead.call(listImportRows, { params: { id: detail.id }, query: { show: 'update' } });
  expect(changed.items).toMatchObject([{ row: 5, studentId: samuel.id, changes: [{ label: 'UPN', before: '', after: 'A950000178301' }] }]);
  const done = await run(lead, await lead.call(getImport, { params: { id: detail.id } }));
  expect(done.counts).toMatchObject({ created: 2, updated: 1 });
  expect((await students(org)).map((one) => `${one.given_name} ${one.family_name} ${one.upn ?? ''}`.trim())).toEqual(
    expect.arrayContaining(['Sybil Ramkin B801200005001', 'Sam Vimes', 'Samuel Vimes A950000178301', 'Different One']),
  );
});

test('the same student twice in one file: said again it is left out, said otherwise it is a problem', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const detail = await upload(
    lead,
    'Forename,Surname,DOB,UPN,Year\nAda,Lovelace,10/12/2010,B801200005001,9\nAda,Lovelace,10/12/2010,B801200005001,9\nAda,Lovelace,10/12/2010,B801200005001,10\nBo,Peep,1/1/2011,,9\nBo,Peep,1/1/2011,,8\n',
  );
  const checked = await check(lead, detail);
  expect(checked.counts).toMatchObject({ create: 2, skip: 1, bad: 1, choose: 1 });
  const bad = await lead.call(listImportRows, { params: { id: detail.id }, query: { show: 'bad' } });
  expect(bad.items).toMatchObject([{ row: 4, problems: [{ code: 'repeat', message: 'Row 2 is the same student.' }] }]);
  await lead.call(decideImportRow, { params: { id: detail.id, row: 6 }, body: { decision: 'new' } });
  expect((await run(lead, await lead.call(getImport, { params: { id: detail.id } }))).counts).toMatchObject({ created: 3 });
});

test('words nobody understands are gathered by column, and understood once said', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const school = await org.school("St Cuthbert's High School");
  const detail = await upload(
    lead,
    'Forename,Surname,School,Ethnicity\nA,One,St Cuthberts High,Cornish\nB,Two,St Cuthberts High,Cornish\nC,Three,Atlantis,WBRI\n',
  );
  const checked = await check(lead, detail);
  expect(checked.counts).toMatchObject({ bad: 3 });
  const { columns } = await lead.call(listImportWords, { params: { id: detail.id } });
  expect(columns.map((column) => [column.header, column.creates, column.words])).toEqual(
    expect.arrayContaining([
      [
        'School',
        'school',
        [
          { word: 'St Cuthberts High', rows: 2, suggestion: school.id },
          { word: 'Atlantis', rows: 1, suggestion: null },
        ],
      ],
      ['Ethnicity', null, [{ word: 'Cornish', rows: 2, suggestion: null }]],
    ]),
  );
  const words = { School: { 'St Cuthberts High': school.id, Atlantis: 'blank' }, Ethnicity: { Cornish: 'missing:not_known' } };
  const rechecked = await check(lead, checked, { words });
  expect(rechecked.counts).toMatchObject({ create: 3, bad: 0 });
  await run(lead, rechecked);
  expect((await students(org)).map((one) => one.school_id)).toEqual([school.id, null, school.id]);
});

test('of a whole roll, students missing from it are proposed as leavers and nothing else', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const [school, other] = [await org.school('Moor Lane'), await org.school('Hill Top')];
  const gone = await org.student({ givenName: 'Gone', familyName: 'Away', schoolId: school.id });
  await org.student({ givenName: 'Still', familyName: 'Here', schoolId: school.id, birthDate: '2011-01-01' });
  await org.student({ givenName: 'Elsewhere', schoolId: other.id });
  const checked = await check(
    lead,
    await upload(lead, 'Forename,Surname,DOB,School\nStill,Here,1/1/2011,Moor Lane\nNew,One,2/2/2011,Moor Lane\n'),
    { wholeRoll: true },
  );
  const proposed = await lead.call(listImportLeavers, { params: { id: checked.id }, query: {} });
  expect(proposed).toMatchObject({ count: 1, items: [{ id: gone.id, name: 'Gone Away', school: 'Moor Lane' }] });
  await run(lead, checked);
  expect((await students(org)).every((one) => one.left_on === null)).toBe(true);
});

test.each([
  ['nothing.csv', '', 'empty-file'],
  ['headings.csv', 'Forename,Surname\n', 'no-rows'],
  ['roll.pdf', '%PDF-1.7', 'pdf'],
  ['quote.csv', 'Forename,Surname\n"Ada,Lovelace\n', 'unreadable-file'],
])('%s is refused in a sentence and leaves nothing behind', async (file, text, code) => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  await expect(upload(lead, text, file)).rejects.toMatchObject({ status: 422, problem: { code, detail: expect.stringMatching(/\.$/) } });
  expect((await lead.call(listImports, { query: {} })).items).toEqual([]);
});

test('a mapping that cannot be is refused, naming what is lacking', async () => {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const detail = await upload(lead, 'A,B\nx,y\n');
  expect(detail.lacking).toEqual(['Say which columns hold the given name and the family name, or the whole name.']);
  await expect(check(lead, detail)).rejects.toMatchObject({ status: 422 });
  await expect(check(lead, detail, {}, { A: 'givenName', B: 'givenName' })).rejects.toMatchObject({ status: 422 });
  await expect(check(lead, detail, {}, { A: 'givenName', B: 'shoeSize' })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'mapping.B', value: 'shoeSize' }] },
  });
  await lead.call(discardImport, { params: { id: detail.id } });
  await expect(lead.call(getImport, { params: { id: detail.id } })).rejects.toMatchObject({ status: 404 });
});

test('only leads and administrators import, and no organisation sees the imports of another', async () => {
  const org = await server.organisation();
  const detail = await upload(await org.member('admin'), roll);
  for (const role of ['mentor', 'school_contact', 'student', 'analyst', 'safeguarding_lead'] as const) {
    const member = await org.member(role);
    await expect(member.call(getImport, { params: { id: detail.id } })).rejects.toMatchObject({ status: 403 });
    await expect(upload(member, roll)).rejects.toMatchObject({ status: 403 });
  }
  const stranger = await (await server.organisation('Southbridge')).member('lead');
  await expect(stranger.call(getImport, { params: { id: detail.id } })).rejects.toMatchObject({ status: 404 });
  await expect(stranger.call(runImport, { params: { id: detail.id }, ifMatch: 1 })).rejects.toMatchObject({ status: 404 });
});
