import * as contract from '@waymark/contract/calibration.ts';
import { findSeverityRun, getAdjustedLevels, getSeverity, startSeverityRun } from '@waymark/contract/severity.ts';
import { getOrganisation, updateOrganisation } from '@waymark/contract/organisations.ts';
import { getOutcomesFile, getOutcomesOverTime } from '@waymark/contract/outcomes.ts';
import { getAnalysis } from '@waymark/contract/analysis.ts';
import { getProvision } from '@waymark/contract/provision.ts';
import { listVignettes } from '@waymark/contract/vignettes.ts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { readQuestion } from '../analysis/answer.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { assess } from '../testing/assess.ts';
import { testServer } from '../testing/server.ts';
import { readProvisional, readUncalibrated } from './provisional.ts';
import { readSeverity } from './severity.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let mentors: TestMember[];

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead');
  mentors = await Promise.all(
    ['Ann', 'Ben', 'Cai', 'Dee', 'Eve'].map((name) => org.member('mentor', { name, email: `${name.toLowerCase()}@north.example` })),
  );
});

const caseIds = async () => (await lead.call(listVignettes, {})).items.map(({ id }) => id);

async function start(who: readonly TestMember[], more: { title?: string; vignetteIds?: string[] } = {}): Promise<string> {
  const id = newId();
  const { title = 'Autumn', vignetteIds = await caseIds() } = more;
  const memberIds = who.map(({ memberId }) => memberId);
  await lead.call(contract.startExercise, { body: { id, title, dueOn: '2026-03-20', vignetteIds, memberIds } });
  return id;
}

/** Answers every question, each as far from the reference as `off` says, and finishes. */
async function score(mentor: TestMember, id: string, off: number): Promise<void> {
  const references = new Map(
    (await lead.call(listVignettes, {})).items.flatMap((one) =>
      one.references.map(({ outcomeId, level }) => [`${one.id} ${outcomeId}`, level]),
    ),
  );
  const { vignettes } = await mentor.call(contract.getOwnExercise, { params: { id } });
  for (const { id: vignetteId, questions } of vignettes) {
    for (const { outcomeId } of questions) {
      const level = Math.min(4, Math.max(1, (references.get(`${vignetteId} ${outcomeId}`) ?? 2) + off));
      await mentor.call(contract.answerVignette, { params: { id }, body: { vignetteId, outcomeId, level } });
    }
  }
  await mentor.call(contract.finishExercise, { params: { id } });
}

describe('a mentor scores written cases alone', () => {
  test('and sees neither the reference nor anybody else’s levels until they have finished', async () => {
    const [ann, ben] = mentors as [TestMember, TestMember];
    const id = await start([ann, ben]);
    await score(ben, id, 0);
    const seen = JSON.stringify(await ann.call(contract.getOwnExercise, { params: { id } }));
    expect(seen).not.toMatch(/reasoning|"reference|"others/);
    await expect(ann.call(contract.getOwnComparison, { params: { id } })).rejects.toMatchObject({ status: 409 });
    // nor does the database show Ann what Ben gave
    const asAnn = { ...org.actor, role: 'mentor' as const, memberId: ann.memberId };
    const { rows } = await server.database.withActor(asAnn, (tx) => sql`select * from calibration_answers`.execute(tx));
    expect(rows).toEqual([]);
  });

  test('goes on where they stopped, may change an answer, and must answer all of it', async () => {
    const [ann] = mentors as [TestMember];
    const id = await start([ann], { title: 'Stop and go', vignetteIds: (await caseIds()).slice(0, 1) });
    const before = await ann.call(contract.getOwnExercise, { params: { id } });
    const { id: vignetteId, questions } = before.vignettes[0]!;
    const { outcomeId } = questions[0]!;
    await expect(ann.call(contract.finishExercise, { params: { id } })).rejects.toMatchObject({ status: 409 });
    await expect(ann.call(contract.answerVignette, { params: { id }, body: { vignetteId, outcomeId, level: 5 } })).rejects.toMatchObject({
      status: 422,
    });
    for (const level of [1, 2]) await ann.call(contract.answerVignette, { params: { id }, body: { vignetteId, outcomeId, level } });
    expect((await ann.call(contract.getOwnExercise, { params: { id } })).vignettes[0]?.questions[0]?.level).toBe(2);
    await ann.call(contract.finishExercise, { params: { id } });
    await expect(ann.call(contract.answerVignette, { params: { id }, body: { vignetteId, outcomeId, level: 3 } })).rejects.toMatchObject({
      status: 409,
    });
    // the database refuses a change of a final answer by itself
    const asAnn = { ...org.actor, role: 'mentor' as const, memberId: ann.memberId };
    const done = await server.database.withActor(asAnn, (tx) => sql`update calibration_answers set level = 4 where final`.execute(tx));
    expect(done.numAffectedRows).toBe(0n);
  });

  test('is not shown an exercise they were not asked to do, or one their lead has closed', async () => {
    const [ann, ben] = mentors as [TestMember, TestMember];
    const id = await start([ann], { title: 'Closed' });
    await expect(ben.call(contract.getOwnExercise, { params: { id } })).rejects.toMatchObject({ status: 404 });
    await lead.call(contract.closeExercise, { params: { id } });
    const { vignettes } = await ann.call(contract.getOwnExercise, { params: { id } });
    const body = { vignetteId: vignettes[0]!.id, outcomeId: vignettes[0]!.questions[0]!.outcomeId, level: 1 };
    await expect(ann.call(contract.answerVignette, { params: { id }, body })).rejects.toMatchObject({ status: 409 });
    expect((await ann.call(contract.listOwnExercises, {})).items.map((one) => one.id)).not.toContain(id);
  });

  test('afterwards compares with the reference, and with colleagues only where none of them can be told', async () => {
    const [ann, ben, cai, dee] = mentors as [TestMember, TestMember, TestMember, TestMember];
    const id = await start(mentors, { title: 'Compared', vignetteIds: (await caseIds()).slice(0, 3) });
    await score(ann, id, 1);
    const alone = await ann.call(contract.getOwnComparison, { params: { id } });
    expect(alone).toMatchObject({ colleagues: 0, shown: false });
    expect(alone.answers.every(({ others }) => others === null)).toBe(true);
    for (const other of [ben, cai]) await score(other, id, 0);
    expect(await ann.call(contract.getOwnComparison, { params: { id } })).toMatchObject({ colleagues: 2, shown: false });
    await score(dee, id, 0);
    const compared = await ann.call(contract.getOwnComparison, { params: { id } });
    expect(compared).toMatchObject({ colleagues: 3, shown: true });
    expect(compared.lean).toBeGreaterThan(0);
    for (const { level, others } of compared.answers) expect(others?.[level - 1]).toBe(3);
    expect(JSON.stringify(compared)).not.toMatch(/Ben|Cai|Dee/);
  });
});

