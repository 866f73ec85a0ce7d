import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { asItStood } from '../db/past-states.ts';

/** The characteristics in use at a moment, or (null) now, for groups to be made by. */
export async function readCharacteristics(
  tx: Tx,
  orgId: string,
  asOf: string | null,
): Promise<{ code: string; label: string; options: { code: string; label: string }[] }[]> {
  const { rows } = await sql<{ code: string; label: string; options: { code: string; label: string }[] }>`
    select code, label, options from ${asItStood('characteristics', orgId, asOf)} c where org_id = ${orgId} and archived_at is null order by position, code`.execute(
    tx,
  );
  return rows;
}

/** “Yes”, “None” and “3” say nothing in a sentence or on a chart: they are called by what they answer, too. */
export function namedOptions({ label, options }: { label: string; options: readonly { code: string; label: string }[] }) {
  const ranks = options.every(({ label: option }) => /^\d/.test(option));
  return options.map((option) => {
    if (ranks) return { ...option, label: `${label} ${option.label}` };
    const bare = /^(yes|no|none|not known|unknown)$/i.test(option.label);
    return bare ? { ...option, label: `${label}: ${option.label.toLowerCase()}` } : option;
  });
}
