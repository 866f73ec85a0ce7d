import * as contract from '@waymark/contract/schools.ts';
import type { Tx } from '../db/actor.ts';
import { Refusal, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import * as policy from './policy.ts';
import { findSchool, findSchools, findTaken, insertSchool, updateSchool } from './queries.ts';

export const routes = [
  route(contract.listSchools, policy.listSchools, async ({ actor, tx }) => ({ items: await findSchools(tx, actor.orgId) })),

  route(contract.createSchool, policy.writeSchools, async ({ actor, tx, body, audit }) => {
    const here = await findSchool(tx, actor.orgId, body.id);
    if (here !== undefined) return { id: body.id, version: here.version };
    await requireFree(tx, actor.orgId, body);
    await insertSchool(tx, actor.orgId, body);
    await audit('school.created', 'school', body.id, { detail: { name: body.name } });
    return { id: body.id, version: 1 };
  }),

  route(contract.updateSchool, policy.writeSchools, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const before = await findSchool(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('school');
    if (before.version !== ifMatch) throw stale('school');
    if (!body.archived) await requireFree(tx, actor.orgId, { id: params.id, ...body });
    const version = await updateSchool(tx, actor.orgId, params.id, body, now);
    await audit(body.archived && !before.archived ? 'school.archived' : 'school.updated', 'school', params.id, {
      detail: { before: { name: before.name, urn: before.urn, archived: before.archived }, after: body },
    });
    return { id: params.id, version };
  }),
];

/** @throws Refusal 409 naming the field, when another school has the name or the URN */
async function requireFree(tx: Tx, orgId: string, school: { id: string; name: string; urn: string | null }): Promise<void> {
  const [other] = await findTaken(tx, orgId, school);
  if (other === undefined) return;
  const byUrn = school.urn !== null && other.urn === school.urn;
  const message = byUrn ? `${other.name} has this URN already.` : `There is a school called ${other.name} already.`;
  throw new Refusal(409, byUrn ? 'urn-taken' : 'name-taken', message, undefined, [
    byUrn ? { field: 'urn', value: school.urn, message } : { field: 'name', value: school.name, message },
  ]);
}
