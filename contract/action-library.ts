import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ActionOwner } from './actions.ts';
import { Id, IdParams, Line, Version } from './common.ts';

const Detail = z.string().trim().max(2000);
const UpToLevel = z.int().min(1).max(10);
const DueInDays = z.int().min(1, 'Give at least one day.').max(365, 'Give at most a year.');

/** An action an organisation proposes for an outcome: whenever a score is at or below `upToLevel`, or fell. */
export const LibraryAction = z.object({
  id: Id,
  /** The outcome it answers; null for any. */
  seriesId: Id.nullable(),
  title: z.string(),
  detail: z.string(),
  owner: ActionOwner,
  upToLevel: UpToLevel,
  dueInDays: z.int(),
  archived: z.boolean(),
  version: Version,
});
export type LibraryAction = z.infer<typeof LibraryAction>;

/** An outcome actions can be kept for: of the latest published version of any framework in use. */
export const LibraryOutcome = z.object({
  seriesId: Id,
  frameworkName: z.string(),
  typeName: z.string(),
  statement: z.string(),
  levels: z.int(),
});
export type LibraryOutcome = z.infer<typeof LibraryOutcome>;

export const listActionLibrary = endpoint({
  method: 'GET',
  path: '/action-library',
  summary: "List the organisation's action library, with the outcomes it answers.",
  query: z.object({ seriesId: Id.optional(), archived: z.stringbool().default(false) }),
  response: z.object({ items: z.array(LibraryAction), outcomes: z.array(LibraryOutcome) }),
});

export const addLibraryAction = endpoint({
  method: 'POST',
  path: '/action-library',
  summary: 'Add an action to the library.',
  body: z.object({
    id: Id,
    seriesId: Id.nullable(),
    title: Line,
    detail: Detail.default(''),
    owner: ActionOwner.default('student'),
    upToLevel: UpToLevel.default(2),
    dueInDays: DueInDays.default(14),
  }),
  response: LibraryAction,
});

export const editLibraryAction = endpoint({
  method: 'PATCH',
  path: '/action-library/:id',
  summary: 'Change an action of the library, take it out of use, or bring it back. Actions already agreed stay as they are.',
  params: IdParams,
  ifMatch: true,
  body: z.object({
    seriesId: Id.nullable().optional(),
    title: Line.optional(),
    detail: Detail.optional(),
    owner: ActionOwner.optional(),
    upToLevel: UpToLevel.optional(),
    dueInDays: DueInDays.optional(),
    archived: z.boolean().optional(),
  }),
  response: LibraryAction,
});
