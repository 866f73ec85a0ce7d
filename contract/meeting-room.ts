import { z } from 'zod';
import { ActionOwner } from './actions.ts';
import { Perspective, Point } from './assessments.ts';
import { Id, IdParams, Instant, PageQuery, PlainDate, Text, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Answer, AnswerSent, Attendance, MeetingPerspective, MissingInMeeting, NewAction, ScoreReason } from './meeting-answers.ts';
import { MeetingMode, WallTime } from './meetings.ts';
import { QuestionReason } from './prep.ts';

const Previous = z.object({
  perspective: Perspective,
  level: z.int().nullable(),
  on: PlainDate.nullable(),
  /** Why there was no level the last time it came up, when there was none. */
  missingReason: z.string().nullable(),
});

const Question = z.object({
  outcomeId: Id,
  seriesId: Id,
  typeName: z.string(),
  statement: z.string(),
  question: z.string(),
  evidence: z.string(),
  /** Level 1 first. */
  descriptors: z.array(z.string()),
  /** Why this one was chosen for today; null for the rest of the framework. */
  chosenFor: z.array(QuestionReason).nullable(),
  /** Where the student stands, one entry a perspective; shown, never preselected. */
  previous: z.array(Previous),
});
export type Question = z.infer<typeof Question>;

/** An action of the library, whole: what a score calls for is worked out on the phone, without signal (`proposalsFor`). */
const LibraryEntry = z.object({
  id: Id,
  seriesId: Id.nullable(),
  title: z.string(),
  detail: z.string(),
  owner: ActionOwner,
  upToLevel: z.int(),
  dueInDays: z.int(),
});

const DueAction = z.object({
  id: Id,
  title: z.string(),
  detail: z.string(),
  owner: ActionOwner,
  dueOn: PlainDate.nullable(),
  overdue: z.boolean(),
  sharedWithStudent: z.boolean(),
});
export type DueAction = z.infer<typeof DueAction>;

const RecordedScore = z.object({
  outcomeId: Id,
  statement: z.string(),
  level: z.int().nullable(),
  missingReason: z.string().nullable(),
  reason: z.string(),
});

/** What a finished meeting put on the record. */
export const Recorded = z.object({
  /** Null for a meeting that was cancelled ahead of time and never begun. */
  finishedAt: Instant.nullable(),
  attendance: Attendance,
  reason: z.string(),
  mode: MeetingMode,
  minutes: z.int().nullable(),
  /** The meeting that takes its place, when it was moved. */
  movedTo: z.object({ meetingId: Id, startsAt: Instant }).nullable(),
  perspective: Perspective.nullable(),
  point: Point.nullable(),
  scores: z.array(RecordedScore),
  notes: z.array(z.object({ id: Id, body: z.string(), shared: z.boolean() })),
  newActions: z.array(z.object({ id: Id, title: z.string(), owner: ActionOwner, dueOn: PlainDate.nullable() })),
  closedActions: z.array(z.object({ id: Id, title: z.string(), status: z.enum(['done', 'not_done', 'dropped']) })),
});
export type Recorded = z.infer<typeof Recorded>;

/** Everything a phone needs to hold one meeting without signal. */
export const Room = z.object({
  /** The server's clock when it answered: what a device measures its own against. */
  now: Instant,
  today: PlainDate,
  meeting: z.object({
    id: Id,
    startsAt: Instant,
    /** The same moment as the organisation's clocks show it. */
    date: PlainDate,
    time: WallTime,
    plannedMinutes: z.int(),
    mode: MeetingMode,
    place: z.string(),
    mentorId: Id,
    mentorName: z.string(),
  }),
  student: z.object({ id: Id, name: z.string(), familyName: z.string() }),
  /** A lead is in the meeting of somebody else: the scores stay that mentor's. */
  onBehalf: z.boolean(),
  /** The match this meeting belongs to has ended: only a lead can be here, to record what was entered. */
  matchEnded: z.boolean(),
  requireReason: z.boolean(),
  point: Point,
  framework: z.object({
    versionId: Id,
    name: z.string(),
    number: z.int(),
    levels: z.int(),
    /** A newer version was published since this meeting was begun; the meeting keeps the one it began with. */
    newerPublished: z.boolean(),
  }),
  /** Today's chosen questions first, then the rest by outcome type. */
  questions: z.array(Question),
  library: z.array(LibraryEntry),
  /** What is already agreed and open: not proposed again. */
  openActions: z.array(z.object({ libraryId: Id.nullable(), seriesId: Id.nullable() })),
  dueActions: z.array(DueAction),
  answers: z.array(Answer),
  recorded: Recorded.nullable(),
});
export type Room = z.infer<typeof Room>;

