import { sql, type RawBuilder } from 'kysely';
import type { OutcomeFilters, OutcomeStudent } from '@waymark/contract/outcomes.ts';
import { readProvisional, standingCounts } from '../calibration/provisional.ts';
import type { Tx } from '../db/actor.ts';
import { enrolmentsMatching, withinOf } from './filters.ts';

/** A student behind a bar, with the three keys the list is ordered by. */
export interface StudentBehind {
  item: OutcomeStudent;
  keys: [string, string, string];
}

/**
 * The students behind one bar of an outcome, a page at a time: by name, or by pseudonym for those who do not see names.
 * A pseudonym is a keyed hash, the same every time; its order and the list's keys tell nothing of names or ids.
 */
export async function readBehind(
  tx: Tx,
  orgId: string,
  today: string,
  ask: {
    filters: OutcomeFilters;
    seriesId: string;
    bar: string;
    pseudonymised: boolean;
    after: readonly string[] | undefined;
    limit: number;
  },
): Promise<StudentBehind[]> {
  const hash = (of: string) => sql.raw(`upper(left(encode(sha256(convert_to(o.pseudonym_key::text || ${of}::text, 'UTF8')), 'hex'), 12))`);
  const who = ask.pseudonymised
    ? sql`null::uuid as "studentId", ${hash('s.id')} as name, ${hash('s.id')} as k1, ${hash('e.id')} as k2, '' as k3`
    : sql`s.id as "studentId", coalesce(s.preferred_name, s.given_name) || ' ' || s.family_name as name,
        s.family_key as k1, s.given_key as k2, e.id::text as k3`;
  const from =
    ask.after === undefined
      ? sql`true`
      : sql`(k1 collate "C", k2 collate "C", k3 collate "C") > (${sql.join(ask.after.map((key) => sql`${key}::text`))})`;
  const provisional =
    ask.filters.perspective === 'student' ? null : await readProvisional(tx, orgId, { within: withinOf(orgId, today, ask.filters) });
  const { rows } = await sql<OutcomeStudent & { k1: string; k2: string; k3: string }>`
    with matching as (
      select e.id, e.org_id, e.student_id, e.programme_id, p.name as programme, p.framework_id
      from ${enrolmentsMatching(orgId, today, ask.filters)}),
    behind as (
      select ${who}, e.programme, st.first_level as "firstLevel", st.first_on as "firstOn", st.latest_level as "latestLevel",
        st.latest_on as "latestOn", case when st.scored = 0 then st.last_missing_reason end as "missingReason"
      from matching e
      join students s on s.org_id = e.org_id and s.id = e.student_id
      join organisations o on o.org_id = e.org_id
      left join standings st on st.org_id = e.org_id and st.student_id = e.student_id and st.enrolment_id = e.id
        and st.series_id = ${ask.seriesId} and st.perspective = ${ask.filters.perspective} and ${standingCounts(provisional)}
      where ${barIs(ask.bar, ask.seriesId)})
    select * from behind where ${from}
    order by k1 collate "C", k2 collate "C", k3 collate "C" limit ${ask.limit}`.execute(tx);
  return rows.map(({ k1, k2, k3, ...item }) => ({ item, keys: [k1, k2, k3] }));
}

/** Whether a standing is behind the bar; the same words as the figures are counted by. */
function barIs(bar: string, seriesId: string): RawBuilder<unknown> {
  const [kind = '', value = ''] = bar.split(':');
  const two = sql`st.scored >= 2`;
  if (kind === 'moved') {
    const compared = {
      up: sql`st.latest_level > st.first_level`,
      same: sql`st.latest_level = st.first_level`,
      down: sql`st.latest_level < st.first_level`,
    };
    return sql`${two} and ${compared[value as keyof typeof compared]}`;
  }
  if (kind === 'pair') {
    const [first, latest] = value.split('-').map(Number);
    return sql`${two} and st.first_level = ${first} and st.latest_level = ${latest}`;
  }
  if (kind === 'missing') return sql`st.scored = 0 and coalesce(st.last_missing_reason, 'not_collected') = ${value}`;
  if (bar === 'have:paired') return two;
  if (bar === 'have:one') return sql`st.scored = 1`;
  if (bar === 'have:never') {
    // only those whose programme asks about this outcome today, as the figures count them
    return sql`st.scored is null and exists (
      select from framework_versions v join outcomes oc on oc.org_id = v.org_id and oc.framework_version_id = v.id
      where v.org_id = e.org_id and v.framework_id = e.framework_id and oc.series_id = ${seriesId}
        and v.number = (select max(number) from framework_versions latest
          where latest.org_id = v.org_id and latest.framework_id = v.framework_id and latest.status = 'published'))`;
  }
  return sql`${sql.ref(`st.${kind}_level`)} = ${Number(value)}`;
}
