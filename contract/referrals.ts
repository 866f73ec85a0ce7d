import { z } from 'zod';
import { Id, IdParams, Instant, Line, PageQuery, PlainDate, Version, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Named, YearGroup } from './students.ts';

export const ReferrerKind = z.enum(['teacher', 'mentor', 'lead', 'parent', 'student', 'agency', 'criteria', 'other']);
export type ReferrerKind = z.infer<typeof ReferrerKind>;

export const ReferralSource = z.enum(['app', 'link', 'criteria']);
export type ReferralSource = z.infer<typeof ReferralSource>;

export const ReferralStatus = z.enum(['open', 'waiting', 'accepted', 'declined', 'redirected', 'withdrawn']);
export type ReferralStatus = z.infer<typeof ReferralStatus>;

/** A student as a referrer names them who has no list to choose from. */
export const NamedAs = z.object({
  name: Line,
  yearGroup: YearGroup.nullable().default(null),
  schoolId: Id.nullable().default(null),
  birthDate: PlainDate.nullable().default(null),
});
export type NamedAs = z.infer<typeof NamedAs>;

const Told = z.string().trim().max(4000).default('');

/** Why somebody is referred, and what has been tried: the same however it is sent. */
const Grounds = z.object({
  reasonIds: z.array(Id).min(1, 'Choose at least one reason.').max(20),
  /** What has been tried already. */
  tried: Told,
  /** What was seen that makes the referrer think so. */
  evidence: Told,
  programmeId: Id.nullable().default(null),
});

/** How a referral is spoken of in mail and on the phone: no name in it. */
export function referenceOf(id: string): string {
  return `R-${id.replaceAll('-', '').slice(-6).toUpperCase()}`;
}

const FormReason = z.object({ id: Id, label: z.string() });

export const getReferralForm = endpoint({
  method: 'GET',
  path: '/referral-form',
  summary: 'Read what the referral form offers: reasons, programmes, schools, and the criteria in plain sentences.',
  response: z.object({
    reasons: z.array(FormReason),
    /** Programmes under way, to choose from when there are several. */
    programmes: z.array(Named),
    /** Schools a student who is not on the list may be named at: the school contact's own, or all. */
    schools: z.array(Named),
    criteria: z.array(z.string()),
  }),
});

export const findReferrableStudents = endpoint({
  method: 'GET',
  path: '/referral-form/students',
  summary:
    'Find students one may refer by the beginning of a name, or the one a page leads on about: a mentor the caseload, a school contact the own school, a lead everybody.',
  query: z
    .object({ search: z.string().trim().min(2, 'Type at least two letters.').max(100).optional(), studentId: Id.optional() })
    .refine(({ search, studentId }) => (search === undefined) !== (studentId === undefined), {
      message: 'Give the beginning of a name, or a student.',
      path: ['search'],
    }),
  response: z.object({
    items: z.array(
      z.object({
        id: Id,
        name: z.string(),
        yearGroup: YearGroup.nullable(),
        school: z.string().nullable(),
        /** Since when a referral of this student waits for a decision. */
        referredSince: Instant.nullable(),
      }),
    ),
  }),
});

const Receipt = z.object({ id: Id, reference: z.string(), version: Version });

export const makeReferral = endpoint({
  method: 'POST',
  path: '/referrals',
  summary:
    'Refer a student: one of the list, or one named who is not on it. The published criteria are held against them and frozen with it.',
  body: Grounds.extend({
    id: Id,
    /** One of the two. */
    studentId: Id.nullable().default(null),
    namedAs: NamedAs.nullable().default(null),
    /** Who asks: oneself by role, or somebody whose request is recorded. */
    askedBy: z
      .object({ kind: z.enum(['self', 'parent', 'student', 'teacher', 'agency', 'other']), name: z.string().trim().max(200).default('') })
      .default({ kind: 'self', name: '' }),
  }).refine((body) => (body.studentId === null) !== (body.namedAs === null), {
    message: 'Choose a student, or name one who is not on the list.',
    path: ['studentId'],
  }),
  response: Receipt,
});

export const OwnReferral = z.object({
  id: Id,
  reference: z.string(),
  /** Null when the student is no longer on one's list. */
  student: z.string().nullable(),
  reasons: z.array(z.string()),
  askedBy: z.object({ kind: ReferrerKind, name: z.string() }),
  status: ReferralStatus,
  receivedAt: Instant,
  decidedAt: Instant.nullable(),
  /** What the referrer was told; empty until something is decided. */
  answer: z.string(),
  version: Version,
});
export type OwnReferral = z.infer<typeof OwnReferral>;

export const listOwnReferrals = endpoint({
  method: 'GET',
  path: '/own-referrals',
  summary: 'List the referrals one has made oneself, latest first, with what became of each.',
  query: PageQuery,
  response: pageOf(OwnReferral),
});

export const getOwnReferral = endpoint({
  method: 'GET',
  path: '/own-referrals/:id',
  summary: 'Read a referral one has made oneself: its receipt, and the answer once there is one.',
  params: IdParams,
  response: OwnReferral,
});

export const withdrawReferral = endpoint({
  method: 'POST',
  path: '/own-referrals/:id/withdrawal',
  summary: 'Withdraw a referral of one’s own that has not been decided.',
  params: IdParams,
  ifMatch: true,
  response: z.object({ id: Id, version: Version }),
});

export const ReferralLink = z.object({
  id: Id,
  school: Named.nullable(),
  url: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  revokedAt: Instant.nullable(),
  lastOpenedAt: Instant.nullable(),
  referrals: z.int(),
});
export type ReferralLink = z.infer<typeof ReferralLink>;

export const listReferralLinks = endpoint({
  method: 'GET',
  path: '/referral-links',
  summary: 'List the private links teachers refer by without an account, each with its address and how often it was used.',
  response: z.object({ items: z.array(ReferralLink) }),
});

export const createReferralLink = endpoint({
  method: 'POST',
  path: '/referral-links',
  summary: 'Make a referral link for a school. Read the list for its address.',
  body: z.object({ id: Id, schoolId: Id, months: z.int().min(1).max(36).default(18) }),
  response: z.object({ id: Id }),
});

export const revokeReferralLink = endpoint({
  method: 'POST',
  path: '/referral-links/:id/revocation',
  summary: 'Take a referral link back: whoever opens it is told that it is over.',
  params: IdParams,
  response: z.object({ id: Id }),
});

const TokenParams = z.object({ token: z.string().min(20).max(100) });

export const openReferralLink = endpoint({
  method: 'GET',
  path: '/refer/:token',
  summary: 'Read what the referral form of a private link offers. It never lists students.',
  access: 'public',
  params: TokenParams,
  response: z.object({
    organisation: z.string(),
    school: z.string().nullable(),
    reasons: z.array(FormReason),
    programmes: z.array(Named),
  }),
});

export const referByLink = endpoint({
  method: 'POST',
  path: '/refer/:token',
  summary: 'Refer a student through a private link. The same id sent twice is one referral.',
  access: 'public',
  params: TokenParams,
  body: Grounds.extend({
    id: Id,
    student: NamedAs.omit({ schoolId: true }),
    referrer: z.object({
      name: Line,
      email: z.email('Enter an e-mail address, such as name@school.org.uk.').max(254),
      /** A teacher for themselves, or passing on what somebody else asked for. */
      kind: z.enum(['teacher', 'parent', 'student', 'agency', 'other']).default('teacher'),
    }),
  }),
  response: z.object({ reference: z.string() }),
});
