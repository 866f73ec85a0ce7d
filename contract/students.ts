import { z } from 'zod';
import { Id, IdParams, Instant, Line, PageQuery, PlainDate, Text, Version, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { checkUpn } from './upn.ts';

/** A UPN as typed: tidied, or refused with what its check letter should be. */
export const Upn = z.string().transform((text, context) => {
  const checked = checkUpn(text);
  if (checked.ok) return checked.upn;
  context.addIssue({ code: 'custom', message: checked.message });
  return z.NEVER;
});

/** English years: 0 is Reception, 14 a third year of sixth form. */
export const YearGroup = z.int().min(0).max(14);

export const EndedBy = z.enum(['mentor', 'student', 'family', 'school', 'programme']);
export type EndedBy = z.infer<typeof EndedBy>;

export const Named = z.object({ id: Id, name: z.string() });

const StudentName = z.object({ givenName: z.string(), familyName: z.string(), preferredName: z.string().nullable() });

export const StudentRow = StudentName.extend({
  id: Id,
  upn: z.string().nullable(),
  yearGroup: z.int().nullable(),
  school: Named.nullable(),
  leftOn: PlainDate.nullable(),
  /** What the student takes part in now; a match is made under one of these. */
  enrolments: z.array(z.object({ id: Id, programmeId: Id, programme: z.string(), cohort: z.string().nullable() })),
  mentors: z.array(Named),
});
export type StudentRow = z.infer<typeof StudentRow>;

export const StudentFilters = z.object({
  /** The beginning of a given name, a family name, both in either order, or a UPN. */
  search: z.string().trim().max(100).optional(),
  schoolId: Id.optional(),
  yearGroup: z.coerce.number().int().min(0).max(14).optional(),
  programmeId: Id.optional(),
  cohortId: Id.optional(),
  mentorId: Id.optional(),
  /** Only students without a current match. */
  unmatched: z.stringbool().optional(),
  /** Students who have left are left out unless asked for. */
  left: z.enum(['no', 'only', 'all']).default('no'),
});

export const listStudents = endpoint({
  method: 'GET',
  path: '/students',
  summary: 'List students by family name, with search and filters.',
  query: PageQuery.extend(StudentFilters.shape),
  response: pageOf(StudentRow).extend({
    /** How many there are in all, counted to 1,000 and only for the first page. */
    count: z.object({ atLeast: z.int(), exact: z.boolean() }).nullable(),
  }),
});

export const StudentBody = z.object({
  givenName: Line,
  familyName: Line,
  preferredName: Line.nullable().default(null),
  upn: Upn.nullable().default(null),
  birthDate: PlainDate.nullable().default(null),
  yearGroup: YearGroup.nullable().default(null),
  schoolId: Id.nullable().default(null),
  email: z.email('This is not an e-mail address. Leave it empty if there is none.').nullable().default(null),
  externalId: Line.nullable().default(null),
});

export const createStudent = endpoint({
  method: 'POST',
  path: '/students',
  summary: 'Add a student. A probable duplicate is refused until it is said to be somebody else.',
  body: StudentBody.extend({
    id: Id,
    /** Students this one looks like and is not: somebody has looked. */
    differentFrom: z.array(Id).max(20).default([]),
  }),
  response: z.object({ id: Id, version: Version }),
});

export const findDuplicates = endpoint({
  method: 'GET',
  path: '/students/duplicates',
  summary: 'Find students already here who look like the one about to be added.',
  query: z.object({
    givenName: z.string().trim().max(200).optional(),
    familyName: z.string().trim().max(200).optional(),
    birthDate: PlainDate.optional(),
    upn: z.string().max(40).optional(),
    /** The student being edited, who is not their own duplicate. */
    except: Id.optional(),
  }),
  response: z.object({
    items: z.array(
      StudentName.extend({
        id: Id,
        upn: z.string().nullable(),
        birthDate: PlainDate.nullable(),
        yearGroup: z.int().nullable(),
        school: z.string().nullable(),
        leftOn: PlainDate.nullable(),
        /** `upn` is certain; `name_and_birth_date` is probable. */
        because: z.enum(['upn', 'name_and_birth_date']),
      }),
    ),
  }),
});

export const StudentEnrolment = z.object({
  id: Id,
  programmeId: Id,
  programme: z.string(),
  cohort: Named.nullable(),
  startedOn: PlainDate,
  endedOn: PlainDate.nullable(),
  endKind: z.enum(['planned', 'early']).nullable(),
  endReason: z.string().nullable(),
  endedBy: EndedBy.nullable(),
  version: Version,
});
export type StudentEnrolment = z.infer<typeof StudentEnrolment>;

export const StudentMatch = z.object({
  id: Id,
  mentor: Named,
  enrolmentId: Id,
  programme: z.string(),
  purpose: z.string(),
  startedOn: PlainDate,
  endedOn: PlainDate.nullable(),
  endReason: z.string().nullable(),
  endedBy: EndedBy.nullable(),
  handedOverTo: Named.nullable(),
  /** Today lies within it. */
  current: z.boolean(),
  version: Version,
});
export type StudentMatch = z.infer<typeof StudentMatch>;

export const getStudent = endpoint({
  method: 'GET',
  path: '/students/:id',
  summary: 'Read one student: who they are, their enrolments and matches, and the next meeting. Written to the access log.',
  params: IdParams,
  response: StudentName.extend({
    id: Id,
    upn: z.string().nullable(),
    birthDate: PlainDate.nullable(),
    yearGroup: z.int().nullable(),
    school: Named.nullable(),
    email: z.string().nullable(),
    externalId: z.string().nullable(),
    leftOn: PlainDate.nullable(),
    leftReason: z.string().nullable(),
    createdAt: Instant,
    version: Version,
    enrolments: z.array(StudentEnrolment),
    matches: z.array(StudentMatch),
    nextMeeting: z.object({ id: Id, startsAt: Instant, mentor: z.string() }).nullable(),
  }),
});

export const updateStudent = endpoint({
  method: 'PUT',
  path: '/students/:id',
  summary: "Change a student's details.",
  params: IdParams,
  ifMatch: true,
  body: StudentBody,
  response: z.object({ id: Id, version: Version }),
});

export const leaveStudent = endpoint({
  method: 'POST',
  path: '/students/:id/leaving',
  summary: 'Mark a student as left: open enrolments and matches end, meetings still to come are cancelled, nothing is deleted.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ leftOn: PlainDate, reason: Line, endKind: z.enum(['planned', 'early']), endedBy: EndedBy }),
  response: z.object({
    id: Id,
    version: Version,
    enrolmentsEnded: z.int(),
    matchesEnded: z.int(),
    meetingsCancelled: z.int(),
    actionsDropped: z.int(),
  }),
});

export const returnStudent = endpoint({
  method: 'POST',
  path: '/students/:id/return',
  summary: 'Take a student who left back: the same student, to be enrolled again.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ note: Text.default('') }),
  response: z.object({ id: Id, version: Version }),
});

export const listStudentChanges = endpoint({
  method: 'GET',
  path: '/students/:id/changes',
  summary: "List what was changed on a student's record, by whom, latest first.",
  params: IdParams,
  query: PageQuery,
  response: pageOf(
    z.object({
      id: Id,
      at: Instant,
      by: z.string().nullable(),
      action: z.string(),
      /** The fields that changed, where the record says. */
      fields: z.array(z.string()),
    }),
  ),
});

export const listSchoolStudents = endpoint({
  method: 'GET',
  path: '/school-students',
  summary: "List the school contact's own students: programme, mentors and how many meetings were held. No notes, no scores.",
  query: PageQuery.extend({ search: z.string().trim().max(100).optional() }),
  response: pageOf(
    StudentName.extend({
      id: Id,
      yearGroup: z.int().nullable(),
      programmes: z.array(z.string()),
      mentors: z.array(z.string()),
      meetingsHeld: z.int(),
      meetingsMissed: z.int(),
      lastHeldOn: PlainDate.nullable(),
    }),
  ).extend({ school: z.string() }),
});
