import { dayInWords } from '@waymark/contract/days.ts';
import type { OutcomeFilters } from '@waymark/contract/outcomes.ts';
import type { Tx } from '../db/actor.ts';
import { wishesByCharacteristic } from './filters.ts';

const perspectives = { mentor: 'Mentors’ scores', student: 'Students’ own scores', joint: 'Joint scores' } as const;
const enrolments = { all: undefined, current: 'still taking part', planned: 'ended as planned', early: 'left early' } as const;

/** The filters in words, for a file that is read without the page: "Mentors’ scores; programme: Aspire; school: Hill Road". */
export async function describeFilters(tx: Tx, orgId: string, filters: OutcomeFilters): Promise<string> {
  const named = async (what: string, table: 'programmes' | 'cohorts' | 'schools', id: string | undefined) => {
    if (id === undefined) return undefined;
    const row = await tx.selectFrom(table).where('org_id', '=', orgId).where('id', '=', id).select('name').executeTakeFirst();
    return `${what}: ${row?.name ?? 'unknown'}`;
  };
  const parts = [
    perspectives[filters.perspective],
    await named('programme', 'programmes', filters.programmeId),
    await named('cohort', 'cohorts', filters.cohortId),
    await named('school', 'schools', filters.schoolId),
    filters.type === undefined ? undefined : `outcome type: ${filters.type}`,
    filters.seriesId === undefined ? undefined : 'one outcome',
    filters.startedFrom === undefined ? undefined : `enrolled from ${dayInWords(filters.startedFrom)}`,
    filters.startedTo === undefined ? undefined : `enrolled to ${dayInWords(filters.startedTo)}`,
    enrolments[filters.enrolment],
    ...[...wishesByCharacteristic(filters.characteristics ?? [])].map(([code, values]) => `${code}: ${values.join(' or ')}`),
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}
