import * as contract from '@waymark/contract/students.ts';
import { refreshAbout } from '../assessments/score-profiles.ts';
import { after, page } from '../http/pages.ts';
import { notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { findChanges } from './changes.ts';
import { characteristicRoutes } from './characteristicRoutes.ts';
import { requireNobodyElse, requirePossible } from './create.ts';
import { endAllOf, requireLeavable } from './leaving.ts';
import { countStudents, findStudents, type NameCursor } from './list.ts';
import * as policy from './policy.ts';
import { findDetailsForUpdate, findLookalikes, findStudent, insertStudent, requireStudent, updateDetails, updateLeft } from './queries.ts';
import { changedFields, withoutReasons } from './rules.ts';
import { findSchoolName, findSchoolStudents } from './school.ts';

/** As far as a list counts: past it, “more than” is what a person needs to know. */
const countedTo = 1000;

function nameCursor(cursor: string | undefined): NameCursor | undefined {
  const keys = after(cursor, 3);
  return keys && { familyKey: String(keys[0]), givenKey: String(keys[1]), id: String(keys[2]) };
}

const nameKeys = (row: { familyKey: string | null; givenKey: string | null; id: string }) => [row.familyKey, row.givenKey, row.id];

export const routes = [
  route(contract.listStudents, policy.listStudents, async ({ actor, tx, query, today }) => {
    const { cursor, limit, ...filters } = query;
    const rows = await findStudents(tx, actor.orgId, today, filters, nameCursor(cursor), limit + 1);
    const { items, next } = page(rows, limit, nameKeys);
    if (cursor !== undefined) return { items, next, count: null };
    if (next === null) return { items, next, count: { atLeast: items.length, exact: true } };
    const n = await countStudents(tx, actor.orgId, today, filters, countedTo + 1);
    return { items, next, count: { atLeast: Math.min(n, countedTo), exact: n <= countedTo } };
  }),

  route(contract.findDuplicates, policy.writeStudents, async ({ actor, tx, query }) => ({
    items: await findLookalikes(tx, actor.orgId, { ...query, upn: query.upn?.replace(/\s+/g, '').toUpperCase() }),
  })),

  route(contract.createStudent, policy.writeStudents, async ({ actor, tx, body, today, audit }) => {
    const { id, differentFrom, ...details } = body;
    const here = await findDetailsForUpdate(tx, actor.orgId, id);
    // the same form, sent a second time
    if (here !== undefined) return { id, version: here.version };
    await requirePossible(tx, actor.orgId, details, today);
    await requireNobodyElse(tx, actor.orgId, details, differentFrom);
    await insertStudent(tx, actor.orgId, id, details, actor.memberId);
    await audit('student.created', 'student', id, { studentId: id, detail: differentFrom.length > 0 ? { differentFrom } : {} });
    return { id, version: 1 };
  }),

  route(contract.getStudent, policy.readStudent, async ({ actor, tx, params, today, now, logAccess }) => {
    const student = await findStudent(tx, actor.orgId, params.id, today, now);
    if (student === undefined) throw notFound('student');
    await logAccess('student', student.id);
    return policy.readReasons.has(actor.role) ? student : withoutReasons(student);
  }),

  route(contract.updateStudent, policy.writeStudents, async ({ actor, tx, params, body, ifMatch, today, audit }) => {
    const before = await findDetailsForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('student');
    if (before.version !== ifMatch) throw stale('student');
    await requirePossible(tx, actor.orgId, body, today, { id: params.id, schoolId: before.schoolId });
    const fields = changedFields(before, { ...before, ...body });
    if (fields.length === 0) return { id: params.id, version: before.version };
    const version = await updateDetails(tx, actor.orgId, params.id, body);
    if (body.schoolId !== before.schoolId) await refreshAbout(tx, actor.orgId, [params.id]);
    await audit('student.updated', 'student', params.id, { studentId: params.id, detail: { fields } });
    return { id: params.id, version };
  }),

  route(contract.leaveStudent, policy.writeStudents, async ({ actor, tx, params, body, ifMatch, today, now, audit }) => {
    const before = await findDetailsForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('student');
    if (before.version !== ifMatch) throw stale('student');
    requireLeavable(before.leftOn, body, today);
    const ended = await endAllOf(tx, actor, params.id, body, now);
    const version = await updateLeft(tx, actor.orgId, params.id, { on: body.leftOn, reason: body.reason });
    const counts = {
      enrolmentsEnded: ended.enrolments,
      matchesEnded: ended.matches.length,
      meetingsCancelled: ended.meetingsCancelled,
      actionsDropped: ended.actionsDropped,
    };
    await audit('student.left', 'student', params.id, { studentId: params.id, detail: { ...body, ...counts } });
    return { id: params.id, version, ...counts };
  }),

  route(contract.returnStudent, policy.writeStudents, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const before = await findDetailsForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('student');
    if (before.version !== ifMatch) throw stale('student');
    if (before.leftOn === null) return { id: params.id, version: before.version };
    const version = await updateLeft(tx, actor.orgId, params.id, null);
    await audit('student.returned', 'student', params.id, { studentId: params.id, detail: { leftOn: before.leftOn, note: body.note } });
    return { id: params.id, version };
  }),

  route(contract.listStudentChanges, policy.readChanges, async ({ actor, tx, params, query, logAccess }) => {
    await requireStudent(tx, actor.orgId, params.id);
    const keys = after(query.cursor, 2);
    const rows = await findChanges(tx, actor.orgId, params.id, keys && { at: String(keys[0]), id: String(keys[1]) }, query.limit + 1);
    await logAccess('student changes', params.id);
    return page(rows, query.limit, (row) => [row.at, row.id]);
  }),

  route(contract.listSchoolStudents, policy.readSchoolStudents, async ({ actor, tx, query }) => {
    const rows = await findSchoolStudents(tx, actor, query.search, nameCursor(query.cursor), query.limit + 1);
    const { items, next } = page(rows, query.limit, nameKeys);
    const named = items.map((row) => ({
      ...row,
      programmes: row.programmes.map((one) => one.name),
      mentors: row.mentors.map((one) => one.name),
    }));
    return { items: named, next, school: await findSchoolName(tx, actor.orgId, actor.schoolId) };
  }),

  ...characteristicRoutes,
];
