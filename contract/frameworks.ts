import { z } from 'zod';
import { FileResponse, Id, IdParams, Line } from './common.ts';
import { endpoint } from './endpoint.ts';
import {
  DraftStart,
  Framework,
  FrameworkComparison,
  FrameworkFileQuery,
  FrameworkFileText,
  FrameworkParagraph,
  FrameworkVersion,
} from './framework-content.ts';

export const listFrameworks = endpoint({
  method: 'GET',
  path: '/frameworks',
  summary: 'List the frameworks that have a published version',
  response: z.object({ items: z.array(Framework) }),
});

export const getFramework = endpoint({
  method: 'GET',
  path: '/frameworks/:id',
  summary: 'Show a framework and its published versions',
  params: IdParams,
  response: Framework,
});

export const createFramework = endpoint({
  method: 'POST',
  path: '/frameworks',
  summary: 'Create a framework with a first draft: blank, from the shipped framework, from a version or from a file',
  body: z.object({ id: Id, draftId: Id, name: Line, description: FrameworkParagraph.default(''), start: DraftStart }),
  response: z.object({ frameworkId: Id, draftId: Id }),
});

export const editFramework = endpoint({
  method: 'PATCH',
  path: '/frameworks/:id',
  summary: 'Change the name and the description of a framework',
  params: IdParams,
  body: z.object({ name: Line, description: FrameworkParagraph }),
  response: Framework,
  ifMatch: true,
});

export const retireFramework = endpoint({
  method: 'POST',
  path: '/frameworks/:id/retirement',
  summary: 'Retire a framework: new programmes cannot choose it; programmes that use it carry on',
  params: IdParams,
  response: Framework,
});

export const bringBackFramework = endpoint({
  method: 'DELETE',
  path: '/frameworks/:id/retirement',
  summary: 'Bring a retired framework back',
  params: IdParams,
  response: Framework,
});

export const getFrameworkVersion = endpoint({
  method: 'GET',
  path: '/framework-versions/:id',
  summary: 'Show a published version in full',
  params: IdParams,
  response: FrameworkVersion,
});

export const exportFrameworkVersion = endpoint({
  method: 'GET',
  path: '/framework-versions/:id/file',
  summary: 'Download a published version as a framework file',
  params: IdParams,
  query: FrameworkFileQuery,
  response: FileResponse,
  download: 'application/octet-stream',
});

export const compareFrameworkVersions = endpoint({
  method: 'GET',
  path: '/framework-versions/:id/comparison',
  summary: 'Show what changed from one published version (`with`) to another',
  params: IdParams,
  query: z.object({ with: Id }),
  response: FrameworkComparison,
});

export const retireFrameworkVersion = endpoint({
  method: 'POST',
  path: '/framework-versions/:id/retirement',
  summary: 'Retire a version: new assessments use the latest version that is left',
  params: IdParams,
  response: Framework,
});

export const bringBackFrameworkVersion = endpoint({
  method: 'DELETE',
  path: '/framework-versions/:id/retirement',
  summary: 'Bring a retired version back',
  params: IdParams,
  response: Framework,
});

export const checkFrameworkFile = endpoint({
  method: 'POST',
  path: '/framework-files/check',
  summary: 'Read a framework file and say what it holds, or everything that is wrong with it',
  body: z.object({ text: FrameworkFileText }),
  response: z.object({ name: z.string(), description: z.string(), levels: z.int(), outcomeTypeCount: z.int(), outcomeCount: z.int() }),
});
