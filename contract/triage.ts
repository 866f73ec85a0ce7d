import { z } from 'zod';
import { Id, IdParams, Instant, Line, PageQuery, PlainDate, Version, pageOf } from './common.ts';
import { CriteriaSnapshot } from './criteria.ts';
import { endpoint } from './endpoint.ts';
import { NamedAs, ReferralSource, ReferralStatus, ReferrerKind } from './referrals.ts';
import { Named, YearGroup } from './students.ts';

export const Decision = z.enum(['accept', 'wait', 'decline', 'redirect']);
export type Decision = z.infer<typeof Decision>;

/** Days of waiting that one rule which holds is worth: the queue is ordered by age with that much added for need. */
export const daysForARule = 7;

export const QueuedReferral = z.object({
  id: Id,
  reference: z.string(),
  /** The student, or as somebody named them while nobody has looked who it is. */
  student: Named.nullable(),
  namedAs: z.string().nullable(),
  yearGroup: YearGroup.nullable(),
  school: z.string().nullable(),
  reasons: z.array(z.string()),
  referrerKind: ReferrerKind,
  source: ReferralSource,
  status: ReferralStatus,
  receivedAt: Instant,
  decidedAt: Instant.nullable(),
  /** Whole days since it was received, or until it was decided. */
  days: z.int(),
  /** How many rules of the criteria held when it was received, of how many; null when none were published or nobody knows who it is. */
  rules: z.object({ hold: z.int(), of: z.int(), unknown: z.int() }).nullable(),
  version: Version,
});
export type QueuedReferral = z.infer<typeof QueuedReferral>;

export const listReferrals = endpoint({
  method: 'GET',
  path: '/referrals',
  summary:
    'List referrals: those that wait, by age and need (each rule that holds counts as a week of waiting), or those decided, latest first.',
  query: PageQuery.extend({
    state: z.enum(['undecided', 'open', 'waiting', 'decided']).default('undecided'),
    schoolId: Id.optional(),
    reasonId: Id.optional(),
    yearGroup: z.coerce.number().int().min(0).max(14).optional(),
  }),
  response: pageOf(QueuedReferral).extend({
    /** How many wait for a first decision, and how many were asked to wait; only with the first page. */
    counts: z.object({ open: z.int(), waiting: z.int() }).nullable(),
  }),
});

export const TriageDecision = z.object({
  id: Id,
  decision: Decision,
  reason: z.string(),
  redirectedTo: z.string().nullable(),
  mentor: z.string().nullable(),
  programme: z.string().nullable(),
  decidedAt: Instant,
  decidedBy: z.string().nullable(),
});

export const Referral = QueuedReferral.extend({
  namedAs: NamedAs.nullable(),
  programme: Named.nullable(),
  schoolId: Id.nullable(),
  referrer: z.object({ kind: ReferrerKind, name: z.string(), email: z.string().nullable(), member: z.string().nullable() }),
  tried: z.string(),
  evidence: z.string(),
  /** As it was found when the referral came in, or when somebody said who the student is. */
  snapshot: CriteriaSnapshot.nullable(),
  answer: z.string(),
  /** How the referrer hears of a decision: by mail with the words behind a sign-in, by mail with the words in it, or not by Waymark. */
  tells: z.enum(['member', 'address', 'nobody']),
  decisions: z.array(TriageDecision),
  /** Where the student takes part now, and with whom. */
  enrolments: z.array(z.object({ id: Id, programme: Named, mentors: z.array(z.string()) })),
  leftOn: PlainDate.nullable(),
  /** The student's other referrals, latest first. */
  others: z.array(z.object({ id: Id, reference: z.string(), status: ReferralStatus, receivedAt: Instant })),
});
export type Referral = z.infer<typeof Referral>;

export const getReferral = endpoint({
  method: 'GET',
  path: '/referrals/:id',
  summary: 'Read one referral with its grounds, what the criteria said, and what was decided. Written to the access log.',
  params: IdParams,
  response: Referral,
});

export const listReferralCandidates = endpoint({
  method: 'GET',
  path: '/referrals/:id/candidates',
  summary: 'List students who may be the one a referral names: the same name, or nearly, with the same birthday, year or school.',
  params: IdParams,
  response: z.object({
    items: z.array(
      z.object({
        id: Id,
        name: z.string(),
        birthDate: PlainDate.nullable(),
        yearGroup: YearGroup.nullable(),
        school: z.string().nullable(),
        leftOn: PlainDate.nullable(),
        /** Same name and birthday; same name; a similar name on the same birthday; same family name, year and school. */
        because: z.enum(['name_and_birth_date', 'name', 'birth_date', 'family_name']),
      }),
    ),
  }),
});

export const setReferralStudent = endpoint({
  method: 'PUT',
  path: '/referrals/:id/student',
  summary: 'Say which student a referral is about. The criteria are held against the student then.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ studentId: Id }),
  response: z.object({ id: Id, version: Version }),
});

/** Where an accepted student begins: all made in the same step. */
const Place = z.object({
  enrolmentId: Id,
  programmeId: Id,
  cohortId: Id.nullable().default(null),
  startedOn: PlainDate,
  /** Without a mentor the student is enrolled and stands among those to be matched. */
  match: z
    .object({ id: Id, mentorId: Id, purpose: z.string().trim().max(200).default('') })
    .nullable()
    .default(null),
});

export const decideReferral = endpoint({
  method: 'POST',
  path: '/referrals/:id/decisions',
  summary: 'Decide on a referral: accept (enrol and match in the same step), wait, decline or redirect. The referrer is told.',
  params: IdParams,
  ifMatch: true,
  body: z
    .object({
      id: Id,
      decision: Decision,
      /** For the record: read by those who triage. */
      reason: z.string().trim().min(1, 'Give the reason: it is what fair triage is judged by.').max(2000),
      redirectedTo: Line.nullable().default(null),
      /** What the referrer is told. */
      answer: z.string().trim().max(2000).default(''),
      place: Place.nullable().default(null),
    })
    .refine((body) => (body.decision === 'accept') === (body.place !== null), {
      message: 'Say in which programme an accepted student begins, and only then.',
      path: ['place'],
    })
    .refine((body) => (body.decision === 'redirect') === (body.redirectedTo !== null), {
      message: 'Say where the student is referred on to.',
      path: ['redirectedTo'],
    }),
  response: z.object({
    id: Id,
    version: Version,
    told: z.enum(['member', 'address', 'nobody']),
    enrolled: z.boolean(),
    matched: z.boolean(),
  }),
});

export const MentorRoom = z.object({
  mentor: Named,
  /** Students with a current match. */
  students: z.int(),
  /** How many of them are at the referred student's school; null when none was asked about. */
  atSchool: z.int().nullable(),
  /** As many as the mentor is to have at most; null when nobody has said. */
  limit: z.int().nullable(),
  version: Version,
});
export type MentorRoom = z.infer<typeof MentorRoom>;

export const listMentorRoom = endpoint({
  method: 'GET',
  path: '/mentor-room',
  summary: 'List mentors who can be given students, with how many each has and may have; those with most room first.',
  query: z.object({ schoolId: Id.optional() }),
  response: z.object({ items: z.array(MentorRoom) }),
});

export const setMentorRoom = endpoint({
  method: 'PUT',
  path: '/mentor-room/:id',
  summary: 'Say how many students a mentor is to have at most. It is shown at triage and forbids nothing.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ limit: z.int().min(1).max(500).nullable() }),
  response: z.object({ id: Id, version: Version }),
});
