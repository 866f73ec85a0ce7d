import {
  createShare,
  downloadSharePdf,
  downloadSharedPdf,
  getShare,
  listShares,
  openSharedLink,
  revokeShare,
} from '@waymark/contract/shares.ts';
import { listMail } from '@waymark/contract/mail.ts';
import { describe, expect, test } from 'vitest';
import type { TestMember } from '../testing/organisation.ts';
import { TEST_NOW, testServer } from '../testing/server.ts';
import { arrangeSharing, exampleShared as document } from './testing.ts';

const server = await testServer();
const anybody = server.caller();
const { org, lead, mentor, other, admin, contact, stranger, student, sending, link, tokenOf } = await arrangeSharing(server);

describe('a link', () => {
  test('goes out in a mail that says nothing about the student, opens to whoever has it, and each opening is counted and written down', async () => {
    const body = link({ sendMail: true });
    await mentor.call(createShare, { body });
    const token = await tokenOf(mentor, body.id);
    const mail = await org.as((tx) =>
      tx.selectFrom('outgoing_mail').selectAll().where('to_address', '=', 'tess@beacon.example').executeTakeFirstOrThrow(),
    );
    expect(mail.body).toContain(token);
    expect(`${mail.subject} ${mail.body}`).not.toMatch(/Ada|Lovelace|Progress/);
    // nor does the outbox give an administrator what would open it
    const outbox = await admin.call(listMail, { query: {} });
    expect(outbox.items.some(({ body: text }) => text.includes('/shared/…'))).toBe(true);
    expect(JSON.stringify(outbox)).not.toContain(token);
    expect(await anybody(openSharedLink, { params: { token } })).toMatchObject({
      organisation: 'Northbridge Trust',
      sharedBy: 'Mo Farooq',
      recipient: 'Tess Teacher',
      document,
    });
    const file = await anybody(downloadSharedPdf, { params: { token } });
    expect(
      Buffer.from(file.content as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const { link: opened } = await mentor.call(getShare, { params: { id: body.id } });
    expect(opened).toMatchObject({ state: 'open', openings: 2, lastOpenedAt: TEST_NOW.toISOString() });
    const { audit, access } = await org.as(async (tx) => ({
      audit: await tx
        .selectFrom('audit_log')
        .select('detail')
        .where('entity_id', '=', body.id)
        .where('action', '=', 'share.opened')
        .orderBy('id')
        .execute(),
      access: await tx
        .selectFrom('access_log')
        .select('what')
        .where('student_id', '=', student.id)
        .where('what', 'like', 'shared link%')
        .orderBy('id')
        .execute(),
    }));
    expect(audit.map(({ detail }) => detail)).toEqual([{ as: 'page' }, { as: 'pdf' }]);
    expect(access.map(({ what }) => what)).toEqual(['shared link opened', 'shared link: PDF']);
  });

  test('is over when a lead takes it back, and says so politely; a file cannot be called back', async () => {
    const body = link();
    await mentor.call(createShare, { body });
    const token = await tokenOf(mentor, body.id);
    expect(await lead.call(revokeShare, { params: { id: body.id } })).toMatchObject({
      revokedBy: 'Lena Lead',
      link: { state: 'revoked' },
    });
    await expect(anybody(openSharedLink, { params: { token } })).rejects.toMatchObject({ status: 410, problem: { code: 'link-over' } });
    await expect(anybody(downloadSharedPdf, { params: { token } })).rejects.toMatchObject({ status: 410 });
    await expect(tokenOf(mentor, body.id)).rejects.toMatchObject({ status: 409 });
    // a second time is what was wanted
    expect(await mentor.call(revokeShare, { params: { id: body.id } })).toMatchObject({ revokedBy: 'Lena Lead' });
    const file = sending();
    await mentor.call(createShare, { body: file });
    await expect(mentor.call(revokeShare, { params: { id: file.id } })).rejects.toMatchObject({
      status: 409,
      problem: { code: 'left-for-good' },
    });
  });

  test('is over when its days have run out', async () => {
    const body = link({ linkDays: 1 });
    await mentor.call(createShare, { body });
    const token = await tokenOf(mentor, body.id);
    server.now = new Date(TEST_NOW.getTime() + 25 * 3_600_000);
    try {
      await expect(anybody(openSharedLink, { params: { token } })).rejects.toMatchObject({ status: 410 });
      expect((await mentor.call(listShares, { query: { link: 'expired' } })).items.map(({ id }) => id)).toEqual([body.id]);
    } finally {
      server.now = TEST_NOW;
    }
  });
});

describe('who reads what was shared', () => {
  test('a school contact what was addressed to them, until it is taken back, and nothing else', async () => {
    const [to, away] = [link(), link({ recipient: { name: 'A parent', role: '', email: 'parent@home.example' } })];
    for (const body of [to, away]) await mentor.call(createShare, { body });
    const seen = async (by: TestMember) => (await by.call(listShares, { query: { limit: 200 } })).items.map(({ id }) => id);
    expect(await seen(contact)).toContain(to.id);
    expect(await seen(contact)).not.toContain(away.id);
    expect(await seen(stranger)).toEqual([]);
    expect((await contact.call(getShare, { params: { id: to.id } })).document).toEqual(document);
    await expect(contact.call(getShare, { params: { id: away.id } })).rejects.toMatchObject({ status: 404 });
    await expect(stranger.call(downloadSharePdf, { params: { id: to.id } })).rejects.toMatchObject({ status: 404 });
    await mentor.call(revokeShare, { params: { id: to.id } });
    await expect(contact.call(getShare, { params: { id: to.id } })).rejects.toMatchObject({ status: 404 });
  });

  test('an administrator sees that something left, not what it said', async () => {
    const { items } = await admin.call(listShares, { query: {} });
    expect(items.length).toBeGreaterThan(0);
    await expect(admin.call(getShare, { params: { id: items[0]!.id } })).rejects.toMatchObject({ status: 403 });
    await expect(admin.call(downloadSharePdf, { params: { id: items[0]!.id } })).rejects.toMatchObject({ status: 403 });
  });

  test('the list narrows by recipient, kind, way, basis and days, a page at a time', async () => {
    const body = sending({
      kind: 'handover_letter',
      medium: 'word',
      lawfulBasis: 'legal_obligation',
      recipient: { name: 'Per_cent % Head', role: '', email: null },
    });
    await lead.call(createShare, { body });
    const found = async (query: object) => (await lead.call(listShares, { query })).items.map(({ id }) => id);
    for (const query of [{ kind: 'handover_letter' }, { medium: 'word' }, { basis: 'legal_obligation' }, { search: 'per_cent %' }])
      expect(await found(query)).toEqual([body.id]);
    expect(await found({ search: 'perxcent' })).toEqual([]);
    expect(await found({ to: '2026-03-10' })).toEqual([]);
    expect(await found({ search: 'lovelace', from: org.today, to: org.today })).toContain(body.id);
    const first = await lead.call(listShares, { query: { limit: 2 } });
    const second = await lead.call(listShares, { query: { limit: 2, cursor: first.next ?? '' } });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(4);
  });

  test('a mentor no longer sees what was shared once the match has ended', async () => {
    const leaver = await org.student();
    const { matchId } = await org.match(leaver.id, other.memberId);
    const body = sending({ studentId: leaver.id });
    await other.call(createShare, { body });
    expect((await other.call(listShares, { query: {} })).items.map(({ id }) => id)).toEqual([body.id]);
    await org.as((tx) =>
      tx.updateTable('matches').set({ ended_on: org.today }).where('org_id', '=', org.orgId).where('id', '=', matchId).execute(),
    );
    expect((await other.call(listShares, { query: {} })).items).toEqual([]);
    await expect(other.call(getShare, { params: { id: body.id } })).rejects.toMatchObject({ status: 404 });
  });
});
