import { dayInWords, schoolYearStart } from '@waymark/contract/days.ts';
import { type Provision, type ProvisionFilters } from '@waymark/contract/provision.ts';
import { sql } from 'kysely';
import { readCatalogue } from '../assessments/catalogue.ts';
import { readProvisional } from '../calibration/provisional.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { invalid } from '../http/refusal.ts';
import { dosageOf } from '../interventions/dosage.ts';
import { baselineFigures, latestFigures, readMeasures } from '../measures/figures.ts';
import { endingTables, mentoringTables, referralTables, waitingTables } from './cases.ts';
import { helpTable, measureTable, outcomeTable } from './progress.ts';
import { countStandings, findEnrolments, findNames, findReferrals } from './queries.ts';
import { keep, yearLabel } from './rules.ts';

/**
 * All the figures of a period: what the page shows, the file holds and the pack is written from. The number of statements
 * does not depend on how many students there are.
 * @throws Refusal 422 for a period that ends before it begins
 */
export async function readProvision(
  tx: Tx,
  actor: Actor,
  filters: ProvisionFilters,
  now: Date,
): Promise<{ provision: Provision; organisation: string }> {
  const { orgId, today, timeZone } = actor;
  const to = filters.to ?? today;
  const from = filters.from ?? schoolYearStart(to);
  if (from > to)
    throw invalid('The period ends before it begins.', [{ field: 'to', value: to, message: 'Choose a last day on or after the first.' }]);
  const asOf = to < today ? to : today;
  const names = await findNames(tx, orgId, filters);
  const referrals = keep(await findReferrals(tx, orgId, { from, to }, timeZone), filters);
  const { kept: enrolments, left } = keep(await findEnrolments(tx, orgId, { from, to }, timeZone), filters);
  const studentIds = [...new Set(enrolments.map(({ studentId }) => studentId))];
  const baseline = await baselineFigures(tx, orgId, enrolments);
  const latest = await latestFigures(tx, orgId, studentIds, asOf);
  const measures = await readMeasures(tx, orgId);
  const catalogue = await readCatalogue(tx, orgId, [...new Set(enrolments.map(({ frameworkId }) => frameworkId))]);
  const provisional = await readProvisional(tx, orgId, { within: sql`select unnest(${enrolments.map(({ id }) => id)}::uuid[]) as id` });
  const standings = await countStandings(tx, orgId, enrolments, provisional);
  const help = helpTable(await dosageOf(tx, orgId, studentIds, from, to));
  const { yearGroup } = filters;
  const about = [
    filters.schoolId === undefined ? 'All schools' : (names.school ?? 'Unknown school'),
    yearGroup === undefined ? 'all year groups' : yearLabel(yearGroup),
    filters.programmeId === undefined ? 'all programmes' : (names.programme ?? 'unknown programme'),
  ].join(', ');
  return {
    organisation: names.organisation,
    provision: {
      asOf: now.toISOString(),
      from,
      to,
      about,
      sections: [
        { key: 'referrals', heading: 'Who was referred, and why', tables: referralTables(referrals.kept, referrals.left) },
        { key: 'decisions', heading: 'What was decided, and how soon', tables: waitingTables(referrals.kept, referrals.left) },
        {
          key: 'mentoring',
          heading: 'Who was mentored, and how much',
          tables: [...mentoringTables(enrolments, left), ...(help.rows.length === 0 ? [] : [help])],
        },
        { key: 'endings', heading: 'How cases ended', tables: endingTables(enrolments, to, today, left) },
        {
          key: 'measures',
          heading: 'Measures: baseline and latest',
          tables: [measureTable(enrolments, measures, { baseline, latest }, dayInWords(asOf), left)],
        },
        {
          key: 'outcomes',
          heading: 'Outcomes: first and latest score',
          tables: [outcomeTable(enrolments, catalogue, standings, provisional, left)],
        },
      ],
    },
  };
}
