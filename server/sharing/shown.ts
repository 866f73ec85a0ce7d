import type { Share } from '@waymark/contract/shares.ts';
import { invalid } from '../http/refusal.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { findNotes } from './queries.ts';
import { linkState } from './rules.ts';
import type { ShareRow } from './share-queries.ts';

/** A share as the log shows it. */
export function shown(row: ShareRow, now: Date): Share {
  return {
    id: row.id,
    student: { id: row.studentId, name: row.studentName },
    kind: row.kind,
    title: row.title,
    recipient: { name: row.recipientName, role: row.recipientRole, email: row.recipientEmail },
    purpose: row.purpose,
    lawfulBasis: row.lawfulBasis,
    medium: row.medium,
    notes: row.notes,
    sharedAt: row.sharedAt,
    sharedBy: row.sharedBy,
    link:
      row.expiresAt === null
        ? null
        : {
            state: linkState({ expiresAt: row.expiresAt, revokedAt: row.revokedAt }, now),
            expiresAt: row.expiresAt,
            openings: row.openings,
            lastOpenedAt: row.lastOpenedAt,
          },
    revokedAt: row.revokedAt,
    revokedBy: row.revokedBy,
  };
}

const names: Record<Share['kind'], string> = {
  progress_note: 'progress-note',
  parent_summary: 'summary',
  multi_agency_pack: 'multi-agency-pack',
  handover_letter: 'handover-letter',
};

/** What a file is called: what it is and from when. Not whom it is about: file names turn up in lists and on screens. */
export const fileName = ({ kind, sharedAt }: Pick<ShareRow, 'kind' | 'sharedAt'>): string => `${names[kind]}-${sharedAt.slice(0, 10)}`;

/**
 * Meeting notes chosen one by one, in the order of the meetings.
 * @throws Refusal 422 for one that is not of this student, or not the actor's to read
 */
export async function chosenNotes(
  tx: Tx,
  actor: Actor,
  studentId: string,
  ids: readonly string[],
): Promise<{ on: string; body: string }[]> {
  if (ids.length === 0) return [];
  const notes = await findNotes(tx, actor, studentId, ids);
  const found = new Set(notes.map(({ id }) => id));
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length > 0) {
    throw invalid(
      'One of the notes cannot be shared by you.',
      missing.map((id) => ({ field: 'notes', value: id, message: 'This is not a note about this student that you may read.' })),
    );
  }
  return notes.toReversed();
}
