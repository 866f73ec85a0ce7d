import { sql } from 'kysely';
import type { Rule, RulePeriod } from '@waymark/contract/criteria.ts';
import type { CharacteristicOption } from '@waymark/contract/characteristics.ts';
import { rulePartsOf, type RuleParts } from '@waymark/contract/rule-sentences.ts';
import type { Tx } from '../db/actor.ts';
import { figuresOver, latestFigures, readMeasures, type Figures } from '../measures/figures.ts';
import type { Facts } from './evaluate.ts';
import { daysOf, periodKey } from './periods.ts';

/** Everything rules can be written about, archived parts included: older rules still speak of them. */
export async function readRuleParts(tx: Tx, orgId: string): Promise<RuleParts> {
  const measures = await readMeasures(tx, orgId);
  const characteristics = await tx
    .selectFrom('characteristics')
    .where('org_id', '=', orgId)
    .select((eb) => [
      'id',
      'label',
      sql<CharacteristicOption[]>`options`.as('options'),
      eb('archived_at', 'is not', null).$castTo<boolean>().as('archived'),
    ])
    .orderBy('position')
    .orderBy('label')
    .execute();
  return rulePartsOf({ measures, characteristics });
}

/** What is on record about students on a day, as far as these rules ask: a handful of statements however many they are. */
export async function readFacts(
  tx: Tx,
  orgId: string,
  studentIds: readonly string[],
  rules: readonly Rule[],
  asOf: string,
): Promise<Map<string, Facts>> {
  const conditions = rules.flatMap((rule) => rule.conditions);
  const periods = new Map<string, RulePeriod>();
  for (const condition of conditions) {
    if (condition.kind === 'characteristic') continue;
    const period: RulePeriod = condition.kind === 'measure' ? condition.period : { kind: 'latest' };
    periods.set(periodKey(period, asOf), period);
  }
  const figures = new Map<string, Figures>();
  for (const [key, period] of periods) {
    const days = daysOf(period, asOf);
    figures.set(
      key,
      days === null ? await latestFigures(tx, orgId, studentIds, asOf) : await figuresOver(tx, orgId, studentIds, days.from, days.to),
    );
  }
  const targets = conditions.some(({ kind }) => kind === 'target') ? await readTargets(tx, orgId, studentIds, asOf) : new Map();
  const characteristics = conditions.some(({ kind }) => kind === 'characteristic')
    ? await readCharacteristics(tx, orgId, studentIds)
    : new Map<string, Map<string, string>>();
  return new Map(
    studentIds.map((id): [string, Facts] => [
      id,
      {
        figure: (measureId, period) => figures.get(periodKey(period, asOf))?.get(id)?.get(measureId),
        target: (measureId) => targets.get(id)?.get(measureId),
        characteristic: (characteristicId) => characteristics.get(id)?.get(characteristicId),
      },
    ]),
  );
}

/**
 * The target of each student and measure among those not replaced: of an enrolment that has not ended, else the student's own,
 * which nobody needs to be enrolled to have, else that of a former enrolment; of several the one set last.
 */
async function readTargets(
  tx: Tx,
  orgId: string,
  studentIds: readonly string[],
  asOf: string,
): Promise<Map<string, Map<string, { value: number; setOn: string }>>> {
  const rows = await tx
    .selectFrom('targets as t')
    .leftJoin('enrolments as e', (join) => join.onRef('e.org_id', '=', 't.org_id').onRef('e.id', '=', 't.enrolment_id'))
    .where('t.org_id', '=', orgId)
    .where(sql<boolean>`t.student_id = any(${[...studentIds]}::uuid[])`)
    .where('t.replaced_at', 'is', null)
    .where('t.measure_id', 'is not', null)
    .select(['t.student_id', 't.measure_id', sql<number>`t.value::float8`.as('value'), 't.set_at'])
    // what counts most comes last, and stays
    .orderBy(sql`case when t.enrolment_id is null then 1 when e.ended_on is null or e.ended_on > ${asOf}::date then 2 else 0 end`)
    .orderBy('t.set_at')
    .execute();
  const targets = new Map<string, Map<string, { value: number; setOn: string }>>();
  for (const row of rows) nested(targets, row.student_id).set(row.measure_id ?? '', { value: row.value, setOn: row.set_at.slice(0, 10) });
  return targets;
}

async function readCharacteristics(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<Map<string, Map<string, string>>> {
  const rows = await tx
    .selectFrom('student_characteristics')
    .where('org_id', '=', orgId)
    .where(sql<boolean>`student_id = any(${[...studentIds]}::uuid[])`)
    .where('replaced_at', 'is', null)
    .where('value', 'is not', null)
    .select(['student_id', 'characteristic_id', 'value'])
    .execute();
  const values = new Map<string, Map<string, string>>();
  for (const row of rows) nested(values, row.student_id).set(row.characteristic_id, row.value ?? '');
  return values;
}

function nested<Value>(outer: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  let inner = outer.get(key);
  if (inner === undefined) outer.set(key, (inner = new Map()));
  return inner;
}
