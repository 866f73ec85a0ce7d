import { z } from 'zod';
import { Id, IdParams, Line, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';
import { EvidencePoint, TargetStanding } from './evidence.ts';
import { Measure } from './measures.ts';

const EarlierTarget = z.object({
  id: Id,
  name: z.string(),
  shown: z.string(),
  dueOn: PlainDate.nullable(),
  setOn: PlainDate,
  setBy: z.string().nullable(),
  replacedOn: PlainDate,
  replacedReason: z.string(),
});
export type EarlierTarget = z.infer<typeof EarlierTarget>;

const TargetList = z.object({
  targets: z.array(TargetStanding),
  /** Changed or taken back, latest first. */
  earlier: z.array(EarlierTarget),
});

export const StudentTargets = z.object({
  /** The student's own for measures, whatever the programme and before any. An enrolment's own for the same comes first. */
  own: TargetList,
  items: z.array(TargetList.extend({ enrolmentId: Id, programme: z.string(), closed: z.boolean() })),
});
export type StudentTargets = z.infer<typeof StudentTargets>;

export const listTargets = endpoint({
  method: 'GET',
  path: '/students/:id/targets',
  summary: "List a student's targets, their own and by enrolment, with where each stands and the ones they took the place of.",
  params: IdParams,
  response: StudentTargets,
});

/** What a target can be set for: the organisation's measures, and the outcomes of the programme's framework. */
export const TargetChoices = z.object({
  measures: z.array(Measure.extend({ now: EvidencePoint.nullable() })),
  outcomes: z.array(
    z.object({
      seriesId: Id,
      type: z.string(),
      statement: z.string(),
      descriptors: z.array(z.string()),
      now: EvidencePoint.nullable(),
    }),
  ),
});
export type TargetChoices = z.infer<typeof TargetChoices>;

export const listTargetChoices = endpoint({
  method: 'GET',
  path: '/enrolments/:id/target-choices',
  summary: 'List what a target can be set for under an enrolment, with where the student stands on each.',
  params: IdParams,
  response: TargetChoices,
});

export const listStudentTargetChoices = endpoint({
  method: 'GET',
  path: '/students/:id/target-choices',
  summary: 'List the measures a student can have a target of their own for, with where the student stands on each.',
  params: IdParams,
  response: TargetChoices,
});

/** In the measure's own unit, the rank of a step on an ordered scale, or a level. */
const Value = z.number().finite();
const Note = z.string().trim().max(1000).default('');

const NewTargetShape = z.object({
  id: Id,
  measureId: Id.nullable().default(null),
  seriesId: Id.nullable().default(null),
  value: Value,
  dueOn: PlainDate.nullable().default(null),
  note: Note,
});

const oneOfTwo = {
  message: 'A target is for one measure or for one outcome.',
  path: ['measureId'],
};

/** A target about to be set. */
export const NewTarget = NewTargetShape.refine((body) => (body.measureId === null) !== (body.seriesId === null), oneOfTwo);
export type NewTarget = z.output<typeof NewTarget>;

const Written = z.object({ id: Id });

export const setTarget = endpoint({
  method: 'POST',
  path: '/enrolments/:id/targets',
  summary: 'Set a target for a measure or an outcome that has none.',
  params: IdParams,
  body: NewTarget,
  response: Written,
});

const Replacement = z.object({ id: Id, value: Value, dueOn: PlainDate.nullable().default(null), note: Note, reason: Line });
const Removal = z.object({ reason: Line });

export const replaceTarget = endpoint({
  method: 'POST',
  path: '/targets/:id/replacement',
  summary: 'Change a target: a new one takes its place with the reason, and the old one stays on record.',
  params: IdParams,
  body: Replacement,
  response: Written,
});

export const removeTarget = endpoint({
  method: 'POST',
  path: '/targets/:id/removal',
  summary: 'Take a target back with the reason; it stays on record.',
  params: IdParams,
  body: Removal,
  response: Written,
});

export const setStudentTarget = endpoint({
  method: 'POST',
  path: '/students/:id/targets',
  summary: 'Set a target for a measure that holds for the student whatever the programme, and before any.',
  params: IdParams,
  body: NewTargetShape.omit({ seriesId: true }).extend({ measureId: Id }),
  response: Written,
});

const OwnParams = IdParams.extend({ targetId: Id });

export const replaceStudentTarget = endpoint({
  method: 'POST',
  path: '/students/:id/targets/:targetId/replacement',
  summary: "Change a student's own target: a new one takes its place with the reason, and the old one stays on record.",
  params: OwnParams,
  body: Replacement,
  response: Written,
});

export const removeStudentTarget = endpoint({
  method: 'POST',
  path: '/students/:id/targets/:targetId/removal',
  summary: "Take a student's own target back with the reason; it stays on record.",
  params: OwnParams,
  body: Removal,
  response: Written,
});
