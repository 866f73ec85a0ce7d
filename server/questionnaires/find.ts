import type { Questionnaire } from '@waymark/contract/questionnaires.ts';
import type { Tx } from '../db/actor.ts';
import { findQuestionnaires } from './queries.ts';

/** One questionnaire of the organisation; undefined when there is no such one. */
export async function findQuestionnaire(tx: Tx, orgId: string, id: string): Promise<Questionnaire | undefined> {
  return (await findQuestionnaires(tx, orgId)).find((one) => one.id === id);
}
