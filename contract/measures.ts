import { z } from 'zod';
import { MissingReason } from './assessments.ts';
import { Id, IdParams, Line, PlainDate, Version } from './common.ts';
import { endpoint } from './endpoint.ts';

export const MeasureKind = z.enum([
  'attainment',
  'attendance',
  'punctuality',
  'behaviour',
  'positive_behaviour',
  'homework',
  'coursework',
  'attitude_to_learning',
  'attitude_to_school',
  'indicator',
]);
export type MeasureKind = z.infer<typeof MeasureKind>;

/** One step of an ordered scale. Steps are one apart in `value`, so that a difference of two values is a number of steps. */
export const ScaleStep = z.object({
  value: z.int().min(0).max(60),
  label: z.string().trim().min(1).max(40),
  /** What it looks like. */
  description: z.string().trim().max(500).default(''),
});
export type ScaleStep = z.infer<typeof ScaleStep>;

const Unit = z.string().trim().max(40);

/** How a measure is read. */
export const Scale = z.discriminatedUnion('type', [
  /** 0 to 100, shown with one decimal. */
  z.object({ type: z.literal('percent') }),
  /** A whole number of things: 1 incident, 3 incidents. */
  z.object({ type: z.literal('count'), one: Unit.min(1), other: Unit.min(1) }),
  z
    .object({
      type: z.literal('number'),
      min: z.number(),
      max: z.number(),
      decimals: z.int().min(0).max(3).default(0),
      /** Stands after the number: "of 5", "points". */
      unit: Unit.default(''),
    })
    .refine((scale) => scale.min < scale.max, { message: 'The highest value must be above the lowest.', path: ['max'] }),
  z
    .object({
      type: z.literal('ordered'),
      /** Stands before a step's label: "Grade 5". */
      word: Unit.default(''),
      /** Lowest value first. */
      steps: z.array(ScaleStep).min(2, 'A scale needs at least two steps.').max(40),
    })
    .refine((scale) => scale.steps.every((step, index) => step.value === (scale.steps[0]?.value ?? 0) + index), {
      message: 'Each step must be one above the step before it.',
      path: ['steps'],
    })
    .refine((scale) => new Set(scale.steps.map((step) => step.label.toLowerCase())).size === scale.steps.length, {
      message: 'Two steps have the same name.',
      path: ['steps'],
    }),
]);
export type Scale = z.infer<typeof Scale>;

export const Better = z.enum(['higher', 'lower']);

/** What an organisation follows about its students beside outcomes. */
export const Measure = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  kind: MeasureKind,
  /** Of attainment: English, maths, science … */
  subject: z.string().nullable(),
  scale: Scale,
  better: Better,
  questionnaireId: Id.nullable(),
  /** Worked out from attendance marks or behaviour events where there are any; recorded by people where there are none. */
  derived: z.boolean(),
  atBaseline: z.boolean(),
  atReview: z.boolean(),
  /** One of Waymark's own: what it is called and how it is read can be changed, what it is for cannot. */
  shipped: z.boolean(),
  archived: z.boolean(),
  version: Version,
});
export type Measure = z.infer<typeof Measure>;

export const ReadingSource = z.enum(['hand', 'questionnaire', 'import', 'marks']);
export type ReadingSource = z.infer<typeof ReadingSource>;

/**
 * What a measure says of one student at one time, and where that comes from: a reading, or what attendance marks and
 * behaviour events add up to over the days from `from` to `on`.
 */
export const Figure = z.object({
  measureId: Id,
  value: z.number().nullable(),
  /** The step as the scale calls it. */
  step: z.string().nullable(),
  missingReason: MissingReason.nullable(),
  from: PlainDate.nullable(),
  on: PlainDate.nullable(),
  source: ReadingSource,
  /** How much it rests on: possible sessions, events, or one reading. */
  n: z.int(),
});
export type Figure = z.infer<typeof Figure>;

const Definition = {
  name: Line,
  subject: Line.nullable().default(null),
  scale: Scale,
  better: Better.default('higher'),
  questionnaireId: Id.nullable().default(null),
  atBaseline: z.boolean().default(true),
  atReview: z.boolean().default(true),
};

export const listMeasures = endpoint({
  method: 'GET',
  path: '/measures',
  summary: 'List the measures the organisation follows, in order, archived ones last.',
  response: z.object({ items: z.array(Measure) }),
});

export const createMeasure = endpoint({
  method: 'POST',
  path: '/measures',
  summary: "Add a measure of the organisation's own.",
  body: z.object({ id: Id, kind: MeasureKind, ...Definition }),
  response: Measure,
});

export const updateMeasure = endpoint({
  method: 'PUT',
  path: '/measures/:id',
  summary: 'Change a measure, or archive it. Once it has readings its scale keeps its steps and what they mean in numbers.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ ...Definition, archived: z.boolean().default(false) }),
  response: Measure,
});

export const orderMeasures = endpoint({
  method: 'PUT',
  path: '/measure-order',
  summary: 'Put the measures into the order in which they are shown everywhere.',
  body: z.object({ ids: z.array(Id).min(1).max(200) }),
  response: z.object({ items: z.array(Measure) }),
});
