import { sql, type RawBuilder } from 'kysely';

/** Whether a score `s` stands: on record, and not amended, at a moment or (null) now. */
export function stands(asOf: string | null): RawBuilder<boolean> {
  const until = (row: string) => (asOf === null ? sql`true` : sql`${sql.ref(`${row}.recorded_at`)} <= ${asOf}`);
  return sql<boolean>`${until('s')}
    and not exists (select from scores newer where newer.org_id = s.org_id and newer.supersedes = s.id and ${until('newer')})`;
}
