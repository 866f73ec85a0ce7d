import * as contract from '@waymark/contract/closures.ts';
import { after, page } from '../http/pages.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { caseClosed } from '../enrolments/case.ts';
import { requireStudent } from '../students/require.ts';
import { findCaseHead, loadClosing } from './ground.ts';
import * as policy from './policy.ts';
import { findClosure, findClosureForUpdate, findClosuresOf, findFollowUps, updateClosure } from './queries.ts';
import { reopenCase } from './reopen.ts';
import { closeWhole } from './whole.ts';

export const routes = [
  route(contract.getClosing, policy.closeCases, async ({ actor, tx, params, now, today, logAccess }) => {
    const head = await findCaseHead(tx, actor, params.id);
    if (head === undefined) throw notFound('enrolment');
    if (head.endedOn !== null && head.endedOn <= today)
      throw caseClosed({ studentName: head.student, programme: head.programme, endedOn: head.endedOn });
    await logAccess('closing', head.studentId);
    return loadClosing(tx, actor, head, now);
  }),

  route(contract.closeEnrolment, policy.closeCases, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const head = await findCaseHead(tx, actor, params.id);
    if (head === undefined) throw notFound('enrolment');
    const closed = await closeWhole(tx, actor, head, body, ifMatch, now);
    const { kind, endedBy, reason, closedOn, reviewId } = body;
    const { studentId } = head;
    await audit('case.closed', 'closure', body.id, {
      studentId,
      detail: { enrolmentId: params.id, kind, endedBy, reason, closedOn, reviewId, scores: body.assessment?.scores.length ?? 0 },
    });
    for (const { id } of closed.matches)
      await audit('match.ended', 'match', id, { studentId, detail: { with: 'enrolment', endedOn: closedOn, endedBy, reason } });
    return { id: body.id, closedOn, matchesEnded: closed.matches.length, meetingsCancelled: closed.meetingsCancelled };
  }),

  route(contract.getClosure, policy.readClosures, async ({ actor, tx, params, logAccess }) => {
    const closure = await findClosure(tx, actor.orgId, params.id);
    if (closure === undefined) throw notFound('closed case');
    await logAccess('closed case', closure.studentId);
    const { studentId, studentName, snapshot, programmeId: _programme, cohortId: _cohort, leftOn: _left, ...rest } = closure;
    return {
      ...rest,
      student: { id: studentId, name: studentName },
      evidence: snapshot.evidence,
      assessmentSkipped: snapshot.assessmentSkipped,
      actionsKept: snapshot.actionsKept,
    };
  }),

  route(contract.listStudentClosures, policy.readClosures, async ({ actor, tx, params }) => {
    await requireStudent(tx, actor.orgId, params.id);
    return { items: await findClosuresOf(tx, actor.orgId, params.id) };
  }),

  route(contract.listFollowUps, policy.followUp, async ({ actor, tx, query, today }) => {
    const keys = after(query.cursor, 2);
    const from = keys && { day: String(keys[0]), id: String(keys[1]) };
    const rows = await findFollowUps(tx, actor, query.until ?? today, from, query.limit + 1);
    return page(rows, query.limit, (row) => [row.followUpOn, row.closureId]);
  }),

  route(contract.recordFollowUp, policy.followUp, async ({ actor, tx, params, body, ifMatch, today, audit }) => {
    const before = await findClosureForUpdate(tx, actor.orgId, params.id);
    if (before === undefined || (actor.role === 'mentor' && before.closedById !== actor.memberId)) throw notFound('closed case');
    if (before.version !== ifMatch) throw stale('closed case');
    const { followedUpOn, note, again } = body;
    if (before.followUpOn === null || before.followedUpOn !== null)
      throw conflict('not-to-follow-up', 'This case is not to be followed up any more.', 'Load the page again to see what was recorded.');
    if ((followedUpOn === null) === (again === null))
      throw invalid('Say when it was followed up, or choose another day for it.', [
        { field: 'followedUpOn', value: followedUpOn, message: 'One of the two.' },
      ]);
    if (followedUpOn !== null && (followedUpOn > today || followedUpOn < before.closedOn))
      throw invalid('Check the day.', [{ field: 'followedUpOn', value: followedUpOn, message: 'It lies between the closing and today.' }]);
    if (again !== null && again <= today)
      throw invalid('Check the day.', [{ field: 'again', value: again, message: 'The next day to follow up lies ahead.' }]);
    // an earlier try's note stays above the new one
    const followUpNote = [before.followUpNote, note].filter((text) => text !== '').join('\n\n');
    const version = await updateClosure(
      tx,
      actor.orgId,
      params.id,
      followedUpOn === null ? { followUpOn: again, followUpNote } : { followedUpOn, followedUpBy: actor.memberId, followUpNote },
    );
    await audit('case.followed_up', 'closure', params.id, { studentId: before.studentId, detail: { followedUpOn, again } });
    return { id: params.id, version };
  }),

  route(contract.reviseClosure, policy.reviseClosures, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const before = await findClosureForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('closed case');
    if (before.version !== ifMatch) throw stale('closed case');
    if (body.followUpOn !== before.followUpOn && before.followedUpOn !== null)
      throw conflict('followed-up', 'This case has been followed up already.', 'Leave the follow-up date as it is.');
    if (body.followUpOn !== null && body.followUpOn <= before.closedOn)
      throw invalid('Check the day.', [{ field: 'followUpOn', value: body.followUpOn, message: 'Following up comes after the closing.' }]);
    const version = await updateClosure(tx, actor.orgId, params.id, body);
    const { studentSummary, whatNext, followUpOn } = before;
    await audit('case.words_changed', 'closure', params.id, {
      studentId: before.studentId,
      detail: { before: { studentSummary, whatNext, followUpOn } },
    });
    return { id: params.id, version };
  }),

  route(contract.reopenCase, policy.reopenCases, async ({ actor, tx, params, body, audit }) => {
    const closure = await findClosure(tx, actor.orgId, params.id);
    if (closure === undefined) throw notFound('closed case');
    const { studentId } = closure;
    await reopenCase(tx, actor, closure, body);
    await audit('case.reopened', 'enrolment', body.id, {
      studentId,
      detail: { closureId: params.id, followsId: closure.enrolmentId, startedOn: body.startedOn },
    });
    if (body.match !== null) await audit('match.started', 'match', body.match.id, { studentId, detail: { mentorId: body.match.mentorId } });
    return { enrolmentId: body.id };
  }),

  route(contract.listOwnClosures, policy.readOwnClosures, async ({ actor, tx }) => {
    if (actor.studentId === null) throw notFound('student');
    const all = await findClosuresOf(tx, actor.orgId, actor.studentId);
    return {
      items: all
        .filter(({ studentSummary, whatNext }) => studentSummary !== '' || whatNext !== '')
        .map(({ id, programme, closedOn, studentSummary, whatNext }) => ({ id, programme, closedOn, studentSummary, whatNext })),
    };
  }),
];
