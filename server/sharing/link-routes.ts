import type { DocumentFormat } from '@waymark/contract/documents.ts';
import * as contract from '@waymark/contract/shares.ts';
import { fileOf } from '../documents/document.ts';
import { accessStatement, writeAudit } from '../http/log-rows.ts';
import { anyone } from '../http/policy.ts';
import { notFound } from '../http/refusal.ts';
import { publicRoute, type PublicRequest } from '../http/route.ts';
import { openLink } from '../links/links.ts';
import { findShare } from './share-queries.ts';
import { fileName } from './shown.ts';

const seen = { page: 'shared link opened', pdf: 'shared link: PDF', word: 'shared link: Word' } as const;

type Opening = Pick<PublicRequest<typeof contract.openSharedLink>, 'database' | 'now' | 'requestId' | 'ip' | 'params'>;

/** What is behind a link that is open. Each opening is written down in both logs before anything is shown. */
async function openShare(request: Opening, as: keyof typeof seen) {
  const { database, now, params } = request;
  const open = await openLink(request, 'share', params.token);
  return database.withActor(open.actor, async (tx) => {
    const share = open.link.subjectId === null ? undefined : await findShare(tx, open.actor, now, open.link.subjectId);
    if (share === undefined) throw notFound('link');
    await writeAudit(tx, open.actor, now, 'share.opened', 'share', share.id, { studentId: share.studentId, detail: { as } });
    await tx.executeQuery(accessStatement(open.actor, now, seen[as], share.studentId));
    return { open, share };
  });
}

async function download(request: Opening, format: DocumentFormat) {
  const { share } = await openShare(request, format);
  return fileOf(share.content, format, fileName(share));
}

export const linkRoutes = [
  publicRoute(contract.openSharedLink, anyone, async (request) => {
    const { open, share } = await openShare(request, 'page');
    return {
      organisation: open.organisation.name,
      sharedBy: share.sharedBy,
      recipient: share.recipientName,
      expiresAt: open.link.expiresAt,
      document: share.content,
    };
  }),
  publicRoute(contract.downloadSharedPdf, anyone, (request) => download(request, 'pdf')),
  publicRoute(contract.downloadSharedWord, anyone, (request) => download(request, 'word')),
];
