import { z } from 'zod';

/** A UUIDv7, made where the record is born. */
export const Id = z.uuid();

/** A calendar day, `YYYY-MM-DD`, in the organisation's own time zone. */
export const PlainDate = z.iso.date();

/** A moment, ISO 8601 in UTC. */
export const Instant = z.iso.datetime({ offset: true });

/** Counts up with every edit of a record; sent back as `If-Match`. */
export const Version = z.int().min(1);

/** One line of text a person typed: trimmed, not empty. */
export const Line = z.string().trim().min(1).max(200);

/** Text a person typed, possibly empty, possibly long. */
export const Text = z.string().max(20_000);

export const Role = z.enum(['admin', 'lead', 'mentor', 'school_contact', 'student', 'analyst', 'safeguarding_lead']);
export type Role = z.infer<typeof Role>;

export const IdParams = z.object({ id: Id });

export const Done = z.object({ done: z.literal(true) });

/** Cursor pagination: pass `next` of one page as `cursor` of the following one. */
export const PageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** A file in answer to a call with `download`. */
export const FileResponse = z.object({
  fileName: z.string(),
  content: z.union([z.string(), z.instanceof(Uint8Array), z.instanceof(ReadableStream)]),
  /** Its media type, where one call gives files of several. */
  type: z.string().optional(),
});

/** One thing wrong with what was sent: which field, the value, and what to do. */
export const ProblemField = z.object({ field: z.string(), value: z.unknown().optional(), message: z.string() });

/** RFC 9457 problem details: every error of the API. `title` and `detail` are written for a person. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  code: z.string(),
  request_id: z.string().optional(),
  errors: z.array(ProblemField).optional(),
});
export type Problem = z.infer<typeof Problem>;

/**
 * A secret that lets in whoever has it: a calendar link, a token. The caller makes it and only its hash is kept, so that
 * no stored answer holds it: whoever makes it sees it once, and makes another when it is lost.
 */
export const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'The secret is 32 random bytes in base64url: 43 letters, digits, - or _.');
