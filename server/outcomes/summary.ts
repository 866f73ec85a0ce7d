import type { OutcomeFilters, OutcomesOverTime } from '@waymark/contract/outcomes.ts';
import { readCatalogue } from '../assessments/catalogue.ts';
import { byType } from '../assessments/page.ts';
import { readProvisional } from '../calibration/provisional.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { figuresOf, sumFigures } from './figures.ts';
import { countedAhead, withinOf } from './filters.ts';
import { countPopulation, readCells } from './queries.ts';

/** The figures of every outcome the filters ask for, by type: what the page shows and the file holds. */
export async function summarise(tx: Tx, actor: Actor, filters: OutcomeFilters, now: Date): Promise<OutcomesOverTime> {
  const { orgId, today } = actor;
  const provisional =
    filters.perspective === 'student' ? null : await readProvisional(tx, orgId, { within: withinOf(orgId, today, filters) });
  const ahead = countedAhead(actor, filters);
  const population = await countPopulation(tx, orgId, today, filters, ahead);
  const catalogue = (await readCatalogue(tx, orgId, null)).filter(
    (outcome) =>
      (filters.type === undefined || outcome.typeCode === filters.type) &&
      (filters.seriesId === undefined || outcome.seriesId === filters.seriesId),
  );
  const narrowed = filters.type !== undefined || filters.seriesId !== undefined;
  const cells = await readCells(tx, orgId, today, filters, narrowed ? catalogue.map((outcome) => outcome.seriesId) : null, {
    // the ledger does not know who gave what it counted
    ahead: ahead && provisional === null,
    provisional,
  });
  // an outcome of today's framework counts everybody who could have been scored on it; one that was taken out, or that
  // belongs to a framework nobody here is on, only those who were
  const shown = catalogue.filter(
    (outcome) => cells.has(outcome.seriesId) || (outcome.current && (population.byFramework.get(outcome.frameworkId) ?? 0) > 0),
  );
  return {
    asOf: now.toISOString(),
    enrolments: population.enrolments,
    students: population.students,
    provisionalMentors: provisional?.mentorIds.length ?? 0,
    types: byType(shown).map(({ first, outcomes }) => {
      const summaries = outcomes.map((outcome) => ({
        ...figuresOf(
          cells.get(outcome.seriesId) ?? [],
          outcome.levels,
          outcome.current ? (population.byFramework.get(outcome.frameworkId) ?? 0) : 0,
        ),
        seriesId: outcome.seriesId,
        statement: outcome.statement,
        retired: !outcome.current,
      }));
      // an older version may have had another scale; levels of different scales are not added up
      const together = summaries.filter((summary) => summary.levels === first.levels);
      return {
        ...sumFigures(together, first.levels),
        code: first.typeCode,
        name: first.typeName,
        framework: first.framework,
        outcomes: summaries,
      };
    }),
  };
}
