import { z } from 'zod';
import { FileResponse, Id, IdParams, Instant, Line, PageQuery, PlainDate, pageOf } from './common.ts';
import { Document, pdfType, wordType } from './documents.ts';
import { endpoint } from './endpoint.ts';

/** The short list of what can be shared about a student. */
export const ShareKind = z.enum(['progress_note', 'parent_summary', 'multi_agency_pack', 'handover_letter']);
export type ShareKind = z.infer<typeof ShareKind>;

/** UK GDPR Article 6(1): what allows the sharing. Consent is to this sharing, not to taking part in the programme. */
export const LawfulBasis = z.enum(['public_task', 'legitimate_interests', 'legal_obligation', 'vital_interests', 'consent']);
export type LawfulBasis = z.infer<typeof LawfulBasis>;

export const ShareMedium = z.enum(['pdf', 'word', 'link']);
export type ShareMedium = z.infer<typeof ShareMedium>;

/** What may go in. Meeting notes are not a section: they are chosen one by one. Concerns are neither. */
export const ShareSection = z.enum([
  'mentoring',
  'outcomes',
  'own_view',
  'measures',
  'targets',
  'actions',
  'feedback',
  'help',
  'next_steps',
]);
export type ShareSection = z.infer<typeof ShareSection>;

/** What is ticked to begin with: no more than the reader needs. */
export const usualSections: Readonly<Record<ShareKind, readonly ShareSection[]>> = {
  progress_note: ['outcomes', 'measures', 'actions', 'next_steps'],
  parent_summary: ['mentoring', 'outcomes', 'measures', 'actions', 'next_steps'],
  multi_agency_pack: ['mentoring', 'outcomes', 'own_view', 'measures', 'targets', 'actions', 'feedback', 'help', 'next_steps'],
  handover_letter: ['mentoring', 'outcomes', 'measures', 'targets', 'actions', 'help', 'next_steps'],
};

/** A link is open for at least a day and at most a month. */
export const linkDays = { least: 1, usual: 14, most: 30 } as const;

const commaList = z
  .string()
  .max(4_000)
  .default('')
  .transform((text) => text.split(',').filter((part) => part !== ''));

export const readShareChoices = endpoint({
  method: 'GET',
  path: '/students/:id/share-choices',
  summary: 'Read what can be shared about a student: sections with something in them, notes to choose from, and people of the school.',
  params: IdParams,
  response: z.object({
    /** With every way they may be named. */
    student: z.object({ id: Id, name: z.string(), names: z.array(z.string()) }),
    organisation: z.string(),
    sections: z.array(z.object({ section: ShareSection, empty: z.boolean() })),
    /** The meeting notes whoever asks may read, newest first. None is chosen to begin with. */
    notes: z.array(z.object({ id: Id, on: PlainDate, author: z.string(), body: z.string() })),
    /** People of the student's school who have a seat: what is shared with them they also find in Waymark. */
    recipients: z.array(z.object({ name: z.string(), email: z.string(), school: z.string() })),
    /** Names by which other students in the same care are known: to warn of, not to share. */
    otherNames: z.array(z.string()),
  }),
});

export const draftShare = endpoint({
  method: 'GET',
  path: '/students/:id/share-draft',
  summary: 'Put together a document about a student from chosen sections and notes, to be read and edited before it is shared.',
  params: IdParams,
  query: z.object({
    kind: ShareKind,
    recipientName: z.string().trim().max(200).default(''),
    /** `outcomes,measures` */
    sections: commaList.pipe(z.array(ShareSection).max(20)),
    /** Ids of meeting notes, chosen one by one. */
    notes: commaList.pipe(z.array(Id).max(50)),
  }),
  response: Document,
});

export const previewShare = endpoint({
  method: 'POST',
  path: '/students/:id/share-preview',
  summary: 'See an edited document as the PDF its reader would get. Nothing is kept.',
  params: IdParams,
  body: z.object({ document: Document }),
  response: FileResponse,
  download: pdfType,
});

export const LinkState = z.enum(['open', 'expired', 'revoked']);
export type LinkState = z.infer<typeof LinkState>;

