import { z } from 'zod';
import { Id, IdParams, Line, PlainDate, Version } from './common.ts';
import { endpoint } from './endpoint.ts';

/** What sort of help it is; what it is called is the organisation's own. */
export const InterventionKind = z.enum([
  'tutoring',
  'visit',
  'residential',
  'club',
  'workshop',
  'summer_school',
  'counselling',
  'parental_engagement',
  'other',
]);
export type InterventionKind = z.infer<typeof InterventionKind>;

/** Minutes of one session: up to a week, for a residential. */
export const SessionMinutes = z.int('Enter whole minutes.').min(1, 'Enter at least one minute.').max(10_080, 'Enter at most a week.');

/** How much of something was given, as far as the reader sees its students. */
export const Dose = z.object({
  sessions: z.int(),
  /** How often a student was there for all of it, for part of it, or not at all. */
  attended: z.int(),
  part: z.int(),
  absent: z.int(),
  /** Of all students together. */
  minutes: z.int(),
});
export type Dose = z.infer<typeof Dose>;

/** The share of marks that are not absent; null where there are none. */
export function attendedShare({ attended, part, absent }: Pick<Dose, 'attended' | 'part' | 'absent'>): number | null {
  const marks = attended + part + absent;
  return marks === 0 ? null : (attended + part) / marks;
}

export const Intervention = z.object({
  id: Id,
  name: z.string(),
  kind: InterventionKind,
  /** An activity type of a mapping the organisation uses, such as TASO's. */
  tasoCode: z.string().nullable(),
  provider: z.string(),
  description: z.string(),
  usualMinutes: z.int().nullable(),
  startsOn: PlainDate.nullable(),
  endsOn: PlainDate.nullable(),
  archived: z.boolean(),
  version: Version,
  /** On its list today. */
  onList: z.int(),
  /** Took part at least once. */
  students: z.int(),
  lastHeldOn: PlainDate.nullable(),
  dose: Dose,
});
export type Intervention = z.infer<typeof Intervention>;

const Body = z.object({
  name: Line,
  kind: InterventionKind,
  tasoCode: z.string().trim().min(1).max(40).nullable().default(null),
  provider: z.string().trim().max(200).default(''),
  description: z.string().trim().max(2000).default(''),
  usualMinutes: SessionMinutes.nullable().default(null),
  startsOn: PlainDate.nullable().default(null),
  endsOn: PlainDate.nullable().default(null),
});

export const listInterventions = endpoint({
  method: 'GET',
  path: '/interventions',
  summary: 'List the help students receive beside mentoring, with how much of it was given.',
  query: z.object({ archived: z.stringbool().default(false) }),
  response: z.object({ items: z.array(Intervention) }),
});

export const getIntervention = endpoint({
  method: 'GET',
  path: '/interventions/:id',
  summary: 'Read one intervention with how much of it was given.',
  params: IdParams,
  response: Intervention,
});

export const addIntervention = endpoint({
  method: 'POST',
  path: '/interventions',
  summary: 'Add an intervention.',
  body: Body.extend({ id: Id }),
  response: Intervention,
});

export const editIntervention = endpoint({
  method: 'PUT',
  path: '/interventions/:id',
  summary: 'Change an intervention, take it out of use, or bring it back. What was recorded stays.',
  params: IdParams,
  ifMatch: true,
  body: Body.extend({ archived: z.boolean().default(false) }),
  response: Intervention,
});

/** A student on the list of an intervention, from a day and perhaps to one. */
export const Place = z.object({
  id: Id,
  interventionId: Id,
  studentId: Id,
  student: z.string(),
  yearGroup: z.int().nullable(),
  startedOn: PlainDate,
  endedOn: PlainDate.nullable(),
  endReason: z.string().nullable(),
  dose: Dose,
  version: Version,
});
export type Place = z.infer<typeof Place>;

export const listPlaces = endpoint({
  method: 'GET',
  path: '/interventions/:id/places',
  summary: 'List who is, or with `past` also who was, on the list of an intervention.',
  params: IdParams,
  query: z.object({ past: z.stringbool().default(false) }),
  response: z.object({ items: z.array(Place) }),
});

export const addPlaces = endpoint({
  method: 'POST',
  path: '/interventions/:id/places',
  summary: 'Put students on the list of an intervention. Who is on it already stays as they are.',
  params: IdParams,
  body: z.object({
    startedOn: PlainDate,
    places: z
      .array(z.object({ id: Id, studentId: Id }))
      .min(1, 'Choose at least one student.')
      .max(300, 'Choose at most 300 at once.'),
  }),
  response: z.object({ added: z.int(), already: z.int() }),
});

export const endPlace = endpoint({
  method: 'PUT',
  path: '/intervention-places/:id/ending',
  summary: 'Take a student off the list of an intervention; the day is the last they are on it.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ endedOn: PlainDate, reason: z.string().trim().max(200).default('') }),
  response: z.object({ id: Id, version: Version }),
});

export const reopenPlace = endpoint({
  method: 'DELETE',
  path: '/intervention-places/:id/ending',
  summary: 'Put a student back on the list they were taken off.',
  params: IdParams,
  ifMatch: true,
  response: z.object({ id: Id, version: Version }),
});
