import {
  createShare,
  downloadSharePdf,
  downloadShareWord,
  draftShare,
  getShare,
  listShares,
  previewShare,
  readShareChoices,
  type ShareSection,
} from '@waymark/contract/shares.ts';
import type { BodyOf } from '@waymark/contract/endpoint.ts';
import { describe, expect, test } from 'vitest';
import { newId } from '../db/ids.ts';
import type { TestMember } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { arrangeSharing, exampleShared as document } from './testing.ts';

const { org, lead, mentor, other, student, own, foreign, sending, link } = await arrangeSharing(await testServer());

const all = 'mentoring,outcomes,own_view,measures,targets,actions,feedback,help,next_steps';
const draft = (by: TestMember, more: { notes?: string; kind?: 'progress_note' | 'handover_letter' } = {}) =>
  by.call(draftShare, {
    params: { id: student.id },
    query: { kind: more.kind ?? 'progress_note', recipientName: 'Mr Bell', sections: all, notes: more.notes ?? '' },
  });

describe('putting a document together', () => {
  test('a mentor chooses from sections, from notes one by one, and never from concerns', async () => {
    const choices = await mentor.call(readShareChoices, { params: { id: student.id } });
    expect(choices.notes).toMatchObject([{ id: own, on: '2026-03-04', body: 'Ada told me about the science club.' }]);
    expect(choices.recipients).toMatchObject([{ email: 'someone@beacon.example' }, { name: 'Tess Teacher', school: 'Beacon School' }]);
    expect(choices.otherNames).toEqual(['Zoë O’Brien', 'Zoë']);
    const sections: ShareSection[] = ['mentoring', 'next_steps'];
    expect(choices.sections.filter(({ empty }) => !empty).map(({ section }) => section)).toEqual(sections);
    const text = JSON.stringify([choices, await draft(mentor), await draft(lead, { kind: 'handover_letter' })]);
    expect(text).not.toContain('bruise');
  });

  test('notes are left out unless they are chosen, and another student’s cannot be', async () => {
    expect(JSON.stringify(await draft(mentor))).not.toContain('science club');
    const chosen = await draft(mentor, { notes: own });
    expect(chosen.blocks.map(({ id }) => id)).toEqual([
      'greeting',
      'opening',
      'mentoring',
      'mentoring-facts',
      'notes',
      'note-0',
      'next',
      'next-words',
      'signature',
    ]);
    expect(JSON.stringify(chosen)).toContain('science club');
    await expect(draft(mentor, { notes: `${own},${foreign}` })).rejects.toMatchObject({ status: 422 });
    await expect(mentor.call(createShare, { body: sending({ noteIds: [foreign] }) })).rejects.toMatchObject({ status: 422 });
  });

  test('a mentor who does not mentor the student finds nothing, and puts nothing together', async () => {
    await expect(draft(other)).rejects.toMatchObject({ status: 404 });
    await expect(other.call(readShareChoices, { params: { id: student.id } })).rejects.toMatchObject({ status: 404 });
    await expect(other.call(previewShare, { params: { id: student.id }, body: { document } })).rejects.toMatchObject({ status: 404 });
    await expect(other.call(createShare, { body: sending() })).rejects.toMatchObject({ status: 404 });
    expect((await other.call(listShares, { query: { studentId: student.id } })).items).toEqual([]);
  });

  test('the preview is the PDF its reader would get', async () => {
    const { content } = await mentor.call(previewShare, { params: { id: student.id }, body: { document } });
    expect(
      Buffer.from(content as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('sharing', () => {
  test('what leaves is kept exactly as it left, with whom, why and on which basis, and says so in the log', async () => {
    const body = sending();
    const share = await mentor.call(createShare, { body });
    expect(share).toMatchObject({
      student: { name: 'Ada Lovelace' },
      recipient: { role: 'Form tutor' },
      lawfulBasis: 'public_task',
      sharedBy: 'Mo Farooq',
      link: null,
    });
    expect((await lead.call(getShare, { params: { id: body.id } })).document).toEqual(document);
    for (const [endpoint, start] of [
      [downloadSharePdf, '%PDF-'],
      [downloadShareWord, 'PK'],
    ] as const) {
      const file = await lead.call(endpoint, { params: { id: body.id } });
      expect(Buffer.from(file.content as Uint8Array).toString('latin1', 0, start.length)).toBe(start);
      expect(file.fileName).toMatch(/^progress-note-2026-03-11\.(pdf|docx)$/);
    }
    const audit = await org.as((tx) => tx.selectFrom('audit_log').select(['action', 'detail']).where('entity_id', '=', body.id).execute());
    expect(audit).toMatchObject([{ action: 'share.created', detail: { medium: 'pdf', recipient: 'Tess Teacher', notes: 0 } }]);
  });

  test('two taps are one share, and the same share again under another key is refused', async () => {
    const body = sending();
    const idempotencyKey = newId();
    await Promise.all([mentor.call(createShare, { body, idempotencyKey }), mentor.call(createShare, { body, idempotencyKey })]);
    await expect(mentor.call(createShare, { body })).rejects.toMatchObject({ status: 409, problem: { code: 'shared-already' } });
    const rows = await org.as((tx) => tx.selectFrom('audit_log').select('id').where('entity_id', '=', body.id).execute());
    expect(rows).toHaveLength(1);
  });

  test('a text that names another student of the caseload leaves only when that was seen', async () => {
    const named = {
      ...document,
      blocks: [...document.blocks, { type: 'paragraph' as const, id: 'b', runs: [{ text: 'She sits with ZOE O’Brien.' }] }],
    };
    await expect(mentor.call(createShare, { body: sending({ document: named }) })).rejects.toMatchObject({
      status: 409,
      problem: { code: 'names-another-student', errors: [{ value: 'Zoë O’Brien' }] },
    });
    const share = await mentor.call(createShare, { body: sending({ document: named, namesSeen: ['Zoë O’Brien'] }) });
    expect(share.title).toBe('Progress note: Ada Lovelace');
  });

  test('a link needs its days and a mail needs an address, and only a link is mailed', async () => {
    const refused = (body: BodyOf<typeof createShare>) => expect(mentor.call(createShare, { body })).rejects.toMatchObject({ status: 422 });
    await refused(sending({ medium: 'link' }));
    await refused(sending({ medium: 'link', linkDays: 31 }));
    await refused(sending({ medium: 'pdf', sendMail: true }));
    await refused(link({ sendMail: true, recipient: { name: 'A', role: '', email: null } }));
    await refused(
      sending({
        document: { ...document, blocks: [{ type: 'figure', id: 'f', svg: '<svg onload="x()"></svg>', caption: 'c', alternative: 'a' }] },
      }),
    );
  });
});
