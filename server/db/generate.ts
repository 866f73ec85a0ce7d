import { pgDump } from '@electric-sql/pglite-tools/pg_dump';
import { generate, PostgresDialect } from 'kysely-codegen';
import { readFileSync, writeFileSync } from 'node:fs';
import { openPglite } from './pglite.ts';

/**
 * Writes `types.ts` and `schema.sql` from a freshly migrated database; with `--check`, says instead whether they are up
 * to date. `node server/db/generate.ts [--check]`
 */
const files = { types: new URL('./types.ts', import.meta.url), schema: new URL('./schema.sql', import.meta.url) };

const database = await openPglite(undefined);
const types = await generate({
  db: database.owner,
  dialect: new PostgresDialect({ dateParser: 'string', numericParser: 'string' }),
  excludePattern: 'migrations',
  typeMapping: { int8: 'number', timestamptz: 'string', date: 'string', timestamp: 'string' },
  print: false,
  outFile: null,
} as Parameters<typeof generate>[0]);
const dump = await (await pgDump({ pg: database.pglite as never, args: ['--schema-only', '--no-owner', '--no-comments'] })).text();
await database.close();
const schema = dump
  .split('\n')
  // the version of the dumper, and a token that is new each time, say nothing about the schema
  .filter((line) => !/^(--|SET |SELECT pg_catalog|\\(un)?restrict)/.test(line))
  .join('\n')
  .replace(/\n{3,}/g, '\n\n')
  .trim();

const wanted = { types: `${types.trim()}\n`, schema: `${schema}\n` };
if (process.argv.includes('--check')) {
  for (const name of ['types', 'schema'] as const) {
    let current = '';
    try {
      current = readFileSync(files[name], 'utf8');
    } catch {
      // reported below: it is not what it should be
    }
    if (current !== wanted[name]) {
      console.error(`server/db/${name === 'types' ? 'types.ts' : 'schema.sql'} is not up to date: run node server/db/generate.ts`);
      process.exitCode = 1;
    }
  }
} else {
  for (const name of ['types', 'schema'] as const) writeFileSync(files[name], wanted[name]);
}
