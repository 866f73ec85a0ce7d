import * as contract from '@waymark/contract/severity.ts';
import { findRun, startRun } from '../analysis/runs.ts';
import { MadeAfter, route } from '../http/route.ts';
import { requireStudent } from '../students/require.ts';
import { adjustedLevels } from './adjusted.ts';
import { findLatestLevels } from './consistency-queries.ts';
import { runCalibration } from './policy.ts';
import { severityFit } from './rules.ts';
import { readSeverity } from './severity.ts';

export const severityRoutes = [
  route(contract.getSeverity, runCalibration, async ({ actor, tx, logAccess }) => {
    await logAccess('severity of assessors');
    return new MadeAfter(await readSeverity(tx, actor.orgId));
  }),

  route(contract.findSeverityRun, runCalibration, async ({ actor, tx }) => ({ run: await findRun(tx, actor.orgId, severityFit) })),

  route(contract.startSeverityRun, runCalibration, async (request) => ({ run: await startRun(request, request.body.id, severityFit) })),

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
