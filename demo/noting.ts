import { moment } from './background.ts';
import type { Given } from './mentored.ts';
import { handoverNoteText, noteText, sharedNoteText } from './phrases.ts';
import type { MeetingRow, NoteRow } from './rows.ts';
import type { Pairing } from './stays.ts';

/** What the mentor wrote after a meeting: often a note of their own, sometimes a line the student sees. */
export function noteOf(given: Given, meeting: MeetingRow, pairing: Pairing, date: string, typeCode: string): NoteRow[] {
  const { random, newId, student, written } = given;
  const name = student.preferred_name ?? student.given_name;
  const next = pairing.handedOverTo?.row.id;
  const write = (body: string, shared: boolean): NoteRow => {
    written.add(body.replaceAll(name, 'NAME'));
    return row(body, shared);
  };
  const row = (body: string, shared: boolean): NoteRow => ({
    id: newId(date),
    student_id: student.id,
    meeting_id: meeting.id,
    author_id: meeting.mentor_id,
    body,
    shared_with_student: shared,
    // what a student has seen goes along in a handover; of the rest, what the outgoing mentor chose
    readable_by: next !== undefined && (shared || random.chance(0.5)) ? [meeting.mentor_id, next] : [meeting.mentor_id],
    created_at: moment(date, 17 * 60 + 10),
  });
  const notes: NoteRow[] = [];
  if (random.chance(0.6)) notes.push(write(noteText(random, typeCode, name, written), false));
  if (random.chance(0.2)) notes.push(write(sharedNoteText(random, written), true));
  if (next !== undefined && random.chance(0.08))
    notes.push({ ...write(handoverNoteText(name), false), readable_by: [meeting.mentor_id, next] });
  return notes;
}
