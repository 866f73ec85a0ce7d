import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { compiledSql } from '../db/compiled.ts';
import { asItStood } from '../db/past-states.ts';
import { Recent } from '../recent.ts';

/** An outcome series as it reads in the latest published version that has it. */
export interface CatalogueOutcome {
  seriesId: string;
  outcomeId: string;
  frameworkId: string;
  framework: string;
  typeCode: string;
  typeName: string;
  typePosition: number;
  position: number;
  levels: number;
  statement: string;
  question: string;
  studentWording: string;
  descriptors: string[];
  /** Part of the framework's latest published version, rather than of an older one only. */
  current: boolean;
}

/*
 * What is in a version never changes once it is published, so the catalogue is the same while the versions and the frameworks' names are.
 * Those are asked of the database every time; the rest is kept in memory once read.
 */
const remembered = new Recent<{ versions: string; outcomes: readonly CatalogueOutcome[] }>(200);

/**
 * Every outcome series of some frameworks, or (null) of all, in the frameworks' own order. A series keeps its number of
 * levels for life; its wording is the latest, now or (`asOf`) at a moment.
 */
export async function readCatalogue(
  tx: Tx,
  orgId: string,
  frameworkIds: readonly string[] | null,
  asOf: string | null = null,
): Promise<readonly CatalogueOutcome[]> {
  if (asOf !== null) {
    const { rows } =
      await sql<CatalogueOutcome>`${outcomesIn(orgId, versionsAt(orgId, asOf), asItStood('frameworks', orgId, asOf))}`.execute(tx);
    return frameworkIds === null ? rows : rows.filter(({ frameworkId }) => frameworkIds.includes(frameworkId));
  }
  const versions = JSON.stringify(await readVersions(tx, { orgId }));
  let known = remembered.get(orgId);
  if (known?.versions !== versions) {
    known = { versions, outcomes: await readOutcomes(tx, { orgId }) };
    remembered.set(orgId, known);
  }
  return frameworkIds === null ? known.outcomes : known.outcomes.filter(({ frameworkId }) => frameworkIds.includes(frameworkId));
}

const readVersions = compiledSql(
  ({ orgId }: { orgId: string }) => sql<{ id: string; status: string; name: string }>`
    select v.id, v.status, f.name from framework_versions v
    join frameworks f on f.org_id = v.org_id and f.id = v.framework_id
    where v.org_id = ${orgId} and v.status <> 'draft' order by v.id`,
);

const readOutcomes = compiledSql(({ orgId }: { orgId: string }) =>
  outcomesIn(orgId, sql`(select * from framework_versions where org_id = ${orgId} and status <> 'draft')`, sql`frameworks`),
);

/** Versions that were published by then; of a framework that had none, its first, which is what its earlier scores were given under. */
const versionsAt = (orgId: string, asOf: string): RawBuilder<unknown> => sql`(
  select v.* from (select *, min(number) over (partition by framework_id) as first,
      bool_or(published_at <= ${asOf}) over (partition by framework_id) as any_then
    from ${asItStood('framework_versions', orgId, asOf)} every where org_id = ${orgId} and status <> 'draft') v
  where v.published_at <= ${asOf} or (not coalesce(v.any_then, false) and v.number = v.first))`;

function outcomesIn(orgId: string, versions: RawBuilder<unknown>, frameworks: RawBuilder<unknown>): RawBuilder<CatalogueOutcome> {
  return sql<CatalogueOutcome>`
    with versions as (select * from ${versions} known), latest as (
      select framework_id, max(number) filter (where status = 'published') as number
      from versions group by framework_id)
    select * from (
      select distinct on (o.series_id) o.series_id as "seriesId", o.id as "outcomeId", v.framework_id as "frameworkId", f.name as framework,
        t.code as "typeCode", t.name as "typeName", t.position as "typePosition", o.position, v.levels, o.statement, o.question,
        o.student_wording as "studentWording", o.descriptors, coalesce(v.number = latest.number, false) as current
      from outcomes o
      join versions v on v.org_id = o.org_id and v.id = o.framework_version_id
      join latest on latest.framework_id = v.framework_id
      join ${frameworks} f on f.org_id = v.org_id and f.id = v.framework_id
      join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
      where o.org_id = ${orgId}
      order by o.series_id, (v.number = latest.number) desc nulls last, v.number desc) as one_a_series
    order by framework, "frameworkId", current desc, "typePosition", position, "seriesId"`;
}
