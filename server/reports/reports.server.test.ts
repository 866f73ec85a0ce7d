import { textsOf } from '@waymark/contract/documents.ts';
import { createReportSchedule, listReportSchedules } from '@waymark/contract/report-schedules.ts';
import {
  checkReport,
  createReport,
  finaliseReport,
  getReport,
  getReportCheck,
  getReportFile,
  listReports,
  previewReport,
  type Report,
  updateReport,
  withdrawReport,
} from '@waymark/contract/reports.ts';
import type { BodyOf } from '@waymark/contract/endpoint.ts';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { always, filled } from '../testing/filled.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let analyst: TestMember;
let school: { id: string; name: string };

beforeAll(async () => {
  org = await server.organisation();
  school = await filled(org);
  lead = await org.member('lead', { name: 'Lena Ward' });
  analyst = await org.member('analyst');
});

const choicesOf = ({ title, subtitle, recipient, design, preset, filters, sections, narrative }: Report): BodyOf<typeof updateReport> => ({
  title,
  subtitle,
  recipient,
  design,
  preset,
  filters,
  sections,
  narrative,
});

/** A draft that could leave, of everybody unless filters say otherwise. */
async function draft(more: Partial<BodyOf<typeof createReport>> = {}): Promise<Report> {
  const body = {
    id: newId(),
    kind: 'partner' as const,
    filters: always,
    sections: ['introduction' as const, 'taking-part' as const, 'movement' as const],
    narrative: { introduction: 'Aspire helps students find their way.\n\n- meetings each week\n- visits' },
    ...more,
  };
  return lead.call(createReport, { body });
}

const finalise = (report: Report, who = lead) => who.call(finaliseReport, { params: { id: report.id }, body: { version: report.version } });