describe('a lead', () => {
  test('is told by name who has finished and who is due, in order of name, and an analyst is not', async () => {
    const [ann] = mentors as [TestMember];
    const consistency = await lead.call(contract.getConsistency, {});
    expect(consistency.mentors.map(({ name }) => name)).toEqual(['Ann', 'Ben', 'Cai', 'Dee', 'Eve']);
    expect(consistency.mentors.find(({ name }) => name === 'Eve')).toMatchObject({
      answers: 0,
      due: { title: 'Compared', overdue: false },
    });
    expect(consistency.mentors.find(({ memberId }) => memberId === ann.memberId)?.lastFinishedAt).not.toBeNull();
    const analyst = await org.member('analyst');
    await expect(analyst.call(contract.getConsistency, {})).rejects.toMatchObject({ status: 403 });
    await expect(ann.call(contract.getConsistency, {})).rejects.toMatchObject({ status: 403 });
  });

  test('sees a generous and a severe mentor as intervals on either side of the others', async () => {
    const other = await server.organisation('Leanings');
    const second = await other.member('lead');
    const six = await Promise.all(['Kind', 'Mid A', 'Mid B', 'Mid C', 'Mid D', 'Stern'].map((name) => other.member('mentor', { name })));
    const id = newId();
    const vignetteIds = (await second.call(listVignettes, {})).items.map((one) => one.id);
    const memberIds = six.map(({ memberId }) => memberId);
    await second.call(contract.startExercise, { body: { id, title: 'All', dueOn: '2026-03-20', vignetteIds, memberIds } });
    [org, lead] = [other, second];
    for (const mentor of six) await score(mentor, id, mentor.name === 'Kind' ? 1 : mentor.name === 'Stern' ? -1 : 0);
    const { mentors: told, reference } = await second.call(contract.getConsistency, {});
    const severity = await second.call(getSeverity, {});
    expect(severity).toMatchObject({ toFit: false, fittedAt: null });
    const tendency = (name: string) => told.find((one) => one.name === name)?.tendency;
    expect(reference).toMatchObject({ n: 102, kappa: { kind: 'estimate' } });
    expect(tendency('Kind')).toMatchObject({ kind: 'estimate' });
    expect(told.find(({ name }) => name === 'Kind')?.drift.kind).toBe('refusal');
    const effect = (name: string) => severity.items.find((one) => one.name === name)?.severity;
    const [kind, stern] = [effect('Kind'), effect('Stern')];
    if (kind?.kind !== 'estimate' || stern?.kind !== 'estimate') throw new Error('Both are linked by the same cases.');
    expect(kind.ci?.[0]).toBeGreaterThan(0);
    expect(stern.ci?.[1]).toBeLessThan(0);
    // and a student's levels stand beside what is left of them without the leaning of who gave them
    const { id: studentId } = await other.student();
    for (const [at, name] of (['Stern', 'Kind'] as const).entries()) {
      const { memberId } = six.find((one) => one.name === name) ?? six[0]!;
      const { enrolmentId } = await other.match(studentId, memberId);
      await assess(other, { studentId, enrolmentId, assessorId: memberId, assessedOn: `2026-03-0${at + 1}`, levels: [2, 2] });
      const [type] = (await second.call(getAdjustedLevels, { params: { id: studentId } })).types;
      expect(type).toMatchObject({ asGiven: 2, outcomes: 2, assessors: [name] });
      const { estimate } = name === 'Stern' ? stern : kind;
      expect(Math.abs(estimate)).toBeGreaterThan(0.3);
      expect(type?.adjusted?.estimate).toBeCloseTo(2 - estimate);
    }
  });

  test('has so many mentors compared beside the page, who stand as they were until they are compared again', async () => {
    // org and lead are those of the six mentors above, whom a page could wait for: here it does not
    const read = async () => (await org.as((tx) => readSeverity(tx, org.orgId, () => Promise.resolve(null))))();
    const compared = { says: expect.stringContaining('102 levels'), items: { length: 6 } };
    expect(await read()).toMatchObject({ toFit: false, fittedAt: null, ...compared });
    const { run } = await lead.call(startSeverityRun, { body: { id: newId() } });
    expect((await lead.call(findSeverityRun, {})).run).toMatchObject({ id: run.id, status: 'done', progress: 1 });
    expect(await read()).toMatchObject({ toFit: false, fittedAt: expect.any(String), ...compared });
    const memberIds = (await lead.call(contract.getConsistency, {})).mentors.map(({ memberId }) => memberId);
    const id = newId();
    const vignetteIds = (await caseIds()).slice(0, 1);
    await lead.call(contract.startExercise, { body: { id, title: 'More', dueOn: '2026-03-20', vignetteIds, memberIds } });
    const kind = await org.member('mentor', { name: 'Late' });
    await lead.call(contract.askForExercise, { params: { id }, body: { memberIds: [kind.memberId] } });
    await score(kind, id, 0);
    expect(await read()).toMatchObject({ toFit: true, fittedAt: expect.any(String), ...compared });
    await expect(kind.call(startSeverityRun, { body: { id: newId() } })).rejects.toMatchObject({ status: 403 });
  });

  test('reads no adjusted level where mentors judged nothing in common; a mentor, an analyst and a neighbour read none at all', async () => {
    const apart = await server.organisation('Apart');
    const [boss, mo] = [await apart.member('lead'), await apart.member('mentor')];
    const student = await apart.student();
    const { enrolmentId } = await apart.match(student.id, mo.memberId);
    await assess(apart, { studentId: student.id, enrolmentId, assessorId: mo.memberId, assessedOn: '2026-03-01', levels: [3] });
    const read = (who: TestMember) => who.call(getAdjustedLevels, { params: { id: student.id } });
    expect(await read(boss)).toMatchObject({
      says: expect.stringMatching(/^Cannot be said\./),
      wouldNeed: expect.any(String),
      types: [{ asGiven: 3, adjusted: null }],
    });
    for (const who of [mo, await apart.member('analyst')]) await expect(read(who)).rejects.toMatchObject({ status: 403 });
    await expect(read(lead)).rejects.toMatchObject({ status: 404 });
  });
});

