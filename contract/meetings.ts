import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Instant, PageQuery, PlainDate, Version, pageOf } from './common.ts';

export const MeetingMode = z.enum(['in_person', 'online', 'phone', 'group']);
export type MeetingMode = z.infer<typeof MeetingMode>;

export const MeetingStatus = z.enum(['scheduled', 'held', 'student_absent', 'mentor_absent', 'cancelled', 'moved']);
export type MeetingStatus = z.infer<typeof MeetingStatus>;

/** The clock on the wall, `HH:MM`, in the organisation's own time zone. */
export const WallTime = z.iso.time({ precision: -1, error: 'Give a time as hours and minutes, such as 14:30.' });

const PlannedMinutes = z.int().min(5, 'A meeting lasts at least 5 minutes.').max(480, 'A meeting lasts at most 8 hours.');
const Place = z.string().trim().max(200);

export const Meeting = z.object({
  id: Id,
  studentId: Id,
  studentName: z.string(),
  mentorId: Id,
  mentorName: z.string(),
  matchId: Id,
  programmeName: z.string(),
  startsAt: Instant,
  /** The same moment as the organisation's clocks show it. */
  date: PlainDate,
  time: WallTime,
  plannedMinutes: z.int(),
  mode: MeetingMode,
  place: z.string(),
  status: MeetingStatus,
  /** Minutes it lasted, once recorded. */
  minutes: z.int().nullable(),
  statusReason: z.string().nullable(),
  /** The meeting that took the place of a moved one. */
  movedTo: Id.nullable(),
  /** Shared by meetings that were scheduled together. */
  repeatId: Id.nullable(),
  finishedAt: Instant.nullable(),
  version: Version,
});
export type Meeting = z.infer<typeof Meeting>;

/** A meeting already there at the same time: said, not forbidden. */
export const Clash = z.object({
  meetingId: Id,
  who: z.enum(['mentor', 'student', 'both']),
  studentName: z.string(),
  mentorName: z.string(),
  startsAt: Instant,
  plannedMinutes: z.int(),
});
export type Clash = z.infer<typeof Clash>;

export const listMeetings = endpoint({
  method: 'GET',
  path: '/meetings',
  summary: 'List meetings of a student or a mentor, or all you may see, in order of time.',
  query: PageQuery.extend({
    studentId: Id.optional(),
    mentorId: Id.optional(),
    /** First and last day, both included. */
    from: PlainDate.optional(),
    to: PlainDate.optional(),
    status: MeetingStatus.optional(),
    order: z.enum(['earliest', 'latest']).default('earliest'),
  }),
  response: pageOf(Meeting),
});

export const getMeeting = endpoint({
  method: 'GET',
  path: '/meetings/:id',
  summary: 'Get one meeting.',
  params: IdParams,
  response: Meeting.extend({
    /** Whether the caller may change, prepare and hold it. */
    mayChange: z.boolean(),
    /** Meetings of the same repeat, this one included, in order of time. */
    repeat: z.array(z.object({ id: Id, startsAt: Instant, status: MeetingStatus })),
  }),
});

/** Who may be met by whom: the current matches the caller may schedule for. */
export const MeetingChoice = z.object({
  matchId: Id,
  studentId: Id,
  studentName: z.string(),
  mentorId: Id,
  mentorName: z.string(),
  programmeName: z.string(),
  purpose: z.string(),
  /** What the last meeting of this match was like: the likeliest wish for the next. */
  usual: z.object({ mode: MeetingMode, place: z.string(), plannedMinutes: z.int() }).nullable(),
});
export type MeetingChoice = z.infer<typeof MeetingChoice>;

export const listMeetingChoices = endpoint({
  method: 'GET',
  path: '/meeting-choices',
  summary: 'List the current matches a meeting can be scheduled for: your own, or, for leads, those of a mentor or a student.',
  query: z.object({ mentorId: Id.optional(), studentId: Id.optional() }),
  response: z.object({ items: z.array(MeetingChoice) }),
});

export const PlannedMeeting = z.object({
  date: PlainDate,
  time: WallTime,
  startsAt: Instant,
  /** The asked-for time does not exist that day because the clocks go forward; `time` is the one used. */
  shifted: z.boolean(),
  clashes: z.array(Clash),
});
export type PlannedMeeting = z.infer<typeof PlannedMeeting>;

export const planMeetings = endpoint({
  method: 'GET',
  path: '/meeting-plan',
  summary: 'Work out the dates of one or of repeating meetings, and what they clash with, without scheduling any.',
  query: z.object({
    matchId: Id,
    date: PlainDate,
    time: WallTime,
    plannedMinutes: z.coerce.number().pipe(PlannedMinutes).default(30),
    /** Left out: one meeting. */
    everyWeeks: z.coerce.number().int().min(1).max(12).optional(),
    /** How often in all, or the last day; with both, whichever comes first. */
    times: z.coerce.number().int().min(1).max(60).optional(),
    until: PlainDate.optional(),
    /** A meeting that is being changed, which does not clash with itself. */
    except: Id.optional(),
  }),
  response: z.object({ items: z.array(PlannedMeeting) }),
});

export const scheduleMeetings = endpoint({
  method: 'POST',
  path: '/meetings',
  summary: 'Schedule one meeting, or several together, under a current match.',
  body: z.object({
    matchId: Id,
    plannedMinutes: PlannedMinutes,
    mode: MeetingMode,
    place: Place.default(''),
    /** Made by the caller for meetings that belong together; null for one. */
    repeatId: Id.nullable(),
    meetings: z
      .array(z.object({ id: Id, date: PlainDate, time: WallTime }))
      .min(1)
      .max(60),
  }),
  response: z.object({ items: z.array(Meeting) }),
});

/** This meeting alone, or with it every later one of its repeat that is still to come. */
const Reach = z.enum(['this', 'following']);
export type Reach = z.infer<typeof Reach>;

export const reviseMeeting = endpoint({
  method: 'PATCH',
  path: '/meetings/:id',
  summary: 'Change the time, length, mode or place of a meeting that is still to come; with `following`, of the rest of its repeat too.',
  params: IdParams,
  ifMatch: true,
  body: z.object({
    date: PlainDate.optional(),
    time: WallTime.optional(),
    plannedMinutes: PlannedMinutes.optional(),
    mode: MeetingMode.optional(),
    place: Place.optional(),
    reach: Reach.default('this'),
  }),
  response: z.object({ items: z.array(Meeting) }),
});

export const cancelMeeting = endpoint({
  method: 'POST',
  path: '/meetings/:id/cancellation',
  summary: 'Cancel a meeting that is still to be held; with `following`, the rest of its repeat too.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ reason: z.string().trim().max(500).default(''), reach: Reach.default('this') }),
  response: z.object({ items: z.array(Meeting) }),
});

export const reinstateMeeting = endpoint({
  method: 'DELETE',
  path: '/meetings/:id/cancellation',
  summary: 'Take back the cancellation of a meeting.',
  params: IdParams,
  ifMatch: true,
  response: Meeting,
});
