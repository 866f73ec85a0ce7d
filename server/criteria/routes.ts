import * as contract from '@waymark/contract/criteria.ts';
import { ruleSentence, type RuleParts } from '@waymark/contract/rule-sentences.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { ruleProblems } from './check.ts';
import { readRuleParts } from './facts.ts';
import * as policy from './policy.ts';
import { proposalRoutes } from './proposals.ts';
import {
  deleteDraft,
  findHere,
  findVersionForUpdate,
  findVersions,
  insertDraft,
  publishDraft,
  retireVersion,
  updateDraft,
} from './queries.ts';
import { countRules } from './rank.ts';
import { findingsFor } from './snapshot.ts';

const said = (rules: readonly contract.Rule[], parts: RuleParts) => rules.map((rule) => ({ ...rule, sentence: ruleSentence(rule, parts) }));

export const routes = [
  route(contract.listCriteria, policy.readCriteria, async ({ actor, tx }) => ({
    items: (await findVersions(tx, actor.orgId)).map((version) => ({ ...version, rules: version.rules.length })),
  })),

  route(contract.getCriteriaVersion, policy.readCriteria, async ({ actor, tx, params }) => {
    const [version] = await findVersions(tx, actor.orgId, params.id);
    if (version === undefined) throw notFound('version of the criteria');
    return { ...version, rules: said(version.rules, await readRuleParts(tx, actor.orgId)) };
  }),

  route(contract.listRuleParts, policy.writeCriteria, async ({ actor, tx }) => {
    const parts = await readRuleParts(tx, actor.orgId);
    return { measures: [...parts.measures.values()], characteristics: [...parts.characteristics.values()] };
  }),

  route(contract.createCriteriaDraft, policy.writeCriteria, async ({ actor, tx, body, audit }) => {
    const here = await findVersionForUpdate(tx, actor.orgId, body.id);
    if (here !== undefined) return { id: here.id, version: here.version };
    if (!(await insertDraft(tx, actor, body.id)))
      throw conflict('draft-there', 'There is a draft of the criteria already.', 'Load the page again and go on with that one.');
    await audit('criteria.drafted', 'criteria', body.id);
    return { id: body.id, version: 1 };
  }),

  route(contract.updateCriteriaDraft, policy.writeCriteria, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const before = await findVersionForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('draft');
    if (before.status !== 'draft') throw published();
    const version = await updateDraft(tx, actor.orgId, params.id, body.rules, ifMatch);
    if (version === undefined) throw stale('draft');
    await audit('criteria.updated', 'criteria', params.id, { detail: { rules: body.rules.length } });
    return { id: params.id, version };
  }),

  route(contract.deleteCriteriaDraft, policy.writeCriteria, async ({ actor, tx, params, ifMatch, audit }) => {
    const before = await findVersionForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('draft');
    if (before.status !== 'draft') throw published();
    if (before.version !== ifMatch) throw stale('draft');
    await deleteDraft(tx, actor.orgId, params.id);
    await audit('criteria.dropped', 'criteria', params.id);
    return { id: params.id };
  }),

  route(contract.publishCriteria, policy.writeCriteria, async ({ actor, tx, params, ifMatch, today, now, audit }) => {
    const before = await findVersionForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('draft');
    if (before.status !== 'draft') throw published();
    if (before.version !== ifMatch) throw stale('draft');
    if (before.rules.length === 0) throw invalid('There is no rule to publish yet. Write at least one.');
    const parts = await readRuleParts(tx, actor.orgId);
    const problems = ruleProblems(before.rules, parts, today);
    if (problems.length > 0) throw invalid('The criteria were not published: some rules cannot be decided.', problems);
    const version = await publishDraft(tx, actor, params.id, now);
    const sentences = before.rules.map((rule) => ruleSentence(rule, parts));
    await audit('criteria.published', 'criteria', params.id, { detail: { number: before.number, rules: sentences } });
    return { id: params.id, number: before.number, version };
  }),

  route(contract.retireCriteria, policy.writeCriteria, async ({ actor, tx, params, ifMatch, audit }) => {
    const before = await findVersionForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('version of the criteria');
    if (before.version !== ifMatch) throw stale('version');
    if (before.status !== 'published')
      throw conflict('not-published', 'These criteria are not in force.', 'Load the page again to see which are.');
    const version = await retireVersion(tx, actor.orgId, params.id);
    await audit('criteria.retired', 'criteria', params.id, { detail: { number: before.number } });
    return { id: params.id, version };
  }),

  route(contract.getCriteriaReach, policy.writeCriteria, async ({ actor, tx, params, today }) => {
    const [version] = await findVersions(tx, actor.orgId, params.id);
    if (version === undefined) throw notFound('version of the criteria');
    const students = await findHere(tx, actor.orgId);
    const findings = await findingsFor(tx, actor.orgId, version, students, today);
    const counts = countRules(findings.values());
    const none = { holds: 0, not: 0, unknown: 0 };
    return {
      asOf: today,
      students: students.length,
      rules: said(version.rules, await readRuleParts(tx, actor.orgId)).map(({ id, sentence }) => ({
        ruleId: id,
        sentence,
        ...(counts.get(id) ?? none),
      })),
      any: [...findings.values()].filter((found) => found.holds > 0).length,
    };
  }),

  ...proposalRoutes,
];

const published = () => conflict('published', 'These criteria are published and do not change.', 'Start a draft, and publish that.');