/** A line of the log: what left the house, to whom, why, on which basis. Not the document. */
export const Share = z.object({
  id: Id,
  student: z.object({ id: Id, name: z.string() }),
  kind: ShareKind,
  title: z.string(),
  recipient: z.object({ name: z.string(), role: z.string(), email: z.string().nullable() }),
  purpose: z.string(),
  lawfulBasis: LawfulBasis,
  medium: ShareMedium,
  /** Meeting notes that were chosen for it. */
  notes: z.int(),
  sharedAt: Instant,
  sharedBy: z.string().nullable(),
  link: z.object({ state: LinkState, expiresAt: Instant, openings: z.int(), lastOpenedAt: Instant.nullable() }).nullable(),
  revokedAt: Instant.nullable(),
  revokedBy: z.string().nullable(),
});
export type Share = z.infer<typeof Share>;

export const listShares = endpoint({
  method: 'GET',
  path: '/shares',
  summary: 'List what was shared, latest first: with whom, why, on which basis. School contacts see what was addressed to them.',
  query: PageQuery.extend({
    studentId: Id.optional(),
    kind: ShareKind.optional(),
    medium: ShareMedium.optional(),
    basis: LawfulBasis.optional(),
    link: LinkState.optional(),
    /** Part of the recipient's or the student's name. */
    search: z.string().trim().max(100).optional(),
    from: PlainDate.optional(),
    to: PlainDate.optional(),
  }),
  response: pageOf(Share),
});

export const getShare = endpoint({
  method: 'GET',
  path: '/shares/:id',
  summary: 'Read what was shared, exactly as it left.',
  params: IdParams,
  response: Share.extend({ document: Document }),
});

export const createShare = endpoint({
  method: 'POST',
  path: '/shares',
  summary: 'Share a document about a student: it is kept exactly as it leaves. A link can be sent by e-mail at once.',
  body: z.object({
    id: Id,
    studentId: Id,
    kind: ShareKind,
    recipient: z.object({
      name: Line,
      role: z.string().trim().max(200).default(''),
      email: z.email('This is not an e-mail address, such as name@school.org.').max(200).nullable().default(null),
    }),
    purpose: z.string().trim().min(3, 'Say in a few words what it is shared for.').max(1_000),
    lawfulBasis: LawfulBasis,
    medium: ShareMedium,
    /** For a link: the days it stays open. */
    linkDays: z.int().min(linkDays.least).max(linkDays.most).optional(),
    /** For a link: send it to the recipient by e-mail. The mail says nothing about the student. */
    sendMail: z.boolean().default(false),
    document: Document,
    noteIds: z.array(Id).max(50).default([]),
    /** Names of other students in the text that whoever shares has seen and means to leave in. */
    namesSeen: z.array(z.string().max(400)).max(500).default([]),
  }),
  response: Share,
});

export const readShareLink = endpoint({
  method: 'GET',
  path: '/shares/:id/link',
  summary: 'Read the private link of a share while it is open, to hand it over another way.',
  params: IdParams,
  response: z.object({ url: z.url() }),
});

export const revokeShare = endpoint({
  method: 'POST',
  path: '/shares/:id/revocation',
  summary: 'Take a shared link back: whoever opens it is told politely that it is over.',
  params: IdParams,
  response: Share,
});

export const downloadSharePdf = endpoint({
  method: 'GET',
  path: '/shares/:id/pdf',
  summary: 'Download what was shared as PDF.',
  params: IdParams,
  response: FileResponse,
  download: pdfType,
});

export const downloadShareWord = endpoint({
  method: 'GET',
  path: '/shares/:id/word',
  summary: 'Download what was shared as a Word file.',
  params: IdParams,
  response: FileResponse,
  download: wordType,
});

const TokenParams = z.object({ token: z.string().min(1).max(200) });

export const openSharedLink = endpoint({
  method: 'GET',
  path: '/shared-links/:token',
  summary: 'Open what was shared by a private link.',
  access: 'public',
  params: TokenParams,
  response: z.object({
    organisation: z.string(),
    sharedBy: z.string().nullable(),
    recipient: z.string(),
    expiresAt: Instant,
    document: Document,
  }),
});

export const downloadSharedPdf = endpoint({
  method: 'GET',
  path: '/shared-links/:token/pdf',
  summary: 'Download what was shared by a private link as PDF.',
  access: 'public',
  params: TokenParams,
  response: FileResponse,
  download: pdfType,
});

export const downloadSharedWord = endpoint({
  method: 'GET',
  path: '/shared-links/:token/word',
  summary: 'Download what was shared by a private link as a Word file.',
  access: 'public',
  params: TokenParams,
  response: FileResponse,
  download: wordType,
});
