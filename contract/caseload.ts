import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, Instant, PlainDate } from './common.ts';

/** Why a student needs follow-up (docs/methods/follow-up.md), with the figure a person would ask for. */
export const FollowUpReason = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('missed_in_a_row'), meetings: z.int() }),
  z.object({ reason: z.literal('no_contact'), weeks: z.int(), ever: z.boolean() }),
  z.object({ reason: z.literal('overdue_actions'), actions: z.int(), oldestDueOn: PlainDate }),
  z.object({ reason: z.literal('meeting_not_recorded'), meetings: z.int() }),
  z.object({ reason: z.literal('review_overdue'), days: z.int() }),
  z.object({ reason: z.literal('no_baseline') }),
  z.object({ reason: z.literal('no_next_meeting') }),
  z.object({ reason: z.literal('stale_outcomes'), outcomes: z.int() }),
]);
export type FollowUpReason = z.infer<typeof FollowUpReason>;

export const CaseloadStudent = z.object({
  studentId: Id,
  name: z.string(),
  yearGroup: z.int().nullable(),
  schoolName: z.string().nullable(),
  matches: z.array(z.object({ matchId: Id, programmeName: z.string(), purpose: z.string(), startedOn: PlainDate })),
  lastHeldAt: Instant.nullable(),
  meetingsHeld: z.int(),
  missedInARow: z.int(),
  nextMeeting: z.object({ id: Id, startsAt: Instant }).nullable(),
  /** Planned for before today, and nobody has said what became of them. */
  unrecorded: z.object({ meetings: z.int(), oldestId: Id, oldestStartsAt: Instant }).nullable(),
  actionsOpen: z.int(),
  actionsOverdue: z.int(),
  /** Of the outcomes of the student's framework, by the mentor's own or a joint score. */
  outcomes: z.object({ all: z.int(), scored: z.int(), notScored: z.int(), stale: z.int() }),
  /** In order of weight; empty when nothing needs doing. */
  followUp: z.array(FollowUpReason),
});
export type CaseloadStudent = z.infer<typeof CaseloadStudent>;

export const getCaseload = endpoint({
  method: 'GET',
  path: '/caseload',
  summary: "Get a mentor's caseload, those who most need follow-up first. Your own, or for leads any mentor's.",
  query: z.object({ mentorId: Id.optional() }),
  response: z.object({
    mentor: z.object({ id: Id, name: z.string() }),
    /** The organisation's settings the order was worked out with. */
    noContactWeeks: z.int(),
    staleAfterDays: z.int(),
    students: z.array(CaseloadStudent),
  }),
});
