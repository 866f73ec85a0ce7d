import {
  addIntervention,
  addPlaces,
  editIntervention,
  endPlace,
  getIntervention,
  listInterventions,
  listPlaces,
  reopenPlace,
} from '@waymark/contract/interventions.ts';
import {
  cancelSession,
  correctSession,
  exportParticipations,
  getRegister,
  getStudentHelp,
  listParticipations,
  listSessions,
  newRegister,
  recordSession,
  restoreSession,
} from '@waymark/contract/participations.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import { testServer, TEST_NOW } from '../testing/server.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import { dosageOf } from './dosage.ts';

const server = await testServer();
let org: TestOrganisation;
let lead: TestMember;
let mentor: TestMember;
let colleague: TestMember;
let ada: { id: string };
let ben: { id: string };
let cora: { id: string };

beforeAll(async () => {
  org = await server.organisation();
  lead = await org.member('lead');
  mentor = await org.member('mentor', { name: 'Mo Farooq' });
  colleague = await org.member('mentor', { name: 'Jean Whitworth' });
  ada = await org.student({ givenName: 'Ada', familyName: 'Lovett' });
  ben = await org.student({ givenName: 'Ben', familyName: 'Hale' });
  cora = await org.student({ givenName: 'Cora', familyName: 'Ng' });
  await org.match(ada.id, mentor.memberId);
  await org.match(ben.id, mentor.memberId);
  await org.match(cora.id, colleague.memberId);
});

/** A group with all three on its list since January. */
async function group(name: string) {
  const { id } = await lead.call(addIntervention, { body: { id: newId(), name, kind: 'tutoring', usualMinutes: 60, tasoCode: 'IAG' } });
  const places = [ada, ben, cora].map((student) => ({ id: newId(), studentId: student.id }));
  await lead.call(addPlaces, { params: { id }, body: { startedOn: '2026-01-05', places } });
  return id;
}
const session = (interventionId: string, marks: object[], more: object = {}) => ({
  id: newId(),
  interventionId,
  heldOn: '2026-03-10',
  minutes: 60,
  marks: marks as never,
  ...more,
});
const there = (student: { id: string }) => ({ studentId: student.id, attended: 'attended' });
const part = (student: { id: string }, minutes: number) => ({ studentId: student.id, attended: 'part', minutes });
const absent = (student: { id: string }) => ({ studentId: student.id, attended: 'absent' });

describe('definitions', () => {
  test('a lead adds, changes, takes out of use and brings back; two of one name are refused', async () => {
    const id = newId();
    const body = { id, name: 'Chess club', kind: 'club' as const };
    expect(await lead.call(addIntervention, { body })).toMatchObject({ name: 'Chess club', onList: 0, dose: { sessions: 0, minutes: 0 } });
    await expect(lead.call(addIntervention, { body: { ...body, id: newId(), name: 'CHESS CLUB' } })).rejects.toMatchObject({
      problem: { errors: [{ field: 'name' }] },
    });
    const backwards = { ...body, startsOn: '2026-03-01', endsOn: '2026-02-01' };
    await expect(lead.call(editIntervention, { params: { id }, ifMatch: 1, body: backwards })).rejects.toMatchObject({ status: 422 });
    await lead.call(editIntervention, { params: { id }, ifMatch: 1, body: { ...body, archived: true } });
    await expect(lead.call(editIntervention, { params: { id }, ifMatch: 1, body })).rejects.toMatchObject({ status: 412 });
    expect((await mentor.call(listInterventions, { query: {} })).items.map((one) => one.id)).not.toContain(id);
    await expect(mentor.call(recordSession, { body: session(id, [there(ada)]) })).rejects.toMatchObject({ status: 409 });
    await lead.call(editIntervention, { params: { id }, ifMatch: 2, body });
    expect((await mentor.call(listInterventions, { query: {} })).items.map((one) => one.id)).toContain(id);
  });

  test('a mentor does not define interventions', async () => {
    await expect(mentor.call(addIntervention, { body: { id: newId(), name: 'Mine', kind: 'club' } })).rejects.toMatchObject({
      status: 403,
    });
  });
});

