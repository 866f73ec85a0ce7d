import { uuidv7 } from 'uuidv7';
import type { BodyOf } from '@waymark/contract/endpoint.ts';
import type { handOver } from '@waymark/contract/matches.ts';
import type { TestServer } from '../testing/server.ts';

/** A mentor with one student: a meeting held with three notes, one planned, two actions open. */
export async function arrangeHandover(server: TestServer) {
  const org = await server.organisation();
  const lead = await org.member('lead');
  const before = await org.member('mentor', { name: 'Mo Farooq' });
  const after = await org.member('mentor', { name: 'Ann Ortiz' });
  const bystander = await org.member('mentor', { name: 'Bea Stone' });
  const student = await org.student({ givenName: 'Ada', familyName: 'Lovelace' });
  const { matchId } = await org.match(student.id, before.memberId, { purpose: 'Confidence' });
  const { matchId: otherMatch } = await org.match(student.id, bystander.memberId);
  const ids = { held: uuidv7(), planned: uuidv7(), bystanders: uuidv7(), assessment: uuidv7() };
  const meeting = (id: string, starts_at: string, more: { status?: string; match_id?: string; mentor_id?: string } = {}) => ({
    org_id: org.orgId,
    id,
    student_id: student.id,
    match_id: matchId,
    mentor_id: before.memberId,
    starts_at,
    status: 'scheduled',
    ...more,
  });
  const note = (id: string, body: string, more: { shared_with_student?: boolean } = {}) => ({
    org_id: org.orgId,
    id,
    student_id: student.id,
    meeting_id: ids.held,
    author_id: before.memberId,
    body,
    readable_by: [before.memberId],
    shared_with_student: false,
    ...more,
  });
  const notes = { private: uuidv7(), shared: uuidv7() };
  await org.as(async (tx) => {
    await tx
      .insertInto('meetings')
      .values([
        meeting(ids.held, '2026-03-04T10:00:00Z', { status: 'held' }),
        meeting(ids.planned, '2026-03-18T10:00:00Z'),
        meeting(ids.bystanders, '2026-03-19T10:00:00Z', { match_id: otherMatch, mentor_id: bystander.memberId }),
      ])
      .execute();
    await tx
      .insertInto('actions')
      .values(
        ['Visit', 'Read'].map((title) => ({
          org_id: org.orgId,
          id: uuidv7(),
          student_id: student.id,
          match_id: matchId,
          mentor_id: before.memberId,
          title,
        })),
      )
      .execute();
    const version = await tx.selectFrom('framework_versions').where('org_id', '=', org.orgId).select('id').executeTakeFirstOrThrow();
    const { enrolment_id } = await tx
      .selectFrom('matches')
      .where('org_id', '=', org.orgId)
      .where('id', '=', matchId)
      .select('enrolment_id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('assessments')
      .values({
        org_id: org.orgId,
        id: ids.assessment,
        student_id: student.id,
        enrolment_id,
        framework_version_id: version.id,
        assessor_id: before.memberId,
        match_id: matchId,
        meeting_id: ids.held,
        perspective: 'mentor',
        point: 'baseline',
        assessed_on: '2026-03-04',
      })
      .execute();
  });
  // nobody but the author, a lead or a safeguarding lead can even write a note: not the system either
  await server.database.withActor({ ...org.actor, role: 'mentor', memberId: before.memberId }, (tx) =>
    tx
      .insertInto('meeting_notes')
      .values([note(notes.private, 'Worried about home'), note(notes.shared, 'Well done', { shared_with_student: true })])
      .execute(),
  );
  const plan = (more: Partial<BodyOf<typeof handOver>> = {}): BodyOf<typeof handOver> => ({
    items: [{ matchId, version: 1, toMentorId: after.memberId }],
    newMatchIds: [uuidv7()],
    from: org.today,
    notes: { take: 'all' },
    meetings: 'move',
    actions: 'move',
    endedBy: 'mentor',
    reason: 'Leaving the charity',
    ...more,
  });
  return { org, lead, before, after, bystander, student, matchId, ids, notes, plan };
}
