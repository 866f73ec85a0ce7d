import { z } from 'zod';
import { Id, IdParams, Instant, Line, PlainDate } from './common.ts';
import { endpoint } from './endpoint.ts';
import { ReferenceLevel } from './vignettes.ts';

/** A figure with what belongs to it, or why there is none and what would make it possible. */
export const Finding = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('estimate'),
    estimate: z.number(),
    ci: z.tuple([z.number(), z.number()]).nullable(),
    n: z.number(),
    method: z.string(),
    warnings: z.array(z.string()),
  }),
  z.object({ kind: z.literal('refusal'), says: z.string(), wouldNeed: z.string() }),
]);
export type Finding = z.infer<typeof Finding>;

/** How alike two sets of levels are, each figure with its interval. */
export const Agreement = z.object({
  /** Levels compared. */
  n: z.int(),
  /** Quadratic weighted kappa. */
  kappa: Finding,
  /** Shares from 0 to 1. */
  exact: Finding,
  adjacent: Finding,
});
export type Agreement = z.infer<typeof Agreement>;

const Exercise = z.object({
  id: Id,
  title: z.string(),
  dueOn: PlainDate,
  startedAt: Instant,
  closedAt: Instant.nullable(),
  vignettes: z.int(),
  asked: z.int(),
  finished: z.int(),
});
export type Exercise = z.infer<typeof Exercise>;

export const listExercises = endpoint({
  method: 'GET',
  path: '/calibration/exercises',
  summary: 'List calibration exercises, the latest first, with how many have finished.',
  response: z.object({ items: z.array(Exercise) }),
});

export const ExerciseDetail = Exercise.extend({
  cases: z.array(z.object({ id: Id, title: z.string(), references: z.array(ReferenceLevel.pick({ code: true, level: true })) })),
  people: z.array(
    z.object({ memberId: Id, name: z.string(), answered: z.int(), of: z.int(), finishedAt: Instant.nullable(), overdue: z.boolean() }),
  ),
  agreement: Agreement,
  /** Level by level what those who have finished gave, per case and outcome. */
  given: z.array(
    z.object({
      vignetteId: Id,
      title: z.string(),
      statement: z.string(),
      reference: z.int(),
      counts: z.array(z.int()),
    }),
  ),
});
export type ExerciseDetail = z.infer<typeof ExerciseDetail>;

export const getExercise = endpoint({
  method: 'GET',
  path: '/calibration/exercises/:id',
  summary: 'Read one exercise: who has finished, and how what they gave compares with the reference levels.',
  params: IdParams,
  response: ExerciseDetail,
});

export const startExercise = endpoint({
  method: 'POST',
  path: '/calibration/exercises',
  summary: 'Start a calibration exercise: which cases, who is asked, until when.',
  body: z.object({
    id: Id,
    title: Line,
    dueOn: PlainDate,
    vignetteIds: z.array(Id).min(1, 'Choose at least one case.').max(60),
    memberIds: z.array(Id).min(1, 'Ask at least one mentor.').max(500),
  }),
  response: z.object({ id: Id }),
});

export const askForExercise = endpoint({
  method: 'POST',
  path: '/calibration/exercises/:id/people',
  summary: 'Ask more mentors to take part in an open exercise. Who is asked already stays as they are.',
  params: IdParams,
  body: z.object({ memberIds: z.array(Id).min(1, 'Choose at least one mentor.').max(500) }),
  response: z.object({ added: z.int() }),
});

export const closeExercise = endpoint({
  method: 'POST',
  path: '/calibration/exercises/:id/closure',
  summary: 'Close an exercise: nobody answers it any more. What was finished counts.',
  params: IdParams,
  response: z.object({ id: Id }),
});

export const listCalibrators = endpoint({
  method: 'GET',
  path: '/calibration/mentors',
  summary: 'List the mentors who can be asked, with when they last finished an exercise.',
  response: z.object({
    items: z.array(z.object({ memberId: Id, name: z.string(), lastFinishedAt: Instant.nullable(), open: z.boolean() })),
  }),
});

// A mentor's own ---------------------------------------------------------------------------------------------------

export const listOwnExercises = endpoint({
  method: 'GET',
  path: '/calibration/own',
  summary: 'List the exercises you are asked to do or have done, and whether your scores count yet.',
  response: z.object({
    /** What you score from this day on is provisional until you have finished a first exercise; null when it counts. */
    provisionalFrom: PlainDate.nullable(),
    items: z.array(
      z.object({
        id: Id,
        title: z.string(),
        dueOn: PlainDate,
        closed: z.boolean(),
        vignettes: z.int(),
        answered: z.int(),
        of: z.int(),
        finishedAt: Instant.nullable(),
      }),
    ),
  }),
});
export type OwnExercises = z.infer<typeof listOwnExercises.response>;

