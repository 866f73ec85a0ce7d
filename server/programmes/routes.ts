import * as contract from '@waymark/contract/programmes.ts';
import { Refusal, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { cohortNameTaken, findCohortForUpdate, insertCohort, updateCohort } from './cohorts.ts';
import * as policy from './policy.ts';
import {
  findProgrammeForUpdate,
  findProgrammes,
  findUsableFramework,
  insertProgramme,
  programmeNameTaken,
  updateProgramme,
} from './queries.ts';
import { changedFields } from '../students/rules.ts';
import { datesProblems, frameworkProblems } from './rules.ts';

function nameTaken(what: string, name: string): Refusal {
  const message = `There is a ${what} called ${name} already.`;
  return new Refusal(409, 'name-taken', message, undefined, [{ field: 'name', value: name, message }]);
}

export const routes = [
  route(contract.listProgrammes, policy.readProgrammes, async ({ actor, tx, today }) => ({
    items: await findProgrammes(tx, actor.orgId, today),
  })),

  route(contract.getProgramme, policy.readProgrammes, async ({ actor, tx, params, today }) => {
    const [programme] = await findProgrammes(tx, actor.orgId, today, params.id);
    if (programme === undefined) throw notFound('programme');
    return programme;
  }),

  route(contract.createProgramme, policy.writeProgrammes, async ({ actor, tx, body, audit }) => {
    const { id, ...details } = body;
    const here = await findProgrammeForUpdate(tx, actor.orgId, id);
    if (here !== undefined) return { id, version: here.version };
    const framework = await findUsableFramework(tx, actor.orgId, body.frameworkId);
    const problems = [...datesProblems(body), ...frameworkProblems(body.frameworkId, framework)];
    if (problems.length > 0) throw invalid('This programme cannot be started as it is.', problems);
    if (!(await insertProgramme(tx, actor.orgId, id, details))) throw nameTaken('programme', body.name);
    await audit('programme.created', 'programme', id, { detail: { name: body.name } });
    return { id, version: 1 };
  }),

  route(contract.updateProgramme, policy.writeProgrammes, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const before = await findProgrammeForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('programme');
    if (before.version !== ifMatch) throw stale('programme');
    const framework = await findUsableFramework(tx, actor.orgId, body.frameworkId);
    const problems = [...datesProblems(body), ...frameworkProblems(body.frameworkId, framework, before)];
    if (problems.length > 0) throw invalid('This programme cannot be changed like this.', problems);
    if (!body.archived && (await programmeNameTaken(tx, actor.orgId, params.id, body.name))) throw nameTaken('programme', body.name);
    const version = await updateProgramme(tx, actor.orgId, params.id, body, now);
    await audit('programme.updated', 'programme', params.id, { detail: { fields: changedFields({ ...before }, { ...body }) } });
    return { id: params.id, version };
  }),

  route(contract.createCohort, policy.writeProgrammes, async ({ actor, tx, params, body, audit }) => {
    const here = await findCohortForUpdate(tx, actor.orgId, body.id);
    if (here !== undefined) return { id: body.id, version: here.version };
    if ((await findProgrammeForUpdate(tx, actor.orgId, params.id)) === undefined) throw notFound('programme');
    const problems = datesProblems(body);
    if (problems.length > 0) throw invalid('This cohort cannot be added as it is.', problems);
    if (!(await insertCohort(tx, actor.orgId, params.id, body.id, body))) throw nameTaken('cohort', body.name);
    await audit('cohort.created', 'cohort', body.id, { detail: { name: body.name, programmeId: params.id } });
    return { id: body.id, version: 1 };
  }),

  route(contract.updateCohort, policy.writeProgrammes, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const before = await findCohortForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('cohort');
    if (before.version !== ifMatch) throw stale('cohort');
    const problems = datesProblems(body);
    if (problems.length > 0) throw invalid('This cohort cannot be changed like this.', problems);
    if (!body.archived && (await cohortNameTaken(tx, actor.orgId, before.programmeId, params.id, body.name)))
      throw nameTaken('cohort', body.name);
    const version = await updateCohort(tx, actor.orgId, params.id, body, now);
    await audit('cohort.updated', 'cohort', params.id, { detail: { fields: changedFields({ ...before }, { ...body }) } });
    return { id: params.id, version };
  }),
];
