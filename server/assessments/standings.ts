import type { Tx } from '../db/actor.ts';
import { sql, type RawBuilder } from 'kysely';
import { addToLedger, countedOfStanding, recount } from '../outcomes/counts.ts';
import { stands } from './stands.ts';
import { differingProfiles, refreshProfiles } from './score-profiles.ts';

/*
 * `standings` is kept up in the transaction that writes a score: the keys that were touched are folded again from their
 * scores, by the index on student and series, so a write costs what one student's history of those series costs and
 * nothing of anybody else's. Folding again, rather than adding to the row, is what makes back-dated imports, corrections
 * and undone imports right without a case of their own. What a standing is, is said in `fold.ts`.
 */

/** The columns of a standing, in the order `folded` gives them. */
const columns = sql.raw(
  [
    'org_id, student_id, enrolment_id, series_id, perspective, scored',
    'first_level, first_on, first_assessor_id, previous_level, previous_on',
    'latest_level, latest_on, latest_assessor_id, latest_assessment_id, latest_outcome_id',
    'baseline_level, progress_level, review_level, closing_level, last_asked_on, last_missing_reason',
  ].join(', '),
);

/** The standings of some students, or of some series of theirs, folded from scores. */
function folded(orgId: string, studentIds: readonly string[], seriesIds: readonly string[] | null) {
  const students = sql`${[...studentIds]}::uuid[]`;
  const ofSeries = seriesIds === null ? sql`true` : sql`s.series_id = any(${[...seriesIds]}::uuid[])`;
  return foldOf(orgId, sql`s.student_id = any(${students}) and ${ofSeries}`);
}

/**
 * Standings folded from the scores (`s`, of an assessment `a`) that `which` leaves, as they were on record at a moment, or
 * (null) as they are. Every aggregate asks for the same order, so that PostgreSQL sorts once. A level "at the end" of a
 * list is taken by the list's length.
 */
export function foldOf(orgId: string, which: RawBuilder<unknown>, asOf: string | null = null): RawBuilder<unknown> {
  const listed = (value: string, which: string) =>
    sql.raw(`array_agg(${value} order by a.assessed_on, a.id)${which === '' ? '' : ` filter (where ${which})`}`);
  const levelled = (value: string) => listed(value, 's.level is not null');
  const at = (point: string) => {
    const which = `s.level is not null and a.point = '${point}'`;
    return sql`(${listed('s.level', which)})[${sql.raw(`count(*) filter (where ${which})`)}]`;
  };
  const last = sql.raw('count(s.level)');
  return sql`
    select s.org_id, s.student_id, a.enrolment_id, s.series_id, a.perspective, count(s.level)::int as scored,
      (${levelled('s.level')})[1] as first_level,
      (${levelled('a.assessed_on')})[1] as first_on,
      (${levelled('a.assessor_id')})[1] as first_assessor_id,
      (${levelled('s.level')})[${last} - 1] as previous_level,
      (${levelled('a.assessed_on')})[${last} - 1] as previous_on,
      (${levelled('s.level')})[${last}] as latest_level,
      (${levelled('a.assessed_on')})[${last}] as latest_on,
      (${levelled('a.assessor_id')})[${last}] as latest_assessor_id,
      (${levelled('a.id')})[${last}] as latest_assessment_id,
      (${levelled('s.outcome_id')})[${last}] as latest_outcome_id,
      ${at('baseline')} as baseline_level, ${at('progress')} as progress_level,
      ${at('review')} as review_level, ${at('closing')} as closing_level,
      (${listed('a.assessed_on', '')})[count(*)] as last_asked_on,
      (${listed('s.missing_reason', '')})[count(*)] as last_missing_reason
    from scores s
    join assessments a on a.org_id = s.org_id and a.id = s.assessment_id
    where s.org_id = ${orgId} and ${which} and ${stands(asOf)}
    group by s.org_id, s.student_id, a.enrolment_id, s.series_id, a.perspective`;
}

/**
 * Locks students whose scores are about to be written, in one order, and answers the ones there are. Two people scoring
 * one student at the same moment would otherwise each fold a standing without the other's score. Scores of other
 * students, and reading, go on.
 */
