import { createHash } from 'node:crypto';
import type { Document } from '@waymark/contract/documents.ts';
import type { StudentReportStatus } from '@waymark/contract/student-reports.ts';
import type { Content } from './choose.ts';
import { compose, fullness, type Added } from './compose.ts';
import { words } from './wording.ts';

/** How many pages a document has when it is set; null on a machine that cannot set any. */
export type CountPages = (document: Document) => Promise<number | null>;

/** As a page leaves: on one that is not the student's, because it is still to be read or was taken back, that stands. */
export const marked = (document: Document, status: StudentReportStatus): Document =>
  status === 'given' ? document : { ...document, marking: status === 'withdrawn' ? words.keptBack : words.draft };

/**
 * The fullest page that is one page. What has to go goes in the order of `fullness`; with the barest, whatever it holds is cut
 * so short that it fits. It is set as it will be, not guessed: letters of another script are wider than ours.
 */
export async function fitOnePage(content: Content, added: Added, countPages: CountPages): Promise<Document> {
  let document: Document | undefined;
  for (const size of fullness) {
    document = compose(content, added, size);
    const pages = await countPages(document);
    if (pages === null || pages <= 1) return document;
  }
  if (document === undefined) throw new Error('there is no size of page');
  return document;
}

/** Stands for a page: the same page has the same, whatever order the database keeps its keys in. */
export function fingerprintOf(document: Document): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(document)))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
