import type { Config } from '../config.ts';
import type { Database } from './connection.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/** The database the settings name, open and brought up to this program. */
export function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Database> {
  return config.databaseUrl === undefined ? openPglite(config.dataDir) : openPostgres(config.databaseUrl);
}
