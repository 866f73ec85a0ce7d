import type { Tx } from '../db/actor.ts';
import { countMarks } from './attendance/count.ts';
import { countRows, type ImportRecord } from './queries.ts';

/** How many rows would do what; of attendance, for how many students, whose rows are many. */
export function countsOf(tx: Tx, orgId: string, record: ImportRecord): ReturnType<typeof countRows> {
  return record.kind === 'attendance' ? countMarks(tx, orgId, record) : countRows(tx, orgId, record.id);
}
