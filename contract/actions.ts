import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Instant, Line, PageQuery, PlainDate, Version, pageOf } from './common.ts';

export const ActionOwner = z.enum(['mentor', 'student']);
export type ActionOwner = z.infer<typeof ActionOwner>;

export const ActionStatus = z.enum(['open', 'done', 'not_done', 'dropped']);
export type ActionStatus = z.infer<typeof ActionStatus>;

/** How an action can end: done; asked about and not done; or no longer wanted. */
export const ActionEnding = z.enum(['done', 'not_done', 'dropped']);
export type ActionEnding = z.infer<typeof ActionEnding>;

const Detail = z.string().trim().max(2000);

export const Action = z.object({
  id: Id,
  studentId: Id,
  studentName: z.string(),
  matchId: Id,
  mentorId: Id,
  mentorName: z.string(),
  meetingId: Id.nullable(),
  seriesId: Id.nullable(),
  /** The statement of the outcome it is meant to move. */
  outcome: z.string().nullable(),
  libraryId: Id.nullable(),
  title: z.string(),
  detail: z.string(),
  owner: ActionOwner,
  dueOn: PlainDate.nullable(),
  status: ActionStatus,
  overdue: z.boolean(),
  closedOn: PlainDate.nullable(),
  closeNote: z.string(),
  sharedWithStudent: z.boolean(),
  createdAt: Instant,
  version: Version,
});
export type Action = z.infer<typeof Action>;

export const listActions = endpoint({
  method: 'GET',
  path: '/actions',
  summary: 'List actions of a student or of a caseload: open ones by due date, closed ones latest first.',
  query: PageQuery.extend({
    studentId: Id.optional(),
    /** Of the students on this mentor's caseload today. */
    mentorId: Id.optional(),
    state: z.enum(['open', 'overdue', 'closed']).default('open'),
  }),
  response: pageOf(Action),
});

export const getAction = endpoint({
  method: 'GET',
  path: '/actions/:id',
  summary: 'Get one action with what became of it: who did what to it, and when.',
  params: IdParams,
  response: Action.extend({
    history: z.array(
      z.object({
        at: Instant,
        by: z.string().nullable(),
        what: z.enum(['created', 'changed', 'closed', 'reopened']),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});

export const createAction = endpoint({
  method: 'POST',
  path: '/actions',
  summary: 'Add an action for a student, under a current match.',
  body: z.object({
    id: Id,
    studentId: Id,
    /** Needed only when the student has several current matches you may act for. */
    matchId: Id.optional(),
    seriesId: Id.nullable().default(null),
    libraryId: Id.nullable().default(null),
    title: Line,
    detail: Detail.default(''),
    owner: ActionOwner.default('student'),
    dueOn: PlainDate.nullable().default(null),
    sharedWithStudent: z.boolean().default(true),
  }),
  response: Action,
});

export const editAction = endpoint({
  method: 'PATCH',
  path: '/actions/:id',
  summary: 'Change an open action.',
  params: IdParams,
  ifMatch: true,
  body: z.object({
    title: Line.optional(),
    detail: Detail.optional(),
    owner: ActionOwner.optional(),
    dueOn: PlainDate.nullable().optional(),
    seriesId: Id.nullable().optional(),
    sharedWithStudent: z.boolean().optional(),
  }),
  response: Action,
});

export const closeAction = endpoint({
  method: 'PUT',
  path: '/actions/:id/closure',
  summary: 'Close an action as done, not done or dropped. Students may mark their own as done.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ ending: ActionEnding, note: z.string().trim().max(1000).default('') }),
  response: Action,
});

export const reopenAction = endpoint({
  method: 'DELETE',
  path: '/actions/:id/closure',
  summary: 'Open a closed action again.',
  params: IdParams,
  ifMatch: true,
  response: Action,
});

/** An action the library proposes, filled in and dated, with the score that called for it. */
export const ActionProposal = z.object({
  libraryId: Id,
  seriesId: Id,
  outcome: z.string(),
  title: z.string(),
  detail: z.string(),
  owner: ActionOwner,
  dueOn: PlainDate,
  because: z.enum(['low', 'fell']),
  level: z.int(),
  previousLevel: z.int().nullable(),
});
export type ActionProposal = z.infer<typeof ActionProposal>;

export const listActionProposals = endpoint({
  method: 'GET',
  path: '/students/:id/action-proposals',
  summary: "Propose actions for a student's low and fallen outcomes, from the organisation's library, leaving out what is already open.",
  params: IdParams,
  response: z.object({ items: z.array(ActionProposal) }),
});
