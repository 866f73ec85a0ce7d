import { parse } from 'csv-parse/sync';
import { getOutcomesFile, getOutcomesOverTime, listOutcomeStudents, type OutcomesOverTime } from '@waymark/contract/outcomes.ts';
import type { MissingReason } from '@waymark/contract/assessments.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { assess } from '../testing/assess.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let mentor: TestMember;
let seriesId: string;
let schoolId: string;

/** Enrols and matches a student and scores the first outcome of the framework in turn, a month apart. */
async function scored(
  name: string,
  levels: (number | MissingReason)[],
  more: { schoolId?: string; startedOn?: string; mentorId?: string } = {},
) {
  const student = await org.student({
    givenName: name,
    familyName: 'Byron',
    ...(more.schoolId === undefined ? {} : { schoolId: more.schoolId }),
  });
  const { enrolmentId } = await org.enrol(student.id, { startedOn: more.startedOn ?? '2025-09-03' });
  const match = await org.match(student.id, more.mentorId ?? mentor.memberId, { enrolmentId });
  for (const [index, level] of levels.entries()) {
    const point = index === 0 ? 'baseline' : 'progress';
    const { scores } = await assess(org, {
      studentId: student.id,
      ...match,
      assessorId: mentor.memberId,
      assessedOn: `2026-0${index + 1}-10`,
      point,
      levels: [level],
    });
    seriesId = scores[0]!.seriesId;
  }
  return { ...student, enrolmentId };
}
const outcomeOf = (outcomes: OutcomesOverTime) =>
  outcomes.types.flatMap((type) => type.outcomes).find((outcome) => outcome.seriesId === seriesId)!;

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead', { name: 'Lea' });
  mentor = await org.member('mentor', { name: 'Mo' });
  schoolId = (await org.school('Hill Road')).id;
  await scored('Ada', [1, 2, 3], { schoolId });
  await scored('Bea', [2, 2]);
  await scored('Cem', [4, 3], { startedOn: '2026-01-05' });
  await scored('Dev', [2]);
  await scored('Eve', ['declined']);
  await scored('=Fay', [1, 4], { schoolId });
  await org.enrol((await org.student({ givenName: 'Gus', familyName: 'Byron' })).id);
});

