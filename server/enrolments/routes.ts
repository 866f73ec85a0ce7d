import * as contract from '@waymark/contract/enrolments.ts';
import { refreshAbout } from '../assessments/score-profiles.ts';
import { lockForScoring } from '../assessments/standings.ts';
import { closeCases } from '../closures/close.ts';
import { after, page } from '../http/pages.ts';
import { Refusal, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { enrol } from '../programmes/enrol.ts';
import { requireOpenCase } from './case.ts';
import * as policy from './policy.ts';
import { placeProblems } from './place.ts';
import { findEnrolments, findEnrolmentsForUpdate, findFirstUse, findPlace, findStudentsToEnrol, updateEnrolment } from './queries.ts';
import { changedMeanwhile, endProblems } from './rules.ts';

export const routes = [
  route(contract.listEnrolments, policy.listEnrolments, async ({ actor, tx, params, query, today }) => {
    const { cursor, limit, ...filters } = query;
    if ((await findPlace(tx, actor.orgId, params.id, null)) === undefined) throw notFound('programme');
    const keys = after(cursor, 3);
    const from = keys && { familyKey: String(keys[0]), givenKey: String(keys[1]), id: String(keys[2]) };
    const rows = await findEnrolments(tx, actor.orgId, today, { programmeId: params.id, ...filters }, from, limit + 1);
    return page(rows, limit, (row) => [row.familyKey, row.givenKey, row.id]);
  }),

  route(contract.enrolStudents, policy.writeEnrolments, async ({ actor, tx, body, audit }) => {
    const { programmeId, cohortId, startedOn } = body;
    const found = new Map(
      (
        await findStudentsToEnrol(
          tx,
          actor.orgId,
          body.students.map((one) => one.studentId),
        )
      ).map((one) => [one.id, one]),
    );
    const problems = await placeProblems(tx, actor.orgId, programmeId, cohortId);
    for (const [index, { studentId }] of body.students.entries()) {
      const student = found.get(studentId);
      const field = `students.${index}.studentId`;
      if (student === undefined) problems.push({ field, value: studentId, message: 'This student is not here.' });
      else if (student.leftOn !== null)
        problems.push({ field, value: studentId, message: `${student.name} has left. Take them back first, then enrol them.` });
    }
    if (problems.length > 0) throw invalid('Nobody was enrolled: some of it cannot be done.', problems);
    // a student chosen twice is enrolled once
    const once = [...new Map(body.students.map((one) => [one.studentId, one])).values()];
    const enrolled = await enrol(
      tx,
      actor,
      once.map((one) => ({ ...one, programmeId, cohortId, startedOn })),
    );
    for (const { id, studentId } of enrolled) {
      await audit('enrolment.created', 'enrolment', id, { studentId, detail: { programmeId, cohortId, startedOn } });
    }
    const fresh = new Set(enrolled.map((one) => one.studentId));
    return {
      enrolled: enrolled.length,
      already: once
        .filter((one) => !fresh.has(one.studentId))
        .map((one) => ({ id: one.studentId, name: found.get(one.studentId)?.name ?? '' })),
    };
  }),

  route(contract.updateEnrolment, policy.writeEnrolments, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const [before] = await findEnrolmentsForUpdate(tx, actor.orgId, [params.id]);
    if (before === undefined) throw notFound('enrolment');
    if (before.version !== ifMatch) throw stale('enrolment');
    await requireOpenCase(tx, actor, { enrolmentIds: [params.id] });
    const moved = body.cohortId !== before.cohortId;
    const problems = moved && body.cohortId !== null ? await placeProblems(tx, actor.orgId, before.programmeId, body.cohortId) : [];
    const firstUse = await findFirstUse(tx, actor.orgId, params.id);
    if (firstUse !== null && body.startedOn > firstUse && body.startedOn !== before.startedOn) {
      problems.push({
        field: 'startedOn',
        value: body.startedOn,
        message: `There are matches or scores from ${firstUse} on; the enrolment cannot start after that.`,
      });
    }
    if (before.endedOn !== null && body.startedOn > before.endedOn) {
      problems.push({ field: 'startedOn', value: body.startedOn, message: 'The enrolment ended before that.' });
    }
    if (problems.length > 0) throw invalid('This enrolment cannot be changed like this.', problems);
    await lockForScoring(tx, actor.orgId, [before.studentId]);
    const version = await updateEnrolment(tx, actor.orgId, params.id, body);
    if (body.startedOn !== before.startedOn) await refreshAbout(tx, actor.orgId, [before.studentId]);
    await audit('enrolment.updated', 'enrolment', params.id, {
      studentId: before.studentId,
      detail: { before: { cohortId: before.cohortId, startedOn: before.startedOn }, after: body },
    });
    return { id: params.id, version };
  }),

  route(contract.endEnrolments, policy.writeEnrolments, async ({ actor, tx, body, today, now, audit }) => {
    const { enrolments: wanted, ...closure } = body;
    const ids = wanted.map((one) => one.id);
    const found = await findEnrolmentsForUpdate(tx, actor.orgId, ids);
    const changed = changedMeanwhile(wanted, found);
    if (changed.length > 0) {
      throw new Refusal(
        409,
        'changed-meanwhile',
        `Somebody else changed ${changed.length === 1 ? 'an enrolment' : 'enrolments'} meanwhile: ${changed.join(', ')}.`,
        'No enrolment was ended. Load the page again to see the change, then choose again.',
      );
    }
    const problems = endProblems(wanted, found, body.endedOn, today);
    if (problems.length > 0) throw invalid('No enrolment was ended: some cannot end like this.', problems);
    const under = await closeCases(tx, actor, { enrolmentIds: ids }, closure, now);
    for (const { id, studentId } of under.enrolments) await audit('enrolment.ended', 'enrolment', id, { studentId, detail: closure });
    for (const { id, studentId } of under.matches)
      await audit('match.ended', 'match', id, { studentId, detail: { with: 'enrolment', ...closure } });
    return {
      ended: under.enrolments.length,
      matchesEnded: under.matches.length,
      meetingsCancelled: under.meetingsCancelled,
      actionsDropped: under.actionsDropped,
    };
  }),
];
