/*
 * What the obvious way would have said of the demo, written into the pages of docs/methods and into docs/methods/naive/figures.json.
 * From the root of the repository:
 *   node_modules/.bin/node demo/naive/write.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { moved } from '@waymark/stats/moved.ts';
import { answerQuestion } from '../../server/analysis/answer.ts';
import { readSeverity } from '../../server/calibration/severity.ts';
import { systemActor } from '../../server/db/actor.ts';
import { openPglite } from '../../server/db/pglite.ts';
import { generate } from '../generate.ts';
import { readSetting } from '../read-setting.ts';
import { seedDemo } from '../seed.ts';
import { demoSize } from '../setting.ts';
import { figuresOf } from './figures.ts';
import { sectionsOf, withSection } from './pages.ts';
import { asPairs } from './obvious.ts';
import { pairsOf, scoresOf, sd } from './scores.ts';

const today = '2026-03-11';
const organisations = 40;
const methods = (file: string) => fileURLToPath(new URL(`../../docs/methods/${file}`, import.meta.url));

const database = await openPglite(undefined);
const { orgId } = await seedDemo(database, { today });
await database.execute('analyze');
const now = new Date(`${today}T10:00:00Z`);
const actor = { ...systemActor(orgId, now), role: 'lead' as const };
const { setting, compare } = await database.withActor(actor, async (tx) => ({
  setting: await readSetting(tx, orgId, today),
  compare: await readSeverity(tx, orgId),
}));
const figures = await figuresOf({
  demo: generate(setting),
  setting,
  severity: await compare(),
  ask: async (question, filters = {}) => {
    const asked = { perspective: 'mentor', enrolment: 'all', ...filters } as const;
    return (await database.withActor(actor, (tx) => answerQuestion(tx, actor, question, asked, now)))();
  },
});
await database.close();

const nets = Array.from({ length: organisations }, (_, at) => {
  const demo = generate(setting, { ...demoSize, seed: `made alike ${at}` });
  const answer = moved(asPairs(pairsOf(scoresOf(demo, setting))));
  return answer.kind === 'estimate' ? answer.estimate : NaN;
});
const kept = { today, spread: { organisations, net: sd(nets) }, ...figures };
writeFileSync(
  methods('naive/figures.json'),
  `${JSON.stringify(kept, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(6)) : value), 2)}\n`,
);
for (const section of sectionsOf(figures, kept.spread))
  writeFileSync(methods(section.file), withSection(readFileSync(methods(section.file), 'utf8'), section));
