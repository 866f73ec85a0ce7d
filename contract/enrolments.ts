import { z } from 'zod';
import { Id, IdParams, Line, PageQuery, PlainDate, Version, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { EndedBy, Named } from './students.ts';

export const EndKind = z.enum(['planned', 'early']);

export const EnrolmentRow = z.object({
  id: Id,
  student: Named,
  yearGroup: z.int().nullable(),
  school: z.string().nullable(),
  cohort: Named.nullable(),
  mentors: z.array(Named),
  startedOn: PlainDate,
  endedOn: PlainDate.nullable(),
  endKind: EndKind.nullable(),
  endReason: z.string().nullable(),
  endedBy: EndedBy.nullable(),
  version: Version,
});
export type EnrolmentRow = z.infer<typeof EnrolmentRow>;

export const listEnrolments = endpoint({
  method: 'GET',
  path: '/programmes/:id/enrolments',
  summary: 'List who takes part in a programme, or took part, by family name.',
  params: IdParams,
  query: PageQuery.extend({
    /** A cohort's id, or `none` for students in no cohort. */
    cohort: z.union([Id, z.literal('none')]).optional(),
    state: z.enum(['open', 'ended', 'all']).default('open'),
  }),
  response: pageOf(EnrolmentRow),
});

export const enrolStudents = endpoint({
  method: 'POST',
  path: '/enrolments',
  summary: 'Enrol one student or many in a programme, all or none. Those already taking part are left as they are and named.',
  body: z.object({
    programmeId: Id,
    cohortId: Id.nullable().default(null),
    startedOn: PlainDate,
    students: z
      .array(z.object({ id: Id, studentId: Id }))
      .min(1)
      .max(500),
  }),
  response: z.object({
    enrolled: z.int(),
    /** Students who already had an open enrolment in the programme. */
    already: z.array(Named),
  }),
});

export const updateEnrolment = endpoint({
  method: 'PUT',
  path: '/enrolments/:id',
  summary: 'Move an enrolment to another cohort of the programme, or correct its first day.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ cohortId: Id.nullable(), startedOn: PlainDate }),
  response: z.object({ id: Id, version: Version }),
});

export const endEnrolments = endpoint({
  method: 'POST',
  path: '/enrolment-closures',
  summary: 'End one enrolment or many, all or none: as planned or early, by whom and why. Matches under them end the same day.',
  body: z.object({
    enrolments: z
      .array(z.object({ id: Id, version: Version }))
      .min(1)
      .max(500),
    endedOn: PlainDate,
    kind: EndKind,
    endedBy: EndedBy,
    reason: Line,
  }),
  response: z.object({ ended: z.int(), matchesEnded: z.int(), meetingsCancelled: z.int(), actionsDropped: z.int() }),
});
