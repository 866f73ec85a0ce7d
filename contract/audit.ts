import { z } from 'zod';
import { Id, Instant, pageOf, PageQuery } from './common.ts';
import { endpoint } from './endpoint.ts';

export const AuditEntry = z.object({
  id: Id,
  at: Instant,
  memberId: Id.nullable(),
  memberName: z.string().nullable(),
  role: z.string().nullable(),
  action: z.string(),
  entity: z.string(),
  entityId: Id.nullable(),
  studentId: Id.nullable(),
  detail: z.record(z.string(), z.unknown()),
  ip: z.string().nullable(),
  requestId: z.string().nullable(),
});

/** Days are the organisation's, both included. */
const LogQuery = PageQuery.extend({
  memberId: Id.optional(),
  studentId: Id.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});

export const listAudit = endpoint({
  method: 'GET',
  path: '/audit',
  summary: 'What was done, by whom, when and from where; newest first',
  query: LogQuery.extend({ action: z.string().max(100).optional() }),
  response: pageOf(AuditEntry),
});

export const listAccess = endpoint({
  method: 'GET',
  path: '/audit/access',
  summary: "Who read a student's record or took an export; newest first",
  query: LogQuery,
  response: pageOf(
    z.object({
      id: Id,
      at: Instant,
      memberId: Id.nullable(),
      memberName: z.string().nullable(),
      role: z.string().nullable(),
      what: z.string(),
      studentId: Id.nullable(),
      ip: z.string().nullable(),
    }),
  ),
});
