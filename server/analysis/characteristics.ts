import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { asItStood } from '../db/past-states.ts';
import type { AnswerDraft, Asked } from './question.ts';

export interface Characteristic {
  code: string;
  label: string;
  options: { code: string; label: string }[];
}

/** The characteristics in use at a moment, or (null) now, for groups to be made by. */
export async function readCharacteristics(tx: Tx, orgId: string, asOf: string | null): Promise<Characteristic[]> {
  const { rows } = await sql<Characteristic>`
    select code, label, options from ${asItStood('characteristics', orgId, asOf)} c where org_id = ${orgId} and archived_at is null order by position, code`.execute(
    tx,
  );
  return rows;
}

/** The characteristic that makes the groups: the one asked for, or free school meals, or the first; all of them are put on the answer. */
export async function chooseGroups({ tx, orgId, asOf, filters }: Asked, draft: AnswerDraft): Promise<Characteristic | undefined> {
  const characteristics = await readCharacteristics(tx, orgId, asOf);
  draft.groups = characteristics.map(({ code, label }) => ({ code, label }));
  return characteristics.find(({ code }) => code === (filters.group ?? 'fsm')) ?? characteristics[0];
}

/** “Yes”, “None” and “3” say nothing in a sentence or on a chart: they are called by what they answer, too. */
export function namedOptions({ label, options }: Pick<Characteristic, 'label' | 'options'>) {
  const ranks = options.every(({ label: option }) => /^\d/.test(option));
  return options.map((option) => {
    if (ranks) return { ...option, label: `${label} ${option.label}` };
    const bare = /^(yes|no|none|not known|unknown)$/i.test(option.label);
    return bare ? { ...option, label: `${label}: ${option.label.toLowerCase()}` } : option;
  });
}
