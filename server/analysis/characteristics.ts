import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';

/** The characteristics in use, for groups to be made by. */
export async function readCharacteristics(
  tx: Tx,
  orgId: string,
): Promise<{ code: string; label: string; options: { code: string; label: string }[] }[]> {
  const { rows } = await sql<{ code: string; label: string; options: { code: string; label: string }[] }>`
    select code, label, options from characteristics where org_id = ${orgId} and archived_at is null order by position, code`.execute(tx);
  return rows;
}

/** “Yes” and “No” say nothing in a sentence or on a chart: they are called by what they answer, too. */
export function namedOptions({ label, options }: { label: string; options: readonly { code: string; label: string }[] }) {
  const bare = options.every(({ label: option }) => /^(yes|no|not known|unknown)$/i.test(option));
  return bare ? options.map((option) => ({ ...option, label: `${label}: ${option.label.toLowerCase()}` })) : options;
}
