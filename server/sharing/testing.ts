import type { Document } from '@waymark/contract/documents.ts';
import type { BodyOf } from '@waymark/contract/endpoint.ts';
import { readShareLink, type createShare } from '@waymark/contract/shares.ts';
import { newId } from '../db/ids.ts';
import type { TestMember } from '../testing/organisation.ts';
import type { TestServer } from '../testing/server.ts';

export const exampleShared: Document = {
  title: 'Progress note: Ada Lovelace',
  subtitle: '',
  language: 'en-GB',
  organisation: 'Northbridge Trust',
  date: '2026-03-11',
  marking: 'Confidential',
  blocks: [{ type: 'paragraph', id: 'a', runs: [{ text: 'Ada reads more.' }] }],
};

type Sent = BodyOf<typeof createShare>;

/** For tests: a mentor with two students of one school, a note about each, a concern, and people of the school. */
export async function arrangeSharing(server: TestServer) {
  const org = await server.organisation();
  const school = await org.school('Beacon School');
  const lead = await org.member('lead', { name: 'Lena Lead' });
  const mentor = await org.member('mentor', { name: 'Mo Farooq' });
  const other = await org.member('mentor');
  const admin = await org.member('admin');
  const contact = await org.member('school_contact', { name: 'Tess Teacher', schoolId: school.id, email: 'Tess@beacon.example' });
  const stranger = await org.member('school_contact', { name: 'Someone Else', schoolId: school.id, email: 'someone@beacon.example' });
  const student = await org.student({ givenName: 'Ada', familyName: 'Lovelace', schoolId: school.id });
  const classmate = await org.student({ givenName: 'Zoë', familyName: 'O’Brien', schoolId: school.id });
  const { matchId } = await org.match(student.id, mentor.memberId);
  const theirs = await org.match(classmate.id, mentor.memberId);
  // notes and concerns are for their writers and readers alone: not for the system
  const { owner } = server.database;
  const note = async (studentId: string, match: string, body: string): Promise<string> => {
    const [meetingId, id] = [newId(), newId()];
    const key = { org_id: org.orgId, student_id: studentId };
    const meeting = {
      id: meetingId,
      match_id: match,
      mentor_id: mentor.memberId,
      starts_at: '2026-03-04T10:00:00Z',
      status: 'held',
      minutes: 30,
    };
    await owner
      .insertInto('meetings')
      .values({ ...key, ...meeting })
      .execute();
    const written = { id, meeting_id: meetingId, author_id: mentor.memberId, body, readable_by: [mentor.memberId] };
    await owner
      .insertInto('meeting_notes')
      .values({ ...key, ...written })
      .execute();
    return id;
  };
  const own = await note(student.id, matchId, 'Ada told me about the science club.');
  const foreign = await note(classmate.id, theirs.matchId, 'Zoë is worried about maths.');
  await owner
    .insertInto('concerns')
    .values({ org_id: org.orgId, student_id: student.id, id: newId(), number: 1, raised_role: 'mentor', seen: 'A bruise nobody explained' })
    .execute();

  const sending = (more: Partial<Sent> = {}): Sent => ({
    id: newId(),
    studentId: student.id,
    kind: 'progress_note',
    recipient: { name: 'Tess Teacher', role: 'Form tutor', email: 'tess@beacon.example' },
    purpose: 'So that the form tutor can follow up',
    lawfulBasis: 'public_task',
    medium: 'pdf',
    document: exampleShared,
    ...more,
  });
  return {
    org,
    lead,
    mentor,
    other,
    admin,
    contact,
    stranger,
    student,
    own,
    foreign,
    sending,
    link: (more: Partial<Sent> = {}): Sent => sending({ medium: 'link', linkDays: 7, ...more }),
    tokenOf: async (by: TestMember, id: string) => (await by.call(readShareLink, { params: { id } })).url.split('/').at(-1) ?? '',
  };
}
