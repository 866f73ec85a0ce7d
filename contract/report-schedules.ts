import { z } from 'zod';
import { Id, IdParams, PlainDate, Version } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ReportChoices, ReportKind } from './reports.ts';

export const ReportEvery = z.enum(['month', 'term', 'year']);
export type ReportEvery = z.infer<typeof ReportEvery>;

const ScheduleChoices = ReportChoices.extend({
  every: ReportEvery,
  /** The day the next draft is made. Its period and this day then move on by a month, four months or a year. */
  nextOn: PlainDate,
  /** Who is told by mail that a draft is there. */
  ownerId: Id,
});

/** A report that is prepared again and again: on its day a draft is made. A person writes the words and makes it final. */
export const ReportSchedule = ScheduleChoices.extend({
  id: Id,
  version: Version,
  kind: ReportKind,
  schoolId: Id.nullable(),
  schoolName: z.string().nullable(),
  ownerName: z.string(),
  /** The latest draft it made. */
  lastReportId: Id.nullable(),
  lastMadeOn: PlainDate.nullable(),
});
export type ReportSchedule = z.infer<typeof ReportSchedule>;

export const listReportSchedules = endpoint({
  method: 'GET',
  path: '/report-schedules',
  summary: 'List the reports that are prepared again and again, the next to come first.',
  response: z.object({ items: z.array(ReportSchedule) }),
});

export const createReportSchedule = endpoint({
  method: 'POST',
  path: '/report-schedules',
  summary:
    'Have a draft of a report prepared every month, term or year. The period is added to its title; of its words only the introduction is taken.',
  body: z.object({ id: Id, kind: ReportKind, schoolId: Id.nullable().default(null), ...ScheduleChoices.shape }),
  response: ReportSchedule,
});

export const updateReportSchedule = endpoint({
  method: 'PUT',
  path: '/report-schedules/:id',
  summary: 'Change what a scheduled report has in it, when it is next prepared, or who is told.',
  params: IdParams,
  ifMatch: true,
  body: ScheduleChoices,
  response: ReportSchedule,
});

export const deleteReportSchedule = endpoint({
  method: 'DELETE',
  path: '/report-schedules/:id',
  summary: 'Stop preparing a report. The drafts and reports there are stay.',
  params: IdParams,
  response: z.object({ done: z.literal(true) }),
});
