import { getOrganisation, updateOrganisation } from '@waymark/contract/organisations.ts';
import { stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { editOrganisation, readOrganisation } from './policy.ts';
import { findOrganisation, saveOrganisation } from './queries.ts';

export const routes = [
  route(getOrganisation, readOrganisation, ({ tx, actor }) => findOrganisation(tx, actor)),
  route(updateOrganisation, editOrganisation, async ({ tx, actor, body, ifMatch, audit, accounts, afterCommit }) => {
    const before = await findOrganisation(tx, actor);
    if (!(await saveOrganisation(tx, actor, body, ifMatch))) throw stale('organisation');
    await audit('organisation.updated', 'organisation', actor.orgId, { detail: { before, after: body } });
    afterCommit(() => accounts.forget());
    return findOrganisation(tx, actor);
  }),
];
