import { CompiledQuery, type Compilable, type Kysely, type RawBuilder } from 'kysely';
import type { Tx } from './actor.ts';
import { currentFrame } from './connection.ts';
import type { DB } from './types.ts';

/** Stands in a query for the argument of this name while it is compiled. */
class Place {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/**
 * A query whose text is the same whatever it is asked with: built and compiled the first time, and from then on only
 * given its arguments. Building and compiling a large one takes longer than asking it. Several that are asked at once
 * (`Promise.all`) go to a server in one piece.
 *
 * @param build makes the query; arguments may only be used as values in it, never looked at
 */
export function compiledOnce<Args extends Record<string, unknown>, Row>(
  build: (tx: Kysely<DB>, args: Args) => Compilable<Row>,
): Compiled<Args, Row> {
  let known: CompiledQuery | undefined;
  const places = new Proxy({}, { get: (_, name) => new Place(String(name)) }) as Args;
  const statement = (tx: Kysely<DB>, args: Args): CompiledQuery => {
    known ??= build(tx, places).compile();
    return CompiledQuery.raw(
      known.sql,
      known.parameters.map((value) => (value instanceof Place ? args[value.name] : value)),
    );
  };
  const ask = async (tx: Tx, args: Args): Promise<Row[]> => {
    const asked = statement(tx, args);
    return (await (currentFrame()?.ask?.(asked) ?? tx.executeQuery(asked))).rows as Row[];
  };
  return Object.assign(ask, { statement });
}

/** Asks the query; `statement` is what is asked, for whoever asks it in another way. */
export interface Compiled<Args, Row> {
  (tx: Tx, args: Args): Promise<Row[]>;
  statement(tx: Kysely<DB>, args: Args): CompiledQuery;
}

/** The same for a query written as text: `sql` with a type, compiled once. */
export function compiledSql<Args extends Record<string, unknown>, Row>(build: (args: Args) => RawBuilder<Row>): Compiled<Args, Row> {
  return compiledOnce<Args, Row>((tx, args) => ({ compile: () => build(args).compile(tx) }));
}
