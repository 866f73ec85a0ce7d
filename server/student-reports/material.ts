import { sql } from 'kysely';
import type { Tx } from '../db/actor.ts';
import { readCatalogue } from '../assessments/catalogue.ts';
import type { Material, OwnAction, SaidScore } from './choose.ts';

/** What a run asks of everybody's records. */
export interface Asked {
  orgId: string;
  /** What had been recorded by then. */
  asOf: string;
  from: string;
  to: string;
  /** The day the pages are dated. */
  today: string;
}

type Read<T> = T & { enrolmentId: string };

/**
 * What can stand on the pages of some enrolments, by enrolment: what the student may see anyway. A line beside a score only
 * where the student wrote it; actions only where they were shared with the student and are theirs. Nothing else is read:
 * no notes, concerns, support flags, referrals, measures or characteristics.
 *
 * Scores are those recorded by `asOf`, corrections applied as of then; actions as they stand, of those there were then.
 */
export async function readMaterial(tx: Tx, asked: Asked, enrolmentIds: readonly string[]): Promise<Map<string, Material>> {
  const { orgId, asOf } = asked;
  const ids = sql`any(${`{${enrolmentIds.join(',')}}`}::uuid[])`;
  const { rows: people } = await sql<Read<{ firstName: string; programme: string; frameworkId: string; organisation: string }>>`
    select e.id as "enrolmentId", coalesce(nullif(s.preferred_name, ''), s.given_name) as "firstName", p.name as programme,
      p.framework_id as "frameworkId", o.name as organisation
    from enrolments e
    join students s on s.org_id = e.org_id and s.id = e.student_id
    join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    join organisations o on o.org_id = e.org_id
    where e.org_id = ${orgId} and e.id = ${ids}`.execute(tx);
  const { rows: scores } = await sql<Read<SaidScore>>`
    select a.enrolment_id as "enrolmentId", sc.id, sc.assessment_id as "assessmentId", sc.series_id as "seriesId", a.perspective,
      a.assessed_on as "on", sc.level, sc.missing_reason as "missingReason",
      case when a.perspective = 'student' then btrim(sc.reason) else '' end as comment
    from scores sc join assessments a on a.org_id = sc.org_id and a.id = sc.assessment_id
    where sc.org_id = ${orgId} and a.enrolment_id = ${ids}
      and sc.student_id in (select student_id from enrolments where org_id = ${orgId} and id = ${ids})
      and sc.recorded_at <= ${asOf}::timestamptz and a.assessed_on <= ${asked.to}::date
      and not exists (select from scores later where later.org_id = sc.org_id and later.supersedes = sc.id
        and later.recorded_at <= ${asOf}::timestamptz)`.execute(tx);
  const { rows: actions } = await sql<Read<OwnAction>>`
    select m.enrolment_id as "enrolmentId", ac.id, ac.title, ac.due_on as "dueOn",
      case when ac.status = 'done' then ac.closed_on end as "doneOn"
    from actions ac join matches m on m.org_id = ac.org_id and m.id = ac.match_id
    where ac.org_id = ${orgId} and m.enrolment_id = ${ids} and ac.owner = 'student' and ac.shared_with_student
      and ac.student_id in (select student_id from enrolments where org_id = ${orgId} and id = ${ids})
      and ac.status in ('open', 'done') and ac.created_at <= ${asOf}::timestamptz`.execute(tx);
  const catalogue = await readCatalogue(tx, orgId, null);
  const scoresOf = Map.groupBy(scores, ({ enrolmentId }) => enrolmentId);
  const actionsOf = Map.groupBy(actions, ({ enrolmentId }) => enrolmentId);
  return new Map(
    people.map(({ enrolmentId, firstName, programme, frameworkId, organisation }) => [
      enrolmentId,
      {
        firstName,
        programme,
        organisation,
        from: asked.from,
        to: asked.to,
        today: asked.today,
        outcomes: catalogue
          .filter((outcome) => outcome.frameworkId === frameworkId)
          .map(({ seriesId, typeName, studentWording, levels }) => ({ seriesId, type: typeName, wording: studentWording, levels })),
        scores: scoresOf.get(enrolmentId) ?? [],
        actions: actionsOf.get(enrolmentId) ?? [],
      },
    ]),
  );
}
