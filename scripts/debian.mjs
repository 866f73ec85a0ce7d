import { spawnSync } from 'node:child_process';

/** Installs a Debian package when this machine has apt-get and we may use it. True when it is there afterwards. */
export function installDebianPackage(name) {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false;
  console.log(`Installing ${name} with apt-get …`);
  const aptGet = (...args) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0;
  const install = () => aptGet('install', '-y', '-qq', '--no-install-recommends', name);
  return install() || (aptGet('update', '-qq') && install());
}
