import * as contract from '@waymark/contract/shares.ts';
import { namesMentioned } from '@waymark/contract/names-mentioned.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { fileOf } from '../documents/document.ts';
import { conflict, notFound } from '../http/refusal.ts';
import { after, page } from '../http/pages.ts';
import { route } from '../http/route.ts';
import { createLink, revokeLink } from '../links/links.ts';
import { sendMail } from '../mail/send.ts';
import { composeShare } from './compose.ts';
import { shareMail } from './mail.ts';
import { isEmpty, readMaterial } from './material.ts';
import * as policy from './policy.ts';
import { findNotes, findOtherNames, findRecipients, findSender, findSubject } from './queries.ts';
import { expiryOf, requireLink, requireNamesSeen, requireWay } from './rules.ts';
import { findShare, findShares, insertShare, markRevoked } from './share-queries.ts';
import { chosenNotes, fileName, shown } from './shown.ts';

async function getShare(tx: Tx, actor: Actor, now: Date, id: string) {
  const share = await findShare(tx, actor, now, id);
  if (share === undefined) throw notFound('share');
  return share;
}

async function requireSubject(tx: Tx, actor: Actor, studentId: string) {
  const student = await findSubject(tx, actor.orgId, studentId);
  if (student === undefined) throw notFound('student');
  return student;
}

export const routes = [
  route(contract.readShareChoices, policy.shareRecords, async ({ actor, tx, params, logAccess }) => {
    const material = await readMaterial(tx, actor, params.id);
    await logAccess('what can be shared', params.id);
    const { student } = material;
    return {
      student: { id: student.id, name: student.name, names: student.names },
      organisation: material.sender.organisation,
      sections: contract.ShareSection.options.map((section) => ({ section, empty: isEmpty(section, material) })),
      notes: await findNotes(tx, actor, student.id),
      recipients: await findRecipients(tx, actor.orgId, student.schoolId),
      otherNames: await findOtherNames(tx, actor, student.id),
    };
  }),

  route(contract.draftShare, policy.shareRecords, async ({ actor, tx, params, query, logAccess }) => {
    const material = await readMaterial(tx, actor, params.id);
    const notes = await chosenNotes(tx, actor, params.id, query.notes);
    await logAccess('document to be shared', params.id);
    return composeShare(material, { ...query, notes });
  }),

  route(contract.previewShare, policy.shareRecords, async ({ actor, tx, params, body }) => {
    await requireSubject(tx, actor, params.id);
    return fileOf(body.document, 'pdf', 'preview');
  }),

  route(contract.listShares, policy.readShareLog, async ({ actor, tx, query, now }) => {
    const keys = after(query.cursor, 2);
    const rows = await findShares(tx, actor, now, {
      ...query,
      after: keys && { sharedAt: String(keys[0]), id: String(keys[1]) },
      limit: query.limit + 1,
    });
    const { items, next } = page(rows, query.limit, (row) => [row.sharedAt, row.id]);
    return { items: items.map((row) => shown(row, now)), next };
  }),

  route(contract.getShare, policy.readShares, async ({ actor, tx, params, now, logAccess }) => {
    const share = await getShare(tx, actor, now, params.id);
    await logAccess('shared document', share.studentId);
    return { ...shown(share, now), document: share.content };
  }),

  route(contract.createShare, policy.shareRecords, async ({ actor, tx, body, now, links, audit, enqueue }) => {
    requireWay(body);
    const student = await requireSubject(tx, actor, body.studentId);
    await chosenNotes(tx, actor, student.id, body.noteIds);
    const mentioned = namesMentioned(body.document, await findOtherNames(tx, actor, student.id), [...student.names, body.recipient.name]);
    requireNamesSeen(mentioned, body.namesSeen);
    const linkId = body.medium === 'link' ? newId() : null;
    const expiresAt = expiryOf(now, body.linkDays ?? contract.linkDays.usual);
    const link = { id: linkId ?? '', kind: 'share' as const, subjectId: body.id, studentId: student.id, singleUse: false, expiresAt };
    const url = linkId === null ? undefined : await createLink(tx, actor, links, link, now);
    if (!(await insertShare(tx, actor, { ...body, linkId }, now))) {
      throw conflict('shared-already', 'This has been shared already.', 'You find it in the list of what was shared.');
    }
    await audit('share.created', 'share', body.id, {
      studentId: student.id,
      detail: {
        kind: body.kind,
        medium: body.medium,
        lawfulBasis: body.lawfulBasis,
        recipient: body.recipient.name,
        notes: body.noteIds.length,
        otherStudentsNamed: mentioned.length,
      },
    });
    if (url !== undefined && body.sendMail && body.recipient.email !== null) {
      const sender = await findSender(tx, actor);
      const mail = shareMail({
        recipient: body.recipient.name,
        sharedBy: sender.name,
        organisation: sender.organisation,
        url,
        expiresAt,
        timeZone: actor.timeZone,
      });
      await sendMail(tx, actor, { to: body.recipient.email, ...mail });
      enqueue('mail.deliver', {});
    }
    return shown(await getShare(tx, actor, now, body.id), now);
  }),

  route(contract.readShareLink, policy.revokeShares, async ({ actor, tx, params, now, links, logAccess }) => {
    const share = await getShare(tx, actor, now, params.id);
    if (share.linkId === null || shown(share, now).link?.state !== 'open') {
      throw conflict('link-over', 'This link is not open any more.', 'Share the document again to get a new one.');
    }
    await logAccess('link of a share', share.studentId);
    return { url: links.urlOf({ id: share.linkId, kind: 'share' }) };
  }),

  route(contract.revokeShare, policy.revokeShares, async ({ actor, tx, params, now, audit }) => {
    const share = await getShare(tx, actor, now, params.id);
    requireLink(share.medium);
    // taken back already: what was wanted
    if (await markRevoked(tx, actor, share.id, now)) {
      if (share.linkId !== null) await revokeLink(tx, actor, share.linkId, now);
      await audit('share.revoked', 'share', share.id, { studentId: share.studentId });
    }
    return shown(await getShare(tx, actor, now, share.id), now);
  }),

  route(contract.downloadSharePdf, policy.readShares, async ({ actor, tx, params, now, logAccess }) => {
    const share = await getShare(tx, actor, now, params.id);
    await logAccess('shared document as PDF', share.studentId);
    return fileOf(share.content, 'pdf', fileName(share));
  }),

  route(contract.downloadShareWord, policy.readShares, async ({ actor, tx, params, now, logAccess }) => {
    const share = await getShare(tx, actor, now, params.id);
    await logAccess('shared document as Word', share.studentId);
    return fileOf(share.content, 'word', fileName(share));
  }),
];
