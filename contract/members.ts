import { z } from 'zod';
import { Id, IdParams, Instant, Line, pageOf, PageQuery, Role, Version } from './common.ts';
import { endpoint } from './endpoint.ts';

export const MemberStatus = z.enum(['invited', 'active', 'ended', 'record_only']);

export const Member = z.object({
  id: Id,
  name: z.string(),
  email: z.string().nullable(),
  role: Role,
  /** `record_only`: named by imported records, never signs in. */
  status: MemberStatus,
  schoolId: Id.nullable(),
  schoolName: z.string().nullable(),
  studentId: Id.nullable(),
  /** Current matches, for mentors. */
  caseload: z.int(),
  lastActiveAt: Instant.nullable(),
  invitationExpiresAt: Instant.nullable(),
  version: Version,
});
export type Member = z.infer<typeof Member>;

/** Students with a seat are many: the people who work here are looked at without them. */
export const MemberKind = z.enum(['staff', 'students', 'all']);

export const listMembers = endpoint({
  method: 'GET',
  path: '/members',
  summary: 'List the people with a seat in the organisation',
  query: PageQuery.extend({
    kind: MemberKind.default('all'),
    role: Role.optional(),
    status: MemberStatus.optional(),
    search: z.string().trim().max(100).optional(),
  }),
  response: pageOf(Member),
});

/** What everybody who matches or schedules needs of a mentor, and no more. */
export const listMentors = endpoint({
  method: 'GET',
  path: '/mentors',
  summary: 'List the mentors: id, name and how many students each has now',
  response: z.object({ mentors: z.array(z.object({ id: Id, name: z.string(), caseload: z.int(), status: MemberStatus })) }),
});

export const inviteMember = endpoint({
  method: 'POST',
  path: '/members',
  summary: 'Invite a person by e-mail to a seat',
  body: z.object({
    id: Id,
    name: Line,
    email: z.email('Enter an e-mail address, such as name@school.org.uk.').max(254),
    role: Role,
    schoolId: Id.nullable().optional(),
    studentId: Id.nullable().optional(),
  }),
  response: Member,
});

export const updateMember = endpoint({
  method: 'PUT',
  path: '/members/:id',
  summary: "Change a member's name, role or school",
  params: IdParams,
  ifMatch: true,
  body: z.object({ name: Line, role: Role, schoolId: Id.nullable().optional(), studentId: Id.nullable().optional() }),
  response: Member,
});

export const endMember = endpoint({
  method: 'POST',
  path: '/members/:id/end',
  summary: "End a member's seat: they can no longer sign in to this organisation; what they recorded stays",
  params: IdParams,
  ifMatch: true,
  body: z.object({}),
  response: Member,
});

export const resendInvitation = endpoint({
  method: 'POST',
  path: '/members/:id/invitation',
  summary: 'Send the invitation again, with a new link; the old one stops working',
  params: IdParams,
  body: z.object({}),
  response: Member,
});

/** What a member may set for themselves. */
export const Preferences = z.object({ name: Line, digest: z.boolean() });

export const getPreferences = endpoint({
  method: 'GET',
  path: '/me/preferences',
  summary: 'My own preferences in this organisation',
  response: Preferences.extend({ version: Version }),
});

export const updatePreferences = endpoint({
  method: 'PUT',
  path: '/me/preferences',
  summary: 'Change my own preferences in this organisation',
  ifMatch: true,
  body: Preferences,
  response: Preferences.extend({ version: Version }),
});
