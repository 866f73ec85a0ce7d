import { dayInWords } from '@waymark/contract/days.ts';
import type { OutcomeFilters } from '@waymark/contract/outcomes.ts';
import { readCatalogue } from '../assessments/catalogue.ts';
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
    filters.type === undefined ? undefined : `outcome type: ${await typeName(tx, orgId, filters.type)}`,
    filters.seriesId === undefined ? undefined : 'one outcome',
    filters.startedFrom === undefined ? undefined : `enrolled from ${dayInWords(filters.startedFrom)}`,
    filters.startedTo === undefined ? undefined : `enrolled to ${dayInWords(filters.startedTo)}`,
    enrolments[filters.enrolment],
    ...(await wishesInWords(tx, orgId, filters.characteristics ?? [])),
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}

/** As the latest version calls it. */
const typeName = async (tx: Tx, orgId: string, code: string): Promise<string> =>
  (await readCatalogue(tx, orgId, null)).find(({ typeCode }) => typeCode === code)?.typeName ?? code;

/** `fsm:yes`, `send:missing` → `Free school meals: Yes`, `SEND: no value`. */
async function wishesInWords(tx: Tx, orgId: string, wishes: readonly string[]): Promise<string[]> {
  const chosen = wishesByCharacteristic(wishes);
  if (chosen.size === 0) return [];
  const rows = await tx
    .selectFrom('characteristics')
    .where('org_id', '=', orgId)
    .where('code', 'in', [...chosen.keys()])
    .select(['code', 'label', 'options'])
    .execute();
  const options = (list: unknown) => list as { code: string; label: string }[];
  return [...chosen].map(([code, values]) => {
    const known = rows.find((row) => row.code === code);
    const named = values.map((value) =>
      value === 'missing' ? 'no value' : (options(known?.options ?? []).find((option) => option.code === value)?.label ?? value),
    );
    return `${known?.label ?? code}: ${named.join(' or ')}`;
  });
}
