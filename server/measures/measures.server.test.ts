import { expect, test } from 'vitest';
import { createMeasure, listMeasures, orderMeasures, updateMeasure } from '@waymark/contract/measures.ts';
import { recordReadings } from '@waymark/contract/readings.ts';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
const org = await server.organisation();
const lead = await org.member('lead');

const subLevels = (...labels: string[]) => ({
  type: 'ordered' as const,
  word: 'Level',
  steps: labels.map((label, index) => ({ value: index + 1, label })),
});

const all = async () => (await lead.call(listMeasures, {})).items;
const add = (name: string) =>
  lead.call(createMeasure, { body: { id: newId(), kind: 'attainment', name, subject: 'Reading', scale: subLevels('3c', '3b', '3a') } });

test('a new organisation follows what Waymark ships, attainment on GCSE grades', async () => {
  const shipped = await all();
  expect(shipped.map(({ code }) => code).slice(0, 4)).toEqual([
    'attainment_english',
    'attainment_maths',
    'attainment_science',
    'attendance',
  ]);
  expect(shipped.every(({ shipped: ours, archived }) => ours && !archived)).toBe(true);
});

test('a lead adds a measure on sub-levels of their own, once under one name', async () => {
  const reading = await add('Reading');
  expect(reading).toMatchObject({ code: 'reading', shipped: false, scale: { steps: [{ value: 1, label: '3c' }, {}, {}] } });
  await expect(add('reading')).rejects.toMatchObject({ status: 409, problem: { code: 'name-taken' } });
});

test('a scale changes freely until there is a reading on it; then steps are reworded only', async () => {
  const { id, version, ...rest } = await add('Spelling');
  const change = (scale: ReturnType<typeof subLevels>, ifMatch: number) =>
    lead.call(updateMeasure, { params: { id }, ifMatch, body: { ...rest, scale } });
  const changed = await change(subLevels('low', 'high'), version);
  const student = await org.student();
  const readings = [{ id: newId(), measureId: id, takenOn: org.today, value: 2 }];
  await lead.call(recordReadings, { params: { id: student.id }, body: { readings } });
  await expect(change(subLevels('low', 'middle', 'high'), changed.version)).rejects.toMatchObject({
    status: 422,
    problem: { errors: [{ field: 'scale' }] },
  });
  expect((await change(subLevels('below', 'above'), changed.version)).version).toBe(changed.version + 1);
  await expect(change(subLevels('one', 'two'), changed.version)).rejects.toMatchObject({ status: 412 });
});

test('measures stand in the order a lead gives them, an archived one last', async () => {
  const before = await all();
  const wanted = before.map(({ id }) => id).toReversed();
  const { items } = await lead.call(orderMeasures, { body: { ids: wanted } });
  expect(items.map(({ id }) => id)).toEqual(wanted);
  const [first] = items;
  if (first === undefined) throw new Error('there are measures');
  const { id, version, ...rest } = first;
  await lead.call(updateMeasure, { params: { id }, ifMatch: version, body: { ...rest, archived: true } });
  expect((await all()).at(-1)).toMatchObject({ id, archived: true });
});
