// Makes of `stats/` a package that Node runs from anybody's node_modules, where it does not strip types: JavaScript with
// declarations, imported by the same names. `npm run pack:stats` leaves it in stats/dist, ready for `npm publish`.
import { spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installWhenMissing, node, root } from './install.mjs';

const stats = join(root, 'stats');
const folder = process.argv[2] ?? join(stats, 'dist');

installWhenMissing();
rmSync(folder, { recursive: true, force: true });
const sources = readdirSync(join(stats, 'src'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => `src/${name}`);
const flags = ['--strict', '--declaration', '--rewriteRelativeImportExtensions', '--noUncheckedIndexedAccess', '--skipLibCheck'];
const options = [
  '--target',
  'es2023',
  '--lib',
  'es2024',
  '--module',
  'nodenext',
  '--types',
  'node',
  '--rootDir',
  'src',
  '--outDir',
  folder,
];
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const run = spawnSync(node, [compiler, '--ignoreConfig', ...flags, ...options, ...sources], { cwd: stats, stdio: 'inherit' });
if (run.status !== 0) {
  console.error('The package did not compile.');
  process.exit(1);
}
const { files: _, ...described } = JSON.parse(readFileSync(join(stats, 'package.json'), 'utf8'));
const built = { types: './*.d.ts', default: './*.js' };
// the name of an estimator's file is what it is imported by, here and there
const manifest = { ...described, engines: { node: '>=20' }, exports: { './*.ts': built, './*': built } };
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
copyFileSync(join(stats, 'README.md'), join(folder, 'README.md'));
copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
console.log(`The package is in ${folder}: \`npm publish\` it from there, or \`npm pack\` it for a file.`);
