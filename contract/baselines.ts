import { z } from 'zod';
import { Id, IdParams, Instant, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Figure, Measure } from './measures.ts';

/**
 * How far the baseline of an enrolment is: nothing recorded for it; something; confirmed with everything there; or
 * confirmed with gaps that somebody left knowingly.
 */
export const BaselineState = z.enum(['none', 'begun', 'done', 'partial']);
export type BaselineState = z.infer<typeof BaselineState>;

/** Something a baseline goes without, and why. */
export const BaselineGap = z
  .object({
    measureId: Id.nullable().default(null),
    seriesId: Id.nullable().default(null),
    why: z.string().trim().min(1, 'Say why it is left out.').max(300),
  })
  .refine((gap) => (gap.measureId === null) !== (gap.seriesId === null), {
    message: 'A gap is of one measure or of one outcome.',
    path: ['measureId'],
  });
export type BaselineGap = z.infer<typeof BaselineGap>;

export const Baseline = z.object({
  enrolmentId: Id,
  studentId: Id,
  studentName: z.string(),
  programme: z.string(),
  startedOn: PlainDate,
  /** Over already: its baseline can be read and no longer changed. */
  closed: z.boolean(),
  state: BaselineState,
  confirmedAt: Instant.nullable(),
  confirmedBy: z.string().nullable(),
  measures: z.array(
    z.object({
      measure: Measure,
      /** What was taken as the baseline. */
      taken: Figure.nullable(),
      /** What is on record and could be taken: of the time around the first day, else the latest. */
      onRecord: Figure.nullable(),
      /** A questionnaire that the student has not answered yet. */
      waiting: z.boolean(),
      gap: z.string().nullable(),
    }),
  ),
  outcomes: z.array(
    z.object({
      seriesId: Id,
      type: z.string(),
      statement: z.string(),
      scored: z.boolean(),
      gap: z.string().nullable(),
    }),
  ),
});
export type Baseline = z.infer<typeof Baseline>;

export const getBaseline = endpoint({
  method: 'GET',
  path: '/enrolments/:id/baseline',
  summary: 'Read the baseline of an enrolment: what is there, what could be taken, and what is missing.',
  params: IdParams,
  response: Baseline,
});

export const takeAsBaseline = endpoint({
  method: 'POST',
  path: '/enrolments/:id/baseline/readings',
  summary: 'Take what is on record as the baseline: each becomes a reading of its own, with its source and days.',
  params: IdParams,
  body: z.object({
    take: z
      .array(z.object({ id: Id, measureId: Id }))
      .min(1)
      .max(100),
  }),
  response: z.object({ taken: z.int() }),
});

export const confirmBaseline = endpoint({
  method: 'POST',
  path: '/enrolments/:id/baseline',
  summary: 'Confirm the baseline of an enrolment. Whatever is missing is named with the reason.',
  params: IdParams,
  body: z.object({ id: Id, gaps: z.array(BaselineGap).max(500) }),
  response: z.object({ state: BaselineState }),
});

export const listBaselines = endpoint({
  method: 'GET',
  path: '/baselines',
  summary: 'List current enrolments by how far their baseline is: of a student, or of everybody you see that still lack one.',
  query: z.object({ studentId: Id.optional() }),
  response: z.object({
    items: z.array(
      z.object({
        enrolmentId: Id,
        studentId: Id,
        studentName: z.string(),
        programme: z.string(),
        startedOn: PlainDate,
        state: BaselineState,
      }),
    ),
  }),
});
