import { z } from 'zod';
import { FileResponse, Id, IdParams, Instant, Line, pageOf, PageQuery, PlainDate, Role } from './common.ts';
import { endpoint } from './endpoint.ts';

const Long = z.string().trim().max(20_000);

export const ConcernStatus = z.enum(['open', 'passed_on', 'closed']);
export type ConcernStatus = z.infer<typeof ConcernStatus>;

/** What the person who is worried writes down. Nobody but the safeguarding lead reads it again, the writer included. */
export const ConcernBody = z.object({
  id: Id,
  studentId: Id,
  /** When it was seen or said, by the clocks there; null when that is not known. */
  happenedOn: PlainDate.nullable(),
  happenedTime: z
    .string()
    .regex(/^[0-2]\d:[0-5]\d$/, 'Enter a time, such as 10:40.')
    .nullable(),
  place: z.string().trim().max(200),
  /** What was seen and heard: facts, not conclusions. */
  seen: Long.min(1, 'Write what you saw or heard.'),
  /** The child's own words, as they said them. */
  ownWords: Long,
  doneAlready: Long,
  inDangerNow: z.boolean(),
});

export const Receipt = z.object({
  number: z.int(),
  raisedAt: Instant,
  /** When the safeguarding lead first opened it. */
  firstReadAt: Instant.nullable(),
});

export const raiseConcern = endpoint({
  method: 'POST',
  path: '/concerns',
  summary: 'Raise a concern about a student. It goes to the safeguarding lead at once; the writer keeps a receipt and nothing else.',
  body: ConcernBody,
  response: Receipt.extend({
    /** How many safeguarding leads are sent an e-mail. None: the writer had better tell them in person. */
    told: z.int(),
    safeguardingLeads: z.array(z.string()),
  }),
});

export const listReceipts = endpoint({
  method: 'GET',
  path: '/concerns/receipts',
  summary: 'List the receipts of the concerns you raised, and whether each has been read. What they say is not shown.',
  response: z.object({ receipts: z.array(Receipt), safeguardingLeads: z.array(z.string()) }),
});

export const ConcernSummary = z.object({
  id: Id,
  number: z.int(),
  studentId: Id,
  studentName: z.string(),
  raisedBy: z.string().nullable(),
  raisedRole: Role,
  raisedAt: Instant,
  inDangerNow: z.boolean(),
  status: ConcernStatus,
  /** Times it was opened. */
  readings: z.int(),
});
export type ConcernSummary = z.infer<typeof ConcernSummary>;

export const listConcerns = endpoint({
  method: 'GET',
  path: '/concerns',
  summary: 'List concerns, the newest first, without what they say.',
  query: PageQuery.extend({ status: ConcernStatus.optional(), studentId: Id.optional() }),
  response: pageOf(ConcernSummary),
});

export const openConcern = endpoint({
  method: 'POST',
  path: '/concerns/:id/readings',
  summary: 'Say why you read a concern. The reading is logged and opens it to you for an hour.',
  params: IdParams,
  body: z.object({ id: Id, reason: Line }),
  response: z.object({ readingId: Id, expiresAt: Instant }),
});

const ReadingQuery = z.object({ reading: Id });

export const getConcern = endpoint({
  method: 'GET',
  path: '/concerns/:id',
  summary: 'Read a concern you have said why you read.',
  params: IdParams,
  query: ReadingQuery,
  response: ConcernSummary.extend({
    happenedOn: PlainDate.nullable(),
    happenedTime: z.string().nullable(),
    place: z.string(),
    seen: z.string(),
    ownWords: z.string(),
    doneAlready: z.string(),
    notes: z.array(z.object({ id: Id, at: Instant, by: z.string().nullable(), body: z.string(), status: ConcernStatus.nullable() })),
    log: z.array(z.object({ id: Id, at: Instant, by: z.string(), kind: z.enum(['read', 'export']), reason: z.string() })),
  }),
});

export const addConcernNote = endpoint({
  method: 'POST',
  path: '/concerns/:id/notes',
  summary: 'Note what was done about a concern, and say whether it is passed on or closed. Notes are only ever added to.',
  params: IdParams,
  query: ReadingQuery,
  body: z.object({ id: Id, body: Long.min(1, 'Write what was done.'), status: ConcernStatus.nullable() }),
  response: z.object({ id: Id }),
});

export const exportConcern = endpoint({
  method: 'GET',
  path: '/concerns/:id/export',
  summary: "Download a concern for the school's own safeguarding system, as CSV. The download is logged.",
  params: IdParams,
  query: ReadingQuery,
  response: FileResponse,
  download: 'text/csv; charset=utf-8',
});

export const printConcern = endpoint({
  method: 'GET',
  path: '/concerns/:id/document',
  summary: "Download a concern as a PDF for the school's own safeguarding file. The download is logged.",
  params: IdParams,
  query: ReadingQuery,
  response: FileResponse,
  download: 'application/pdf',
});
