import { z } from 'zod';
import { Id, IdParams, Line, Version } from './common.ts';
import { endpoint } from './endpoint.ts';

/** The register's number of a school in England: six digits. */
export const Urn = z
  .string()
  .trim()
  .regex(/^\d{6}$/, 'A URN has six digits. Leave it empty if you do not know it.');

export const School = z.object({
  id: Id,
  name: z.string(),
  urn: z.string().nullable(),
  archived: z.boolean(),
  /** Students of the school who have not left, as far as the reader may see them. */
  students: z.int(),
  version: Version,
});
export type School = z.infer<typeof School>;

const SchoolBody = z.object({ name: Line, urn: Urn.nullable().default(null) });

export const listSchools = endpoint({
  method: 'GET',
  path: '/schools',
  summary: 'List the schools by name, archived ones last.',
  response: z.object({ items: z.array(School) }),
});

export const createSchool = endpoint({
  method: 'POST',
  path: '/schools',
  summary: 'Add a school.',
  body: SchoolBody.extend({ id: Id }),
  response: z.object({ id: Id, version: Version }),
});

export const updateSchool = endpoint({
  method: 'PUT',
  path: '/schools/:id',
  summary: 'Change a school, or archive it: it stays on past records and is no longer offered.',
  params: IdParams,
  ifMatch: true,
  body: SchoolBody.extend({ archived: z.boolean().default(false) }),
  response: z.object({ id: Id, version: Version }),
});
