import { z } from 'zod';
import { Id, IdParams, Line, PlainDate, Text, Version } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Named } from './students.ts';

const Dates = {
  startsOn: PlainDate.nullable().default(null),
  endsOn: PlainDate.nullable().default(null),
};

export const Cohort = z.object({
  id: Id,
  name: z.string(),
  startsOn: PlainDate.nullable(),
  endsOn: PlainDate.nullable(),
  archived: z.boolean(),
  /** Students enrolled in it now. */
  enrolled: z.int(),
  version: Version,
});
export type Cohort = z.infer<typeof Cohort>;

export const Programme = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  framework: Named,
  startsOn: PlainDate.nullable(),
  endsOn: PlainDate.nullable(),
  archived: z.boolean(),
  /** Weeks between reviews; null for none. */
  reviewEveryWeeks: z.int().nullable(),
  reviewAtClose: z.boolean(),
  /** Students enrolled now, and enrolments that have ended. */
  enrolled: z.int(),
  ended: z.int(),
  cohorts: z.array(Cohort),
  version: Version,
});
export type Programme = z.infer<typeof Programme>;

export const listProgrammes = endpoint({
  method: 'GET',
  path: '/programmes',
  summary: 'List the programmes with their cohorts, archived ones last.',
  response: z.object({ items: z.array(Programme) }),
});

export const getProgramme = endpoint({
  method: 'GET',
  path: '/programmes/:id',
  summary: 'Read one programme with its cohorts.',
  params: IdParams,
  response: Programme,
});

const ProgrammeBody = z.object({ name: Line, description: Text.default(''), frameworkId: Id, ...Dates });

export const createProgramme = endpoint({
  method: 'POST',
  path: '/programmes',
  summary: 'Start a programme on one framework.',
  body: ProgrammeBody.extend({ id: Id }),
  response: z.object({ id: Id, version: Version }),
});

export const updateProgramme = endpoint({
  method: 'PUT',
  path: '/programmes/:id',
  summary: 'Change a programme, or archive it. Its framework cannot change once students have enrolled.',
  params: IdParams,
  ifMatch: true,
  body: ProgrammeBody.extend({ archived: z.boolean().default(false) }),
  response: z.object({ id: Id, version: Version }),
});

const CohortBody = z.object({ name: Line, ...Dates });

export const createCohort = endpoint({
  method: 'POST',
  path: '/programmes/:id/cohorts',
  summary: 'Add a cohort to a programme.',
  params: IdParams,
  body: CohortBody.extend({ id: Id }),
  response: z.object({ id: Id, version: Version }),
});

export const updateCohort = endpoint({
  method: 'PUT',
  path: '/cohorts/:id',
  summary: 'Change a cohort, or archive it.',
  params: IdParams,
  ifMatch: true,
  body: CohortBody.extend({ archived: z.boolean().default(false) }),
  response: z.object({ id: Id, version: Version }),
});
