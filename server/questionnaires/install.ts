import { readFileSync } from 'node:fs';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { readQuestionnaireFile } from './file.ts';

const shipped = ['attitude_to_learning.yaml', 'attitude_to_school.yaml'];

/** The questionnaires Waymark ships with: our own words, not validated. */
export function shippedQuestionnaires() {
  return shipped.map((file) => {
    const read = readQuestionnaireFile(readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'));
    if (read.questionnaire === undefined) throw new Error(`${file}: ${read.problems[0]?.message}`);
    return { ...read.questionnaire, code: file.replace('.yaml', '') };
  });
}

/** Gives a new organisation the shipped questionnaires, once; answers their ids by code. */
export async function installShippedQuestionnaires(tx: Tx, actor: Pick<Actor, 'orgId'>): Promise<Map<string, string>> {
  await tx
    .insertInto('questionnaires')
    .values(
      shippedQuestionnaires().map(({ code, name, introduction, items, answers, minAnswered }) => ({
        org_id: actor.orgId,
        id: newId(),
        code,
        name,
        introduction,
        items: JSON.stringify(items),
        answers: JSON.stringify(answers),
        min_answered: minAnswered,
        shipped: true,
      })),
    )
    .onConflict((conflict) => conflict.columns(['org_id', 'code', 'number']).doNothing())
    .execute();
  const rows = await tx
    .selectFrom('questionnaires')
    .where('org_id', '=', actor.orgId)
    .where('shipped', '=', true)
    .select(['id', 'code'])
    .execute();
  return new Map(rows.map(({ code, id }) => [code, id]));
}
