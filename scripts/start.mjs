// Installs what is missing, builds the web app when its sources are newer, and starts Waymark.
// Runs on any Node from 20; Waymark itself runs on the Node it pins.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installWhenMissing, node, root } from './install.mjs';
import { buildWebWhenStale } from './web-build.mjs';

installWhenMissing();
try {
  buildWebWhenStale();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

// what Node makes of the sources is kept for the next start
const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'), ...process.env };
const server = spawn(node, [join(root, 'server/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
  // a terminal's Ctrl-C reaches the server by itself; a second one would cut its shutdown short
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) server.kill(signal);
  });
}
server.on('error', (error) => {
  console.error(`Waymark could not be started: ${error.message}`);
  process.exit(1);
});
server.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  // end the way the server ended, so that whoever started this sees the same
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
