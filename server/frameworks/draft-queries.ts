import type { OutcomeType } from '@waymark/contract/framework-content.ts';
import { sql } from 'kysely';
import type { Actor, Tx } from '../db/actor.ts';

/** False when a framework with this id is already there. */
export async function insertFramework(
  tx: Tx,
  actor: Actor,
  framework: { id: string; name: string; description: string },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('frameworks')
    .values({ org_id: actor.orgId, ...framework })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Numbered after the versions there are. False when the framework already has a draft, or the id is taken. */
export async function insertDraft(tx: Tx, actor: Actor, draft: { id: string; frameworkId: string; levels: number }): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into framework_versions (org_id, id, framework_id, number, levels, created_by)
    select ${actor.orgId}, ${draft.id}, ${draft.frameworkId},
      (select coalesce(max(number), 0) + 1 from framework_versions where org_id = ${actor.orgId} and framework_id = ${draft.frameworkId}),
      ${draft.levels}, ${actor.memberId}::uuid
    on conflict do nothing
    returning id`.execute(tx);
  return rows.length === 1;
}

/** Puts content in the place of what is in a draft. The draft's row must be locked, or new. */
export async function replaceContent(tx: Tx, actor: Actor, versionId: string, outcomeTypes: readonly OutcomeType[]): Promise<void> {
  await removeContent(tx, actor, versionId);
  if (outcomeTypes.length === 0) return;
  await tx
    .insertInto('outcome_types')
    .values(
      outcomeTypes.map((type, position) => ({
        org_id: actor.orgId,
        id: type.id,
        framework_version_id: versionId,
        position,
        code: type.code,
        name: type.name,
        description: type.description,
      })),
    )
    .execute();
  const outcomes = outcomeTypes.flatMap((type) => type.outcomes.map((outcome, position) => ({ type, outcome, position })));
  if (outcomes.length === 0) return;
  await tx
    .insertInto('outcomes')
    .values(
      outcomes.map(({ type, outcome, position }) => ({
        org_id: actor.orgId,
        id: outcome.id,
        framework_version_id: versionId,
        outcome_type_id: type.id,
        series_id: outcome.seriesId,
        position,
        code: outcome.code,
        statement: outcome.statement,
        question: outcome.question,
        student_wording: outcome.studentWording,
        evidence: outcome.evidence,
        descriptors: outcome.descriptors,
      })),
    )
    .execute();
}

async function removeContent(tx: Tx, actor: Actor, versionId: string): Promise<void> {
  await tx.deleteFrom('outcomes').where('org_id', '=', actor.orgId).where('framework_version_id', '=', versionId).execute();
  await tx.deleteFrom('outcome_types').where('org_id', '=', actor.orgId).where('framework_version_id', '=', versionId).execute();
}

/** Ids among these that belong to another version already. */
export async function idsTakenElsewhere(
  tx: Tx,
  orgId: string,
  versionId: string,
  typeIds: readonly string[],
  outcomeIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from outcome_types where org_id = ${orgId} and id = any(${[...typeIds]}::uuid[]) and framework_version_id <> ${versionId}
    union all
    select id from outcomes where org_id = ${orgId} and id = any(${[...outcomeIds]}::uuid[]) and framework_version_id <> ${versionId}`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.id));
}

/** Counts a draft's version up, which locks it until the end of the transaction. False when it has moved on, or is no draft. */
export async function touchDraft(
  tx: Tx,
  orgId: string,
  draft: { id: string; version: number; levels: number; note: string },
): Promise<boolean> {
  const updated = await tx
    .updateTable('framework_versions')
    .set((eb) => ({ levels: draft.levels, note: draft.note, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('id', '=', draft.id)
    .where('status', '=', 'draft')
    .where('version', '=', draft.version)
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

/** Locks a draft until the end of the transaction and answers its version; undefined when it is not (or no longer) a draft. */
export async function lockDraft(
  tx: Tx,
  orgId: string,
  id: string,
): Promise<{ version: number; frameworkId: string; number: number; levels: number } | undefined> {
  const row = await tx
    .selectFrom('framework_versions')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('status', '=', 'draft')
    .select(['version', 'framework_id', 'number', 'levels'])
    .forUpdate()
    .executeTakeFirst();
  return row && { version: row.version, frameworkId: row.framework_id, number: row.number, levels: row.levels };
}

/** Gives outcomes of a draft their series. All of them: rows are first freed, as two may be trading theirs. */
export async function setSeries(tx: Tx, orgId: string, versionId: string, series: ReadonlyMap<string, string>): Promise<void> {
  await sql`update outcomes set series_id = gen_random_uuid() where org_id = ${orgId} and framework_version_id = ${versionId}`.execute(tx);
  await sql`
    update outcomes o set series_id = given.series_id
    from unnest(${[...series.keys()]}::uuid[], ${[...series.values()]}::uuid[]) as given (id, series_id)
    where o.org_id = ${orgId} and o.framework_version_id = ${versionId} and o.id = given.id`.execute(tx);
}

/** From here on the version never changes. False when it is no longer that draft. */
export async function markPublished(tx: Tx, actor: Actor, draft: { id: string; version: number; note: string }): Promise<boolean> {
  const updated = await tx
    .updateTable('framework_versions')
    .set((eb) => ({
      status: 'published',
      note: draft.note,
      published_at: sql<string>`now()`,
      published_by: actor.memberId,
      version: eb('version', '+', 1),
    }))
    .where('org_id', '=', actor.orgId)
    .where('id', '=', draft.id)
    .where('status', '=', 'draft')
    .where('version', '=', draft.version)
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

/** Removes a draft with what is in it. */
export async function removeDraft(tx: Tx, actor: Actor, id: string): Promise<void> {
  await removeContent(tx, actor, id);
  await tx.deleteFrom('framework_versions').where('org_id', '=', actor.orgId).where('id', '=', id).where('status', '=', 'draft').execute();
}

/** Removes a framework of which nothing was ever published and that nothing uses. Answers whether it was removed. */
export async function removeUnusedFramework(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    delete from frameworks f where f.org_id = ${actor.orgId} and f.id = ${id}
      and not exists (select from framework_versions v where v.org_id = f.org_id and v.framework_id = f.id)
      and not exists (select from programmes p where p.org_id = f.org_id and p.framework_id = f.id)
    returning id`.execute(tx);
  return rows.length === 1;
}
