import { parse } from 'csv-parse/sync';
import type { Provision } from '@waymark/contract/provision.ts';
import { getProvision, getProvisionFile, makePackPdf, makePackWord } from '@waymark/contract/provision.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { readMeasures } from '../measures/figures.ts';
import { assess } from '../testing/assess.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let hill: string;
let dale: string;

async function refer(
  studentId: string | null,
  receivedOn: string,
  status: string,
  decidedOn: string | null,
  reasons: string[],
  more: object = {},
) {
  const named_as = studentId === null ? JSON.stringify({ name: 'Somebody', yearGroup: 8, schoolId: dale }) : null;
  await org.as((tx) =>
    tx
      .insertInto('referrals')
      .values({
        org_id: org.orgId,
        id: newId(),
        student_id: studentId,
        named_as,
        source: 'app',
        referrer_kind: 'lead',
        reason_ids: reasons,
        status,
        received_at: `${receivedOn}T10:00:00Z`,
        decided_at: decidedOn === null ? null : `${decidedOn}T15:00:00Z`,
        ...more,
      })
      .execute(),
  );
}

async function read(studentId: string, measureId: string, taken_on: string, value: number) {
  const row = { org_id: org.orgId, student_id: studentId, id: newId(), measure_id: measureId, taken_on, value, source: 'hand' };
  await org.as((tx) => tx.insertInto('readings').values(row).execute());
}

async function meet(studentId: string, matchId: string, on: string, status: 'held' | 'student_absent', minutes: number | null) {
  const { memberId: mentor_id } = mentor;
  const row = {
    org_id: org.orgId,
    id: newId(),
    student_id: studentId,
    match_id: matchId,
    mentor_id,
    starts_at: `${on}T14:00:00Z`,
    status,
    minutes,
  };
  await org.as((tx) => tx.insertInto('meetings').values(row).execute());
}

let mentor: TestMember;
let measureId: string;
let seriesId: string;

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead');
  mentor = await org.member('mentor');
  hill = (await org.school('=Hill Road')).id;
  dale = (await org.school('Dale')).id;
  measureId = (await org.as((tx) => readMeasures(tx, org.orgId))).find(({ code }) => code === 'homework')!.id;
  const reasons = await org.as((tx) =>
    tx.selectFrom('referral_reasons').select('id').where('org_id', '=', org.orgId).orderBy('position').limit(2).execute(),
  );
  const [first, second] = reasons.map(({ id }) => id) as [string, string];
  const ada = await org.student({ givenName: 'Ada', schoolId: hill, yearGroup: 9 });
  const bea = await org.student({ givenName: 'Bea', schoolId: hill, yearGroup: 10 });
  const cem = await org.student({ givenName: 'Cem', schoolId: dale, yearGroup: 9 });
  const dev = await org.student({ givenName: 'Dev', yearGroup: 9 });
  await refer(ada.id, '2025-09-05', 'accepted', '2025-09-08', [first, second]);
  await refer(bea.id, '2025-10-01', 'accepted', '2025-11-05', [first]);
  await refer(cem.id, '2025-10-06', 'declined', '2025-10-16', [second]);
  await refer(null, '2026-02-01', 'open', null, []);
  await refer(dev.id, '2025-12-01', 'withdrawn', null, [first]);
  await refer(dev.id, '2025-08-31', 'declined', '2025-09-03', [first]);

  const a = await org.match(ada.id, mentor.memberId);
  const b = await org.match(bea.id, mentor.memberId);
  const c = await org.enrol(cem.id);
  const over = await org.enrol(dev.id, { startedOn: '2024-09-03' });
  await org.as(async (tx) => {
    const enrolments = tx.updateTable('enrolments').where('org_id', '=', org.orgId);
    await enrolments
      .set({ ended_on: '2026-02-02', end_kind: 'early', ended_by: 'family', end_reason: 'Moved away' })
      .where('id', '=', c.enrolmentId)
      .execute();
    await enrolments
      .set({ ended_on: '2025-07-20', end_kind: 'planned', ended_by: 'programme' })
      .where('id', '=', over.enrolmentId)
      .execute();
  });
  await meet(ada.id, a.matchId, '2025-10-01', 'held', 40);
  await meet(ada.id, a.matchId, '2025-10-08', 'held', null);
  await meet(ada.id, a.matchId, '2025-10-15', 'student_absent', null);
  await meet(ada.id, a.matchId, '2025-08-20', 'held', 60);
  await meet(bea.id, b.matchId, '2026-03-01', 'held', 20);

  await read(ada.id, measureId, '2025-09-03', 50);
  await read(ada.id, measureId, '2026-02-01', 80);
  await read(bea.id, measureId, '2025-09-03', 50);
  const scored = { assessorId: mentor.memberId };
  await assess(org, { ...scored, ...a, studentId: ada.id, assessedOn: '2025-10-01', point: 'baseline', levels: [2] });
  const later = await assess(org, { ...scored, ...a, studentId: ada.id, assessedOn: '2026-01-10', levels: [3] });
  await assess(org, { ...scored, ...b, studentId: bea.id, assessedOn: '2026-01-10', point: 'baseline', levels: [2] });
  seriesId = later.scores[0]!.seriesId;
});

