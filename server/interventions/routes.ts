import * as contract from '@waymark/contract/interventions.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { helpRoutes } from './help-routes.ts';
import { getIntervention, requireStudents } from './known.ts';
import { findPlace, findPlaces, hasOpenPlace, insertPlaces, updatePlace } from './place-queries.ts';
import * as policy from './policy.ts';
import { findInterventions, insertIntervention, isNameTaken, updateIntervention } from './queries.ts';
import { requireOrder } from './rules.ts';
import { sessionRoutes } from './session-routes.ts';

async function requireFreeName(tx: Tx, orgId: string, name: string, id: string): Promise<void> {
  if (await isNameTaken(tx, orgId, name, id)) {
    throw invalid('There is an intervention of this name already.', [
      { field: 'name', value: name, message: 'Choose another name, or use the one that is there.' },
    ]);
  }
}

async function requirePlace(tx: Tx, actor: Actor, id: string) {
  const place = await findPlace(tx, actor.orgId, id);
  if (place === undefined) throw notFound('place');
  return place;
}

export const routes = [
  route(contract.listInterventions, policy.readInterventions, async ({ actor, tx, query }) => ({
    items: await findInterventions(tx, actor.orgId, actor.today, query.archived),
  })),

  route(contract.getIntervention, policy.readInterventions, ({ actor, tx, params }) => getIntervention(tx, actor, params.id)),

  route(contract.addIntervention, policy.keepInterventions, async ({ actor, tx, body, audit }) => {
    const { id, ...state } = body;
    requireOrder(state.startsOn, state.endsOn);
    await requireFreeName(tx, actor.orgId, state.name, id);
    const fresh = await insertIntervention(tx, actor.orgId, id, state);
    if (fresh) await audit('intervention.created', 'intervention', id, { detail: { name: state.name } });
    return getIntervention(tx, actor, id);
  }),

  route(contract.editIntervention, policy.keepInterventions, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const before = await getIntervention(tx, actor, params.id);
    requireOrder(body.startsOn, body.endsOn);
    if (!body.archived) await requireFreeName(tx, actor.orgId, body.name, before.id);
    if (!(await updateIntervention(tx, actor.orgId, before.id, ifMatch, body, now))) throw stale('intervention');
    const action = body.archived === before.archived ? 'changed' : body.archived ? 'archived' : 'restored';
    await audit(`intervention.${action}`, 'intervention', before.id, { detail: { name: body.name } });
    return getIntervention(tx, actor, before.id);
  }),

  route(contract.listPlaces, policy.readInterventions, async ({ actor, tx, params, query, logAccess }) => {
    await getIntervention(tx, actor, params.id);
    const items = await findPlaces(tx, actor.orgId, params.id, actor.today, query.past);
    await logAccess('list of an intervention');
    return { items };
  }),

  route(contract.addPlaces, policy.recordParticipation, async ({ actor, tx, params, body, audit }) => {
    const intervention = await getIntervention(tx, actor, params.id);
    if (intervention.archived) throw conflict('archived', 'This intervention is out of use.', 'Bring it back first.');
    await requireStudents(
      tx,
      actor,
      body.places.map(({ studentId }) => studentId),
      'places',
    );
    const added = await insertPlaces(tx, actor.orgId, intervention.id, body.startedOn, body.places);
    for (const studentId of added) {
      const detail = { intervention: intervention.name, startedOn: body.startedOn };
      await audit('intervention.joined', 'intervention', intervention.id, { studentId, detail });
    }
    return { added: added.length, already: body.places.length - added.length };
  }),

  route(contract.endPlace, policy.recordParticipation, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const place = await requirePlace(tx, actor, params.id);
    requireOrder(place.started_on, body.endedOn, 'endedOn');
    const done = await updatePlace(tx, actor.orgId, place.id, ifMatch, { on: body.endedOn, reason: body.reason });
    if (!done) throw stale('place');
    await audit('intervention.left', 'intervention', place.intervention_id, { studentId: place.student_id, detail: body });
    return { id: place.id, version: ifMatch + 1 };
  }),

  route(contract.reopenPlace, policy.recordParticipation, async ({ actor, tx, params, ifMatch, audit }) => {
    const place = await requirePlace(tx, actor, params.id);
    if (place.ended_on !== null && (await hasOpenPlace(tx, actor.orgId, place.intervention_id, place.student_id))) {
      throw conflict('on-list', 'This student is on the list again already.');
    }
    if (!(await updatePlace(tx, actor.orgId, place.id, ifMatch, null))) throw stale('place');
    await audit('intervention.joined', 'intervention', place.intervention_id, { studentId: place.student_id });
    return { id: place.id, version: ifMatch + 1 };
  }),

  ...sessionRoutes,
  ...helpRoutes,
];
