import { z } from 'zod';
import { IdParams, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';

/**
 * Half-day sessions by what became of them, over any days. `possible` is present + approved + authorised + unauthorised;
 * `lateBefore` is among the present (late, before the register closed), `lateAfter` among the unauthorised (after it).
 */
export interface Sessions {
  possible: number;
  present: number;
  approved: number;
  authorised: number;
  unauthorised: number;
  lateBefore: number;
  lateAfter: number;
}

export const noSessions: Sessions = { possible: 0, present: 0, approved: 0, authorised: 0, unauthorised: 0, lateBefore: 0, lateAfter: 0 };

export function addSessions(a: Sessions, b: Sessions): Sessions {
  return {
    possible: a.possible + b.possible,
    present: a.present + b.present,
    approved: a.approved + b.approved,
    authorised: a.authorised + b.authorised,
    unauthorised: a.unauthorised + b.unauthorised,
    lateBefore: a.lateBefore + b.lateBefore,
    lateAfter: a.lateAfter + b.lateAfter,
  };
}

/**
 * Attendance as the Department for Education counts it: sessions present or at an approved educational activity, of the
 * student's own possible sessions, in per cent; null where no session was possible.
 */
export function attendancePercent({ possible, present, approved }: Sessions): number | null {
  return possible === 0 ? null : ((present + approved) * 100) / possible;
}

/**
 * Punctuality: of the sessions the student came to school for, those they came to in time, in per cent. Coming after the
 * register closed counts as an absence in attendance and as a late arrival here; time at an approved activity
 * elsewhere is neither.
 */
export function punctualityPercent({ present, lateBefore, lateAfter }: Sessions): number | null {
  const came = present + lateAfter;
  return came === 0 ? null : ((present - lateBefore) * 100) / came;
}

/** Absent for 10% or more (persistent) or 50% or more (severe) of the student's own possible sessions; whole numbers, so that 10% is 10%. */
export function absenceOf({ possible, authorised, unauthorised }: Sessions): 'severe' | 'persistent' | 'none' | 'unknown' {
  if (possible === 0) return 'unknown';
  const absent = authorised + unauthorised;
  if (absent * 2 >= possible) return 'severe';
  return absent * 10 >= possible ? 'persistent' : 'none';
}

const SessionCounts = z.object({
  possible: z.int(),
  present: z.int(),
  approved: z.int(),
  authorised: z.int(),
  unauthorised: z.int(),
  lateBefore: z.int(),
  lateAfter: z.int(),
});

const Span = z.object({
  from: PlainDate,
  to: PlainDate,
  sessions: SessionCounts,
  percent: z.number().nullable(),
  punctuality: z.number().nullable(),
  absence: z.enum(['severe', 'persistent', 'none', 'unknown']),
});
export type AttendanceSpan = z.infer<typeof Span>;

export const AttendanceWeek = SessionCounts.extend({ start: PlainDate });
export type AttendanceWeek = z.infer<typeof AttendanceWeek>;

export const BehaviourEvent = z.object({
  on: PlainDate,
  kind: z.enum(['incident', 'positive']),
  category: z.string(),
  points: z.number().nullable(),
});
export type BehaviourEvent = z.infer<typeof BehaviourEvent>;

export const getAttendance = endpoint({
  method: 'GET',
  path: '/students/:id/attendance',
  summary: "Read a student's attendance by weeks and behaviour events, of this school year and the last.",
  params: IdParams,
  response: z.object({
    weeks: z.array(AttendanceWeek),
    lastSixWeeks: Span,
    thisYear: Span,
    lastYear: Span,
    /** Latest first. */
    events: z.array(BehaviourEvent),
  }),
});
