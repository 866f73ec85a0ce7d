import type { Framework, FrameworkVersion, FrameworkVersionStatus, OutcomeType } from '@waymark/contract/framework-content.ts';
import type { DraftLine } from '@waymark/contract/framework-drafts.ts';
import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../db/actor.ts';
import { compiledSql } from '../db/compiled.ts';

export type VersionHead = Omit<FrameworkVersion, 'outcomeTypes'>;

/** Versions with how much is in them: what lists show. */
function versionLines(tx: Tx, orgId: string) {
  return tx
    .selectFrom('framework_versions as v')
    .where('v.org_id', '=', orgId)
    .select((eb) => [
      'v.id',
      'v.framework_id',
      'v.number',
      'v.status',
      'v.levels',
      'v.note',
      'v.created_at',
      'v.published_at',
      eb
        .selectFrom('outcome_types as t')
        .whereRef('t.org_id', '=', 'v.org_id')
        .whereRef('t.framework_version_id', '=', 'v.id')
        .select((e) => e.fn.countAll<number>().as('n'))
        .as('type_count'),
      eb
        .selectFrom('outcomes as o')
        .whereRef('o.org_id', '=', 'v.org_id')
        .whereRef('o.framework_version_id', '=', 'v.id')
        .select((e) => e.fn.countAll<number>().as('n'))
        .as('outcome_count'),
    ])
    .orderBy('v.number', 'desc');
}

type LineRow = Awaited<ReturnType<ReturnType<typeof versionLines>['execute']>>[number];

function lineOf(row: LineRow) {
  return {
    id: row.id,
    number: row.number,
    status: row.status as FrameworkVersionStatus,
    levels: row.levels,
    note: row.note,
    outcomeTypeCount: Number(row.type_count ?? 0),
    outcomeCount: Number(row.outcome_count ?? 0),
    publishedAt: row.published_at,
  };
}

/**
 * Frameworks with their published and retired versions and the running programmes that use them, by name; those still
 * in use first. With an id, that one only.
 */
export async function readFrameworks(tx: Tx, orgId: string, id?: string): Promise<Framework[]> {
  const frameworks = await tx
    .selectFrom('frameworks')
    .where('org_id', '=', orgId)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .selectAll()
    .orderBy(sql`retired_at is not null`)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
  const versions = await versionLines(tx, orgId)
    .where('v.status', '!=', 'draft')
    .$if(id !== undefined, (query) => query.where('v.framework_id', '=', id ?? ''))
    .execute();
  const programmes = await tx
    .selectFrom('programmes')
    .where('org_id', '=', orgId)
    .where('archived_at', 'is', null)
    .$if(id !== undefined, (query) => query.where('framework_id', '=', id ?? ''))
    .select(['framework_id', 'name'])
    .orderBy('name')
    .execute();
  return frameworks.map((framework) => {
    const lines = versions.filter((row) => row.framework_id === framework.id).map(lineOf);
    return {
      id: framework.id,
      name: framework.name,
      description: framework.description,
      retiredAt: framework.retired_at,
      version: framework.version,
      currentVersionId: lines.find((line) => line.status === 'published')?.id ?? null,
      versions: lines,
      programmes: programmes.filter((programme) => programme.framework_id === framework.id).map((programme) => programme.name),
    };
  });
}

/** A version without what is in it. */
export async function findVersionHead(tx: Tx, orgId: string, versionId: string): Promise<VersionHead | undefined> {
  return (await headOf(tx, { orgId, versionId }))[0];
}

/** The latest published version of a framework, without what is in it: the one in use for new assessments. */
export async function findCurrentHead(tx: Tx, orgId: string, frameworkId: string): Promise<VersionHead | undefined> {
  return (await currentHeadOf(tx, { orgId, frameworkId }))[0];
}

const headOf = compiledSql(({ orgId, versionId }: Record<'orgId' | 'versionId', string>) => heads(orgId, sql`v.id = ${versionId}`));

const currentHeadOf = compiledSql(({ orgId, frameworkId }: Record<'orgId' | 'frameworkId', string>) =>
  heads(orgId, sql`v.framework_id = ${frameworkId} and v.status = 'published' order by v.number desc limit 1`),
);

const heads = (orgId: string, which: RawBuilder<unknown>) => sql<VersionHead>`
  select v.id, v.framework_id as "frameworkId", f.name as "frameworkName", f.description as "frameworkDescription", v.number, v.status,
    v.levels, v.note, v.created_at as "createdAt", v.published_at as "publishedAt", m.name as "publishedByName", v.version
  from framework_versions v
  join frameworks f on f.org_id = v.org_id and f.id = v.framework_id
  left join members m on m.org_id = v.org_id and m.id = v.published_by
  where v.org_id = ${orgId} and ${which}`;

/** What is in some versions, in order, by version. */
export async function readOutcomeTypes(tx: Tx, orgId: string, versionIds: readonly string[]): Promise<Map<string, OutcomeType[]>> {
  if (versionIds.length === 0) return new Map();
  const types = await tx
    .selectFrom('outcome_types')
    .where('org_id', '=', orgId)
    .where('framework_version_id', 'in', versionIds)
    .selectAll()
    .orderBy('position')
    .execute();
  const outcomes = await tx
    .selectFrom('outcomes')
    .where('org_id', '=', orgId)
    .where('framework_version_id', 'in', versionIds)
    .selectAll()
    .orderBy('position')
    .execute();
  const content = new Map<string, OutcomeType[]>(versionIds.map((id) => [id, []]));
  const byType = Map.groupBy(outcomes, (outcome) => outcome.outcome_type_id);
  for (const type of types) {
    content.get(type.framework_version_id)?.push({
      id: type.id,
      code: type.code,
      name: type.name,
      description: type.description,
      outcomes: (byType.get(type.id) ?? []).map((outcome) => ({
        id: outcome.id,
        seriesId: outcome.series_id,
        code: outcome.code,
        statement: outcome.statement,
        question: outcome.question,
        studentWording: outcome.student_wording,
        evidence: outcome.evidence,
        descriptors: outcome.descriptors,
      })),
    });
  }
  return content;
}

/** The published and retired versions of a framework, with what is in them. */
export async function readEarlierVersions(tx: Tx, orgId: string, frameworkId: string) {
  const versions = await tx
    .selectFrom('framework_versions')
    .where('org_id', '=', orgId)
    .where('framework_id', '=', frameworkId)
    .where('status', '!=', 'draft')
    .select(['id', 'number', 'levels'])
    .execute();
  const content = await readOutcomeTypes(
    tx,
    orgId,
    versions.map((version) => version.id),
  );
  return versions.map((version) => ({ ...version, outcomeTypes: content.get(version.id) ?? [] }));
}

/** The drafts being written, the latest begun first. */
export async function readDraftLines(tx: Tx, orgId: string): Promise<z.infer<typeof DraftLine>[]> {
  const rows = await versionLines(tx, orgId).where('v.status', '=', 'draft').execute();
  const names = new Map(
    (await tx.selectFrom('frameworks').where('org_id', '=', orgId).select(['id', 'name']).execute()).map((framework) => [
      framework.id,
      framework.name,
    ]),
  );
  return rows
    .map((row) => ({
      ...lineOf(row),
      frameworkId: row.framework_id,
      frameworkName: names.get(row.framework_id) ?? '',
      createdAt: row.created_at,
    }))
    .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}
