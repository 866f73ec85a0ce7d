import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, onTestFailed } from 'vitest';

export const phone = { width: 390, height: 844 };
export const laptop = { width: 1280, height: 800 };

export type DemoRole = 'admin' | 'lead' | 'mentor' | 'school' | 'student' | 'analyst' | 'safeguarding';

export interface Waymark {
  url: string;
  dataDir: string;
  /** The sign-in link of a demo role. */
  link(role: DemoRole): string;
  /** A browser of their own, signed in as a demo role. */
  as(role: DemoRole, viewport?: { width: number; height: number }): Promise<Page>;
  /** A browser nobody is signed in to. */
  visitor(viewport?: { width: number; height: number }): Promise<Page>;
  /** Kills the program as a power cut would, and starts it again on the same folder. */
  killAndRestart(): Promise<void>;
}

const main = fileURLToPath(new URL('../server/main.ts', import.meta.url));

/** Starts the built app as people do, on a folder of its own, with the demo or without; stopped after the file's tests. */
export async function startWaymark({ demo = true } = {}): Promise<Waymark> {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-journey-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: dataDir,
    DEMO: demo ? '1' : '0',
    LOG_LEVEL: 'error',
    DATABASE_URL: '',
    SMTP_URL: '',
  };
  let links: Record<string, string> = {};
  let program: ChildProcess | undefined;
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];

  const start = async () => {
    const child = spawn(process.execPath, [main], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    program = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (piece: Buffer) => {
        said += piece.toString();
        links = Object.fromEntries([...said.matchAll(/sign in as (\w+): (\S+)\n/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
        if (said.includes('ready ') && (!demo || links['safeguarding'] !== undefined)) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', (code) => reject(new Error(`Waymark ended with ${code} before it was ready: ${said}`)));
    });
  };
  const stop = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const child = program;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  const open = async (viewport = laptop) => {
    const executablePath = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
      (path) => path && existsSync(path),
    );
    browser ??= await chromium.launch({
      args: ['--no-sandbox', '--disable-background-networking'],
      ...(executablePath ? { executablePath } : {}),
    });
    const context = await browser.newContext({
      viewport,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      reducedMotion: 'reduce',
      acceptDownloads: true,
    });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    onTestFailed(async () =>
      console.error(
        page.url(),
        await page
          .locator('body')
          .ariaSnapshot()
          .catch(() => 'closed'),
      ),
    );
    return page;
  };

  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
    await stop('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  });
  // a run that is broken off does not come to its afterAll
  process.once('exit', () => program?.kill('SIGKILL'));
  await start();
  const link = (role: DemoRole) => links[role] ?? '';
  return {
    url,
    dataDir,
    link,
    visitor: open,
    async as(role, viewport) {
      const page = await open(viewport);
      await page.goto(link(role));
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    async killAndRestart() {
      await stop('SIGKILL');
      await start();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
