import { z } from 'zod';
import { FileResponse, Id, Instant, PlainDate } from './common.ts';
import { pdfType, wordType } from './documents.ts';
import { endpoint } from './endpoint.ts';

/** A row about fewer than this many is marked: one student more or less turns it around, and people might be told by it. */
export const smallBelow = 5;

/** Beyond this many weekdays between being referred and the decision, somebody has waited long. */
export const longWait = 20;

/** Which part of the provision: all of it stands in the address of the page. */
export const ProvisionFilters = z.object({
  /** The first day of the period; 1 September of this school year when not given. */
  from: PlainDate.optional(),
  /** The last day; today when not given. */
  to: PlainDate.optional(),
  schoolId: Id.optional(),
  yearGroup: z.coerce.number().int().min(0).max(14).optional(),
  programmeId: Id.optional(),
});
export type ProvisionFilters = z.output<typeof ProvisionFilters>;

export const ProvisionSectionKey = z.enum(['referrals', 'decisions', 'mentoring', 'endings', 'measures', 'outcomes']);
export type ProvisionSectionKey = z.infer<typeof ProvisionSectionKey>;

export const ProvisionColumn = z.object({
  key: z.string(),
  header: z.string(),
  /** A number of people or cases; a sum over them (minutes); a middle or longest of them; a share of them from 0 to 1. */
  kind: z.enum(['count', 'sum', 'middle', 'share']),
  /** In each row, the parts add up to the whole; `null` adds up to nothing. */
  adds: z.enum(['whole', 'part']).nullable(),
});
export type ProvisionColumn = z.infer<typeof ProvisionColumn>;

export const ProvisionRow = z.object({
  key: z.string(),
  label: z.string(),
  /** One a column; null where there is nothing to say it of. */
  values: z.array(z.number().nullable()),
  /** The row of all together. */
  total: z.boolean(),
  /** So few that the row says little and people might be told by it. */
  few: z.boolean(),
});
export type ProvisionRow = z.infer<typeof ProvisionRow>;

export const ProvisionTable = z.object({
  key: z.string(),
  /** A plain heading: what the table shows. */
  caption: z.string(),
  /** How many are counted, and what they are. */
  counted: z.object({ n: z.int(), what: z.string() }),
  /** How many are not, and why. */
  left: z.array(z.object({ n: z.int(), why: z.string() })),
  /** What to know when reading it. */
  note: z.string(),
  columns: z.array(ProvisionColumn),
  rows: z.array(ProvisionRow),
  /** The rows add up to the row of all together; a referral with two reasons stands in two. */
  additive: z.boolean(),
});
export type ProvisionTable = z.infer<typeof ProvisionTable>;

export const Provision = z.object({
  asOf: Instant,
  from: PlainDate,
  to: PlainDate,
  /** The filters in words. */
  about: z.string(),
  sections: z.array(z.object({ key: ProvisionSectionKey, heading: z.string(), tables: z.array(ProvisionTable) })),
});
export type Provision = z.infer<typeof Provision>;

export const getProvision = endpoint({
  method: 'GET',
  path: '/provision',
  summary:
    'Count a period of the provision: who was referred and why, what was decided and how soon, who was mentored and how much, how cases ended, and where measures and outcomes stand.',
  query: ProvisionFilters,
  response: Provision,
});

export const getProvisionFile = endpoint({
  method: 'GET',
  path: '/provision/file',
  summary: 'Take the same figures as a CSV file. Written to the access log.',
  query: ProvisionFilters,
  response: FileResponse,
  download: 'text/csv',
});

/** What the lead says in their own words, by section. */
export const Narratives = z.partialRecord(ProvisionSectionKey, z.string().trim().max(5_000));
export type Narratives = z.infer<typeof Narratives>;

const PackBody = z.object({ filters: ProvisionFilters, narratives: Narratives.default({}) });

export const makePackPdf = endpoint({
  method: 'POST',
  path: '/provision/pack/pdf',
  summary: 'Make the self-evaluation pack as PDF, small numbers hidden. Nothing is kept but a line in the access log.',
  body: PackBody,
  response: FileResponse,
  download: pdfType,
});

export const makePackWord = endpoint({
  method: 'POST',
  path: '/provision/pack/word',
  summary: 'Make the self-evaluation pack as a Word file, small numbers hidden. Nothing is kept but a line in the access log.',
  body: PackBody,
  response: FileResponse,
  download: wordType,
});
