// Measures the figures that docs/development.md names, each as a ratio against a baseline of the same run.
// `npm run bench -- --full` for the full sizes; `--embedded 20000 --postgres 0`, `--database embedded`, `--rows`, `--times`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installWhenMissing, node, root } from './install.mjs';
import { startPostgres } from './postgres.mjs';
import { buildWebWhenStale } from './web-build.mjs';

installWhenMissing();
buildWebWhenStale();
const args = process.argv.slice(2);
const env = { ...process.env };
let postgres;
if (!args.includes('embedded') && env.BENCH_DATABASE_URL === undefined) {
  // as a server is run, not as tests run it; what is measured is read from memory
  postgres = await startPostgres({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    jit: 'on',
    shared_buffers: '1GB',
    max_wal_size: '4GB',
    work_mem: '32MB',
  });
  if (postgres !== undefined) env.BENCH_DATABASE_URL = postgres.url;
}
const run = spawnSync(node, ['--max-old-space-size=4096', join(root, 'bench/main.ts'), ...args], { stdio: 'inherit', env });
await postgres?.stop();
process.exit(run.status ?? 1);
