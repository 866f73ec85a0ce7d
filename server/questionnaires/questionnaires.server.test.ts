import { listMail } from '@waymark/contract/mail.ts';
import { beforeAll, expect, test } from 'vitest';
import { listMeasures, updateMeasure } from '@waymark/contract/measures.ts';
import * as contract from '@waymark/contract/questionnaires.ts';
import { listReadings } from '@waymark/contract/readings.ts';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
const org = await server.organisation();
const mentor = await org.member('mentor', { name: 'Mo Farooq' });
const lead = await org.member('lead', { name: 'Lena Ortiz' });
const outside = server.caller();
let ada: string;
let measureId: string;

beforeAll(async () => {
  ada = (await org.student({ givenName: 'Ada' })).id;
  await org.match(ada, mentor.memberId);
  measureId = (await lead.call(listMeasures, {})).items.find(({ code }) => code === 'attitude_to_learning')?.id ?? '';
});

async function asked(more: { enrolmentId?: string } = {}) {
  const id = newId();
  const point = more.enrolmentId === undefined ? null : ('baseline' as const);
  await mentor.call(contract.askQuestionnaire, { params: { id: ada }, body: { id, linkId: newId(), measureId, point, ...more } });
  const { items } = await mentor.call(contract.listQuestionnaireRequests, { params: { id: ada } });
  const request = items.find((one) => one.id === id);
  return { id, token: request?.url?.split('/').at(-1) ?? '', request };
}

const everyItem = (questionnaire: { items: { id: string }[] }, value: number | null) =>
  Object.fromEntries(questionnaire.items.map((item) => [item.id, value]));

test('a student answers on a private link without an account, once, and the answer becomes a reading', async () => {
  const { id, token } = await asked();
  const questionnaire = await outside(contract.openQuestionnaire, { params: { token } });
  expect(questionnaire).toMatchObject({ givenName: 'Ada', askedBy: 'Mo Farooq', organisation: 'Northbridge Trust' });
  expect(JSON.stringify(questionnaire)).not.toContain('reversed');

  const answers = { ...everyItem(questionnaire, 4), improve: null };
  await outside(contract.answerQuestionnaire, { params: { token }, body: { answers } });
  const { items } = await mentor.call(listReadings, { params: { id: ada, measureId } });
  // five items at 4, two reversed ones at 2
  expect(items[0]).toMatchObject({ value: (5 * 4 + 2 * 2) / 7, source: 'questionnaire', takenOn: org.today });
  const request = (await mentor.call(contract.listQuestionnaireRequests, { params: { id: ada } })).items.find((one) => one.id === id);
  expect(request).toMatchObject({ state: 'answered', url: null });
  expect(request?.answers.filter(({ answer }) => answer === null)).toHaveLength(1);

  await expect(outside(contract.answerQuestionnaire, { params: { token }, body: { answers } })).rejects.toMatchObject({
    status: 410,
    problem: { code: 'link-over' },
  });
});

test('who says too little has a reading that says so, not a score', async () => {
  const { token } = await asked();
  const questionnaire = await outside(contract.openQuestionnaire, { params: { token } });
  await outside(contract.answerQuestionnaire, { params: { token }, body: { answers: everyItem(questionnaire, null) } });
  const { items } = await mentor.call(listReadings, { params: { id: ada, measureId } });
  expect(items[0]).toMatchObject({ value: null, missingReason: 'declined', source: 'questionnaire' });
});

test('answers to what is not asked are refused, and the link stays good', async () => {
  const { token } = await asked();
  await expect(outside(contract.answerQuestionnaire, { params: { token }, body: { answers: { other: 3 } } })).rejects.toMatchObject({
    status: 422,
  });
  await expect(outside(contract.openQuestionnaire, { params: { token } })).resolves.toBeDefined();
});

test('a questionnaire taken back is over for whoever has its link', async () => {
  const { id, token } = await asked();
  await mentor.call(contract.withdrawQuestionnaire, { params: { id } });
  await expect(outside(contract.openQuestionnaire, { params: { token } })).rejects.toMatchObject({ status: 410 });
});

