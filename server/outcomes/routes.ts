import { getOutcomesFile, getOutcomesOverTime, listOutcomeStudents } from '@waymark/contract/outcomes.ts';
import { after, page } from '../http/pages.ts';
import { route } from '../http/route.ts';
import { readBehind } from './behind.ts';
import { describeFilters } from './describe.ts';
import { outcomesFile } from './file.ts';
import { readOutcomesOverTime } from './policy.ts';
import { summarise } from './summary.ts';

export const routes = [
  route(getOutcomesOverTime, readOutcomesOverTime, async ({ actor, tx, query, now }) => summarise(tx, actor, query, now)),

  route(getOutcomesFile, readOutcomesOverTime, async ({ actor, tx, query, now, today, logAccess }) => {
    const outcomes = await summarise(tx, actor, query, now);
    const content = outcomesFile(outcomes, await describeFilters(tx, actor.orgId, query));
    await logAccess('outcomes file');
    return { fileName: `outcomes-${today}.csv`, content };
  }),

  route(listOutcomeStudents, readOutcomesOverTime, async ({ actor, tx, query, today, logAccess }) => {
    const { cursor, limit, bar, seriesId, ...filters } = query;
    const pseudonymised = actor.role === 'analyst';
    const rows = await readBehind(tx, actor.orgId, today, {
      filters,
      seriesId,
      bar,
      pseudonymised,
      after: after(cursor, 3)?.map(String),
      limit: limit + 1,
    });
    if (!pseudonymised) await logAccess('students behind an outcome');
    const { items, next } = page(rows, limit, (row) => row.keys);
    return { items: items.map((row) => row.item), next, pseudonymised };
  }),
];
