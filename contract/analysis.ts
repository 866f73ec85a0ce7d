import { z } from 'zod';
import { Done, FileResponse, Id, IdParams, Instant } from './common.ts';
import { endpoint } from './endpoint.ts';
import { CharacteristicWishes, OutcomeFilters } from './outcomes.ts';

/** The questions a programme asks of its own scores, in the order they are best asked. */
export const questions = [
  'movement',
  'groups',
  'agreement',
  'outcomes',
  'leaving',
  'trajectories',
  'help',
  'mentor-change',
  'improvement',
] as const;
export const Question = z.enum(questions);
export type Question = z.infer<typeof Question>;

/**
 * Whose scores, by whom, and under which version. All of it stands in the address of the page, with what it takes to
 * produce the same figures again: the moment (`asOf`), the seed, and the code version and fingerprint to hold them to.
 */
export const AnalysisFilters = OutcomeFilters.extend({
  /** Only scores given under this framework version. */
  frameworkVersionId: Id.optional(),
  /** The characteristic that makes the groups, by its code; for questions about groups. */
  group: z
    .string()
    .regex(/^[A-Za-z0-9_.+-]{1,40}$/)
    .optional(),
  /** What was on record at this moment, rather than now. */
  asOf: Instant.optional(),
  seed: z.coerce.number().int().min(0).max(4_294_967_295).optional(),
});
export type AnalysisFilters = z.output<typeof AnalysisFilters>;

/** The same as they are kept and answered: the address has the wishes about characteristics in one piece, here they are a list. */
export const KeptFilters = AnalysisFilters.extend({ characteristics: CharacteristicWishes.optional() });

export const AnalysisColumn = z.object({
  id: z.string(),
  label: z.string(),
  /** A number of students or scores; a share from 0 to 1; any other number, in `unit`. */
  kind: z.enum(['text', 'count', 'share', 'number']),
  unit: z.string().optional(),
  /** For the codebook: what stands in the column. */
  means: z.string(),
  /**
   * A share that is a count in another dress: of which column's count it is the share and, where their counts stand beside
   * it, of which columns it is (less others). Its interval, X_low and X_high, is of the same.
   */
  shareOf: z.object({ of: z.string(), more: z.array(z.string()).optional(), less: z.array(z.string()).optional() }).optional(),
});
export type AnalysisColumn = z.infer<typeof AnalysisColumn>;

export const AnalysisTable = z.object({
  id: z.string(),
  title: z.string(),
  columns: z.array(AnalysisColumn),
  /** The column that counts whom a row is about. */
  base: z.string().optional(),
  /**
   * Which students each row counts, where that can be said by a characteristic or a place: what tells them apart ("school",
   * or a characteristic's code), and for each row the id or code; null for a row of all of them.
   */
  each: z.object({ by: z.string(), is: z.array(z.string().nullable()) }).optional(),
  /** Null where there is nothing to say, or where a small number is hidden. */
  rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
  /** The cells that are null because they are small, or would give a small one away: row, column. */
  hidden: z.array(z.tuple([z.int(), z.int()])),
  note: z.string().optional(),
});
export type AnalysisTable = z.infer<typeof AnalysisTable>;

/** What of a table is drawn, by the ids of its columns. The sentence `alt` says what is to be seen. */
export const AnalysisChart = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('shares'),
    tableId: z.string(),
    alt: z.string(),
    label: z.string(),
    /** The columns that add up to the bar, in order, and the one that holds how long it is: what is missing from it is hidden. */
    parts: z.array(z.string()),
    whole: z.string(),
    colours: z.enum(['movement', 'levels']),
  }),
  z.object({
    kind: z.literal('intervals'),
    tableId: z.string(),
    alt: z.string(),
    label: z.string(),
    value: z.string(),
    low: z.string(),
    high: z.string(),
    /** Where "no difference" is. */
    zero: z.number().nullable(),
  }),
  z.object({
    /** A curve with its band: `steps` for shares that stay until something happens, `lines` for a course through time. */
    kind: z.enum(['steps', 'lines']),
    tableId: z.string(),
    alt: z.string(),
    /** The column that tells curves apart; one curve without it. */
    by: z.string().nullable(),
    x: z.string(),
    y: z.string(),
    low: z.string().nullable(),
    high: z.string().nullable(),
  }),
]);
export type AnalysisChart = z.infer<typeof AnalysisChart>;

/** A figure in a sentence, apart from its words, so that whoever rounds the tables can round it too. Shares are from −1 to 1. */
export const SaidFigure = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('count'), n: z.int() }),
  z.object({ kind: z.literal('share'), n: z.int(), of: z.int() }),
  /** A share less another, in points; `way`: said with "up" or "down". */
  z.object({ kind: z.literal('net'), more: z.int(), less: z.int(), of: z.int(), way: z.boolean() }),
  z.object({ kind: z.literal('interval'), low: z.number(), high: z.number(), of: z.int() }),
  /** Worked out from exact counts, such as a test; `instead` where counts are rounded. */
  z.object({ kind: z.literal('exact'), text: z.string(), instead: z.string() }),
]);
export type SaidFigure = z.infer<typeof SaidFigure>;

