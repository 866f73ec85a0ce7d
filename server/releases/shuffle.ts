import { sql } from 'kysely';
import type { Actor } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import type { Extent } from './column.ts';
import type { Disguise } from './rows.ts';

const idBytes = 16;
const pseudonymBytes = 10;
const atOnce = 20_000;

/** Every student of a release, in the order their rows come in. */
export interface Students {
  count: number;
  /** The ids from one place in the order to another. */
  between(from: number, to: number): string[];
}

/**
 * Students in the order of their pseudonyms. Ids tell when somebody was entered, and rolls are entered by name: rows in
 * the order of ids would say who comes where in the alphabet. 26 bytes a student are held, and nothing else of them.
 */
export async function shuffledStudents(
  database: Database,
  actor: Actor,
  extent: Extent,
  pseudonym: Disguise['pseudonym'],
): Promise<Students> {
  const width = idBytes + pseudonymBytes;
  const parts: Buffer[] = [];
  let after: string | undefined;
  for (;;) {
    const from = after;
    const { rows } = await database.withActor(actor, (tx) =>
      sql<{ id: string }>`select id from students where org_id = ${extent.orgId} and created_at <= ${extent.asOf}::timestamptz
        ${from === undefined ? sql`` : sql`and id > ${from}::uuid`} order by id limit ${sql.raw(String(atOnce))}`.execute(tx),
    );
    parts.push(Buffer.concat(rows.map(({ id }) => Buffer.from(id.replaceAll('-', '') + pseudonym('student', id), 'hex'))));
    if (rows.length < atOnce) break;
    after = rows.at(-1)?.id;
  }
  const all = Buffer.concat(parts);
  const count = all.length / width;
  const place = (i: number): Buffer => all.subarray(i * width + idBytes, (i + 1) * width);
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => place(a).compare(place(b)));
  return {
    count,
    between: (from, to) => [...order.subarray(from, to)].map((i) => uuidOf(all.subarray(i * width, i * width + idBytes))),
  };
}

const uuidOf = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
