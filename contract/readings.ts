import { z } from 'zod';
import { Done, Id, IdParams, Instant, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';
import { MissingReason, Point } from './assessments.ts';
import { Figure, Measure, ReadingSource } from './measures.ts';

/** A dated value of a measure as it was recorded. A correction is another reading that supersedes it; both stay. */
export const Reading = z.object({
  id: Id,
  studentId: Id,
  measureId: Id,
  enrolmentId: Id.nullable(),
  point: Point.nullable(),
  takenOn: PlainDate,
  /** The value stands for the days from here to `takenOn`; null for that day alone. */
  from: PlainDate.nullable(),
  value: z.number().nullable(),
  step: z.string().nullable(),
  missingReason: MissingReason.nullable(),
  note: z.string(),
  source: ReadingSource,
  recordedAt: Instant,
  recordedBy: z.string().nullable(),
  /** The reading it corrects, and why. */
  supersedes: Id.nullable(),
  amendmentReason: z.string().nullable(),
  /** The reading that corrects it. */
  supersededBy: Id.nullable(),
});
export type Reading = z.infer<typeof Reading>;

/** A measure of one student: what it says now, against which target, and from how many readings. */
export const StudentMeasure = z.object({
  measure: Measure,
  latest: Figure.nullable(),
  target: z
    .object({
      value: z.number(),
      step: z.string().nullable(),
      dueOn: PlainDate.nullable(),
      /** Null without a value to hold against it. */
      onTarget: z.boolean().nullable(),
    })
    .nullable(),
  readings: z.int(),
});
export type StudentMeasure = z.infer<typeof StudentMeasure>;

export const listStudentMeasures = endpoint({
  method: 'GET',
  path: '/students/:id/measures',
  summary: "List the organisation's measures with what each says of a student now. Written to the access log.",
  params: IdParams,
  response: z.object({ items: z.array(StudentMeasure) }),
});

export const listReadings = endpoint({
  method: 'GET',
  path: '/students/:id/measures/:measureId/readings',
  summary: 'List every reading of a measure for a student, corrected ones included, latest first.',
  params: z.object({ id: Id, measureId: Id }),
  response: z.object({ measure: Measure, items: z.array(Reading) }),
});

const Value = z.number().nullable();
const Note = z.string().trim().max(1000).default('');
const oneOfBoth = { message: 'Give a value, or say why there is none, and not both.', path: ['value'] };

const NewReading = z
  .object({
    id: Id,
    measureId: Id,
    takenOn: PlainDate,
    from: PlainDate.nullable().default(null),
    value: Value.default(null),
    missingReason: MissingReason.nullable().default(null),
    note: Note,
  })
  .refine((row) => (row.value === null) !== (row.missingReason === null), oneOfBoth);
export type NewReading = z.output<typeof NewReading>;

export const recordReadings = endpoint({
  method: 'POST',
  path: '/students/:id/readings',
  summary: 'Record one or many readings of a student by hand.',
  params: IdParams,
  body: z.object({
    /** The enrolment they are taken for, with the point: its baseline, say. */
    enrolmentId: Id.nullable().default(null),
    point: Point.nullable().default(null),
    readings: z.array(NewReading).min(1, 'Record at least one reading.').max(100),
  }),
  response: z.object({ recorded: z.int() }),
});

export const amendReading = endpoint({
  method: 'POST',
  path: '/readings/:id/amendment',
  summary: 'Correct a reading: the new one takes its place with the reason, and the old one stays on record.',
  params: IdParams,
  body: z
    .object({
      id: Id,
      takenOn: PlainDate,
      from: PlainDate.nullable().default(null),
      value: Value.default(null),
      missingReason: MissingReason.nullable().default(null),
      note: Note,
      reason: z.string().trim().min(1, 'Say why it is corrected.').max(500),
    })
    .refine((row) => (row.value === null) !== (row.missingReason === null), oneOfBoth),
  response: Done,
});
