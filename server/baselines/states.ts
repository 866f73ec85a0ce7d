import type { BaselineState } from '@waymark/contract/baselines.ts';
import { readCatalogue } from '../assessments/catalogue.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { readMeasures } from '../measures/figures.ts';
import { findProgress, type Case } from './queries.ts';
import { stateOf } from './rules.ts';

/** How far the baselines of enrolments are, whatever their number in the same few statements. */
export async function statesOf(tx: Tx, actor: Actor, cases: readonly Case[]): Promise<Map<string, BaselineState>> {
  const progress = await findProgress(
    tx,
    actor.orgId,
    cases.map(({ enrolmentId }) => enrolmentId),
  );
  const asked = (await readMeasures(tx, actor.orgId)).filter(({ archived, atBaseline }) => atBaseline && !archived);
  const catalogue = await readCatalogue(tx, actor.orgId, [...new Set(cases.map(({ frameworkId }) => frameworkId))]);
  return new Map(
    cases.map(({ enrolmentId, frameworkId }) => {
      const { confirmedAt = null, measureIds = [], seriesIds = [] } = progress.get(enrolmentId) ?? {};
      const outcomes = catalogue.filter((outcome) => outcome.frameworkId === frameworkId && outcome.current);
      const gaps =
        asked.filter(({ id }) => !measureIds.includes(id)).length + outcomes.filter(({ seriesId }) => !seriesIds.includes(seriesId)).length;
      return [enrolmentId, stateOf(confirmedAt !== null, gaps, measureIds.length + seriesIds.length)];
    }),
  );
}