describe('outcomes over time', () => {
  test('say for each outcome who has two scores, one, none and why, and who moved', async () => {
    const outcomes = await lead.call(getOutcomesOverTime, { query: {} });
    expect(outcomes).toMatchObject({ enrolments: 7, students: 7 });
    expect(outcomes.types).toHaveLength(5);
    expect(outcomeOf(outcomes)).toMatchObject({
      levels: 4,
      of: 7,
      paired: 4,
      onlyOne: 1,
      missing: { declined: 1, not_asked: 0, not_applicable: 0, not_collected: 0 },
      never: 1,
      first: [2, 2, 0, 1],
      latest: [0, 2, 2, 1],
      points: { baseline: [2, 2, 0, 1], progress: [0, 1, 2, 1], review: [0, 0, 0, 0], closing: [0, 0, 0, 0] },
      moved: { up: 2, same: 1, down: 1 },
      retired: false,
    });
  });

  test('of an outcome nobody was asked about count everybody as never assessed', async () => {
    const { types } = await lead.call(getOutcomesOverTime, { query: {} });
    expect(types.at(-1)?.outcomes[0]).toMatchObject({ of: 7, never: 7, paired: 0, moved: { up: 0, same: 0, down: 0 } });
  });

  test('are narrowed by school, by start, by programme and by the end of the enrolment', async () => {
    const of = async (query: object) => {
      const outcomes = await lead.call(getOutcomesOverTime, { query });
      return [outcomes.enrolments, outcomeOf(outcomes)?.paired ?? 0];
    };
    expect(await of({ schoolId })).toEqual([2, 2]);
    expect(await of({ startedFrom: '2026-01-01' })).toEqual([1, 1]);
    expect(await of({ startedTo: '2025-12-31' })).toEqual([6, 3]);
    expect(await of({ programmeId: await org.programme('Nobody’s') })).toEqual([0, 0]);
    expect(await of({ enrolment: 'early' })).toEqual([0, 0]);
    expect(await of({ enrolment: 'current', schoolId })).toEqual([2, 2]);
  });

  test('are narrowed by a characteristic: a value, several values, or that it is missing', async () => {
    const { rows } = await org.as(async (tx) => {
      const fsm = await tx
        .selectFrom('characteristics')
        .select('id')
        .where('org_id', '=', org.orgId)
        .where('code', '=', 'fsm')
        .executeTakeFirstOrThrow();
      const students = await tx.selectFrom('students').select(['id', 'given_name']).where('org_id', '=', org.orgId).execute();
      const values: Record<string, string> = { Ada: 'yes', Bea: 'no', Cem: 'yes' };
      const records = students.flatMap(({ id, given_name }) => {
        const value = values[given_name];
        return value === undefined ? [] : [{ org_id: org.orgId, student_id: id, id: newId(), characteristic_id: fsm.id, value }];
      });
      await tx.insertInto('student_characteristics').values(records).execute();
      return { rows: records };
    });
    expect(rows).toHaveLength(3);
    const enrolments = async (characteristics: string) => (await lead.call(getOutcomesOverTime, { query: { characteristics } })).enrolments;
    expect(await enrolments('fsm:yes')).toBe(2);
    expect(await enrolments('fsm:yes,fsm:no')).toBe(3);
    expect(await enrolments('fsm:missing')).toBe(4);
    expect(await enrolments('fsm:no,send:missing')).toBe(1);
    await expect(lead.call(getOutcomesOverTime, { query: { characteristics: 'fsm' } })).rejects.toMatchObject({ status: 422 });
  });

  test('keep perspectives apart', async () => {
    const student = await scored('Hal', []);
    await assess(org, {
      studentId: student.id,
      enrolmentId: student.enrolmentId,
      assessorId: mentor.memberId,
      assessedOn: '2026-02-01',
      levels: [4],
      perspective: 'student',
    });
    const own = outcomeOf(await lead.call(getOutcomesOverTime, { query: { perspective: 'student' } }));
    expect([own.onlyOne, own.paired, own.latest]).toEqual([1, 0, [0, 0, 0, 1]]);
    expect(outcomeOf(await lead.call(getOutcomesOverTime, { query: {} })).latest).toEqual([0, 2, 2, 1]);
  });
});

describe('the students behind a bar', () => {
  const behind = async (who: TestMember, bar: string, query: object = {}) =>
    who.call(listOutcomeStudents, { query: { seriesId, bar, ...query } });

  test('are as many as the bar says, for every bar', async () => {
    const outcome = outcomeOf(await lead.call(getOutcomesOverTime, { query: {} }));
    const bars: [string, number][] = [
      ...(['up', 'same', 'down'] as const).map((way): [string, number] => [`moved:${way}`, outcome.moved[way]]),
      ['have:paired', outcome.paired],
      ['have:one', outcome.onlyOne],
      ['have:never', outcome.never],
      ...Object.entries(outcome.missing).map(([reason, n]): [string, number] => [`missing:${reason}`, n]),
      ...(['first', 'latest'] as const).flatMap((which) =>
        outcome[which].map((n, index): [string, number] => [`${which}:${index + 1}`, n]),
      ),
      ...Object.entries(outcome.points).flatMap(([point, counts]) =>
        counts.map((n, index): [string, number] => [`${point}:${index + 1}`, n]),
      ),
      ...outcome.pairs.flatMap((row, from) => row.map((n, to): [string, number] => [`pair:${from + 1}-${to + 1}`, n])),
    ];
    for (const [bar, n] of bars) expect([bar, (await behind(lead, bar)).items.length]).toEqual([bar, n]);
  });

  test('are named for a lead, and the look is logged', async () => {
    const { items, pseudonymised } = await behind(lead, 'moved:down');
    expect(pseudonymised).toBe(false);
    expect(items).toMatchObject([
      { name: 'Cem Byron', programme: 'Aspire', firstLevel: 4, firstOn: '2026-01-10', latestLevel: 3, latestOn: '2026-02-10' },
    ]);
    const log = await org.as((tx) =>
      tx.selectFrom('access_log').select('what').where('org_id', '=', org.orgId).where('member_id', '=', lead.memberId).execute(),
    );
    expect(log).toContainEqual({ what: 'students behind an outcome' });
  });

  test('are pseudonyms for an analyst: always the same, never a name or an id', async () => {
    const analyst = await org.member('analyst');
    const named = await behind(lead, 'moved:up');
    const first = await behind(analyst, 'moved:up');
    expect(first.pseudonymised).toBe(true);
    expect(first.items.map((item) => item.studentId)).toEqual([null, null]);
    for (const item of first.items) expect(item.name).toMatch(/^[0-9A-F]{12}$/);
    expect(new Set(first.items.map((item) => item.name)).size).toBe(2);
    const later = await behind(analyst, 'have:paired');
    expect(later.items.map((item) => item.name)).toEqual(expect.arrayContaining(first.items.map((item) => item.name)));
    const page = await behind(analyst, 'have:paired', { limit: 1 });
    const cursor = Buffer.from(page.next ?? '', 'base64url').toString();
    for (const { studentId } of named.items) expect(cursor).not.toContain(studentId);
  });

  test('come a page at a time, by name, each once', async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await behind(lead, 'have:paired', { limit: 1, cursor });
      names.push(...page.items.map((item) => item.name));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(names.toSorted()).toEqual(['=Fay Byron', 'Ada Byron', 'Bea Byron', 'Cem Byron']);
    expect(names).toHaveLength(4);
  });

  test('of another organisation are not there', async () => {
    const other = await server.organisation('Elsewhere');
    const stranger = await other.member('lead');
    expect((await behind(stranger, 'have:paired')).items).toEqual([]);
  });
});