test('where calibration comes first, a mentor’s scores are provisional from the day of the rule until they have finished one', async () => {
  const gated = await server.organisation('Gated');
  const admin = await gated.member('admin');
  const [boss, mo] = [await gated.member('lead'), await gated.member('mentor', { name: 'Mo' })];
  expect(await gated.as((tx) => readProvisional(tx, gated.orgId))).toBeNull();
  const { version, orgId: _org, ...settings } = await admin.call(getOrganisation, {});
  await admin.call(updateOrganisation, { body: { ...settings, calibrateFrom: '2026-03-01' }, ifMatch: version });
  expect(await gated.as((tx) => readUncalibrated(tx, gated.orgId))).toEqual({ from: '2026-03-01', mentorIds: [mo.memberId] });
  expect((await mo.call(contract.listOwnExercises, {})).provisionalFrom).toBe('2026-03-01');
  const vignetteIds = (await boss.call(listVignettes, {})).items.slice(0, 1).map(({ id }) => id);
  const id = newId();
  await boss.call(contract.startExercise, { body: { id, title: 'First', dueOn: '2026-03-20', vignetteIds, memberIds: [mo.memberId] } });
  [org, lead] = [gated, boss];
  await score(mo, id, 0);
  expect((await mo.call(contract.listOwnExercises, {})).provisionalFrom).toBeNull();
  expect(await gated.as((tx) => readUncalibrated(tx, gated.orgId))).toBeNull();
});

