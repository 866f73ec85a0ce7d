import { textsOf } from '@waymark/contract/documents.ts';
import { updateCharacteristic } from '@waymark/contract/characteristics.ts';
import { endEnrolments } from '@waymark/contract/enrolments.ts';
import { editFramework } from '@waymark/contract/frameworks.ts';
import { undoImport } from '@waymark/contract/imports.ts';
import { updateProgramme } from '@waymark/contract/programmes.ts';
import {
  checkReport,
  createReport,
  finaliseReport,
  getReportCheck,
  previewReport,
  type Report,
  type ReportCheck,
  type ReportSection,
  workOutReport,
} from '@waymark/contract/reports.ts';
import { updateSchool } from '@waymark/contract/schools.ts';
import { updateStudent } from '@waymark/contract/students.ts';
import { sql } from 'kysely';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { answers } from '../analysis/questions/list.ts';
import { newId } from '../db/ids.ts';
import { check, run, upload } from '../imports/bringing.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer, TEST_NOW } from '../testing/server.ts';
import { always, filled } from '../testing/filled.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;

beforeAll(async () => {
  org = await server.organisation();
  await filled(org);
  lead = await org.member('lead');
});
afterEach(() => vi.restoreAllMocks());

const narrative = { introduction: 'What we did.' };
const draft = (sections: ReportSection[], more: object = {}): Promise<Report> =>
  lead.call(createReport, {
    body: { id: newId(), kind: 'partner', filters: always, narrative, sections: ['introduction', ...sections], ...more },
  });

async function final(sections: ReportSection[]): Promise<Report> {
  const { id, version } = await draft(sections);
  await lead.call(previewReport, { params: { id } });
  return lead.call(finaliseReport, { params: { id }, body: { version } });
}

async function again({ id }: Report): Promise<ReportCheck> {
  await lead.call(checkReport, { params: { id } });
  return (await lead.call(getReportCheck, { params: { id } })).check!;
}

const differing = ({ sections }: ReportCheck) => sections.filter(({ same }) => same !== true).map(({ section }) => section);

test('a final report comes out the same after cases were closed that day, students changed school, and everything was renamed', async () => {
  const report = await final(['taking-part', 'movement', 'groups', 'leaving', 'help', 'improvement']);
  const rows = <T>(query: ReturnType<typeof sql<T>>) => org.as(async (tx) => (await query.execute(tx)).rows);
  type Versioned = { id: string; version: number };
  const open = await rows(sql<Versioned>`
    select id, version from enrolments where org_id = ${org.orgId} and ended_on is null order by id limit 6`);
  expect(open).toHaveLength(6);
  const ending = { endedOn: org.today, kind: 'early', endedBy: 'school', reason: 'Moved away' } as const;
  await lead.call(endEnrolments, { body: { enrolments: open, ...ending } });
  const schools = await rows(
    sql<Versioned & { name: string }>`select id, version, name from schools where org_id = ${org.orgId} order by name`,
  );
  const pupils = await rows(sql<Versioned & { given_name: string; family_name: string }>`
    select id, version, given_name, family_name from students where org_id = ${org.orgId} order by id`);
  for (const { id, version, given_name: givenName, family_name: familyName } of pupils.slice(0, 8))
    // a corrected date of birth as well: year groups are worked out from it
    await lead.call(updateStudent, {
      params: { id },
      ifMatch: version,
      body: { givenName, familyName, schoolId: schools[Number.parseInt(id.slice(-1), 16) % schools.length]!.id, birthDate: '2009-02-03' },
    });
  for (const [at, { id, version }] of schools.entries())
    await lead.call(updateSchool, { params: { id }, ifMatch: version, body: { name: `Academy ${9 - at}` } });
  const programmes = await rows(sql<Versioned & { frameworkId: string }>`
    select id, version, framework_id as "frameworkId" from programmes where org_id = ${org.orgId}`);
  for (const [at, { id, version, frameworkId }] of programmes.entries())
    await lead.call(updateProgramme, { params: { id }, ifMatch: version, body: { name: `Another name ${9 - at}`, frameworkId } });
  const [fsm] = await rows(sql<Versioned & { options: { code: string; label: string }[] }>`
    select id, version, options from characteristics where org_id = ${org.orgId} and code = 'fsm'`);
  const options = fsm!.options.map(({ code, label }) => ({ code, label: `${label}, we think` }));
  await lead.call(updateCharacteristic, { params: { id: fsm!.id }, ifMatch: fsm!.version, body: { label: 'Meals', options } });
  const [framework] = await rows(sql<Versioned>`select id, version from frameworks where org_id = ${org.orgId}`);
  await lead.call(editFramework, {
    params: { id: framework!.id },
    ifMatch: framework!.version,
    body: { name: 'Compass', description: '' },
  });
  const compared = await again(report);
  expect(differing(compared)).toEqual([]);
  expect(compared).toMatchObject({ same: true, why: [] });
  // and a report of now is of what is on record now
  const now = await lead.call(previewReport, { params: { id: (await draft(['taking-part'])).id } });
  expect(textsOf(now.document)).not.toContain('Academy 9');
  server.now = new Date(Date.now() + 60_000);
  const later = await lead.call(previewReport, { params: { id: (await draft(['taking-part'])).id } });
  expect(textsOf(later.document)).toContain('Academy 9');
});

