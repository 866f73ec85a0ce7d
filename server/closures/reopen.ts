import type { reopenCase as endpoint } from '@waymark/contract/closures.ts';
import type { ParsedBody } from '@waymark/contract/endpoint.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { placeProblems } from '../enrolments/place.ts';
import { conflict, invalid } from '../http/refusal.ts';
import { startMatches } from '../matches/start.ts';
import { startProblems } from '../matches/startProblems.ts';
import { enrol } from '../programmes/enrol.ts';
import type { ClosureRecord } from './queries.ts';

/** Takes a closed case up again: a new enrolment that says which it follows, and a match in the same step where one is named. */
export async function reopenCase(tx: Tx, actor: Actor, closure: ClosureRecord, body: ParsedBody<typeof endpoint>): Promise<void> {
  const { studentId, studentName, programmeId, programme, enrolmentId, closedOn } = closure;
  if (closure.followedBy !== null)
    throw conflict('already-reopened', 'This case has been taken up again already.', 'Open the student’s page to see the new enrolment.');
  if (closure.leftOn !== null) throw conflict('student-left', `${studentName} is marked as left.`, 'Take them back on their page first.');
  const problems = await placeProblems(tx, actor.orgId, programmeId, null);
  if (body.startedOn < closedOn)
    problems.push({ field: 'startedOn', value: body.startedOn, message: 'The new enrolment starts once the old one was closed.' });
  if (problems.length > 0) throw invalid('This case cannot be taken up again like this.', problems);
  const [enrolled] = await enrol(tx, actor, [
    { id: body.id, studentId, programmeId, cohortId: null, startedOn: body.startedOn, followsId: enrolmentId },
  ]);
  if (enrolled === undefined)
    throw conflict(
      'already-enrolled',
      `${studentName} takes part in ${programme} already.`,
      'Open the student’s page to see the enrolment.',
    );
  if (body.match === null) return;
  const match = { ...body.match, studentId, enrolmentId: body.id, purpose: '', startedOn: body.startedOn };
  const unfit = await startProblems(tx, actor.orgId, [match]);
  if (unfit.length > 0)
    throw invalid(
      'The case cannot be taken up with this mentor.',
      unfit.map((one) => ({ ...one, field: 'match.mentorId' })),
    );
  await startMatches(tx, actor, [match]);
}
