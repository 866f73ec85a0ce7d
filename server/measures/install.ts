import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { installShippedQuestionnaires } from '../questionnaires/install.ts';
import { shippedMeasures } from './shipped.ts';

/**
 * Gives a new organisation the measures Waymark ships with, and the questionnaires asked for them. Once: those it has
 * already are left as they are.
 */
export async function installShippedMeasures(tx: Tx, actor: Pick<Actor, 'orgId'>): Promise<void> {
  const questionnaires = await installShippedQuestionnaires(tx, actor);
  await tx
    .insertInto('measures')
    .values(
      shippedMeasures.map((measure, position) => ({
        org_id: actor.orgId,
        id: newId(),
        code: measure.code,
        name: measure.name,
        kind: measure.kind,
        subject: measure.subject ?? null,
        scale: JSON.stringify(measure.scale),
        better: measure.better ?? 'higher',
        questionnaire_id: questionnaires.get(measure.questionnaire ?? '') ?? null,
        derived: measure.derived ?? false,
        shipped: true,
        position,
      })),
    )
    .onConflict((conflict) => conflict.columns(['org_id', 'code']).doNothing())
    .execute();
}
