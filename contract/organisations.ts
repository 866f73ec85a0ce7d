import { z } from 'zod';
import { Id, Line, PlainDate, Version } from './common.ts';
import { endpoint } from './endpoint.ts';
import { isTimeZone } from './session.ts';

export const OrganisationSettings = z.object({
  name: Line,
  timeZone: z.string().refine(isTimeZone, 'Choose a time zone from the list, such as Europe/London.'),
  locale: z.enum(['en-GB', 'cy-GB']),
  /** A score in a meeting must carry a reason. */
  requireReason: z.boolean(),
  /** Weeks without a meeting before a student needs follow-up. */
  noContactWeeks: z.int().min(1, 'At least 1 week.').max(52, 'At most 52 weeks.'),
  /** Days after which a score is stale. */
  staleAfterDays: z.int().min(7, 'At least 7 days.').max(730, 'At most 730 days.'),
  /** What a mentor scores from this day on counts once they have finished a first calibration exercise; null: at once. */
  calibrateFrom: PlainDate.nullable().default(null),
});

export const Organisation = OrganisationSettings.extend({ timeZone: z.string(), orgId: Id, version: Version });

export const getOrganisation = endpoint({
  method: 'GET',
  path: '/organisation',
  summary: "The organisation's settings",
  response: Organisation,
});

export const updateOrganisation = endpoint({
  method: 'PUT',
  path: '/organisation',
  summary: "Change the organisation's settings",
  ifMatch: true,
  body: OrganisationSettings,
  response: Organisation,
});
