import { downloadBadRows, getImport, listImportRows, listImports, runImport, undoImport, uploadImport } from '@waymark/contract/imports.ts';
import { expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { testServer } from '../testing/server.ts';
import { check, roll, run, students, upload } from './bringing.ts';
import { expireImportsJob } from './expire.ts';

const server = await testServer();
const start = server.now;

const daysOn = (days: number) => (server.now = new Date(start.getTime() + days * 86_400_000));

async function expire(): Promise<void> {
  await server.jobs.send(expireImportsJob.name, {});
}

test('the rows of a finished import are dropped after thirty days: what it brought stays, and it is no longer undone', async () => {
  daysOn(0);
  const org = await server.organisation();
  const lead = await org.member('lead');
  const done = await run(lead, await check(lead, await upload(lead, `${roll}Bad,,,,,\n`)));
  expect(done).toMatchObject({ status: 'done', keptUntil: '2026-04-10T10:00:00.000Z', counts: { created: 3, bad: 1 } });
  const cells = () => org.as((tx) => tx.selectFrom('import_rows').select('cells').where('org_id', '=', org.orgId).execute());

  daysOn(29);
  await expire();
  expect(await cells()).toHaveLength(4);
  daysOn(31);
  // between the thirtieth day and the night's work too
  await expect(lead.call(undoImport, { params: { id: done.id }, ifMatch: done.version })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'too-late-to-undo' },
  });
  await expire();
  await expire();
  expect(await cells()).toEqual([]);
  expect(await students(org)).toHaveLength(3);
  const after = await lead.call(getImport, { params: { id: done.id } });
  expect(after).toMatchObject({ status: 'done', keptUntil: null, counts: { created: 3 } });
  expect(after.columns.every((column) => column.samples.length === 0)).toBe(true);
  expect((await lead.call(listImportRows, { params: { id: done.id }, query: { show: 'bad' } })).items).toEqual([]);
  await expect(lead.call(downloadBadRows, { params: { id: done.id } })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'rows-dropped' },
  });
  await expect(lead.call(undoImport, { params: { id: done.id }, ifMatch: done.version })).rejects.toMatchObject({ status: 409 });
  const said = await org.as((tx) =>
    tx.selectFrom('audit_log').select(['detail']).where('org_id', '=', org.orgId).where('action', '=', 'import.rows_dropped').execute(),
  );
  expect(said).toEqual([{ detail: { kind: 'roll', rows: 4, keptDays: 30 } }]);
});

test('a file nobody imported is put away thirty days after it was last touched', async () => {
  daysOn(0);
  const org = await server.organisation();
  const lead = await org.member('lead');
  const left = await upload(lead, roll);
  const touched = await upload(lead, roll);
  daysOn(20);
  await check(lead, touched);
  daysOn(31);
  await expire();
  expect((await lead.call(listImports, { query: {} })).items.map((one) => [one.id, one.status])).toEqual([[touched.id, 'previewed']]);
  await expect(lead.call(getImport, { params: { id: left.id } })).rejects.toMatchObject({ status: 404 });
  const kept = await org.as((tx) => tx.selectFrom('import_rows').select('import_id').where('org_id', '=', org.orgId).execute());
  expect(new Set(kept.map((row) => row.import_id))).toEqual(new Set([touched.id]));
  const source = await org.as((tx) =>
    tx.selectFrom('imports').select('source').where('org_id', '=', org.orgId).where('id', '=', left.id).executeTakeFirst(),
  );
  expect(JSON.stringify(source)).not.toContain('Lovelace');
  daysOn(51);
  await expire();
  expect((await lead.call(listImports, { query: {} })).items).toEqual([]);
});

test('an import that stopped is not gone on with once its rows are dropped', async () => {
  daysOn(0);
  const org = await server.organisation();
  const lead = await org.member('lead');
  const checked = await check(lead, await upload(lead, roll));
  await org.as((tx) => tx.updateTable('imports').set({ status: 'failed' }).where('id', '=', checked.id).execute());
  daysOn(31);
  await expire();
  await expect(lead.call(runImport, { params: { id: checked.id }, ifMatch: checked.version })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'rows-dropped' },
  });
  // the file itself can be sent again
  const again = await lead.call(uploadImport, {
    query: { id: newId(), kind: 'roll', file: 'roll.csv' },
    file: new TextEncoder().encode(roll),
  });
  expect(again.status).toBe('uploaded');
});
