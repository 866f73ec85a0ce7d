import type { BodyOf } from '@waymark/contract/endpoint.ts';
import type { previewHandovers } from '@waymark/contract/matches.ts';
import type { Ending } from '../students/EndingFields.tsx';
import { shareOut } from './shareOut.ts';

export type TakenNotes = 'none' | 'shared' | 'all' | 'chosen';

export interface HandoverValues extends Ending {
  toMentorIds: string[];
  from: string;
  /** Null until somebody chooses: a predecessor's notes go along by decision, never by default. */
  take: TakenNotes | null;
  noteIds: string[];
  meetings: 'move' | 'cancel';
  actions: 'move' | 'cancel';
}

/** The plan as the endpoint takes it: with several mentors, each student goes to whoever then has fewest. */
export function planOf(
  matches: readonly { id: string; version: number }[],
  values: HandoverValues,
  loads: ReadonlyMap<string, number>,
): BodyOf<typeof previewHandovers> {
  const to = shareOut(
    matches.length,
    values.toMentorIds.map((mentorId) => ({ mentorId, students: loads.get(mentorId) ?? 0 })),
  );
  return {
    items: matches.map((match, index) => ({ matchId: match.id, version: match.version, toMentorId: to[index] ?? '' })),
    from: values.from,
    notes: values.take === 'chosen' ? { take: 'chosen', noteIds: values.noteIds } : { take: values.take ?? 'none' },
    meetings: values.meetings,
    actions: values.actions,
  };
}