const tableOf = (provision: Provision, section: string, key: string) =>
  provision.sections.find((one) => one.key === section)!.tables.find((table) => table.key === key)!;

/** The values of a row by their column's header. */
function rowOf(provision: Provision, section: string, key: string, label: string) {
  const table = tableOf(provision, section, key);
  const row = table.rows.find((one) => one.label === label || one.key === label)!;
  return Object.fromEntries(table.columns.map(({ header }, at) => [header, row.values[at]]));
}

describe('the figures equal what is counted by hand', () => {
  test('referrals of this school year by reason, school and year, with decisions and weekdays waited', async () => {
    const provision = await lead.call(getProvision, { query: {} });
    expect(provision).toMatchObject({ from: '2025-09-01', to: '2026-03-11' });
    expect(rowOf(provision, 'referrals', 'reason', 'total')).toEqual({
      Referrals: 5,
      Accepted: 2,
      Declined: 1,
      'Referred on': 0,
      Undecided: 1,
      Withdrawn: 1,
    });
    const byReason = tableOf(provision, 'referrals', 'reason').rows.map(({ values }) => values[0]);
    expect(byReason).toEqual([3, 2, 1, 5]);
    expect(rowOf(provision, 'referrals', 'school', '=Hill Road')).toMatchObject({ Referrals: 2, Accepted: 2 });
    expect(rowOf(provision, 'referrals', 'school', 'Dale')).toMatchObject({ Referrals: 2, Declined: 1, Undecided: 1 });
    expect(rowOf(provision, 'referrals', 'year', 'Year 8')).toMatchObject({ Referrals: 1 });
    // Friday to Monday is 1, 1 October to 5 November is 25, 6 to 16 October is 8
    expect(rowOf(provision, 'decisions', 'waits', 'total')).toEqual({
      Decided: 3,
      'Up to 5 days': 1,
      '6 to 10 days': 1,
      '11 to 20 days': 0,
      'More than 20 days': 1,
      'Median days': 8,
      'Longest days': 25,
      'Share beyond 20 days': 1 / 3,
    });
    expect(tableOf(provision, 'decisions', 'waits').left).toEqual([
      { n: 1, why: 'not decided yet' },
      { n: 1, why: 'withdrawn' },
    ]);
  });

  test('mentoring, meetings of the period only, and how cases ended', async () => {
    const provision = await lead.call(getProvision, { query: {} });
    expect(rowOf(provision, 'mentoring', 'programme', 'total')).toEqual({
      Enrolments: 3,
      'With a mentor': 2,
      'Without a mentor': 1,
      'Meetings held': 3,
      'Student absent': 1,
      Minutes: 90,
    });
    expect(rowOf(provision, 'mentoring', 'dose', 'total')).toMatchObject({
      'No meeting': 1,
      '1 to 3': 2,
      'Median meetings': 1,
      'Median minutes': 20,
    });
    expect(rowOf(provision, 'endings', 'kind', 'Early')).toMatchObject({ Ended: 1, 'By the family': 1, 'By the student': 0 });
    expect(tableOf(provision, 'endings', 'kind').left).toEqual([{ n: 2, why: 'still open at the end of it' }]);
    expect(JSON.stringify(provision)).not.toContain('Moved away');
    expect(tableOf(provision, 'endings', 'reasons').rows.map(({ few, values }) => [few, values[0]])).toEqual([
      [true, 1],
      [true, 1],
    ]);
  });

  test('measures and outcomes say who moved and who cannot be compared and why, and nothing is averaged', async () => {
    const provision = await lead.call(getProvision, { query: {} });
    expect(rowOf(provision, 'measures', 'measures', measureId)).toEqual({
      Enrolments: 3,
      Better: 1,
      Same: 0,
      Worse: 0,
      'No baseline': 0,
      'Nothing newer': 1,
      'Nothing recorded': 1,
    });
    expect(rowOf(provision, 'outcomes', 'outcomes', seriesId)).toEqual({
      Enrolments: 3,
      Up: 1,
      Same: 0,
      Down: 0,
      'Only one score': 1,
      'No score': 1,
    });
  });

  test('filters keep and leave out, and say how many for which reason', async () => {
    const provision = await lead.call(getProvision, { query: { schoolId: hill, yearGroup: 9 } });
    expect(provision.about).toBe('=Hill Road, Year 9, all programmes');
    expect(tableOf(provision, 'referrals', 'reason')).toMatchObject({
      counted: { n: 1 },
      left: [
        { n: 1, why: 'in another year group' },
        { n: 2, why: 'at another school' },
        { n: 1, why: 'no school recorded' },
      ],
    });
    expect(rowOf(provision, 'mentoring', 'programme', 'total')).toMatchObject({ Enrolments: 1, Minutes: 70 });
    const before = await lead.call(getProvision, { query: { from: '2024-09-01', to: '2025-08-31' } });
    expect(rowOf(before, 'referrals', 'reason', 'total')).toMatchObject({ Referrals: 1, Declined: 1 });
    expect(rowOf(before, 'endings', 'kind', 'As planned')).toMatchObject({ Ended: 1, 'By the programme': 1 });
    await expect(lead.call(getProvision, { query: { from: '2026-03-02', to: '2026-03-01' } })).rejects.toMatchObject({ status: 422 });
  });
});

