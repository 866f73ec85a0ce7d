import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, inject, onTestFailed } from 'vitest';
import { freePort, startProgram } from './program.ts';

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

/** Starts the built app on a folder of its own, with the demo or without; stopped after the file's tests. */
export async function startWaymark({ demo = true } = {}): Promise<Waymark> {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-journey-'));
  if (demo) cpSync(inject('demoFolder'), dataDir, { recursive: true });
  const port = await freePort();
  let program = await startProgram(dataDir, port, demo);
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
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
    await program.stop('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
  });
  const link = (role: DemoRole) => program.links[role] ?? '';
  return {
    url: program.url,
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
      await program.stop('SIGKILL');
      program = await startProgram(dataDir, port, demo);
    },
  };
}
