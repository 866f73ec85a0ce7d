import { expect, test } from 'vitest';
import { code, files, importsOf, isTest } from './sources.ts';

const workspaces = ['stats', 'contract', 'server', 'web', 'cli', 'demo', 'checks', 'e2e', 'bench'];

/** Which workspaces each may import from, besides itself. Tests may reach further: they stand outside. */
const allowed: Record<string, readonly string[]> = {
  stats: [],
  contract: [],
  server: ['contract', 'stats'],
  web: ['contract'],
  cli: ['contract'],
  demo: ['contract', 'server', 'stats'],
};

/** The server makes the demo on a first start, and nothing else there may know of it. */
const exceptions: Record<string, readonly string[]> = {
  'server/main.ts': ['demo'],
  'server/start.ts': ['demo'],
  'server/demo.ts': ['demo'],
};

/**
 * Reports draw their charts by the very specs of the screen: a second set on the server would drift from the first. Only the
 * specs themselves, `web/charts/*.ts`, which are handed Plot and a document and know of no page.
 */
const drawsReports = /^server\/(reports|student-reports)\//;
const isChartSpec = /^web\/charts\/[^/]+\.ts$/;

const sources = files(code);
const workspaceOf = (path: string) => workspaces.find((name) => path.startsWith(`${name}/`));
const imports = sources.flatMap((source) => importsOf(source).map((target) => ({ from: source.path, target })));

test('the reader of imports sees them: there are hundreds', () => {
  expect(imports.length).toBeGreaterThan(300);
  expect(imports.some(({ target }) => workspaceOf(target) === 'contract')).toBe(true);
});

test('dependencies run one way: web and cli to the contract, the server to the contract, never back or across', () => {
  const wrong = imports.filter(({ from, target }) => {
    const [own, other] = [workspaceOf(from), workspaceOf(target)];
    if (own === undefined || other === undefined || own === other || isTest(from) || from.includes('/testing/')) return false;
    if (exceptions[from]?.includes(other)) return false;
    if (drawsReports.test(from) && isChartSpec.test(target)) return false;
    return allowed[own] !== undefined && !allowed[own].includes(other);
  });
  expect(wrong).toEqual([]);
});

test('the specs of charts know of no page: they import each other, the palette and the contract', () => {
  const wrong = imports.filter(
    ({ from, target }) =>
      isChartSpec.test(from) &&
      !isTest(from) &&
      !isChartSpec.test(target) &&
      !target.startsWith('contract/') &&
      !['web/ui/palette.ts', '@observablehq/plot'].includes(target),
  );
  expect(wrong).toEqual([]);
});

test('the contract depends on zod only', () => {
  const wrong = imports.filter(
    ({ from, target }) => from.startsWith('contract/') && !isTest(from) && target !== 'zod' && !target.startsWith('contract/'),
  );
  expect(wrong).toEqual([]);
});

test('the statistics stand alone: no package, and nothing of Node but the worker thread for large fits', () => {
  const inWorker = ['stats/src/in-worker.ts', 'stats/src/worker.ts'];
  const wrong = imports.filter(
    ({ from, target }) =>
      from.startsWith('stats/src/') &&
      !isTest(from) &&
      !target.startsWith('stats/src/') &&
      !(inWorker.includes(from) && target.startsWith('node:')),
  );
  expect(wrong).toEqual([]);
});

test("no noun imports another noun's queries", () => {
  const wrong = imports.filter(({ from, target }) => {
    const queries = /^server\/([^/]+)\/(?:.+-)?queries\.ts$/.exec(target);
    return queries !== null && !from.startsWith(`server/${queries[1]}/`) && !isTest(from);
  });
  expect(wrong).toEqual([]);
});

test('pages never reach for the server, and nothing but the database folder for its drivers', () => {
  const drivers = ['pg', '@electric-sql/pglite', 'pg-copy-streams'];
  const wrong = imports.filter(
    ({ from, target }) =>
      drivers.includes(target) && /^(server|web|cli|demo)\//.test(from) && !/^server\/(db|testing|jobs)\//.test(from) && !isTest(from),
  );
  expect(wrong).toEqual([]);
});

test('every import of our own names a file with its ending', () => {
  const wrong = imports.filter(({ target }) => workspaceOf(target) !== undefined && !/\.[a-z]+(\?[a-z]+)?$/.test(target));
  expect(wrong).toEqual([]);
});
