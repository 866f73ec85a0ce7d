import { z } from 'zod';
import { AnalysisRun } from './analysis.ts';
import { Finding } from './calibration.ts';
import { Id, IdParams, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';

/** How mentors compare with their colleagues on what they judged in common. In order of name; never a ranking. */
export const Severity = z.object({
  /** What it rests on, or why there is nothing. */
  says: z.string(),
  wouldNeed: z.string().nullable(),
  items: z.array(z.object({ memberId: Id, name: z.string(), severity: Finding })),
  /**
   * The comparison of so many mentors, as they have judged by now, is to be worked out beside the page: `startSeverityRun`. What
   * stands here meanwhile is of an earlier moment.
   */
  toFit: z.boolean(),
  /** When it was worked out, where that was beside the page. */
  fittedAt: Instant.nullable(),
});
export type Severity = z.infer<typeof Severity>;

export const getSeverity = endpoint({
  method: 'GET',
  path: '/calibration/severity',
  summary: 'How far each mentor lies above or below their colleagues on the cases and meetings they judged in common, as an interval',
  response: Severity,
});

/** A comparison that is worked out beside the page; `cancelAnalysisRun` stops it. */
export const SeverityRun = AnalysisRun.omit({ question: true, answer: true });
export type SeverityRun = z.infer<typeof SeverityRun>;

export const findSeverityRun = endpoint({
  method: 'GET',
  path: '/calibration/severity/run',
  summary: 'Find the latest comparison of mentors that was worked out beside the page, whoever asked for it',
  response: z.object({ run: SeverityRun.nullable() }),
});

export const startSeverityRun = endpoint({
  method: 'POST',
  path: '/calibration/severity/run',
  summary: 'Have the comparison of mentors worked out beside the page, with progress',
  body: z.object({ id: Id }),
  response: z.object({ run: SeverityRun }),
});

export const AdjustedLevels = z.object({
  /** What the adjustment rests on, or why there is none and what would make it possible. */
  says: z.string(),
  wouldNeed: z.string().nullable(),
  /** Mentors have not been compared since they judged more, or never: as in `Severity`. */
  toFit: z.boolean(),
  fittedAt: Instant.nullable(),
  types: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      levels: z.int(),
      /** Outcomes of the type with a level, and who gave the latest of each. */
      outcomes: z.int(),
      assessors: z.array(z.string()),
      /** Mean of the latest levels, as they are on record. */
      asGiven: z.number(),
      /** The same less what its assessors lie above or below their colleagues; null where one of them cannot be compared. */
      adjusted: z.object({ estimate: z.number(), ci: z.tuple([z.number(), z.number()]) }).nullable(),
    }),
  ),
});
export type AdjustedLevels = z.infer<typeof AdjustedLevels>;

export const getAdjustedLevels = endpoint({
  method: 'GET',
  path: '/students/:id/adjusted-levels',
  summary:
    'Read a student’s latest levels beside what they would be if every mentor judged like their colleagues: an estimate, never on record.',
  params: IdParams,
  response: AdjustedLevels,
});
