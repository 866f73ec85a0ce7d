import { z } from 'zod';
import { Done, Id, IdParams, Instant, pageOf, PageQuery } from './common.ts';
import { endpoint } from './endpoint.ts';

export const MailStatus = z.enum(['queued', 'sent', 'failed', 'kept']);

export const Mail = z.object({
  id: Id,
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  /** `kept`: no mail server is set, so it waits here for the administrator to pass on. */
  status: MailStatus,
  error: z.string().nullable(),
  createdAt: Instant,
  sentAt: Instant.nullable(),
});

export const listMail = endpoint({
  method: 'GET',
  path: '/outbox',
  summary: 'Mail of this organisation: sent, waiting, failed, or kept because no mail server is set',
  query: PageQuery.extend({ status: MailStatus.optional() }),
  response: pageOf(Mail),
});

export const resendMail = endpoint({
  method: 'POST',
  path: '/outbox/:id/retry',
  summary: 'Try a failed mail again',
  params: IdParams,
  body: z.object({}),
  response: Done,
});