test('a student with a seat sees what waits for them, and nobody else’s', async () => {
  const seat = await org.member('student', { studentId: ada });
  const other = await org.member('student');
  const { id } = await asked();
  expect((await seat.call(contract.listOwnQuestionnaires, {})).items.map((one) => one.id)).toContain(id);
  expect((await other.call(contract.listOwnQuestionnaires, {})).items).toEqual([]);
});

test('no answer to a write carries the address', async () => {
  await asked();
  const kept = await server.database.owner.selectFrom('idempotency_keys').select('body').execute();
  expect(JSON.stringify(kept)).not.toContain('/questionnaire/');
});

test('a mentor does not ask a student of somebody else', async () => {
  const { id } = await org.student();
  const body = { id: newId(), linkId: newId(), measureId };
  await expect(mentor.call(contract.askQuestionnaire, { params: { id }, body })).rejects.toMatchObject({ status: 404 });
});

test('an e-mail goes to the student’s own address, or the asker is told that there is none', async () => {
  const body = { id: newId(), linkId: newId(), measureId, email: true };
  await expect(lead.call(contract.askQuestionnaire, { params: { id: ada }, body })).rejects.toMatchObject({ status: 422 });
  await org.as((tx) => tx.updateTable('students').set({ email: 'ada@students.example' }).where('id', '=', ada).execute());
  await lead.call(contract.askQuestionnaire, { params: { id: ada }, body });
  const mail = await server.database.owner
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('to_address', '=', 'ada@students.example')
    .execute();
  expect(mail).toHaveLength(1);
  expect(mail[0]?.body).toMatch(/\/questionnaire\/[\w-]{43}/);
  // in the administrator's outbox without what would open it
  const outbox = JSON.stringify(await (await org.member('admin')).call(listMail, { query: {} }));
  expect(outbox).toContain('/questionnaire/…');
  expect(outbox).not.toMatch(/\/questionnaire\/[\w-]{43}/);
});

test('a lead brings a questionnaire of somebody else’s under a licence they vouch for, and a new version replaces the old', async () => {
  const source = 'waymark_questionnaire: 1\nname: Sleep\nanswers: [Never, Sometimes, Often]\nitems:\n  - id: a\n    text: I sleep well\n';
  const { definition } = await lead.call(contract.readQuestionnaireFile, { body: { source } });
  if (definition === null) throw new Error('the file is good');
  const first = await lead.call(contract.createQuestionnaire, {
    body: { id: newId(), definition, licence: { holder: 'Sleep Institute', terms: 'Free for schools, until 2027' } },
  });
  expect(first.licence).toMatchObject({ holder: 'Sleep Institute', attestedBy: 'Lena Ortiz' });
  const measures = (await lead.call(listMeasures, {})).items;
  const measure = measures.find(({ code }) => code === 'attitude_to_school');
  if (measure === undefined) throw new Error('it is shipped');
  const { id, version, ...rest } = measure;
  const number = { type: 'number' as const, min: 1, max: 3, decimals: 1, unit: 'of 3' };
  await expect(
    lead.call(updateMeasure, {
      params: { id },
      ifMatch: version,
      body: { ...rest, questionnaireId: first.id, scale: { type: 'percent' } },
    }),
  ).rejects.toMatchObject({ status: 422 });
  await lead.call(updateMeasure, { params: { id }, ifMatch: version, body: { ...rest, questionnaireId: first.id, scale: number } });
  await expect(lead.call(contract.archiveQuestionnaire, { params: { id: first.id }, body: { archived: true } })).rejects.toMatchObject({
    status: 409,
  });

  const second = await lead.call(contract.createQuestionnaire, {
    body: { id: newId(), definition: { ...definition, introduction: 'About last week.' }, replaces: first.id, licence: first.licence },
  });
  expect(second.number).toBe(2);
  const now = (await lead.call(listMeasures, {})).items.find((one) => one.id === id);
  expect(now?.questionnaireId).toBe(second.id);
  await expect(
    lead.call(contract.createQuestionnaire, { body: { id: newId(), definition, replaces: first.id, licence: null } }),
  ).rejects.toMatchObject({ status: 409, problem: { code: 'newer-version' } });
});