test('a report leaves only with a person’s words and none that claim a cause; then it stays as it is, however often it is pressed', async () => {
  const empty = await draft({ narrative: {}, title: 'How mentoring led to change' });
  await expect(finalise(empty)).rejects.toMatchObject({
    status: 422,
    problem: {
      code: 'report-not-ready',
      errors: expect.arrayContaining([
        expect.objectContaining({ field: 'introduction', message: expect.stringContaining('has not been written') }),
        expect.objectContaining({ field: 'report', message: expect.stringContaining('“led to”') }),
      ]),
    },
  });

  const written = await lead.call(updateReport, {
    params: { id: empty.id },
    body: {
      ...choicesOf(empty),
      title: 'Aspire in its second year',
      narrative: { introduction: 'What we did.', movement: 'We are glad of it.' },
    },
    ifMatch: empty.version,
  });
  const preview = await lead.call(previewReport, { params: { id: written.id } });
  expect(preview.problems.filter(({ stops }) => stops)).toEqual([]);
  expect(preview.document.marking).toBe('Draft: not to be handed on');
  const texts = textsOf(preview.document);
  expect(texts).toContain('Who took part');
  expect(
    texts.filter((text) => /^Free school meals: (yes|no)$/.test(text)).length,
    'groups are called by what they answer',
  ).toBeGreaterThan(0);
  expect(texts).toContain('Counts are rounded to the nearest 5, each by itself: they may not add up.');
  expect(texts.indexOf('We are glad of it.')).toBeLessThan(texts.findLastIndex((text) => text.startsWith('In it:')));

  const [one, two] = await Promise.all([finalise(written), finalise(written, analyst)]);
  expect(one).toMatchObject({ status: 'final', asOf: preview.asOf });
  expect(two.fingerprint).toBe(one.fingerprint);
  expect(two.version).toBe(one.version);
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from audit_log where entity_id = ${one.id} and action = 'report.made_final'`.execute(server.database.owner);
  expect(rows[0]?.n).toBe(1);
  await expect(lead.call(updateReport, { params: { id: one.id }, body: choicesOf(one), ifMatch: one.version })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'report-is-final' },
  });
  // even a mistake in the program could not change it
  expect(
    await org.as(
      async (tx) => (await tx.updateTable('reports').set({ title: 'x' }).where('id', '=', one.id).executeTakeFirst()).numUpdatedRows,
    ),
  ).toBe(0n);

  const word = await analyst.call(getReportFile, { params: { id: one.id }, query: { format: 'word' } });
  expect(word.fileName).toMatch(/^partner-report-.*\.docx$/);
  expect(await lead.call(getReport, { params: { id: one.id } })).toMatchObject({ taken: 1, finalBy: expect.any(String) });

  await lead.call(withdrawReport, { params: { id: one.id }, body: { reason: 'The wrong period' } });
  const listed = await lead.call(listReports, { query: { status: 'withdrawn' } });
  expect(listed.items).toMatchObject([{ id: one.id, withdrawnReason: 'The wrong period' }]);
});

test('a final report comes out the same after later scores, corrections, closings and new students', async () => {
  const written = await draft({ sections: ['introduction', 'taking-part', 'movement', 'leaving', 'trajectories'] });
  // models are fitted beside the request
  expect((await lead.call(previewReport, { params: { id: written.id } })).waiting).toEqual(['trajectories']);
  const report = await finalise(written);
  await org.as(async (tx) => {
    const one = await tx
      .selectFrom('scores')
      .selectAll()
      .where('org_id', '=', org.orgId)
      .where('level', 'is not', null)
      .limit(1)
      .executeTakeFirstOrThrow();
    const { id, recorded_at: _then, ...rest } = one;
    await tx
      .insertInto('scores')
      .values({ ...rest, id: newId(), level: one.level === 4 ? 1 : 4, supersedes: id, amendment_reason: 'mis-keyed' })
      .execute();
  });
  const late = await org.student();
  await org.enrol(late.id, { startedOn: '2025-10-01' });
  await lead.call(checkReport, { params: { id: report.id } });
  const { check } = await lead.call(getReportCheck, { params: { id: report.id } });
  expect(check?.sections.filter(({ same }) => same !== true)).toEqual([]);
  expect(check?.same).toBe(true);
});

test('a school reads what was made final about its own students, and no more of it than the document', async () => {
  const [own, other] = [await org.member('school_contact', { schoolId: school.id }), await org.member('school_contact')];
  const report = await draft({ kind: 'school', schoolId: school.id, sections: ['introduction', 'taking-part'] });
  await expect(own.call(previewReport, { params: { id: report.id } })).rejects.toMatchObject({ status: 404 });
  await finalise(report);
  expect((await own.call(listReports, { query: {} })).items.map(({ id }) => id)).toEqual([report.id]);
  expect((await other.call(listReports, { query: {} })).items).toEqual([]);
  const read = await own.call(previewReport, { params: { id: report.id } });
  expect(textsOf(read.document).some((text) => text.includes(school.name))).toBe(true);
  await expect(other.call(getReportFile, { params: { id: report.id }, query: {} })).rejects.toMatchObject({ status: 404 });
  const seen = await server.database.withActor(
    { ...org.actor, role: 'school_contact', memberId: own.memberId, schoolId: school.id, scope: 'school' },
    async (tx) => [
      (await tx.selectFrom('reports').select('id').execute()).map(({ id }) => id),
      await tx.selectFrom('report_answers').select('section').execute(),
      await tx.selectFrom('report_figures').select('n').execute(),
    ],
  );
  expect(seen).toEqual([[report.id], [], []]);
  await lead.call(withdrawReport, { params: { id: report.id }, body: { reason: 'To be corrected' } });
  await expect(own.call(previewReport, { params: { id: report.id } })).rejects.toMatchObject({ status: 404 });
});

test('a schedule makes one draft a day, tells its owner, and moves its period on', async () => {
  const owner = await org.member('lead', { email: 'owner@northbridge.example' });
  const filters = { ...always, startedFrom: '2026-02-01', startedTo: '2026-02-28' };
  const { id: _id, ...choices } = { ...choicesOf(await draft({ title: 'To the board', filters })), id: '' };
  const body = { ...choices, id: newId(), kind: 'partner' as const, every: 'month' as const, nextOn: org.today, ownerId: owner.memberId };
  await lead.call(createReportSchedule, { body: { ...body, narrative: { introduction: 'Aspire is for all.', movement: 'In February.' } } });
  await server.jobs.send('reports.prepare', {});
  await server.jobs.send('reports.prepare', {});
  const made = (await lead.call(listReports, { query: {} })).items.filter(({ scheduleId }) => scheduleId === body.id);
  expect(made).toMatchObject([
    {
      status: 'draft',
      title: 'To the board, 1 February 2026 to 28 February 2026',
      filters,
      narrative: { introduction: 'Aspire is for all.' },
      createdBy: null,
    },
  ]);
  expect(made[0]?.narrative).not.toHaveProperty('movement');
  const mails = await org.as((tx) =>
    tx.selectFrom('outgoing_mail').select(['to_address', 'body']).where('to_address', '=', 'owner@northbridge.example').execute(),
  );
  expect(mails).toEqual([expect.objectContaining({ body: expect.stringContaining(`/reports/${made[0]?.id}`) })]);
  expect((await lead.call(listReportSchedules, {})).items).toMatchObject([
    { nextOn: '2026-04-11', lastReportId: made[0]?.id, filters: { startedFrom: '2026-03-01', startedTo: '2026-03-31' } },
  ]);
});

test('a report is refused while its counts, beside those of an earlier one, would tell of one student', async () => {
  const other = await server.organisation('Harbour Trust');
  await filled(other);
  const maker = await other.member('lead');
  const make = async (title: string): Promise<Report> => {
    const narrative = { introduction: 'Who came to us.' };
    const body = { id: newId(), kind: 'partner' as const, preset: 'own' as const, title, filters: always, narrative };
    return maker.call(createReport, { body: { ...body, sections: ['introduction', 'taking-part'] } });
  };
  server.now = new Date();
  const first = await finalise(await make('In the morning'), maker);
  const late = await other.student({ birthDate: '2005-03-11' });
  await other.enrol(late.id, { startedOn: '2026-03-11' });
  // of the same day: one more by then, so that the two counts cannot both be true of one moment
  server.now = new Date(Date.now() + 60_000);
  const next = await make('Later');
  await expect(finalise(next, maker)).rejects.toMatchObject({
    status: 422,
    problem: {
      errors: expect.arrayContaining([
        expect.objectContaining({ field: 'taking-part', message: expect.stringMatching(/In the morning.*at two times.*student/) }),
      ]),
    },
  });
  // what would do away with it was tried out: a rule that rounds
  const { remedies, document } = await maker.call(previewReport, { params: { id: next.id } });
  expect(remedies).toEqual([{ kind: 'preset', preset: 'dfe' }]);
  expect(textsOf(document), 'there is no Year 17').toContain('After Year 13');
  // nobody ever took the first: withdrawn, it cannot be set against anything
  await maker.call(withdrawReport, { params: { id: first.id }, body: { reason: 'To be made later' } });
  expect(await finalise(next, maker)).toMatchObject({ status: 'final' });
});
