import { z } from 'zod';
import { Done, FileResponse, Id, IdParams, Instant, Version } from './common.ts';
import { endpoint } from './endpoint.ts';
import {
  DraftStart,
  FRAMEWORK_LIMITS,
  FrameworkCode,
  FrameworkComparison,
  FrameworkFileQuery,
  FrameworkName,
  FrameworkParagraph,
  FrameworkSentence,
  FrameworkVersion,
  Levels,
  VersionLine,
} from './framework-content.ts';

/** A draft is saved as a whole. Texts may still be empty; publishing says which. */
const DraftOutcome = z.object({
  id: Id,
  code: FrameworkCode,
  statement: FrameworkSentence,
  question: FrameworkSentence,
  studentWording: FrameworkSentence,
  evidence: FrameworkParagraph,
  descriptors: z.array(FrameworkSentence).max(FRAMEWORK_LIMITS.maxLevels),
});

const DraftOutcomeType = z.object({
  id: Id,
  code: FrameworkCode,
  name: FrameworkName,
  description: FrameworkParagraph,
  outcomes: z.array(DraftOutcome).max(FRAMEWORK_LIMITS.outcomes),
});

export const DraftBody = z.object({
  levels: Levels,
  note: FrameworkParagraph,
  outcomeTypes: z
    .array(DraftOutcomeType)
    .max(FRAMEWORK_LIMITS.outcomeTypes, `A framework has at most ${FRAMEWORK_LIMITS.outcomeTypes} outcome types.`),
});
export type DraftBody = z.infer<typeof DraftBody>;

export const DraftLine = VersionLine.extend({ frameworkId: Id, frameworkName: z.string(), createdAt: Instant });

/** A text that a draft lacks, or that must change, before it can be published. */
export const DraftGap = z.object({
  outcomeTypeId: Id.nullable(),
  outcomeId: Id.nullable(),
  field: z.enum(['outcomeTypes', 'outcomes', 'name', 'statement', 'question', 'studentWording', 'descriptors']),
  level: z.int().nullable(),
  where: z.string(),
  message: z.string(),
});
export type DraftGap = z.infer<typeof DraftGap>;

const EarlierOutcome = z.object({
  seriesId: Id,
  code: z.string(),
  statement: z.string(),
  outcomeTypeName: z.string(),
  versionNumber: z.int(),
  descriptors: z.array(z.string()),
});

export const PublicationPlan = z.object({
  version: Version,
  gaps: z.array(DraftGap),
  /** False when the number of levels differs from every earlier version: then no outcome can carry over. */
  mayCarryOver: z.boolean(),
  earlierLevels: z.int().nullable(),
  /** Outcomes of earlier versions on the same number of levels, the latest wording of each. */
  earlier: z.array(EarlierOutcome),
  /** Which earlier outcome each outcome of the draft appears to continue. */
  proposed: z.array(
    z.object({ outcomeId: Id, code: z.string(), statement: z.string(), seriesId: Id.nullable(), descriptorsReworded: z.boolean() }),
  ),
});
export type PublicationPlan = z.infer<typeof PublicationPlan>;

export const listFrameworkDrafts = endpoint({
  method: 'GET',
  path: '/framework-drafts',
  summary: 'List the drafts that are being written',
  response: z.object({ items: z.array(DraftLine) }),
});

export const startFrameworkDraft = endpoint({
  method: 'POST',
  path: '/frameworks/:id/drafts',
  summary: 'Start the draft of the next version of a framework',
  params: IdParams,
  body: z.object({ id: Id, start: DraftStart }),
  response: z.object({ draftId: Id }),
});

export const getFrameworkDraft = endpoint({
  method: 'GET',
  path: '/framework-drafts/:id',
  summary: 'Show a draft in full',
  params: IdParams,
  response: FrameworkVersion,
});

export const saveFrameworkDraft = endpoint({
  method: 'PUT',
  path: '/framework-drafts/:id',
  summary: 'Save a draft as a whole: its levels, outcome types and outcomes, in order',
  params: IdParams,
  body: DraftBody,
  response: FrameworkVersion,
  ifMatch: true,
});

export const discardFrameworkDraft = endpoint({
  method: 'DELETE',
  path: '/framework-drafts/:id',
  summary: 'Discard a draft, and the framework with it when nothing of it was ever published',
  params: IdParams,
  response: Done,
});

export const exportFrameworkDraft = endpoint({
  method: 'GET',
  path: '/framework-drafts/:id/file',
  summary: 'Download a draft as a framework file',
  params: IdParams,
  query: FrameworkFileQuery,
  response: FileResponse,
  download: 'application/octet-stream',
});

export const compareFrameworkDraft = endpoint({
  method: 'GET',
  path: '/framework-drafts/:id/comparison',
  summary: 'Show what a draft changes from a published version (`with`)',
  params: IdParams,
  query: z.object({ with: Id }),
  response: FrameworkComparison,
});

export const planFrameworkPublication = endpoint({
  method: 'GET',
  path: '/framework-drafts/:id/publication',
  summary: 'Show what a draft still lacks and which outcomes would carry over',
  params: IdParams,
  response: PublicationPlan,
});

export const publishFrameworkDraft = endpoint({
  method: 'POST',
  path: '/framework-drafts/:id/publication',
  summary: 'Publish a draft as a version that never changes, with the outcomes that carry over',
  params: IdParams,
  body: z.object({
    note: FrameworkParagraph,
    /** Outcomes that continue an earlier series. An outcome that is not named starts a new one. */
    carryOver: z.array(z.object({ outcomeId: Id, seriesId: Id })),
  }),
  response: FrameworkVersion,
  ifMatch: true,
});
