import { sql, type RawBuilder } from 'kysely';

/** Whether a score `s` stands: on record, and not amended, at a moment or (null) now. */
export function stands(asOf: string | null): RawBuilder<boolean> {
  const until = (row: string) => (asOf === null ? sql`true` : sql`${sql.ref(`${row}.recorded_at`)} <= ${asOf}`);
  // saying that it supersedes something lets the small index of those that do answer for all scores at once
  return sql<boolean>`${until('s')} and not exists (
    select from scores newer
    where newer.org_id = s.org_id and newer.supersedes is not null and newer.supersedes = s.id and ${until('newer')})`;
}
