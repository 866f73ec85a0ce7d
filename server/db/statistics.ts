import type { Job } from '../jobs/job.ts';

/**
 * Refreshes what the query planner knows of the tables, every night and at the start. A PostgreSQL server does so by
 * itself; the embedded database has nobody else to do it, and without it a mentor's caseload takes a hundred times as long.
 */
export const refreshStatistics: Job = {
  name: 'database.refresh-statistics',
  cron: '40 2 * * *',
  atStart: true,
  run: async ({ database }) => {
    if (database.kind === 'pglite') await database.execute('analyze');
  },
};
