import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, FileResponse, Secret } from './common.ts';

/** How much of a student's name an entry of the calendar shows: `Ada L.`, `A. L.`, or nothing. */
export const CalendarNames = z.enum(['first', 'initials', 'none']);
export type CalendarNames = z.infer<typeof CalendarNames>;

export const getCalendarLink = endpoint({
  method: 'GET',
  path: '/calendar-link',
  summary: 'Say whether you have a calendar link. The link itself is shown only when it is made.',
  response: z.object({ active: z.boolean() }),
});

export const renewCalendarLink = endpoint({
  method: 'PUT',
  path: '/calendar-link',
  summary: 'Make your calendar link, or a new one in place of the old, which then stops working.',
  body: z.object({ secret: Secret }),
  response: z.object({
    /** Put the secret and `.ics` behind it: the address of the calendar, under the server's own. */
    pathPrefix: z.string(),
  }),
});

export const revokeCalendarLink = endpoint({
  method: 'DELETE',
  path: '/calendar-link',
  summary: 'End your calendar link.',
  response: Done,
});

export const readCalendar = endpoint({
  method: 'GET',
  path: '/calendar/:token',
  summary: 'Read the meetings of the mentor whose secret link this is, as iCalendar. The token is the secret, with or without `.ics`.',
  access: 'public',
  params: z.object({ token: z.string().max(60) }),
  query: z.object({ names: CalendarNames.default('first') }),
  response: FileResponse,
  download: 'text/calendar',
});
