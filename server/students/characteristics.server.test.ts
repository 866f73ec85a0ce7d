import { expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import {
  createCharacteristic,
  getStudentCharacteristics,
  listCharacteristics,
  setStudentCharacteristics,
  updateCharacteristic,
} from '@waymark/contract/characteristics.ts';
import { testServer } from '../testing/server.ts';
import { installShippedCharacteristics, setCharacteristics } from './characteristics.ts';

const server = await testServer();

async function arranged() {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const student = await org.student();
  const { items } = await lead.call(listCharacteristics, {});
  const idOf = (code: string) => items.find((one) => one.code === code)?.id ?? '';
  const of = async (code: string) =>
    (await lead.call(getStudentCharacteristics, { params: { id: student.id } })).items.find((one) => one.characteristic.code === code);
  const set = (code: string, value: string | null, replaces: string | null, missingReason: 'prefer_not_to_say' | null = null) =>
    lead.call(setStudentCharacteristics, {
      params: { id: student.id },
      body: { values: [{ id: uuidv7(), characteristicId: idOf(code), value, missingReason, replaces }] },
    });
  return { org, lead, student, items, idOf, of, set };
}

test('a new organisation records the shipped characteristics, once, with their values in order', async () => {
  const { org, items } = await arranged();
  await org.as((tx) => installShippedCharacteristics(tx, org.actor));
  expect(items.map((one) => one.code)).toEqual([
    'fsm',
    'pupil_premium',
    'send',
    'eal',
    'first_in_family',
    'care_experience',
    'ethnicity',
    'polar4',
    'tundra',
    'imd',
  ]);
  expect(items.find((one) => one.code === 'send')?.options.map((option) => option.code)).toEqual(['N', 'K', 'E']);
  const count = await org.as((tx) => tx.selectFrom('characteristics').where('org_id', '=', org.orgId).select('id').execute());
  expect(count).toHaveLength(10);
});

test('a new value takes the place of the old, which stays with when and by whom', async () => {
  const { lead, of, set } = await arranged();
  expect(await of('send')).toMatchObject({ current: null, earlier: [] });
  await set('send', 'K', null);
  const first = (await of('send'))?.current;
  expect(first).toMatchObject({ value: 'K', missingReason: null, recordedBy: lead.name });
  await set('send', 'E', first?.id ?? null);
  const then = await of('send');
  expect(then?.current).toMatchObject({ value: 'E' });
  expect(then?.earlier).toMatchObject([{ id: first?.id, value: 'K' }]);
  // the same again is not another entry
  expect(await set('send', 'E', then?.current?.id ?? null)).toEqual({ recorded: 0 });
  expect((await of('send'))?.earlier).toHaveLength(1);
});

test('why there is no value is a value of its own', async () => {
  const { of, set } = await arranged();
  await set('ethnicity', null, null, 'prefer_not_to_say');
  expect((await of('ethnicity'))?.current).toMatchObject({ value: null, missingReason: 'prefer_not_to_say' });
});

test('what somebody else recorded meanwhile is not overwritten', async () => {
  const { of, set } = await arranged();
  await set('fsm', 'yes', null);
  await expect(set('fsm', 'no', null)).rejects.toMatchObject({ status: 412 });
  expect((await of('fsm'))?.current).toMatchObject({ value: 'yes' });
});

test('a value that is not among the options is refused by name, and nothing of the form is recorded', async () => {
  const { lead, student, idOf, of } = await arranged();
  const values = [
    { id: uuidv7(), characteristicId: idOf('fsm'), value: 'yes', missingReason: null, replaces: null },
    { id: uuidv7(), characteristicId: idOf('imd'), value: '7', missingReason: null, replaces: null },
  ];
  await expect(lead.call(setStudentCharacteristics, { params: { id: student.id }, body: { values } })).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'values.1.value', value: '7', message: expect.stringContaining('IMD quintile') }] },
  });
  expect((await of('fsm'))?.current).toBeNull();
});

test('an organisation adds its own, and cannot take away a value students have', async () => {
  const { lead, student, of } = await arranged();
  const options = [
    { code: 'bus', label: 'Bus' },
    { code: 'walks', label: 'Walks' },
  ];
  const id = uuidv7();
  expect(await lead.call(createCharacteristic, { body: { id, label: 'Way to school', options } })).toMatchObject({ code: 'way_to_school' });
  await expect(lead.call(createCharacteristic, { body: { id: uuidv7(), label: 'way to School', options } })).rejects.toMatchObject({
    status: 409,
  });
  const values = [{ id: uuidv7(), characteristicId: id, value: 'bus', missingReason: null, replaces: null }];
  await lead.call(setStudentCharacteristics, { params: { id: student.id }, body: { values } });
  const without = [
    { code: 'walks', label: 'Walks' },
    { code: 'cycles', label: 'Cycles' },
  ];
  await expect(
    lead.call(updateCharacteristic, { params: { id }, body: { label: 'Way to school', options: without }, ifMatch: 1 }),
  ).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'options', value: 'bus' }] },
  });
  // archived, it is no longer offered, and what was recorded is still shown
  await lead.call(updateCharacteristic, { params: { id }, body: { label: 'Way to school', options, archived: true }, ifMatch: 1 });
  expect((await lead.call(listCharacteristics, {})).items.at(-1)).toMatchObject({ code: 'way_to_school', archived: true });
  expect((await of('way_to_school'))?.current).toMatchObject({ value: 'bus' });
});

test('an import records many at once, changing only what differs', async () => {
  const { org, idOf, student, of } = await arranged();
  const second = await org.student();
  const rows = (value: string) =>
    [student.id, second.id].map((studentId) => ({ id: uuidv7(), studentId, characteristicId: idOf('fsm'), value, missingReason: null }));
  expect(await org.as((tx) => setCharacteristics(tx, org.actor, rows('yes')))).toHaveLength(2);
  expect(await org.as((tx) => setCharacteristics(tx, org.actor, rows('yes')))).toHaveLength(0);
  const [one] = rows('no');
  expect(await org.as((tx) => setCharacteristics(tx, org.actor, one ? [one] : []))).toMatchObject([{ studentId: student.id }]);
  expect(await of('fsm')).toMatchObject({ current: { value: 'no', recordedBy: null }, earlier: [{ value: 'yes' }] });
});

test('mentors read the characteristics of their students and change none', async () => {
  const { org, student, idOf } = await arranged();
  const mentor = await org.member('mentor');
  await org.match(student.id, mentor.memberId);
  expect((await mentor.call(getStudentCharacteristics, { params: { id: student.id } })).items).toHaveLength(10);
  const values = [{ id: uuidv7(), characteristicId: idOf('fsm'), value: 'yes', missingReason: null, replaces: null }];
  await expect(mentor.call(setStudentCharacteristics, { params: { id: student.id }, body: { values } })).rejects.toMatchObject({
    status: 403,
  });
});