export const openRoom = endpoint({
  method: 'GET',
  path: '/meetings/:id/room',
  summary: 'Open a meeting: its questions, what is due, and what has been entered so far.',
  params: IdParams,
  query: z.object({
    /** The framework version a device began this meeting with, when it has answers the server has not seen yet. */
    frameworkVersionId: Id.optional(),
  }),
  response: Room,
});

export const saveAnswers = endpoint({
  method: 'PUT',
  path: '/meetings/:id/answers',
  summary: 'Save answers of a meeting in progress: the newest edit of each wins, and a bad one does not stop the rest.',
  params: IdParams,
  body: z.object({ answers: z.array(AnswerSent).max(500) }),
  response: z.object({
    now: Instant,
    /** Stored as sent; `editedAt` is what the server keeps, never later than its own clock. */
    saved: z.array(z.object({ key: z.string(), editedAt: Instant })),
    /** Answered later elsewhere: what stands, so that nothing is overwritten in silence. */
    newer: z.array(Answer),
    /** Not stored, and why, in a sentence. */
    refused: z.array(z.object({ key: z.string(), message: z.string() })),
  }),
});

const RecordScore = z.object({
  id: Id,
  outcomeId: Id,
  level: z.int().nullable(),
  missingReason: MissingInMeeting.nullable(),
  reason: ScoreReason,
});

export const MeetingRecord = z.object({
  attendance: Attendance,
  reason: z.string().trim().max(500),
  mode: MeetingMode,
  minutes: z.int().nullable(),
  /** By the organisation's clocks. */
  movedTo: z.object({ meetingId: Id, date: PlainDate, time: WallTime }).nullable(),
  assessment: z
    .object({
      id: Id,
      frameworkVersionId: Id,
      perspective: MeetingPerspective,
      point: Point,
      scores: z.array(RecordScore).max(500),
    })
    .nullable(),
  notes: z
    .array(z.object({ id: Id, body: Text.refine((body) => body.trim() !== '', 'Write the note, or leave it out.'), shared: z.boolean() }))
    .max(2),
  newActions: z.array(NewAction.extend({ id: Id })).max(50),
  actionOutcomes: z
    .array(
      z.object({
        actionId: Id,
        outcome: z.enum(['done', 'not_done', 'carried_on']),
        note: z.string().trim().max(500),
        dueOn: PlainDate.nullable(),
      }),
    )
    .max(100),
  /** The answers this was made from: one that was edited later elsewhere stops the recording, so that it can be looked at. */
  seen: z.array(z.object({ key: z.string().max(200), editedAt: Instant })).max(1000),
});
export type MeetingRecord = z.infer<typeof MeetingRecord>;

export const recordMeeting = endpoint({
  method: 'POST',
  path: '/meetings/:id/record',
  summary: 'Finish a meeting: attendance, scores, notes and actions go on the record together, or not at all.',
  params: IdParams,
  body: MeetingRecord,
  response: z.object({
    /** `already` when it had been finished before: then nothing of this call was recorded, and `recorded` is what stands. */
    outcome: z.enum(['recorded', 'already']),
    recorded: Recorded,
  }),
});

const Unfinished = z.object({
  meetingId: Id,
  studentId: Id,
  studentName: z.string(),
  mentorId: Id,
  mentorName: z.string(),
  startsAt: Instant,
  answers: z.int(),
  lastSavedAt: Instant,
  matchEnded: z.boolean(),
});

export const listUnfinishedMeetings = endpoint({
  method: 'GET',
  path: '/unfinished-meetings',
  summary: 'List meetings that were begun and never finished, those whose match has ended first.',
  response: z.object({ items: z.array(Unfinished) }),
});

const Note = z.object({
  id: Id,
  meetingId: Id,
  meetingStartsAt: Instant,
  authorId: Id,
  authorName: z.string(),
  body: z.string(),
  shared: z.boolean(),
  /** Written by another mentor, and handed over to the reader. */
  handedOver: z.boolean(),
  createdAt: Instant,
});
export type Note = z.infer<typeof Note>;

export const listStudentNotes = endpoint({
  method: 'GET',
  path: '/students/:id/notes',
  summary: 'List the meeting notes of a student that you may read, the newest first.',
  params: IdParams,
  query: PageQuery.extend({ meetingId: Id.optional() }),
  response: pageOf(Note),
});