test('provisional scores are left out of the figures and counted at once when their mentor has calibrated; earlier ones always count', async () => {
  const gated = await server.organisation('Figures');
  const [admin, boss, mo] = [await gated.member('admin'), await gated.member('lead'), await gated.member('mentor', { name: 'Mo' })];
  // nothing of a mentor who has scored nothing is left out, of one who scored before the day neither
  const [, before] = [await gated.member('mentor', { name: 'New' }), await gated.member('mentor', { name: 'Before' })];
  const { id: other } = await gated.student();
  const { enrolmentId: ended } = await gated.match(other, before.memberId);
  await assess(gated, { studentId: other, enrolmentId: ended, assessorId: before.memberId, assessedOn: '2026-02-02', levels: [null, 3] });
  const [early, late] = [await gated.student(), await gated.student()];
  for (const [student, assessedOn] of [
    [early, '2026-02-01'],
    [late, '2026-03-05'],
  ] as const) {
    const { enrolmentId } = await gated.match(student.id, mo.memberId);
    const given = { studentId: student.id, enrolmentId, assessorId: mo.memberId, assessedOn };
    await assess(gated, { ...given, levels: [2] });
    // what they say of themselves is theirs, whoever writes it down in the meeting
    await assess(gated, { ...given, levels: [3], perspective: 'student' });
  }
  const scored = async () => {
    const { types, provisionalMentors } = await boss.call(getOutcomesOverTime, { query: { perspective: 'mentor' } });
    const [outcome] = types.flatMap(({ outcomes }) => outcomes).filter(({ onlyOne }) => onlyOne > 0);
    return [outcome?.onlyOne ?? 0, provisionalMentors];
  };
  const analysed = async () => {
    const query = { perspective: 'student', enrolment: 'all' } as const;
    const both = await gated.as((tx) => readQuestion(tx, gated.actor, 'agreement', query, new Date()));
    const { warnings } = await boss.call(getAnalysis, { params: { question: 'movement' }, query: { perspective: 'mentor' } });
    const own = await boss.call(getAnalysis, { params: { question: 'movement' }, query });
    expect(own.warnings).toEqual([]);
    const onlyOwn = 'excluded' in both.draft ? both.draft.excluded[1]?.students : undefined;
    return [onlyOwn, warnings.filter((one) => one.includes('calibration'))];
  };
  const inPack = async () => {
    const { sections } = await boss.call(getProvision, { query: {} });
    const table = sections.flatMap(({ tables }) => tables).find(({ key }) => key === 'outcomes');
    return [table?.rows[0]?.values.at(-1), table?.note.includes('What 1 mentor who has not finished a calibration exercise')];
  };
  expect(await scored()).toEqual([2, 0]);
  expect(await analysed()).toEqual([0, []]);
  expect(await inPack()).toEqual([1, false]);
  const { version, orgId: _org, ...settings } = await admin.call(getOrganisation, {});
  await admin.call(updateOrganisation, { body: { ...settings, calibrateFrom: '2026-03-01' }, ifMatch: version });
  expect(await scored()).toEqual([1, 1]);
  const leftOut =
    'What 1 mentor who has not finished a calibration exercise scored from 1 March 2026 on is left out. All of it counts once they have. Students without other scores stand among those not scored.';
  expect(await analysed()).toEqual([1, [leftOut]]);
  expect(await inPack()).toEqual([2, true]);
  const { content } = await boss.call(getOutcomesFile, { query: { perspective: 'mentor' } });
  expect(Buffer.from(content as Uint8Array).toString()).toContain(
    'left out: provisional scores of 1 mentor who has not finished a calibration exercise',
  );
  const elsewhere = { perspective: 'mentor', startedFrom: '2099-01-01' } as const;
  expect((await boss.call(getAnalysis, { params: { question: 'movement' }, query: elsewhere })).warnings).toEqual([]);
  const vignetteIds = (await boss.call(listVignettes, {})).items.slice(0, 1).map(({ id }) => id);
  const id = newId();
  await boss.call(contract.startExercise, { body: { id, title: 'First', dueOn: '2026-03-20', vignetteIds, memberIds: [mo.memberId] } });
  [org, lead] = [gated, boss];
  await score(mo, id, 0);
  expect(await scored()).toEqual([2, 0]);
  expect(await analysed()).toEqual([0, []]);
});