const OwnQuestion = ReferenceLevel.omit({ reasoning: true, level: true }).extend({
  /** What you answered; null while you have not. */
  level: z.int().nullable(),
});

export const OwnExercise = z.object({
  id: Id,
  title: z.string(),
  dueOn: PlainDate,
  closed: z.boolean(),
  finishedAt: Instant.nullable(),
  vignettes: z.array(z.object({ id: Id, title: z.string(), body: z.string(), questions: z.array(OwnQuestion) })),
});
export type OwnExercise = z.infer<typeof OwnExercise>;

export const getOwnExercise = endpoint({
  method: 'GET',
  path: '/calibration/own/:id',
  summary: 'Read an exercise you are asked to do: the cases, and what you have answered. Nothing of the reference or of others.',
  params: IdParams,
  response: OwnExercise,
});

export const answerVignette = endpoint({
  method: 'PUT',
  path: '/calibration/own/:id/answers',
  summary: 'Give, or change, your level for one outcome of one case. Nobody sees it before you have finished.',
  params: IdParams,
  /** Null takes the answer back. */
  body: z.object({ vignetteId: Id, outcomeId: Id, level: z.int().nullable() }),
  response: z.object({ answered: z.int(), of: z.int() }),
});

export const finishExercise = endpoint({
  method: 'POST',
  path: '/calibration/own/:id/completion',
  summary: 'Finish an exercise: your answers stay as they are, and you see how they compare.',
  params: IdParams,
  response: z.object({ id: Id }),
});

/** How one's own answers compare; only oneself sees it in these words. */
export const OwnComparison = z.object({
  id: Id,
  title: z.string(),
  finishedAt: Instant,
  same: z.int(),
  near: z.int(),
  of: z.int(),
  /** Mean of own level less the reference; above 0 is more generous. */
  lean: z.number(),
  /** Others who have finished; their levels are shown when there are enough for nobody to be told by theirs. */
  colleagues: z.int(),
  shown: z.boolean(),
  answers: z.array(
    ReferenceLevel.extend({
      vignetteId: Id,
      title: z.string(),
      body: z.string(),
      own: z.int(),
      /** Of the colleagues, how many gave each level; null where too few have finished. */
      others: z.array(z.int()).nullable(),
    }),
  ),
});
export type OwnComparison = z.infer<typeof OwnComparison>;

export const getOwnComparison = endpoint({
  method: 'GET',
  path: '/calibration/own/:id/comparison',
  summary: 'See how your answers compare with the reference and, without names, with your colleagues. Only once you have finished.',
  params: IdParams,
  response: OwnComparison,
});

// For the lead -----------------------------------------------------------------------------------------------------

export const MentorConsistency = z.object({
  memberId: Id,
  name: z.string(),
  exercises: z.int(),
  answers: z.int(),
  lastFinishedAt: Instant.nullable(),
  /** The exercise they are to finish next. */
  due: z.object({ id: Id, title: z.string(), dueOn: PlainDate, overdue: z.boolean() }).nullable(),
  /** What they score does not count yet. */
  provisional: z.boolean(),
  exact: z.number().nullable(),
  adjacent: z.number().nullable(),
  /** Levels above (+) or below (−) the reference, drawn towards the mean of all by how little there is to go by. */
  tendency: Finding,
  /** By how much the tendency moves in a year. */
  drift: Finding,
  byExercise: z.array(z.object({ exerciseId: Id, title: z.string(), finishedOn: PlainDate, lean: z.number(), n: z.int() })),
});
export type MentorConsistency = z.infer<typeof MentorConsistency>;

export const getConsistency = endpoint({
  method: 'GET',
  path: '/calibration/consistency',
  summary:
    'How consistent assessors are: against reference levels, and with each other on the same meetings. In order of name; never a ranking.',
  response: z.object({
    /** Since when mentors calibrate first; null where they need not, or all of them have. */
    gateFrom: PlainDate.nullable(),
    reference: Agreement,
    /** Meetings that were drawn: only of them can it be said how alike mentors judge the meetings they were drawn from. */
    doubleScored: Agreement.extend({
      meetings: z.int(),
      /** How many were drawn in the draws that were asked for, whether or not they have been scored since. */
      drawn: z.int(),
      /** Chosen by hand: counts alone, since nothing follows from them for other meetings. */
      byHand: z.object({ meetings: z.int(), pairs: z.int(), same: z.int(), near: z.int() }),
    }),
    mentors: z.array(MentorConsistency),
  }),
});
export type Consistency = z.infer<typeof getConsistency.response>;
