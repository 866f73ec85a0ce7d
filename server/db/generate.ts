import { pgDump } from '@electric-sql/pglite-tools/pg_dump';
import { generate, PostgresDialect } from 'kysely-codegen';
import { writeFileSync } from 'node:fs';
import { openPglite } from './pglite.ts';

// Writes types.ts and schema.sql from a freshly migrated database; `npm run check` says when they are out of date.
const database = await openPglite(undefined);
const types = await generate({
  db: database.owner,
  dialect: new PostgresDialect({ dateParser: 'string', numericParser: 'string' }),
  // the accounts library knows its own tables
  excludePattern: '{migrations,accounts.*}',
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

writeFileSync(new URL('./types.ts', import.meta.url), `${types.trim()}\n`);
writeFileSync(new URL('./schema.sql', import.meta.url), `${schema}\n`);
