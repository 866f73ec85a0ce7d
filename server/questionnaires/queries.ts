import { sql } from 'kysely';
import type {
  Licence,
  Questionnaire,
  QuestionnaireAnswer,
  QuestionnaireDefinition,
  QuestionnaireItem,
} from '@waymark/contract/questionnaires.ts';
import type { Tx } from '../db/actor.ts';
import { jsonb } from '../db/jsonb.ts';

/** Questionnaires by name, the newest version first; archived ones last. */
export async function findQuestionnaires(tx: Tx, orgId: string): Promise<Questionnaire[]> {
  return tx
    .selectFrom('questionnaires')
    .where('org_id', '=', orgId)
    .select((eb) => [
      'id',
      'code',
      'number',
      'name',
      'introduction',
      sql<QuestionnaireItem[]>`items`.as('items'),
      sql<QuestionnaireAnswer[]>`answers`.as('answers'),
      'min_answered as minAnswered',
      'validated',
      sql<Licence | null>`licence`.as('licence'),
      'shipped',
      eb('archived_at', 'is not', null).$castTo<boolean>().as('archived'),
    ])
    .orderBy('archived')
    .orderBy('name')
    .orderBy('number', 'desc')
    .execute();
}

export interface NewQuestionnaire {
  id: string;
  code: string;
  number: number;
  definition: QuestionnaireDefinition;
  validated: boolean;
  licence: Licence | null;
}

/** Adds a questionnaire, or the next version of one; false when it is there already. */
export async function insertQuestionnaire(tx: Tx, orgId: string, one: NewQuestionnaire): Promise<boolean> {
  const { name, introduction, items, answers, minAnswered } = one.definition;
  const written = await tx
    .insertInto('questionnaires')
    .values({
      org_id: orgId,
      id: one.id,
      code: one.code,
      number: one.number,
      name,
      introduction,
      items: jsonb(items) as never,
      answers: jsonb(answers) as never,
      min_answered: minAnswered,
      validated: one.validated,
      licence: one.licence === null ? null : (jsonb(one.licence) as never),
    })
    .onConflict((conflict) => conflict.columns(['org_id', 'id']).doNothing())
    .executeTakeFirst();
  return written.numInsertedOrUpdatedRows === 1n;
}

export async function setArchived(tx: Tx, orgId: string, id: string, archivedAt: string | null): Promise<void> {
  await tx.updateTable('questionnaires').set({ archived_at: archivedAt }).where('org_id', '=', orgId).where('id', '=', id).execute();
}

/** Measures that ask a questionnaire and are in use, by name. */
export async function measuresAsking(tx: Tx, orgId: string, id: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('measures')
    .where('org_id', '=', orgId)
    .where('questionnaire_id', '=', id)
    .where('archived_at', 'is', null)
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}

/** From now on measures ask the new version. */
export async function askNextVersion(tx: Tx, orgId: string, before: string, next: string): Promise<void> {
  await tx
    .updateTable('measures')
    .set((eb) => ({ questionnaire_id: next, version: eb('version', '+', 1) }))
    .where('org_id', '=', orgId)
    .where('questionnaire_id', '=', before)
    .execute();
}