export async function lockForScoring(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from students where org_id = ${orgId} and id = any(${[...new Set(studentIds)]}::uuid[])
    order by id for no key update`.execute(tx);
  return new Set(rows.map((row) => row.id));
}

/**
 * Folds the standings of these students again, in these series or (null) in all. The students must be locked. A standing
 * whose last score is gone, because its import was undone, goes too.
 */
export async function refreshStandings(
  tx: Tx,
  orgId: string,
  studentIds: readonly string[],
  seriesIds: readonly string[] | null,
): Promise<void> {
  const touched = seriesIds === null ? sql`true` : sql`series_id = any(${[...seriesIds]}::uuid[])`;
  const change = sql`
    insert into standings (${columns}) ${folded(orgId, studentIds, seriesIds)}
    on conflict (org_id, student_id, enrolment_id, series_id, perspective) do update set
      (scored, first_level, first_on, first_assessor_id, previous_level, previous_on, latest_level, latest_on,
       latest_assessor_id, latest_assessment_id, latest_outcome_id, baseline_level, progress_level, review_level,
       closing_level, last_asked_on, last_missing_reason) =
      (excluded.scored, excluded.first_level, excluded.first_on, excluded.first_assessor_id, excluded.previous_level,
       excluded.previous_on, excluded.latest_level, excluded.latest_on, excluded.latest_assessor_id,
       excluded.latest_assessment_id, excluded.latest_outcome_id, excluded.baseline_level, excluded.progress_level,
       excluded.review_level, excluded.closing_level, excluded.last_asked_on, excluded.last_missing_reason)
    returning student_id, ${countedOfStanding}`;
  // what stood before is what this statement's own snapshot still shows
  await sql`
    with before as materialized (
      select student_id, ${countedOfStanding} from standings
      where org_id = ${orgId} and student_id = any(${[...studentIds]}::uuid[]) and ${touched}),
    after as (${change})
    ${addToLedger(
      orgId,
      sql`select ${countedOfStanding}, 1 as n from after
        union all
        select ${countedOfStanding}, -1 from before
        where exists (select from after a where a.student_id = before.student_id and a.enrolment_id = before.enrolment_id
          and a.series_id = before.series_id and a.perspective = before.perspective)`,
    )}`.execute(tx);
  await refreshProfiles(tx, orgId, studentIds);
}

/** Removes the standings of these students that no score stands behind any more. */
export async function dropEmptyStandings(tx: Tx, orgId: string, studentIds: readonly string[]): Promise<void> {
  const dropped = sql`
    delete from standings st
    where st.org_id = ${orgId} and st.student_id = any(${[...studentIds]}::uuid[])
      and not exists (
        select from scores s
        join assessments a on a.org_id = s.org_id and a.id = s.assessment_id
        where s.org_id = st.org_id and s.student_id = st.student_id and s.series_id = st.series_id
          and a.enrolment_id = st.enrolment_id and a.perspective = st.perspective)
    returning ${countedOfStanding}`;
  await sql`with dropped as (${dropped}) ${addToLedger(orgId, sql`select ${countedOfStanding}, -1 as n from dropped`)}`.execute(tx);
}

/** How many students are folded at a time by a rebuild: enough to sort well, few enough to stay in memory. */
const batch = 2000;

/** Folds every standing and profile of an organisation again, and counts them. Answers how many students it went through. */
export async function rebuildStandings(tx: Tx, orgId: string): Promise<number> {
  let done = 0;
  for await (const studentIds of studentBatches(tx, orgId)) {
    await lockForScoring(tx, orgId, studentIds);
    await sql`delete from standings where org_id = ${orgId} and student_id = any(${studentIds}::uuid[])`.execute(tx);
    await sql`insert into standings (${columns}) ${folded(orgId, studentIds, null)}`.execute(tx);
    await refreshProfiles(tx, orgId, studentIds);
    done += studentIds.length;
  }
  await recount(tx, orgId);
  return done;
}

/** Standings and profiles that differ from what their scores fold to: none, unless something wrote scores past `record.ts`. */
export async function differingStandings(tx: Tx, orgId: string): Promise<number> {
  let differing = 0;
  for await (const studentIds of studentBatches(tx, orgId)) {
    const { rows } = await sql<{ n: number }>`
      with kept as (select ${columns} from standings where org_id = ${orgId} and student_id = any(${studentIds}::uuid[])),
        meant as (${folded(orgId, studentIds, null)})
      select count(*) as n from (
        (select * from kept except select * from meant) union all (select * from meant except select * from kept)) as odd`.execute(tx);
    differing += Number(rows[0]?.n ?? 0) + (await differingProfiles(tx, orgId, studentIds, folded(orgId, studentIds, null)));
  }
  return differing;
}

async function* studentBatches(tx: Tx, orgId: string): AsyncGenerator<string[]> {
  let from = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from students where org_id = ${orgId} and id > ${from} order by id limit ${batch}`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => row.id);
    from = last.id;
  }
}
