import { z } from 'zod';
import { Id, Instant, Version } from './common.ts';

/** What a framework may hold at most: far above any rubric a mentor could use, low enough that a page stays a page. */
export const FRAMEWORK_LIMITS = {
  minLevels: 2,
  maxLevels: 10,
  outcomeTypes: 20,
  outcomes: 200,
  code: 40,
  name: 120,
  sentence: 400,
  paragraph: 2000,
  fileBytes: 1_000_000,
} as const;

const CODE_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Names an outcome or an outcome type in files and imported scores, and from one version to the next. */
export const FrameworkCode = z
  .string()
  .trim()
  .min(1, 'A code is needed, such as K1.')
  .max(FRAMEWORK_LIMITS.code, `A code has at most ${FRAMEWORK_LIMITS.code} characters.`)
  .regex(CODE_PATTERN, 'A code is letters, digits, full stops, hyphens and underscores, without spaces, such as K1.');

export const Levels = z
  .int('The number of levels is a whole number.')
  .min(FRAMEWORK_LIMITS.minLevels, 'A scale has at least 2 levels.')
  .max(FRAMEWORK_LIMITS.maxLevels, 'A scale has at most 10 levels.');

export const FrameworkSentence = z.string().trim().max(FRAMEWORK_LIMITS.sentence, `Keep it to ${FRAMEWORK_LIMITS.sentence} characters.`);
export const FrameworkParagraph = z.string().trim().max(FRAMEWORK_LIMITS.paragraph, `Keep it to ${FRAMEWORK_LIMITS.paragraph} characters.`);
export const FrameworkName = z.string().trim().max(FRAMEWORK_LIMITS.name, `Keep it to ${FRAMEWORK_LIMITS.name} characters.`);

export const Outcome = z.object({
  id: Id,
  /** One longitudinal series: an outcome that carries over to the next version keeps it. */
  seriesId: Id,
  code: z.string(),
  statement: z.string(),
  /** What the mentor might ask to find out. */
  question: z.string(),
  /** The statement as the student reads it about themselves. */
  studentWording: z.string(),
  /** What would count as evidence. */
  evidence: z.string(),
  /** What each level looks like, level 1 first. */
  descriptors: z.array(z.string()),
});
export type Outcome = z.infer<typeof Outcome>;

export const OutcomeType = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  description: z.string(),
  outcomes: z.array(Outcome),
});
export type OutcomeType = z.infer<typeof OutcomeType>;

export const FrameworkVersionStatus = z.enum(['draft', 'published', 'retired']);
export type FrameworkVersionStatus = z.infer<typeof FrameworkVersionStatus>;

export const VersionLine = z.object({
  id: Id,
  number: z.int(),
  status: FrameworkVersionStatus,
  levels: z.int(),
  note: z.string(),
  outcomeTypeCount: z.int(),
  outcomeCount: z.int(),
  publishedAt: Instant.nullable(),
});
export type FrameworkVersionLine = z.infer<typeof VersionLine>;

export const Framework = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  retiredAt: Instant.nullable(),
  version: Version,
  /** The version new assessments are made with: the latest published one that is not retired. */
  currentVersionId: Id.nullable(),
  /** Published and retired versions, latest first. */
  versions: z.array(VersionLine),
  /** Names of the running programmes that use it. */
  programmes: z.array(z.string()),
});
export type Framework = z.infer<typeof Framework>;

export const FrameworkVersion = z.object({
  id: Id,
  frameworkId: Id,
  frameworkName: z.string(),
  frameworkDescription: z.string(),
  number: z.int(),
  status: FrameworkVersionStatus,
  levels: z.int(),
  /** What is new in this version. */
  note: z.string(),
  createdAt: Instant,
  publishedAt: Instant.nullable(),
  publishedByName: z.string().nullable(),
  version: Version,
  outcomeTypes: z.array(OutcomeType),
});
export type FrameworkVersion = z.infer<typeof FrameworkVersion>;

/** A text before and after; `level` for a descriptor. */
const Rewording = z.object({
  field: z.enum(['code', 'name', 'description', 'statement', 'question', 'studentWording', 'evidence', 'descriptor']),
  level: z.int().nullable(),
  before: z.string(),
  after: z.string(),
});

/** One difference between two versions, about an outcome type or an outcome. */
export const FrameworkChange = z.object({
  about: z.enum(['outcomeType', 'outcome']),
  kind: z.enum(['added', 'removed', 'changed']),
  code: z.string(),
  /** The name or statement, as it is after the change (before it, when removed). */
  title: z.string(),
  outcomeTypeName: z.string(),
  rewordings: z.array(Rewording),
  /** Moved to another place in the order, or from another outcome type (then named). */
  moved: z.boolean(),
  movedFrom: z.string().nullable(),
});
export type FrameworkChange = z.infer<typeof FrameworkChange>;

export const FrameworkComparison = z.object({
  from: VersionLine,
  to: VersionLine,
  unchangedOutcomes: z.int(),
  changes: z.array(FrameworkChange),
});
export type FrameworkComparison = z.infer<typeof FrameworkComparison>;

export const FrameworkFileText = z.string().max(FRAMEWORK_LIMITS.fileBytes, 'A framework file is at most 1 MB.');

/** Where a new draft begins. */
export const DraftStart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('blank'), levels: Levels }),
  z.object({ kind: z.literal('default') }),
  z.object({ kind: z.literal('file'), text: FrameworkFileText }),
  z.object({ kind: z.literal('version'), versionId: Id }),
]);
export type DraftStart = z.infer<typeof DraftStart>;

/** YAML reads best; JSON suits programs. */
export const FrameworkFileQuery = z.object({ format: z.enum(['yaml', 'json']).default('yaml') });
