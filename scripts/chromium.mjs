import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { installDebianPackage } from './debian.mjs';
import { node, root } from './install.mjs';

const places = () => [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const installed = () => places().find((path) => path && existsSync(path));

/** The path of a Chromium that works here, installing one when there is none; undefined when none could be had. */
export function findChromium() {
  const path = installed() ?? (installDebianPackage('chromium') ? installed() : undefined);
  if (path !== undefined) return path;
  const cli = join(root, 'node_modules/playwright/cli.js');
  console.log('Downloading a Chromium with Playwright …');
  const download = spawnSync(node, [cli, 'install', '--only-shell', 'chromium'], { cwd: root, stdio: 'inherit' });
  if (download.status !== 0) return undefined;
  const code = "import { chromium } from 'playwright'; const b = await chromium.launch({ args: ['--no-sandbox'] }); await b.close();";
  const works = spawnSync(node, ['--input-type=module', '-e', code], { cwd: root });
  return works.status === 0 ? 'playwright' : undefined;
}
