import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

// A Chromium of the system where there is one: it needs no download. Otherwise Playwright's own.
const chromium = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => path && existsSync(path));

const serverTests = ['server/**/*.server.test.ts', 'cli/**/*.server.test.ts', 'demo/**/*.server.test.ts'];
const never = ['**/node_modules/**', '**/dist/**'];

/*
 * Files that follow each other in a worker share its modules: loading the server anew for each took a third of the time. So a
 * test leaves no module changed behind; what it needs for itself it makes for itself, as testServer() does.
 * Without a word Vitest would leave one core idle.
 */
const everyCore = { maxWorkers: '100%' };
const shared = { ...everyCore, isolate: false };

/*
 * A real browser on a busy machine now and then misses a moment that has nothing to do with what is tested. A test of it that
 * fails is tried once more; `npm test` names those that only then passed, so that a cause that is ours is found. Nothing else
 * is tried twice: there, a failure is a failure.
 */
const inBrowser = { retry: 1 };

/** The layers of tests, one project each; `docs/development.md` says what belongs where. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'rules',
          include: ['**/*.test.ts'],
          exclude: [...never, '**/*.server.test.ts', '**/*.browser.test.*', 'e2e/**', 'checks/**'],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'checks',
          include: ['checks/**/*.test.ts'],
          exclude: never,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'pglite',
          include: serverTests,
          exclude: [...never, 'server/db/postgres.server.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'postgres',
          include: [...serverTests, 'checks/**/*.server.test.ts'],
          // the demo is made on PostgreSQL too, for the analysis of what is planted in it; what it holds is the same
          exclude: [...never, 'demo/**'],
          env: { TEST_DATABASE: 'postgres' },
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        root: './web',
        plugins: [react()],
        // React as it is built for people: its development build takes a fifth more of the time, and says what nobody reads here
        oxc: { jsx: { runtime: 'automatic', development: false } },
        // what is found only when a page is first visited would make Vite reload in the middle of the test that visits it
        optimizeDeps: {
          rolldownOptions: { transform: { define: { 'process.env.NODE_ENV': JSON.stringify('production') } } },
          include: [
            '@mantine/core',
            '@mantine/form',
            '@mantine/hooks',
            '@mantine/notifications',
            '@mantine/spotlight',
            '@observablehq/plot',
            '@tabler/icons-react',
            '@tanstack/react-query',
            'axe-core',
            'idb',
            'react-router',
            'react-router/dom',
            'uuidv7',
            'zod',
          ],
        },
        test: {
          ...everyCore,
          ...inBrowser,
          name: 'browser',
          setupFiles: [fileURLToPath(new URL('web/testing/clock.ts', import.meta.url))],
          // a page is fetched when it is first visited: on a busy machine the default second is not enough
          expect: { poll: { timeout: 5_000 } },
          include: ['**/*.browser.test.tsx'],
          exclude: never,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            viewport: { width: 390, height: 844 },
            provider: playwright({
              launchOptions: { args: ['--no-sandbox'], ...(chromium ? { executablePath: chromium } : {}) },
              contextOptions: { locale: 'en-GB', timezoneId: 'Europe/London', reducedMotion: 'reduce' },
              actionTimeout: 10_000,
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          ...inBrowser,
          name: 'journeys',
          include: ['e2e/**/*.journey.test.ts'],
          exclude: never,
          globalSetup: ['./scripts/web-build.mjs', './e2e/demo-folder.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          // each starts a server, a demo and a browser: two at once have not been seen to be quicker
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