test('the file holds every figure of the page, formulas escaped, and taking it is logged', async () => {
  const provision = await lead.call(getProvision, { query: {} });
  const { content, fileName } = await lead.call(getProvisionFile, { query: {} });
  expect(fileName).toBe('provision-2025-09-01-to-2026-03-11.csv');
  const rows = parse<Record<string, string>>(content as string, { columns: true, bom: true });
  const cells = provision.sections.flatMap(({ tables }) =>
    tables.flatMap(({ rows: of, columns, left }) => of.length * columns.length + left.length + 1),
  );
  expect(rows).toHaveLength(cells.reduce((sum, n) => sum + n, 0));
  expect(rows.find((row) => row['Row'] === "'=Hill Road" && row['Figure'] === 'Accepted')).toMatchObject({
    Value: '2',
    'Data as of': provision.asOf,
  });
  const logged = await org.as((tx) => tx.selectFrom('access_log').select('what').where('member_id', '=', lead.memberId).execute());
  expect(logged.map(({ what }) => what)).toContain('evidence of provision, exported');
});

test('the pack comes as PDF and as Word with the lead’s words, and each is logged', async () => {
  const body = { filters: { from: '2025-09-01' }, narratives: { endings: 'We met every family.\n\nAnd wrote to each.' } };
  const pdf = await lead.call(makePackPdf, { body });
  const word = await lead.call(makePackWord, { body });
  expect(Buffer.from(pdf.content as Uint8Array).toString('latin1', 0, 5)).toBe('%PDF-');
  expect(Buffer.from(word.content as Uint8Array).toString('latin1', 0, 2)).toBe('PK');
  expect(word.fileName).toBe('evidence-of-provision-2025-09-01-to-2026-03-11.docx');
  const logged = await org.as((tx) => tx.selectFrom('access_log').select('what').where('member_id', '=', lead.memberId).execute());
  expect(logged.map(({ what }) => what)).toEqual(expect.arrayContaining(['self-evaluation pack as PDF', 'self-evaluation pack as Word']));
});

test('leads and administrators read and make it, analysts read it, nobody else does; another organisation counts nothing of it', async () => {
  const analyst = await org.member('analyst');
  expect(rowOf(await analyst.call(getProvision, { query: {} }), 'referrals', 'reason', 'total')).toMatchObject({ Referrals: 5 });
  await expect(analyst.call(makePackWord, { body: { filters: {} } })).rejects.toMatchObject({ status: 403 });
  for (const role of ['mentor', 'school_contact', 'student', 'safeguarding_lead'] as const) {
    const member = await org.member(role);
    await expect(member.call(getProvision, { query: {} })).rejects.toMatchObject({ status: 403 });
  }
  const elsewhere = await server.organisation();
  const provision = await (await elsewhere.member('lead')).call(getProvision, { query: { schoolId: hill } });
  expect(provision.about).toBe('Unknown school, all year groups, all programmes');
  expect(rowOf(provision, 'referrals', 'reason', 'total')).toMatchObject({ Referrals: 0 });
  expect(provision.sections.flatMap(({ tables }) => tables).every(({ counted }) => counted.n === 0)).toBe(true);
});
