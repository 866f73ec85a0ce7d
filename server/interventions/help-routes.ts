import * as contract from '@waymark/contract/participations.ts';
import { after, page } from '../http/pages.ts';
import { notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { participationFile } from './file.ts';
import { findFileRows, findHelp, findMentoring, findParticipations } from './help-queries.ts';
import * as policy from './policy.ts';
import { findVisible } from './queries.ts';

/** More rows than a spreadsheet is read with; a year at a time for those who have more. */
const mostRows = 200_000;

export const helpRoutes = [
  route(contract.getStudentHelp, policy.readStudentHelp, async ({ actor, tx, params, query, logAccess }) => {
    if (!(await findVisible(tx, actor.orgId, [params.id])).has(params.id)) throw notFound('student');
    const interventions = await findHelp(tx, actor.orgId, params.id, actor.today, query);
    const mentoring = await findMentoring(tx, actor.orgId, params.id, actor.timeZone, query);
    await logAccess('help received', params.id);
    return { mentoring, interventions };
  }),

  route(contract.listParticipations, policy.readStudentHelp, async ({ actor, tx, query, logAccess }) => {
    if (!(await findVisible(tx, actor.orgId, [query.studentId])).has(query.studentId)) throw notFound('student');
    const keys = after(query.cursor, 2);
    const from = keys && { heldOn: String(keys[0]), id: String(keys[1]) };
    const rows = await findParticipations(tx, actor.orgId, query.studentId, from, query.limit + 1);
    await logAccess('help received', query.studentId);
    const { items, next } = page(rows, query.limit, (row) => [row.heldOn, row.id]);
    // a note is written for colleagues
    return { items: actor.role === 'student' ? items.map((item) => ({ ...item, note: '' })) : items, next };
  }),

  route(contract.exportParticipations, policy.exportParticipation, async ({ actor, tx, query, audit, logAccess }) => {
    const rows = await findFileRows(tx, actor.orgId, query, mostRows);
    await logAccess('export of participation');
    await audit('participation.exported', 'participation', null, { detail: { ...query, rows: rows.length } });
    return { fileName: `participation-${actor.today}.csv`, content: participationFile(rows) };
  }),
];
