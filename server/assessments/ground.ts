import type { Tx } from '../db/actor.ts';
import type { Ground, NewAssessment, VersionScale } from './rules.ts';

/** Reads what assessments are checked against: the versions, enrolments and matches they name, and the setting. */
export async function readGround(tx: Tx, orgId: string, assessments: readonly NewAssessment[]): Promise<Ground> {
  const versionIds = [...new Set(assessments.map((assessment) => assessment.frameworkVersionId))];
  const enrolmentIds = [...new Set(assessments.map((assessment) => assessment.enrolmentId))];
  const matchIds = [...new Set(assessments.flatMap((assessment) => assessment.matchId ?? []))];
  const versions = await tx
    .selectFrom('framework_versions as v')
    .leftJoin('outcomes as o', (join) => join.onRef('o.org_id', '=', 'v.org_id').onRef('o.framework_version_id', '=', 'v.id'))
    .where('v.org_id', '=', orgId)
    .where('v.id', 'in', versionIds)
    .select(['v.id', 'v.status', 'v.levels', 'o.id as outcome_id', 'o.series_id'])
    .execute();
  const enrolments = await tx
    .selectFrom('enrolments')
    .where('org_id', '=', orgId)
    .where('id', '=', (eb) => eb.fn.any(eb.val(enrolmentIds)))
    .select(['id', 'student_id'])
    .execute();
  const matches =
    matchIds.length === 0
      ? []
      : await tx
          .selectFrom('matches')
          .where('org_id', '=', orgId)
          .where('id', '=', (eb) => eb.fn.any(eb.val(matchIds)))
          .select(['id', 'enrolment_id'])
          .execute();
  const organisation = await tx.selectFrom('organisations').where('org_id', '=', orgId).select('require_reason').executeTakeFirst();
  return {
    versions: scalesOf(versions),
    enrolments: new Map(enrolments.map((row) => [row.id, row.student_id])),
    matches: new Map(matches.map((row) => [row.id, row.enrolment_id])),
    requireReason: organisation?.require_reason ?? false,
  };
}

function scalesOf(
  rows: readonly { id: string; status: string; levels: number; outcome_id: string | null; series_id: string | null }[],
): Map<string, VersionScale> {
  const scales = new Map<string, VersionScale & { series: Map<string, string> }>();
  for (const row of rows) {
    const scale = scales.get(row.id) ?? { status: row.status as VersionScale['status'], levels: row.levels, series: new Map() };
    if (row.outcome_id !== null && row.series_id !== null) scale.series.set(row.outcome_id, row.series_id);
    scales.set(row.id, scale);
  }
  return scales;
}
