import { dayLength } from '@waymark/contract/days.ts';
import type { Answer } from '@waymark/contract/meeting-answers.ts';
import { offlineDatabase } from './database.ts';
import type { Vault } from './vault.ts';

/** Answers nobody sent or finished are dropped from the device after this many days. */
export const answersKeptDays = 14;

/** An answer on this device: what was entered, and how far it has got. */
export interface KeptAnswer {
  key: Answer['key'];
  value: Answer['value'];
  editedAt: string;
  /** The server has it. */
  saved: boolean;
  /** What was entered here, where a later edit on another device stands in its place; shown until somebody decides. */
  overruled?: Answer['value'];
  /** Why the server would not store it, in a sentence. */
  refused?: string;
}

/** Where a meeting's answers rest: this device's sealed store, or nowhere but this tab where a browser keeps nothing. */
export interface Shelf {
  all(): Promise<KeptAnswer[]>;
  get(key: string): Promise<KeptAnswer | undefined>;
  keep(answer: KeptAnswer): Promise<boolean>;
  markSaved(answer: KeptAnswer, serverEditedAt: string): Promise<boolean>;
  /** Takes the meeting off the device; given what was seen, only answers that were not edited since. */
  forget(seen?: ReadonlyMap<string, string>): Promise<void>;
}

export function deviceShelf(meeting: MeetingOnDevice, now: () => number = Date.now): Shelf {
  return {
    all: () => keptAnswers(meeting),
    get: (key) => keptAnswer(meeting, key),
    keep: (answer) => keepAnswer(meeting, answer, now()),
    markSaved: (answer, serverEditedAt) => markSaved(meeting, answer, serverEditedAt),
    forget: (seen) => forgetMeeting(meeting, seen),
  };
}

export interface MeetingOnDevice {
  vault: Vault;
  studentId: string;
  meetingId: string;
}

/** Everything entered for a meeting on this device. What cannot be read any more is left out. */
async function keptAnswers({ vault, meetingId }: MeetingOnDevice): Promise<KeptAnswer[]> {
  const database = await offlineDatabase();
  const rows = await database.getAllFromIndex('answers', 'meeting', [vault.owner, meetingId]);
  const answers = await Promise.all(rows.map(async (row) => opened(await vault.open(row.sealed), row)));
  return answers.filter((answer) => answer !== undefined);
}

/** One answer, as another tab has just put it. */
async function keptAnswer({ vault, meetingId }: MeetingOnDevice, key: string): Promise<KeptAnswer | undefined> {
  const database = await offlineDatabase();
  const row = await database.get('answers', idOf(vault, meetingId, key));
  return row && opened(await vault.open(row.sealed), row);
}

function opened(value: unknown, row: { editedAt: string; saved: 0 | 1 }): KeptAnswer | undefined {
  return value === undefined ? undefined : { ...(value as KeptAnswer), editedAt: row.editedAt, saved: row.saved === 1 };
}

/**
 * Puts an answer on the device unless a later edit of it is already there (another tab's). Answers whether it was put.
 * What it replaces must be older, or the same edit having got further.
 */
async function keepAnswer(meeting: MeetingOnDevice, answer: KeptAnswer, now: number): Promise<boolean> {
  const { vault, meetingId, studentId } = meeting;
  const id = idOf(vault, meetingId, answer.key);
  // sealed before the transaction begins: IndexedDB ends one that waits for anything else
  const sealed = await vault.seal(answer);
  const database = await offlineDatabase();
  const transaction = database.transaction('answers', 'readwrite', { durability: 'strict' });
  const there = await transaction.store.get(id);
  const put = there === undefined || there.editedAt <= answer.editedAt;
  if (put) {
    await transaction.store.put({
      id,
      owner: vault.owner,
      meetingId,
      studentId,
      editedAt: answer.editedAt,
      saved: answer.saved ? 1 : 0,
      expiresAt: now + answersKeptDays * dayLength,
      sealed,
    });
  }
  await transaction.done;
  return put;
}

/** Says that the server has this very edit, under its own stamp. An edit made since keeps waiting for its turn. */
async function markSaved(meeting: MeetingOnDevice, answer: KeptAnswer, serverEditedAt: string): Promise<boolean> {
  const { vault, meetingId } = meeting;
  const saved: KeptAnswer = { ...answer, saved: true, editedAt: serverEditedAt, refused: undefined };
  const sealed = await vault.seal(saved);
  const database = await offlineDatabase();
  const transaction = database.transaction('answers', 'readwrite');
  const there = await transaction.store.get(idOf(vault, meetingId, answer.key));
  const same = there?.editedAt === answer.editedAt;
  if (there && same) await transaction.store.put({ ...there, saved: 1, editedAt: serverEditedAt, sealed });
  await transaction.done;
  return same;
}

async function forgetMeeting({ vault, meetingId }: MeetingOnDevice, seen?: ReadonlyMap<string, string>): Promise<void> {
  const database = await offlineDatabase();
  const transaction = database.transaction('answers', 'readwrite');
  for (const row of await transaction.store.index('meeting').getAll([vault.owner, meetingId])) {
    const key = row.id.slice(idOf(vault, meetingId, '').length);
    if (seen === undefined || row.editedAt <= (seen.get(key) ?? '')) await transaction.store.delete(row.id);
  }
  await transaction.done;
}

/** The meetings with answers the server does not have yet. */
export async function unsavedMeetings(vault: Vault): Promise<MeetingOnDevice[]> {
  const database = await offlineDatabase();
  const rows = await database.getAllFromIndex('answers', 'unsaved', [vault.owner, 0]);
  const meetings = new Map(rows.map(({ meetingId, studentId }) => [meetingId, { vault, meetingId, studentId }]));
  return [...meetings.values()];
}

function idOf(vault: Vault, meetingId: string, key: string): string {
  return `${vault.owner}|${meetingId}|${key}`;
}
