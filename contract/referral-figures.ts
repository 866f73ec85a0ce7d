import { z } from 'zod';
import { FileResponse, Instant, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';

/** A group of fewer than this many referrals is marked: one student more or less turns its shares around. */
export const fewBelow = 5;

/** The days of waiting that are counted together: up to a week, two, four, eight, and longer. */
export const waitBands = [7, 14, 28, 56] as const;

/** What groups are made by: `characteristic:fsm` is free school meals. */
export const FiguresBy = z.union([
  z.enum(['reason', 'school', 'year', 'source', 'referrer']),
  z.templateLiteral(['characteristic:', z.string().regex(/^[a-z0-9_]{1,60}$/)]),
]);

export const ReferralGroup = z.object({
  key: z.string(),
  label: z.string(),
  referrals: z.int(),
  accepted: z.int(),
  declined: z.int(),
  redirected: z.int(),
  /** Asked to wait, or not looked at yet. */
  undecided: z.int(),
  withdrawn: z.int(),
  /** Of those accepted, declined or redirected; null when there are none. */
  shareAccepted: z.number().nullable(),
  /** Days from being received to being accepted, declined or redirected. */
  waited: z.object({
    n: z.int(),
    median: z.number().nullable(),
    longest: z.int().nullable(),
    /** How many waited up to each of the bands, and longer. */
    bands: z.array(z.int()),
  }),
  /** Of the undecided: the longest wait so far. */
  longestOpen: z.int().nullable(),
  /** So few that shares say little and people might be told by them. */
  few: z.boolean(),
});
export type ReferralGroup = z.infer<typeof ReferralGroup>;

const FiguresQuery = z.object({ by: FiguresBy.default('reason'), from: PlainDate.optional(), to: PlainDate.optional() });

export const getReferralFigures = endpoint({
  method: 'GET',
  path: '/referral-figures',
  summary: 'Count referrals, decisions and waiting times by reason, school, year, source or a characteristic.',
  query: FiguresQuery,
  response: z.object({
    asOf: Instant,
    from: PlainDate.nullable(),
    to: PlainDate.nullable(),
    total: ReferralGroup,
    groups: z.array(ReferralGroup),
    /** A referral may have several reasons and counts under each: the groups then add up to more than the total. */
    overlapping: z.boolean(),
    /** What groups can be made by, the characteristics included. */
    offers: z.array(z.object({ by: z.string(), label: z.string() })),
  }),
});
export type ReferralFigures = z.infer<(typeof getReferralFigures)['response']>;

export const exportReferralFigures = endpoint({
  method: 'GET',
  path: '/referral-figures.csv',
  summary: 'Take the same figures as a CSV file. Written to the access log.',
  query: FiguresQuery,
  response: FileResponse,
  download: 'text/csv',
});
