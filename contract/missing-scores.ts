import { z } from 'zod';
import { Id } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What is missing of one mentor's current students. A count of too few is left out (null), as everywhere. */
export const MissingOfMentor = z.object({
  memberId: Id,
  name: z.string(),
  /** Students matched to the mentor today. */
  students: z.int().nullable(),
  /** Of them, without a score by a mentor under their enrolment. */
  withoutScore: z.int().nullable(),
  /** Of them, scored, and no outcome a second time. */
  withoutSecond: z.int().nullable(),
});
export type MissingOfMentor = z.infer<typeof MissingOfMentor>;

/** To act on, for leads: in order of name, and no part of any answer or report. */
export const listMissingScores = endpoint({
  method: 'GET',
  path: '/missing-scores',
  summary: 'How many current students of each mentor have no score, or no second one, in order of name.',
  response: z.object({ items: z.array(MissingOfMentor) }),
});