test('an import that was undone since is named, where what it had added is missing', async () => {
  server.now = new Date();
  const programmeId = (await org.as((tx) => tx.selectFrom('programmes').select('id').limit(1).executeTakeFirstOrThrow())).id;
  const names = Array.from({ length: 12 }, (_, at) => `New${at},Come${at},${1 + at}/1/2011`);
  const file = await upload(lead, `Forename,Surname,DOB\n${names.join('\n')}\n`, 'autumn roll.csv');
  const brought = await run(lead, await check(lead, file, { programmeId }));
  server.now = new Date(Date.now() + 60_000);
  const report = await final(['taking-part', 'agreement']);
  server.now = new Date(Date.now() + 120_000);
  await lead.call(undoImport, { params: { id: brought.id }, ifMatch: brought.version });
  const compared = await again(report);
  expect(differing(compared)).toContain('taking-part');
  expect(compared.why).toEqual([expect.stringMatching(/^The import of “autumn roll\.csv” was undone on .* taken back for good\.$/)]);
});

test('a section that cannot be worked out or shown is a problem of its own; the others are there, and it says what to do', async () => {
  server.now = TEST_NOW;
  const broken = vi.spyOn(answers, 'movement').mockRejectedValue(new Error('a mistake in the program'));
  const one = await draft(['taking-part', 'movement', 'leaving']);
  const params = { id: one.id };
  expect((await lead.call(previewReport, { params })).waiting).toEqual(['movement']);
  const preview = await lead.call(previewReport, { params });
  const told = { kind: 'missing', section: 'movement', stops: true, todo: expect.stringContaining('Work the figures out again') };
  expect(preview.waiting).toEqual([]);
  expect(preview.problems[0]).toMatchObject(told);
  expect(preview.problems.filter(({ stops }) => stops)).toHaveLength(1);
  expect(textsOf(preview.document)).toEqual(expect.arrayContaining(['Students by school', 'These figures could not be worked out']));
  await expect(lead.call(finaliseReport, { params, body: { version: one.version } })).rejects.toMatchObject({ status: 422 });

  broken.mockRestore();
  await lead.call(workOutReport, { params });
  expect((await lead.call(previewReport, { params })).problems.filter(({ stops }) => stops)).toEqual([]);
  // one that was worked out and cannot be drawn or hidden
  await sql`update report_answers set answer = jsonb_set(answer, '{tables}', '[{}]') where report_id = ${one.id} and section = 'leaving'`.execute(
    server.database.owner,
  );
  const other = await lead.call(previewReport, { params });
  expect(other.problems[0]).toMatchObject({ ...told, section: 'leaving' });
  await expect(lead.call(finaliseReport, { params, body: { version: one.version } })).rejects.toMatchObject({ status: 422 });
});