describe('places', () => {
  test('a mentor sees and fills the list with their own students only', async () => {
    const id = await group('Maths tutoring');
    expect((await mentor.call(listPlaces, { params: { id }, query: {} })).items.map(({ student }) => student)).toEqual([
      'Ben Hale',
      'Ada Lovett',
    ]);
    expect((await lead.call(getIntervention, { params: { id } })).onList).toBe(3);
    const stranger = mentor.call(addPlaces, {
      params: { id },
      body: { startedOn: '2026-03-01', places: [{ id: newId(), studentId: cora.id }] },
    });
    await expect(stranger).rejects.toMatchObject({ status: 422, problem: { errors: [{ field: 'places.0.studentId' }] } });
  });

  test('who is on the list already stays as they are; a place ends and is taken up again', async () => {
    const id = await group('Reading');
    const again = { startedOn: '2026-02-01', places: [{ id: newId(), studentId: ada.id }] };
    expect(await lead.call(addPlaces, { params: { id }, body: again })).toEqual({ added: 0, already: 1 });
    const place = (await lead.call(listPlaces, { params: { id }, query: {} })).items.find((one) => one.studentId === ada.id);
    const params = { id: place?.id ?? '' };
    await expect(lead.call(endPlace, { params, ifMatch: 1, body: { endedOn: '2025-12-01' } })).rejects.toMatchObject({ status: 422 });
    await lead.call(endPlace, { params, ifMatch: 1, body: { endedOn: '2026-03-01', reason: 'Moved set' } });
    expect((await lead.call(listPlaces, { params: { id }, query: {} })).items).toHaveLength(2);
    expect((await lead.call(listPlaces, { params: { id }, query: { past: 'true' } })).items.at(-1)).toMatchObject({
      endReason: 'Moved set',
    });
    await lead.call(reopenPlace, { params, ifMatch: 2 });
    expect((await lead.call(listPlaces, { params: { id }, query: {} })).items).toHaveLength(3);
  });
});

describe('registers', () => {
  test('a group is recorded, once however often it is sent, and adds up', async () => {
    const id = await group('Physics');
    const { lines, sameDay } = await lead.call(newRegister, { params: { id }, query: { on: '2026-03-10' } });
    expect([lines.map(({ student, onList }) => [student, onList]), sameDay]).toEqual([
      [
        ['Ben Hale', true],
        ['Ada Lovett', true],
        ['Cora Ng', true],
      ],
      [],
    ]);
    const body = session(id, [there(ada), part(ben, 20), absent(cora)]);
    expect(await lead.call(recordSession, { body })).toMatchObject({ attended: 1, part: 1, absent: 1, version: 1 });
    await lead.call(recordSession, { body });
    expect((await lead.call(getIntervention, { params: { id } })).dose).toEqual({
      sessions: 1,
      attended: 1,
      part: 1,
      absent: 1,
      minutes: 80,
    });
    expect((await mentor.call(getIntervention, { params: { id } })).dose).toEqual({
      sessions: 1,
      attended: 1,
      part: 1,
      absent: 0,
      minutes: 80,
    });
    const twice = lead.call(recordSession, { body: session(id, [there(ada)]) });
    await expect(twice).rejects.toMatchObject({ status: 409, problem: { code: 'same-day', title: expect.stringContaining('Ada Lovett') } });
    await lead.call(recordSession, { body: session(id, [there(ada)], { another: true }) });
    expect((await lead.call(listSessions, { params: { id }, query: {} })).items).toHaveLength(2);
  });

  test('a day to come, a part that is no part and a student of others are named', async () => {
    const id = await group('Chemistry');
    await expect(mentor.call(recordSession, { body: session(id, [there(ada)], { heldOn: '2026-03-12' }) })).rejects.toMatchObject({
      status: 422,
    });
    await expect(mentor.call(recordSession, { body: session(id, [part(ada, 60)]) })).rejects.toMatchObject({
      problem: { errors: [{ field: 'marks.0.minutes' }] },
    });
    await expect(mentor.call(recordSession, { body: session(id, [there(ada), there(cora)]) })).rejects.toMatchObject({
      problem: { errors: [{ field: 'marks.1.studentId' }] },
    });
    expect((await lead.call(listSessions, { params: { id }, query: {} })).items).toEqual([]);
  });

  test('a correction keeps the earlier mark, and two people do not overwrite each other', async () => {
    const id = await group('Biology');
    const body = session(id, [there(ada), there(ben)]);
    await mentor.call(recordSession, { body });
    const params = { id: body.id };
    const facts = { heldOn: body.heldOn, minutes: 60, title: '' };
    server.now = new Date(TEST_NOW.getTime() + 3_600_000);
    await mentor.call(correctSession, { params, ifMatch: 1, body: { ...facts, marks: [absent(ada) as never] } });
    server.now = TEST_NOW;
    await expect(mentor.call(correctSession, { params, ifMatch: 1, body: { ...facts, marks: [] } })).rejects.toMatchObject({ status: 412 });
    const { lines, ...now } = await mentor.call(getRegister, { params });
    expect(now).toMatchObject({ attended: 0, absent: 1, version: 2, mayChangeFacts: true });
    expect(lines).toMatchObject([
      { student: 'Ben Hale', mark: null, earlier: [{ attended: 'attended', minutes: 60, recordedBy: 'Mo Farooq' }] },
      { student: 'Ada Lovett', mark: { attended: 'absent', minutes: 0 }, earlier: [{ attended: 'attended' }] },
    ]);
  });

  test('another mentor marks their own students in the same session, and leaves its day alone', async () => {
    const id = await group('History');
    const body = session(id, [there(ada)]);
    await mentor.call(recordSession, { body });
    const params = { id: body.id };
    const facts = { heldOn: body.heldOn, minutes: 60, title: '' };
    const longer = colleague.call(correctSession, { params, ifMatch: 1, body: { ...facts, minutes: 90, marks: [] } });
    await expect(longer).rejects.toMatchObject({ status: 403, problem: { code: 'not-your-session' } });
    await colleague.call(correctSession, { params, ifMatch: 1, body: { ...facts, marks: [there(cora) as never] } });
    expect(await lead.call(getRegister, { params })).toMatchObject({ attended: 2 });
    await expect(colleague.call(cancelSession, { params, ifMatch: 2 })).rejects.toMatchObject({ status: 403 });
  });

  test('a session struck out counts nowhere until it is counted again', async () => {
    const id = await group('Geography');
    const body = session(id, [there(ada)]);
    await mentor.call(recordSession, { body });
    const minutes = async () => (await mentor.call(getIntervention, { params: { id } })).dose.minutes;
    await mentor.call(cancelSession, { params: { id: body.id }, ifMatch: 1 });
    expect(await minutes()).toBe(0);
    expect((await mentor.call(listSessions, { params: { id }, query: {} })).items).toMatchObject([{ cancelled: true }]);
    await mentor.call(restoreSession, { params: { id: body.id }, ifMatch: 2 });
    expect(await minutes()).toBe(60);
  });
});

