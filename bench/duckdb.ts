import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const version = '1.5.6-r.1';
const folder = join(import.meta.dirname, '../.cache/duckdb');

/** What of DuckDB is used here. */
export interface DuckDb {
  run(statement: string): Promise<unknown>;
  rows(statement: string): Promise<unknown[][]>;
}

interface Api {
  DuckDBInstance: { create(path: string, options: Record<string, string>): Promise<{ connect(): Promise<Connection> }> };
}

interface Connection {
  run(statement: string): Promise<unknown>;
  runAndReadAll(statement: string): Promise<{ getRowsJson(): unknown[][] }>;
}

/**
 * DuckDB in memory, with all processors there are. It is large and only this comparison wants it, so it is installed when it is
 * first asked for, into a folder of its own; null, with the reason said, where it cannot be had.
 */
export async function openDuckDb(): Promise<DuckDb | null> {
  if (!existsSync(join(folder, 'node_modules/@duckdb/node-api'))) {
    mkdirSync(folder, { recursive: true });
    const what = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `@duckdb/node-api@${version}`];
    const run = spawnSync('npm', [...what, '--prefix', folder], { cwd: folder, encoding: 'utf8' });
    if (run.status !== 0) {
      console.log(`DuckDB could not be installed, so no page of analysis is set beside it: ${run.stderr?.trim() ?? String(run.error)}`);
      return null;
    }
  }
  const { DuckDBInstance } = createRequire(join(folder, 'package.json'))('@duckdb/node-api') as Api;
  const connection = await (await DuckDBInstance.create(':memory:', {})).connect();
  return {
    run: (statement) => connection.run(statement),
    rows: async (statement) => (await connection.runAndReadAll(statement)).getRowsJson(),
  };
}
