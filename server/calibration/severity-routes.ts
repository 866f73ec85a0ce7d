import * as contract from '@waymark/contract/severity.ts';
import { insertRun } from '../analysis/run-queries.ts';
import { notFound } from '../http/refusal.ts';
import { MadeAfter, route } from '../http/route.ts';
import { requireStudent } from '../students/require.ts';
import { adjustedLevels } from './adjusted.ts';
import { findLatestLevels } from './consistency-queries.ts';
import { runCalibration } from './policy.ts';
import { severityFit } from './rules.ts';
import { findSeverityRun } from './severity-queries.ts';
import { readSeverity } from './severity.ts';

export const severityRoutes = [
  route(contract.getSeverity, runCalibration, async ({ actor, tx, logAccess }) => {
    await logAccess('severity of assessors');
    return new MadeAfter(await readSeverity(tx, actor.orgId));
  }),

  route(contract.findSeverityRun, runCalibration, async ({ actor, tx }) => ({ run: await findSeverityRun(tx, actor.orgId) })),

  route(contract.startSeverityRun, runCalibration, async ({ actor, tx, body, now, audit, enqueue }) => {
    const under = await findSeverityRun(tx, actor.orgId);
    // two people who ask wait for the same fit
    if (under?.status === 'waiting' || under?.status === 'running') return { run: under };
    await insertRun(tx, actor.orgId, { id: body.id, question: severityFit, filters: {}, memberId: actor.memberId, now });
    await audit('analysis.fit_started', 'analysis_run', body.id, { detail: { question: severityFit } });
    enqueue('analysis-runs', { orgId: actor.orgId });
    const run = await findSeverityRun(tx, actor.orgId);
    if (run === null) throw notFound('fit');
    return { run };
  }),

  route(contract.getAdjustedLevels, runCalibration, async ({ actor, tx, params, logAccess }) => {
    await requireStudent(tx, actor.orgId, params.id);
    await logAccess('adjusted levels', params.id);
    const latest = await findLatestLevels(tx, actor.orgId, params.id);
    const compare = await readSeverity(tx, actor.orgId);
    return new MadeAfter(async () => {
      const { items, ...told } = await compare();
      return { ...told, types: adjustedLevels(latest, { items }) };
    });
  }),
];
