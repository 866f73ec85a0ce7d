import { sql } from 'kysely';
import type { Vignette, VignetteDraft } from '@waymark/contract/vignettes.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

type Answers = VignetteDraft['answers'];

interface Reference {
  outcomeId: string;
  level: number;
  reasoning: string;
}

/** Published cases with their reference levels: those in use before the retired, in the order of the framework. */
export async function findVignettes(tx: Tx, orgId: string): Promise<Vignette[]> {
  const { rows } = await sql<Vignette>`
    select v.id, v.title, v.body, v.code is not null as shipped, v.published_at as "publishedAt", v.retired_at as "retiredAt",
      (select count(*) from exercise_vignettes x where x.org_id = v.org_id and x.vignette_id = v.id) as exercises, r.refs as "references"
    from vignettes v
    join lateral (
      select jsonb_agg(jsonb_build_object('outcomeId', o.id, 'code', o.code, 'type', t.name, 'statement', o.statement,
          'descriptors', o.descriptors, 'level', r.level, 'reasoning', r.reasoning) order by r.position) as refs,
        min(t.position) as type_position, min(o.position) as outcome_position
      from vignette_references r
      join outcomes o on o.org_id = r.org_id and o.id = r.outcome_id
      join outcome_types t on t.org_id = o.org_id and t.id = o.outcome_type_id
      where r.org_id = v.org_id and r.vignette_id = v.id
    ) r on true
    where v.org_id = ${orgId}
    order by v.retired_at is not null, r.type_position, v.code nulls last, r.outcome_position, v.published_at, v.id`.execute(tx);
  return rows;
}

/** The outcomes of the latest published version of every framework in use. */
export async function findCaseOutcomes(tx: Tx, orgId: string) {
  const { rows } = await sql<{ id: string; framework: string; code: string; type: string; statement: string; descriptors: string[] }>`
    with latest as (
      select distinct on (v.framework_id) v.org_id, v.id, f.name
      from framework_versions v join frameworks f on f.org_id = v.org_id and f.id = v.framework_id
      where v.org_id = ${orgId} and v.status = 'published' and f.retired_at is null
      order by v.framework_id, v.number desc
    )
    select o.id, l.name as framework, o.code, t.name as type, o.statement, o.descriptors
    from latest l
    join outcome_types t on t.org_id = l.org_id and t.framework_version_id = l.id
    join outcomes o on o.org_id = t.org_id and o.outcome_type_id = t.id
    order by l.name, l.id, t.position, o.position`.execute(tx);
  return rows;
}

/** Outcome code → id in the first framework the organisation published: the shipped one; another may use the same codes. */
export async function findOutcomeCodes(tx: Tx, orgId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; id: string }>`
    select o.code, o.id from outcomes o
    where o.org_id = ${orgId} and o.framework_version_id =
      (select id from framework_versions where org_id = ${orgId} and status <> 'draft' order by published_at, id limit 1)`.execute(tx);
  return new Map(rows.map(({ code, id }) => [code, id]));
}

export async function shippedCodes(tx: Tx, orgId: string): Promise<Set<string>> {
  const rows = await tx.selectFrom('vignettes').select('code').where('org_id', '=', orgId).where('code', 'is not', null).execute();
  return new Set(rows.map(({ code }) => code ?? ''));
}

export async function insertVignette(
  tx: Tx,
  actor: Actor,
  vignette: { id: string; code: string | null; title: string; body: string; replaces: string | null; answers: readonly Reference[] },
  now: Date,
): Promise<void> {
  const { id, code, title, body, replaces, answers } = vignette;
  await tx
    .insertInto('vignettes')
    .values({
      org_id: actor.orgId,
      id,
      code,
      title,
      body,
      replaces,
      published_at: now.toISOString(),
      published_by: actor.memberId,
    })
    .execute();
  await tx
    .insertInto('vignette_references')
    .values(
      answers.map(({ outcomeId, level, reasoning }, position) => ({
        org_id: actor.orgId,
        vignette_id: id,
        outcome_id: outcomeId,
        position,
        level,
        reasoning,
      })),
    )
    .execute();
}

/** @returns false when it is not there, or retired already */
export async function markRetired(tx: Tx, actor: Actor, id: string, now: Date): Promise<boolean> {
  const done = await tx
    .updateTable('vignettes')
    .set({ retired_at: now.toISOString(), retired_by: actor.memberId })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

// Drafts -----------------------------------------------------------------------------------------------------------

export async function findDrafts(tx: Tx, orgId: string): Promise<{ id: string; title: string; replaces: string | null }[]> {
  return tx
    .selectFrom('vignette_drafts as d')
    .leftJoin('vignettes as v', (join) => join.onRef('v.org_id', '=', 'd.org_id').onRef('v.id', '=', 'd.replaces'))
    .where('d.org_id', '=', orgId)
    .select(['d.id', 'd.title', 'v.title as replaces'])
    .orderBy('d.created_at')
    .orderBy('d.id')
    .execute();
}

export async function findDraft(tx: Tx, orgId: string, id: string): Promise<VignetteDraft | undefined> {
  const row = await tx
    .selectFrom('vignette_drafts as d')
    .leftJoin('vignettes as v', (join) => join.onRef('v.org_id', '=', 'd.org_id').onRef('v.id', '=', 'd.replaces'))
    .where('d.org_id', '=', orgId)
    .where('d.id', '=', id)
    .select(['d.id', 'd.title', 'd.body', 'd.answers', 'd.version', 'd.replaces', 'v.title as formerTitle'])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { title, body, version, replaces, formerTitle } = row;
  const answers = row.answers as unknown as Answers;
  return { id: row.id, title, body, answers, version, replaces: replaces === null ? null : { id: replaces, title: formerTitle ?? '' } };
}

/** @returns false when a draft of this id is there already */
export async function insertDraft(
  tx: Tx,
  actor: Actor,
  draft: { id: string; replaces: string | null; title: string; body: string; answers: Answers },
): Promise<boolean> {
  const { id, replaces, title, body, answers } = draft;
  const done = await tx
    .insertInto('vignette_drafts')
    .values({ org_id: actor.orgId, id, replaces, title, body, answers: jsonb(answers) as never, created_by: actor.memberId })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** @returns false when the version is no longer the one that was edited */
export async function saveDraft(
  tx: Tx,
  orgId: string,
  id: string,
  version: number,
  { title, body, answers }: Pick<VignetteDraft, 'title' | 'body' | 'answers'>,
): Promise<boolean> {
  const done = await tx
    .updateTable('vignette_drafts')
    .set({ title, body, answers: jsonb(answers) as never, version: sql`version + 1` })
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** @returns false when the version is no longer the one that was read */
export async function removeDraft(tx: Tx, orgId: string, id: string, version: number): Promise<boolean> {
  const done = await tx
    .deleteFrom('vignette_drafts')
    .where('org_id', '=', orgId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}