describe('all the help of a student', () => {
  test('mentoring and interventions stand in one table; notes are for colleagues', async () => {
    const dora = await org.student({ givenName: 'Dora' });
    const { matchId } = await org.match(dora.id, mentor.memberId);
    const meet = { org_id: org.orgId, student_id: dora.id, match_id: matchId, mentor_id: mentor.memberId, planned_minutes: 30 };
    await org.as((tx) =>
      tx
        .insertInto('meetings')
        .values([
          { ...meet, id: newId(), starts_at: '2026-02-03T10:00:00Z', status: 'held', minutes: 25 },
          { ...meet, id: newId(), starts_at: '2026-02-17T10:00:00Z', status: 'held' },
          { ...meet, id: newId(), starts_at: '2026-03-03T10:00:00Z', status: 'student_absent' },
        ])
        .execute(),
    );
    const { id } = await lead.call(addIntervention, { body: { id: newId(), name: 'Campus visit', kind: 'visit' } });
    await mentor.call(recordSession, {
      body: session(id, [{ ...there(dora), note: 'Was late to the bus' }], { minutes: 240, title: 'Open day' }),
    });
    const seat = await org.member('student', { studentId: dora.id });
    const help = await seat.call(getStudentHelp, { params: { id: dora.id }, query: {} });
    expect(help.mentoring).toEqual({ held: 2, missed: 1, minutes: 55, lastOn: '2026-02-17' });
    expect(help.interventions).toMatchObject([{ name: 'Campus visit', onList: false, dose: { sessions: 1, attended: 1, minutes: 240 } }]);
    expect((await seat.call(listParticipations, { query: { studentId: dora.id } })).items).toMatchObject([{ title: 'Open day', note: '' }]);
    expect((await mentor.call(listParticipations, { query: { studentId: dora.id } })).items[0]?.note).toBe('Was late to the bus');
    await expect(seat.call(getStudentHelp, { params: { id: ada.id }, query: {} })).rejects.toMatchObject({ status: 404 });

    const dosage = await org.as((tx) => dosageOf(tx, org.orgId, [dora.id, cora.id], '2026-02-10', '2026-03-10'));
    expect(dosage.get(dora.id)).toMatchObject({ mentoring: { held: 1, missed: 1, minutes: 30 }, minutes: 270 });
    expect(dosage.get(dora.id)?.interventions.get(id)).toMatchObject({ name: 'Campus visit', dose: { minutes: 240 } });
  });

  test('the file has a mark a row of the students in reach, and nothing a spreadsheet would run', async () => {
    const { id } = await lead.call(addIntervention, { body: { id: newId(), name: '=1+1', kind: 'workshop' } });
    await lead.call(recordSession, { body: session(id, [there(ada), absent(cora)]) });
    const text = async (who: TestMember) =>
      new TextDecoder().decode((await who.call(exportParticipations, { query: { interventionId: id } })).content as Uint8Array);
    const rows = (await text(lead)).trim().split('\r\n');
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain("2026-03-10,'=1+1,workshop");
    const own = await text(mentor);
    expect(own).toContain('Ada Lovett');
    expect(own).not.toContain('Cora Ng');
  });
});
