import { z } from 'zod';
import { Id, IdParams, Instant, Line, Version } from './common.ts';
import { endpoint } from './endpoint.ts';

/** The level a case is agreed to show on one outcome, and why that and neither the one above nor the one below. */
export const ReferenceLevel = z.object({
  outcomeId: Id,
  code: z.string(),
  type: z.string(),
  statement: z.string(),
  descriptors: z.array(z.string()),
  level: z.int(),
  reasoning: z.string(),
});
export type ReferenceLevel = z.infer<typeof ReferenceLevel>;

/** A written case with its reference levels. Published, its words never change. */
export const Vignette = z.object({
  id: Id,
  title: z.string(),
  body: z.string(),
  shipped: z.boolean(),
  publishedAt: Instant,
  retiredAt: Instant.nullable(),
  /** In how many exercises it was given. */
  exercises: z.int(),
  references: z.array(ReferenceLevel),
});
export type Vignette = z.infer<typeof Vignette>;

const DraftAnswer = z.object({
  outcomeId: Id,
  /** Null while it is not decided. */
  level: z.int().min(1).max(10).nullable(),
  reasoning: z.string().trim().max(2000),
});

const DraftText = z.object({
  title: z.string().trim().max(200),
  body: z.string().trim().max(6000),
  answers: z.array(DraftAnswer).max(5, 'Ask about at most five outcomes in one case.'),
});

export const VignetteDraft = DraftText.extend({
  id: Id,
  /** The published one it will take the place of. */
  replaces: z.object({ id: Id, title: z.string() }).nullable(),
  version: Version,
});
export type VignetteDraft = z.infer<typeof VignetteDraft>;

export const listVignettes = endpoint({
  method: 'GET',
  path: '/vignettes',
  summary: 'List the written cases with their reference levels, and the drafts of new ones.',
  response: z.object({
    items: z.array(Vignette),
    drafts: z.array(z.object({ id: Id, title: z.string(), replaces: z.string().nullable() })),
  }),
});

export const listVignetteOutcomes = endpoint({
  method: 'GET',
  path: '/vignette-outcomes',
  summary: 'List the outcomes a case can be about: those of the frameworks in use.',
  response: z.object({
    items: z.array(
      z.object({
        id: Id,
        framework: z.string(),
        code: z.string(),
        type: z.string(),
        statement: z.string(),
        descriptors: z.array(z.string()),
      }),
    ),
  }),
});

export const createVignetteDraft = endpoint({
  method: 'POST',
  path: '/vignette-drafts',
  summary: 'Begin a new case, or a reworded one that will take the place of a published one.',
  body: z.object({ id: Id, replaces: Id.nullable().default(null) }),
  response: VignetteDraft,
});

export const getVignetteDraft = endpoint({
  method: 'GET',
  path: '/vignette-drafts/:id',
  summary: 'Read a draft of a case.',
  params: IdParams,
  response: VignetteDraft,
});

export const updateVignetteDraft = endpoint({
  method: 'PUT',
  path: '/vignette-drafts/:id',
  summary: 'Change a draft of a case.',
  params: IdParams,
  ifMatch: true,
  body: DraftText,
  response: VignetteDraft,
});

export const deleteVignetteDraft = endpoint({
  method: 'DELETE',
  path: '/vignette-drafts/:id',
  summary: 'Throw a draft of a case away.',
  params: IdParams,
  ifMatch: true,
  response: z.object({ id: Id }),
});

export const publishVignette = endpoint({
  method: 'POST',
  path: '/vignette-drafts/:id/publication',
  summary: 'Publish a case. From then on its words and levels stay as they are; one it takes the place of is retired.',
  params: IdParams,
  ifMatch: true,
  response: z.object({ id: Id }),
});

export const retireVignette = endpoint({
  method: 'POST',
  path: '/vignettes/:id/retirement',
  summary: 'Retire a case: it is not given in new exercises. Exercises it was given in keep it.',
  params: IdParams,
  response: z.object({ id: Id }),
});

/** What has to be there before a case can be given to anybody; field by field. */
export function missingFromDraft(draft: z.infer<typeof DraftText>): { field: string; message: string }[] {
  const missing: { field: string; message: string }[] = [];
  if (!Line.safeParse(draft.title).success) missing.push({ field: 'title', message: 'Give the case a title.' });
  if (draft.body.trim() === '') missing.push({ field: 'body', message: 'Write what happened and what the student said.' });
  if (draft.answers.length === 0) missing.push({ field: 'answers', message: 'Choose at least one outcome and its reference level.' });
  draft.answers.forEach(({ level, reasoning }, at) => {
    if (level === null) missing.push({ field: `answers.${at}.level`, message: 'Choose the reference level.' });
    if (reasoning.trim() === '')
      missing.push({ field: `answers.${at}.reasoning`, message: 'Say why this level, and neither the one above nor the one below.' });
  });
  return missing;
}
