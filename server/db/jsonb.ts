import { sql, type RawBuilder } from 'kysely';

/** A value for a jsonb column. Without it one of the two drivers takes an array for a PostgreSQL array. */
export function jsonb<T>(value: T): RawBuilder<T> {
  return sql<T>`cast(${JSON.stringify(value)}::text as jsonb)`;
}
