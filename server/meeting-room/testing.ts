import { openRoom, recordMeeting, saveAnswers, type MeetingRecord, type Room } from '@waymark/contract/meeting-room.ts';
import type { AnswerSent } from '@waymark/contract/meeting-answers.ts';
import { newId } from '../db/ids.ts';
import type { TestMember, TestOrganisation } from '../testing/organisation.ts';
import type { TestServer } from '../testing/server.ts';

/** Ten in the morning of the tests' day: a meeting that has just been. */
export const MEETING_AT = '2026-03-11T09:00:00.000Z';

/** A student of a mentor's and a meeting of theirs that is still to be held. */
export async function meetingOf(org: TestOrganisation, mentor: TestMember, more: { startsAt?: string; studentId?: string } = {}) {
  const studentId = more.studentId ?? (await org.student()).id;
  const { matchId, enrolmentId } = await org.match(studentId, mentor.memberId);
  const id = await meeting(org, { studentId, matchId, mentorId: mentor.memberId, startsAt: more.startsAt ?? MEETING_AT });
  return { id, studentId, matchId, enrolmentId };
}

export async function meeting(
  org: TestOrganisation,
  of: { studentId: string; matchId: string; mentorId: string; startsAt: string },
): Promise<string> {
  const id = newId();
  await org.as((tx) =>
    tx
      .insertInto('meetings')
      .values({
        org_id: org.orgId,
        id,
        student_id: of.studentId,
        match_id: of.matchId,
        mentor_id: of.mentorId,
        starts_at: of.startsAt,
        planned_minutes: 30,
      })
      .execute(),
  );
  return id;
}

export const room = (who: TestMember, id: string): Promise<Room> => who.call(openRoom, { params: { id }, query: {} });

export const save = (who: TestMember, id: string, answers: AnswerSent[]) => who.call(saveAnswers, { params: { id }, body: { answers } });

/** A level for the nth question, as a phone would enter it. */
export const level = (outcomeId: string, given: number, editedAt: string, reason = ''): AnswerSent => ({
  key: `score:${outcomeId}`,
  value: { id: newId(), level: given, missingReason: null, reason },
  editedAt,
});

/** What finishing sends: a held meeting with a level for each of the first outcomes. */
export function recordWith(opened: Room, levels: readonly (number | null)[], more: Partial<MeetingRecord> = {}): MeetingRecord {
  const scores = levels.map((one, index) => ({
    id: newId(),
    outcomeId: opened.questions[index]?.outcomeId ?? '',
    level: one,
    missingReason: one === null ? ('declined' as const) : null,
    reason: one === null ? '' : 'Said so, with an example.',
  }));
  return {
    attendance: 'held',
    reason: '',
    mode: 'in_person',
    minutes: 35,
    movedTo: null,
    assessment:
      scores.length === 0
        ? null
        : { id: newId(), frameworkVersionId: opened.framework.versionId, perspective: 'mentor', point: opened.point, scores },
    notes: [],
    newActions: [],
    actionOutcomes: [],
    seen: [],
    ...more,
  };
}

export const finish = (who: TestMember, id: string, body: MeetingRecord) => who.call(recordMeeting, { params: { id }, body });

/** A new action as a meeting sets it. */
export const action = (title: string) => ({
  id: newId(),
  seriesId: null,
  libraryId: null,
  title,
  detail: '',
  owner: 'student' as const,
  dueOn: '2026-03-25',
});

/** What is kept about a student; as the owner, for nobody but those they are for reads notes, the system included. */
export const rowsOf =
  (server: TestServer) =>
  <T = Record<string, unknown>>(
    table: 'assessments' | 'scores' | 'meeting_notes' | 'actions' | 'meetings' | 'meeting_drafts' | 'contact_summaries',
    studentId: string,
  ): Promise<T[]> =>
    server.database.owner.selectFrom(table).selectAll().where('student_id', '=', studentId).execute() as Promise<T[]>;
