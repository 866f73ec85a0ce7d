import { sql, type RawBuilder } from 'kysely';
import { fewBelow, waitBands, type ReferralGroup } from '@waymark/contract/referral-figures.ts';
import type { Tx } from '../db/actor.ts';

export interface FigureWindow {
  from: string | null;
  to: string | null;
  timeZone: string;
}

/** What groups are made by, as a column for the key, one for the label, and one to order by, over `base`. */
interface Grouping {
  key: RawBuilder<unknown>;
  label: RawBuilder<unknown>;
  order: RawBuilder<unknown>;
  join?: RawBuilder<unknown>;
}

const sourceLabels = { app: 'Signed in', link: 'By a referral link', criteria: 'Found by the criteria' };
const referrerLabels = {
  teacher: 'Teacher or school',
  mentor: 'Mentor',
  lead: 'Programme lead',
  parent: 'Parent or carer',
  student: 'The student',
  agency: 'Another agency',
  criteria: 'The criteria',
  other: 'Somebody else',
};

const labelled = (column: string, labels: Record<string, string>): Grouping => ({
  key: sql.ref(column),
  label: sql`coalesce(${JSON.stringify(labels)}::jsonb ->> ${sql.ref(column)}, ${sql.ref(column)})`,
  order: sql`1`,
});

/** The grouping of an address's `by`; a characteristic that is not recorded here gives one group of everybody. */
function groupingOf(by: string, orgId: string): Grouping {
  if (by === 'reason')
    return {
      join: sql`left join lateral unnest(b.reason_ids) as given (reason_id) on true
        left join referral_reasons rr on rr.org_id = ${orgId} and rr.id = given.reason_id`,
      key: sql`coalesce(rr.id::text, 'none')`,
      label: sql`coalesce(rr.label, 'No reason given')`,
      order: sql`coalesce(rr.position, 10000)`,
    };
  if (by === 'school')
    return {
      key: sql`coalesce(b.school_id::text, 'none')`,
      label: sql`coalesce(b.school, 'No school recorded')`,
      order: sql`(b.school is null)::int`,
    };
  if (by === 'year')
    return {
      key: sql`coalesce(b.year_group::text, 'none')`,
      label: sql`case when b.year_group is null then 'No year recorded' when b.year_group = 0 then 'Reception' else 'Year ' || b.year_group end`,
      order: sql`coalesce(b.year_group, 99)`,
    };
  if (by === 'source') return labelled('b.source', sourceLabels);
  if (by === 'referrer') return labelled('b.referrer_kind', referrerLabels);
  return characteristicGrouping(by.replace(/^characteristic:/, ''), orgId);
}

function characteristicGrouping(code: string, orgId: string): Grouping {
  return {
    join: sql`left join characteristics c on c.org_id = ${orgId} and c.code = ${code}
      left join student_characteristics v on v.org_id = ${orgId} and v.student_id = b.student_id and v.characteristic_id = c.id and v.replaced_at is null
      left join lateral (select o.value ->> 'label' as label, o.ordinality from jsonb_array_elements(c.options) with ordinality as o (value, ordinality)
        where o.value ->> 'code' = v.value) option on true`,
    key: sql`case when b.student_id is null then 'nobody' when v.value is null then 'missing' else v.value end`,
    label: sql`case when b.student_id is null then 'Student not found yet' when v.value is null then 'Not recorded' else coalesce(option.label, v.value) end`,
    order: sql`case when b.student_id is null then 1001 when v.value is null then 1000 else coalesce(option.ordinality, 999) end`,
  };
}

/**
 * Referrals received in a window, counted by group; `total` puts them all in one. Waiting is counted in whole days from
 * being received to being accepted, declined or redirected, and for the undecided until now.
 */
export async function countReferrals(tx: Tx, orgId: string, by: string, window: FigureWindow, now: Date): Promise<ReferralGroup[]> {
  const grouping: Grouping = by === 'total' ? { key: sql`'total'`, label: sql`''`, order: sql`1` } : groupingOf(by, orgId);
  const day = sql`(r.received_at at time zone ${window.timeZone})::date`;
  const bands = waitBands.map((upTo, index) => {
    const above = waitBands[index - 1] ?? -1;
    return sql`count(*) filter (where waited > ${above} and waited <= ${upTo})::int`;
  });
  const { rows } = await sql<Omit<ReferralGroup, 'few' | 'shareAccepted'>>`
    with base as (
      select r.id, r.reason_ids, r.source, r.referrer_kind, r.status, r.student_id,
        coalesce(s.school_id, case when r.student_id is null then (r.named_as ->> 'schoolId')::uuid end) as school_id, sc.name as school,
        coalesce(s.year_group, case when r.student_id is null then (r.named_as ->> 'yearGroup')::int end) as year_group,
        case when r.status in ('accepted', 'declined', 'redirected') then floor(extract(epoch from r.decided_at - r.received_at) / 86400)::int end as waited,
        case when r.status in ('open', 'waiting') then floor(extract(epoch from ${now.toISOString()}::timestamptz - r.received_at) / 86400)::int end as waiting
      from referrals r
      left join students s on s.org_id = r.org_id and s.id = r.student_id
      left join schools sc on sc.org_id = r.org_id
        and sc.id = coalesce(s.school_id, case when r.student_id is null then (r.named_as ->> 'schoolId')::uuid end)
      where r.org_id = ${orgId} and ${day} >= coalesce(${window.from}::date, '-infinity') and ${day} <= coalesce(${window.to}::date, 'infinity')
    ), keyed as (
      select b.*, ${grouping.key} as key, ${grouping.label} as label, ${grouping.order} as place from base b ${grouping.join ?? sql``}
    )
    select key, label, count(*)::int as referrals,
      count(*) filter (where status = 'accepted')::int as accepted, count(*) filter (where status = 'declined')::int as declined,
      count(*) filter (where status = 'redirected')::int as redirected, count(*) filter (where status in ('open', 'waiting'))::int as undecided,
      count(*) filter (where status = 'withdrawn')::int as withdrawn,
      json_build_object('n', count(waited)::int, 'median', percentile_cont(0.5) within group (order by waited), 'longest', max(waited),
        'bands', json_build_array(${sql.join([...bands, sql`count(*) filter (where waited > ${waitBands.at(-1) ?? 0})::int`])})) as waited,
      max(waiting) as "longestOpen"
    from keyed group by key, label, place order by place, label, key`.execute(tx);
  return rows.map((row) => {
    const decided = row.accepted + row.declined + row.redirected;
    return { ...row, shareAccepted: decided === 0 ? null : row.accepted / decided, few: row.referrals < fewBelow };
  });
}

/** Characteristics groups can be made by. */
export async function findGroupingCharacteristics(tx: Tx, orgId: string) {
  return tx
    .selectFrom('characteristics')
    .where('org_id', '=', orgId)
    .where('archived_at', 'is', null)
    .select(['code', 'label'])
    .orderBy('position')
    .orderBy('label')
    .execute();
}