describe('the file', () => {
  test('holds exactly the figures of the page, with the filters and the moment on every row', async () => {
    const query = { schoolId };
    const outcome = outcomeOf(await lead.call(getOutcomesOverTime, { query }));
    const file = await lead.call(getOutcomesFile, { query });
    expect(file.fileName).toBe('outcomes-2026-03-11.csv');
    const rows = parse<Record<string, string>>(Buffer.from(file.content as Uint8Array), { columns: true, bom: true });
    const figure = (name: string, group: string) =>
      Number(rows.find((row) => row['Outcome'] === outcome.statement && row['Figure'] === name && row['Group'] === group)?.['Students']);
    expect(figure('Scores on record', 'Two or more')).toBe(outcome.paired);
    expect(figure('Scores on record', 'Never assessed')).toBe(outcome.never);
    expect(figure('First to latest', 'Moved up')).toBe(outcome.moved.up);
    expect([1, 2, 3, 4].map((level) => figure('Latest score', `Level ${level} of 4`))).toEqual(outcome.latest);
    expect(figure('First to latest, in detail', 'From 1 to 4')).toBe(outcome.pairs[0]![3]);
    for (const row of rows)
      expect([row['Filters'], row['Data as of']]).toEqual(['Mentors’ scores; school: Hill Road', '2026-03-11T10:00:00.000Z']);
  });

  test('cannot smuggle a formula into a spreadsheet', async () => {
    const evil = await org.school('=HYPERLINK("http://evil.example")');
    const file = await lead.call(getOutcomesFile, { query: { schoolId: evil.id } });
    const text = Buffer.from(file.content as Uint8Array).toString();
    for (const row of parse(text, { bom: true })) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });
});

test('a mentor sees the outcomes of their own caseload only, school contacts and students none', async () => {
  const other = await org.member('mentor');
  await scored('Ivy', [1, 2], { mentorId: other.memberId });
  const own = await other.call(getOutcomesOverTime, { query: {} });
  expect([own.enrolments, outcomeOf(own).paired]).toEqual([1, 1]);
  expect((await other.call(listOutcomeStudents, { query: { seriesId, bar: 'have:paired' } })).items.map((item) => item.name)).toEqual([
    'Ivy Byron',
  ]);
  for (const role of ['school_contact', 'student'] as const) {
    await expect((await org.member(role)).call(getOutcomesOverTime, { query: {} })).rejects.toMatchObject({ status: 403 });
  }
});
