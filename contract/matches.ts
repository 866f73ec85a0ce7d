import { z } from 'zod';
import { Id, IdParams, Instant, Line, PageQuery, PlainDate, Version, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { EndedBy, Named } from './students.ts';

/** What becomes of the meetings still to come, or of the open actions, of a match that ends. */
export const MoveOrDrop = z.enum(['move', 'cancel']);

/** Which of the outgoing mentor's notes the next mentor may read. */
export const NotesChoice = z.discriminatedUnion('take', [
  z.object({ take: z.literal('none') }),
  /** Only those shared with the student. */
  z.object({ take: z.literal('shared') }),
  z.object({ take: z.literal('all') }),
  z.object({ take: z.literal('chosen'), noteIds: z.array(Id).max(500) }),
]);
export type NotesChoice = z.infer<typeof NotesChoice>;

export const MentorLoad = z.object({
  mentor: Named,
  /** Students with a current match; one student counts once. */
  students: z.int(),
  matches: z.int(),
  meetingsNextFortnight: z.int(),
  openActions: z.int(),
  /** Has a seat and can be given students. */
  available: z.boolean(),
});
export type MentorLoad = z.infer<typeof MentorLoad>;

export const getCaseloadBalance = endpoint({
  method: 'GET',
  path: '/caseload-balance',
  summary: 'Compare the mentors: how much each carries, and how many students nobody mentors.',
  response: z.object({ items: z.array(MentorLoad), unmatched: z.int() }),
});

export const MatchRow = z.object({
  id: Id,
  student: Named,
  yearGroup: z.int().nullable(),
  school: z.string().nullable(),
  mentor: Named,
  programme: z.string(),
  purpose: z.string(),
  startedOn: PlainDate,
  endedOn: PlainDate.nullable(),
  version: Version,
});
export type MatchRow = z.infer<typeof MatchRow>;

export const listMatches = endpoint({
  method: 'GET',
  path: '/matches',
  summary: "List a mentor's matches that are current or still to start.",
  query: PageQuery.extend({ mentorId: Id }),
  response: pageOf(MatchRow),
});

export const startMatches = endpoint({
  method: 'POST',
  path: '/matches',
  summary: 'Match students with mentors, all or none. A student may have several matches at once, each with its purpose.',
  body: z.object({
    matches: z
      .array(
        z.object({
          id: Id,
          studentId: Id,
          mentorId: Id,
          enrolmentId: Id,
          purpose: z.string().trim().max(200).default(''),
          startedOn: PlainDate,
        }),
      )
      .min(1)
      .max(200),
  }),
  response: z.object({ started: z.int() }),
});

export const updateMatch = endpoint({
  method: 'PUT',
  path: '/matches/:id',
  summary: 'Reword the purpose of a match.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ purpose: z.string().trim().max(200) }),
  response: z.object({ id: Id, version: Version }),
});

export const endMatch = endpoint({
  method: 'POST',
  path: '/matches/:id/closure',
  summary: 'End a match on a day, by whom and why. The mentor no longer sees the student from that day, at once when it is today.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ endedOn: PlainDate, endedBy: EndedBy, reason: Line }),
  response: z.object({ id: Id, version: Version, meetingsCancelled: z.int(), actionsDropped: z.int() }),
});

const HandoverPlan = z.object({
  items: z
    .array(z.object({ matchId: Id, version: Version, toMentorId: Id }))
    .min(1)
    .max(200),
  /** The next mentor's first day; the outgoing one no longer sees the student from then, at once when it is today. */
  from: PlainDate,
  notes: NotesChoice,
  meetings: MoveOrDrop,
  actions: MoveOrDrop,
});

export const HandoverPreviewItem = z.object({
  matchId: Id,
  student: Named,
  fromMentor: Named,
  toMentor: Named,
  programme: z.string(),
  meetings: z.int(),
  actions: z.int(),
  notes: z.int(),
  /** Meetings already past that nobody has recorded: they stay with the outgoing mentor, who will not see them. */
  unrecorded: z.int(),
  /** Why this one cannot be handed over as planned; null when it can. */
  problem: z.string().nullable(),
});
export type HandoverPreviewItem = z.infer<typeof HandoverPreviewItem>;

export const previewHandovers = endpoint({
  method: 'POST',
  path: '/handovers/preview',
  summary: 'Show what a handover would move, before anything does.',
  body: HandoverPlan,
  response: z.object({ items: z.array(HandoverPreviewItem) }),
});

export const handOver = endpoint({
  method: 'POST',
  path: '/handovers',
  summary: 'Hand matches over to other mentors, all or none, as previewed. Refused with 409 when one has changed meanwhile.',
  body: HandoverPlan.extend({
    /** The new match of each item, in the items' order. */
    newMatchIds: z.array(Id),
    endedBy: EndedBy,
    reason: Line,
  }).refine((plan) => plan.newMatchIds.length === plan.items.length, {
    message: 'Give one new id for each match handed over.',
    path: ['newMatchIds'],
  }),
  response: z.object({ students: z.int(), meetings: z.int(), actions: z.int(), notes: z.int() }),
});

export const listHandoverNotes = endpoint({
  method: 'GET',
  path: '/matches/:id/notes',
  summary: 'List the notes the mentor of a match can read, to choose which go along in a handover. Written to the access log.',
  params: IdParams,
  response: z.object({
    items: z.array(z.object({ id: Id, writtenAt: Instant, author: z.string(), body: z.string(), sharedWithStudent: z.boolean() })),
  }),
});
