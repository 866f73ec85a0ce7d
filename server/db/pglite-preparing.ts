import { messages as kinds, parse, protocol, type PGlite, type Results } from '@electric-sql/pglite';
import type { parsers as parsersOf } from './parsers.ts';
import { preparedName } from './prepared-names.ts';

/** Types of a prepared statement's parameters, by its name. */
type Prepared = Map<string, number[]>;

type Messages = Awaited<ReturnType<PGlite['execProtocol']>>['messages'];

/** Runs a statement of the transaction that is open, or answers undefined for one that is not worth preparing. */
export type Prepare = <T>(text: string, values: readonly unknown[], parsers: typeof parsersOf) => Promise<Results<T> | undefined>;

/**
 * The embedded database plans whatever it is asked anew, and is called five times for it. A statement that is met again and again is
 * prepared instead, by the same protocol, and from then on asked in one call. Only for use within a transaction.
 */
export function pglitePreparing(pglite: PGlite): Prepare {
  const prepared: Prepared = new Map();
  const merged = new Map<object, typeof parsersOf>();
  return async <T>(text: string, values: readonly unknown[], parsers: typeof parsersOf) => {
    const name = values.length === 0 ? undefined : preparedName(text);
    if (name === undefined) return undefined;
    return pglite.runExclusive(async () => {
      let types = prepared.get(name);
      if (types === undefined) {
        types = parse.parseDescribeStatementResults(
          await send(pglite, [
            protocol.serialize.parse({ name, text }),
            protocol.serialize.describe({ type: 'S', name }),
            protocol.serialize.sync(),
          ]),
        );
        prepared.set(name, types);
      }
      const given = values.map((value, i) => serialized(pglite, value, types[i] ?? 0));
      const messages = await send(pglite, [
        protocol.serialize.bind({ statement: name, values: given }),
        protocol.serialize.describe({ type: 'P' }),
        protocol.serialize.execute({}),
        protocol.serialize.sync(),
      ]);
      let readers = merged.get(parsers);
      // the library has a reader for every type there is: put together once, not for every answer
      if (readers === undefined) merged.set(parsers, (readers = { ...pglite.parsers, ...parsers }));
      return resultOf(messages, readers) as Results<T>;
    });
  };
}

function serialized(pglite: PGlite, value: unknown, type: number): string | null {
  if (value === null || value === undefined) return null;
  return pglite.serializers[type]?.(value) ?? (value as number | string).toString();
}

async function send(pglite: PGlite, pieces: readonly Uint8Array[]): Promise<Messages> {
  // one call for all of it; a transaction reaches the disk when it is committed, not statement by statement
  return (await pglite.execProtocol(Buffer.concat(pieces), { syncToFs: false })).messages;
}

const changing = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/** The rows of one statement's answer, each value read by its type. */
function resultOf(messages: Messages, readers: typeof parsersOf): Results {
  const result: Results & { rows: Record<string, unknown>[] } = { rows: [], fields: [], affectedRows: 0 };
  for (const message of messages) {
    if (message instanceof kinds.RowDescriptionMessage) {
      result.fields = message.fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }));
    } else if (message instanceof kinds.DataRowMessage) {
      const row: Record<string, unknown> = {};
      for (const [i, { name, dataTypeID }] of result.fields.entries()) {
        const text = message.fields[i] ?? null;
        const reader = readers[dataTypeID];
        row[name] = text === null || reader === undefined ? text : reader(text);
      }
      result.rows.push(row);
    } else if (message instanceof kinds.CommandCompleteMessage) {
      const [command = '', ...numbers] = message.text.split(' ');
      if (changing.has(command)) result.affectedRows = Number(numbers.at(-1) ?? 0);
    }
  }
  return result;
}
