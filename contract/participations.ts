import { z } from 'zod';
import { FileResponse, Id, IdParams, Instant, PageQuery, PlainDate, Version, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Dose, InterventionKind, SessionMinutes } from './interventions.ts';

/** How a student was there: for all of it, for part of it, or not. */
export const Attended = z.enum(['attended', 'part', 'absent']);
export type Attended = z.infer<typeof Attended>;

const Note = z.string().trim().max(300).default('');

/** A mark of a register as it is sent. Minutes are asked for `part` only: the others follow from the session. */
export const MarkBody = z.object({ studentId: Id, attended: Attended, minutes: SessionMinutes.optional(), note: Note });
export type MarkBody = z.infer<typeof MarkBody>;

const Mark = z.object({ attended: Attended, minutes: z.int(), note: z.string() });

export const Session = z.object({
  id: Id,
  interventionId: Id,
  heldOn: PlainDate,
  minutes: z.int(),
  title: z.string(),
  recordedBy: z.string().nullable(),
  recordedAt: Instant,
  cancelled: z.boolean(),
  version: Version,
  attended: z.int(),
  part: z.int(),
  absent: z.int(),
});
export type Session = z.infer<typeof Session>;

export const listSessions = endpoint({
  method: 'GET',
  path: '/interventions/:id/sessions',
  summary: 'List the sessions of an intervention, latest first, with the marks of the students you see.',
  params: IdParams,
  query: PageQuery,
  response: pageOf(Session),
});

const Line = z.object({
  studentId: Id,
  student: z.string(),
  yearGroup: z.int().nullable(),
  /** On the list of the intervention on the day. */
  onList: z.boolean(),
  mark: Mark.nullable(),
  /** Marks that were corrected, latest first. */
  earlier: z.array(Mark.extend({ recordedAt: Instant, recordedBy: z.string().nullable() })),
});
export type RegisterLine = z.infer<typeof Line>;

export const newRegister = endpoint({
  method: 'GET',
  path: '/interventions/:id/register',
  summary: 'Who belongs on the register of an intervention on a day, and which registers of that day there are already.',
  params: IdParams,
  query: z.object({ on: PlainDate }),
  response: z.object({ lines: z.array(Line), sameDay: z.array(Session) }),
});

export const getRegister = endpoint({
  method: 'GET',
  path: '/intervention-sessions/:id',
  summary: 'Read the register of one session, with the marks that were corrected.',
  params: IdParams,
  response: Session.extend({ intervention: z.string(), lines: z.array(Line), mayChangeFacts: z.boolean() }),
});

const facts = { heldOn: PlainDate, minutes: SessionMinutes, title: z.string().trim().max(200).default('') };
const Marks = z.array(MarkBody).max(1000);

export const recordSession = endpoint({
  method: 'POST',
  path: '/intervention-sessions',
  summary: 'Record a session with its register, for a group or for one student.',
  body: z.object({
    id: Id,
    interventionId: Id,
    ...facts,
    marks: Marks.min(1, 'Mark at least one student.'),
    /** A student has a mark of that day already, and this is another session. */
    another: z.boolean().default(false),
  }),
  response: Session,
});

export const correctSession = endpoint({
  method: 'PUT',
  path: '/intervention-sessions/:id',
  summary: 'Correct a register: marks that change keep the earlier one beside them.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ ...facts, marks: Marks }),
  response: Session,
});

export const cancelSession = endpoint({
  method: 'POST',
  path: '/intervention-sessions/:id/cancellation',
  summary: 'Strike out a session recorded by mistake: it counts nowhere and stays readable.',
  params: IdParams,
  ifMatch: true,
  response: Session,
});

export const restoreSession = endpoint({
  method: 'DELETE',
  path: '/intervention-sessions/:id/cancellation',
  summary: 'Count a session again that was struck out.',
  params: IdParams,
  ifMatch: true,
  response: Session,
});

const Span = z.object({ from: PlainDate.optional(), to: PlainDate.optional() });

/** All the help one student received. */
export const StudentHelp = z.object({
  /** Meetings with mentors: held, and missed by the student. */
  mentoring: z.object({ held: z.int(), missed: z.int(), minutes: z.int(), lastOn: PlainDate.nullable() }),
  interventions: z.array(
    z.object({
      id: Id,
      name: z.string(),
      kind: InterventionKind,
      /** On its list today. */
      onList: z.boolean(),
      dose: Dose,
      lastOn: PlainDate.nullable(),
    }),
  ),
});
export type StudentHelp = z.infer<typeof StudentHelp>;

export const getStudentHelp = endpoint({
  method: 'GET',
  path: '/students/:id/help',
  summary: 'How much mentoring and other help a student received, in all or over a time.',
  params: IdParams,
  query: Span,
  response: StudentHelp,
});

export const Participation = z.object({
  id: Id,
  sessionId: Id,
  intervention: z.object({ id: Id, name: z.string(), kind: InterventionKind }),
  heldOn: PlainDate,
  title: z.string(),
  sessionMinutes: z.int(),
  attended: Attended,
  minutes: z.int(),
  /** Empty for the student. */
  note: z.string(),
});
export type Participation = z.infer<typeof Participation>;

export const listParticipations = endpoint({
  method: 'GET',
  path: '/participations',
  summary: 'List the sessions one student took part in or missed, latest first.',
  query: PageQuery.extend({ studentId: Id }),
  response: pageOf(Participation),
});

export const exportParticipations = endpoint({
  method: 'GET',
  path: '/participations/export',
  summary: 'Participation as a CSV file, a mark a row, of one intervention or of all, over a time or in all.',
  query: Span.extend({ interventionId: Id.optional() }),
  response: FileResponse,
  download: 'text/csv',
});
