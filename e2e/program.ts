import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder with the demo in it, to begin with a copy of. */
    demoFolder: string;
  }
}

const main = fileURLToPath(new URL('../server/main.ts', import.meta.url));
const compiled = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url));

/** The built program, started as people do on a folder of its own, and ready. */
export interface Program {
  url: string;
  /** The sign-in links it printed, by the word for each role. */
  links: Record<string, string>;
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts the program on a folder, with the demo or without. */
export async function startProgram(dataDir: string, port: number, demo: boolean): Promise<Program> {
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: compiled,
    PORT: String(port),
    DATA_DIR: dataDir,
    DEMO: demo ? '1' : '0',
    LOG_LEVEL: 'error',
    DATABASE_URL: '',
    SMTP_URL: '',
  };
  const child: ChildProcess = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  // a run that is broken off does not come to its end
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  let links: Record<string, string> = {};
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (piece: Buffer) => {
      said += piece.toString();
      links = Object.fromEntries([...said.matchAll(/sign in as (\w+): (\S+)\n/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
      if (said.includes('ready ') && (!demo || links['safeguarding'] !== undefined)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`Waymark ended with ${code} before it was ready: ${said}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    links,
    async stop(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await gone;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