/** A sentence as words and figures. */
export const Said = z.array(z.union([z.string(), SaidFigure]));
export type Said = z.infer<typeof Said>;

/** A question that these data cannot answer, and what would make it answerable. */
export const AnalysisRefusal = z.object({ says: z.string(), wouldNeed: z.string() });

const Choice = z.object({ code: z.string(), label: z.string() });

/** The answer to one question, the same document for every question: the page, the files and the reports are made of it. */
export const AnalysisAnswer = z.object({
  question: Question,
  /** The filters as they were asked, and in words. */
  filters: KeptFilters,
  about: z.string(),
  asOf: Instant,
  codeVersion: z.string(),
  seed: z.int().nullable(),
  /** A short hash of every figure below: two runs that agree in it agree in all of them. */
  fingerprint: z.string(),
  /** Plain words first. */
  sentences: z.array(z.string()),
  /** The same sentences with their figures apart. */
  said: z.array(Said),
  may: z.array(z.string()),
  mayNot: z.array(z.string()),
  included: z.object({ students: z.int().nullable(), scores: z.int().nullable() }),
  excluded: z.array(z.object({ reason: z.string(), students: z.int().nullable() })),
  /** Where a report rounded its counts, half up: to multiples of this. */
  roundedTo: z.int().optional(),
  tables: z.array(AnalysisTable),
  charts: z.array(AnalysisChart),
  warnings: z.array(z.string()),
  refusals: z.array(AnalysisRefusal),
  /** The model behind the question is still to be fitted, beside the page: `startAnalysisRun`. */
  toFit: z.boolean().optional(),
  /** What one can do about it, with the page it is done on. */
  actions: z.array(z.object({ says: z.string(), to: z.string() })),
  /** In a paragraph that can be copied; what tests and limits came to; and where it is described. */
  method: z.object({ paragraph: z.string(), figures: z.array(z.string()).default([]), links: z.array(z.string()) }),
  /** What to choose from on the page: the outcome types there are, and for questions about groups what could make them. */
  choices: z.object({ types: z.array(Choice), groups: z.array(Choice) }),
});
export type AnalysisAnswer = z.infer<typeof AnalysisAnswer>;

const QuestionParams = z.object({ question: Question });

export const getAnalysis = endpoint({
  method: 'GET',
  path: '/analysis/:question',
  summary:
    'Answer one question of a programme about its scores: in sentences, with figures, intervals, who is left out and why, and how it was worked out',
  params: QuestionParams,
  query: AnalysisFilters,
  response: AnalysisAnswer,
});

export const parquetType = 'application/vnd.apache.parquet';

export const getAnalysisFile = endpoint({
  method: 'GET',
  path: '/analysis/:question/file',
  summary: 'Download one table of an answer, or its codebook, as a CSV or a Parquet file',
  params: QuestionParams,
  query: AnalysisFilters.extend({ table: z.string().max(60).default('codebook'), format: z.enum(['csv', 'parquet']).default('csv') }),
  response: FileResponse,
  download: 'text/csv',
});

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const getAnalysisWorkbook = endpoint({
  method: 'GET',
  path: '/analysis/:question/workbook',
  summary: 'Download an answer as an Excel workbook: the words, every table, and the codebook',
  params: QuestionParams,
  query: AnalysisFilters,
  response: FileResponse,
  download: workbookType,
});

/** A fit that is worked out beside the page. */
export const AnalysisRun = z.object({
  id: Id,
  question: Question,
  status: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  /** From 0 to 1, and what it is at. */
  progress: z.number(),
  stage: z.string(),
  startedAt: Instant,
  /** When it is done. */
  answer: AnalysisAnswer.nullable(),
});
export type AnalysisRun = z.infer<typeof AnalysisRun>;

export const findAnalysisRun = endpoint({
  method: 'GET',
  path: '/analysis/:question/run',
  summary: 'Find the latest fit of a question with exactly these filters, whoever asked for it',
  params: QuestionParams,
  query: AnalysisFilters,
  response: z.object({ run: AnalysisRun.nullable() }),
});

export const startAnalysisRun = endpoint({
  method: 'POST',
  path: '/analysis/:question/run',
  summary: 'Have the model of a question fitted beside the page, with progress',
  params: QuestionParams,
  query: AnalysisFilters,
  body: z.object({ id: Id }),
  response: z.object({ run: AnalysisRun }),
});

export const cancelAnalysisRun = endpoint({
  method: 'DELETE',
  path: '/analysis-runs/:id',
  summary: 'Stop a fit that is under way',
  params: IdParams,
  response: Done,
});
