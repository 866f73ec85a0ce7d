import { sql } from 'kysely';
import type { ClosingGround } from '@waymark/contract/closures.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { currentFramework } from '../frameworks/current.ts';
import { notFound } from '../http/refusal.ts';
import { latestFigures, readMeasures } from '../measures/figures.ts';
import { readEvidence } from '../reviews/evidence.ts';
import { mentorStanding, readGround } from '../targets/ground.ts';
import { pointOf } from '../targets/rules.ts';
import { suggestSummary } from './summary.ts';

export interface CaseHead {
  id: string;
  studentId: string;
  student: string;
  firstName: string;
  programme: string;
  frameworkId: string;
  startedOn: string;
  endedOn: string | null;
  mentors: { id: string; name: string; matchId: string }[];
  version: number;
}

/** A case with who mentors in it; undefined when the actor sees none of this id. */
export async function findCaseHead(tx: Tx, actor: Actor, enrolmentId: string): Promise<CaseHead | undefined> {
  const { rows } = await sql<CaseHead>`
    select e.id, e.student_id as "studentId", coalesce(nullif(s.preferred_name, ''), s.given_name) as "firstName",
      coalesce(nullif(s.preferred_name, ''), s.given_name) || ' ' || s.family_name as student, p.name as programme,
      p.framework_id as "frameworkId", e.started_on as "startedOn", e.ended_on as "endedOn", e.version,
      coalesce((select json_agg(json_build_object('id', m.id, 'name', m.name, 'matchId', ma.id) order by ma.started_on, ma.id) from matches ma
        join members m on m.org_id = ma.org_id and m.id = ma.mentor_id
        where ma.org_id = e.org_id and ma.enrolment_id = e.id and ma.started_on <= ${actor.today}::date
          and (ma.ended_on is null or ma.ended_on > ${actor.today}::date)), '[]'::json) as mentors
    from enrolments e
    join students s on s.org_id = e.org_id and s.id = e.student_id
    join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    where e.org_id = ${actor.orgId} and e.id = ${enrolmentId}`.execute(tx);
  return rows[0];
}

/** The open actions under a case, by the day they are due. */
export async function findOpenActions(tx: Tx, orgId: string, enrolmentId: string) {
  const { rows } = await sql<{ id: string; title: string; owner: 'mentor' | 'student'; dueOn: string | null }>`
    select a.id, a.title, a.owner, a.due_on as "dueOn" from matches ma
    join actions a on a.org_id = ma.org_id and a.student_id = ma.student_id and a.match_id = ma.id
    where ma.org_id = ${orgId} and ma.enrolment_id = ${enrolmentId} and a.status = 'open'
    order by a.due_on nulls last, a.id`.execute(tx);
  return rows;
}

async function countMeetingsAhead(tx: Tx, orgId: string, enrolmentId: string, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from matches ma
    join meetings m on m.org_id = ma.org_id and m.student_id = ma.student_id and m.match_id = ma.id
    where ma.org_id = ${orgId} and ma.enrolment_id = ${enrolmentId} and m.status = 'scheduled' and m.starts_at >= ${now.toISOString()}`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

/** The latest held review that decided to close this case. */
export async function findClosingReview(tx: Tx, orgId: string, enrolmentId: string) {
  const { rows } = await sql<NonNullable<ClosingGround['review']>>`
    select id, held_on as "heldOn", coalesce(decision_note, '') as "decisionNote", coalesce(plan, '') as plan,
      coalesce(voices->>'student', '') as "studentVoice"
    from reviews where org_id = ${orgId} and enrolment_id = ${enrolmentId} and status = 'held' and decision = 'close'
    order by held_on desc, id desc limit 1`.execute(tx);
  return rows[0] ?? null;
}

/** Everything closing a case starts from. */
export async function loadClosing(tx: Tx, actor: Actor, head: CaseHead, now: Date): Promise<ClosingGround> {
  const { orgId, today } = actor;
  const { id, studentId, frameworkId, startedOn } = head;
  const looked = { id, studentId, frameworkId, startedOn, since: startedOn };
  const evidence = (await readEvidence(tx, actor, [looked])).get(id);
  if (evidence === undefined) throw notFound('enrolment');
  const ground = await readGround(tx, actor, [looked]);
  const standings = ground.standings.get(id) ?? [];
  const framework = await currentFramework(tx, orgId, frameworkId);
  const review = await findClosingReview(tx, orgId, id);
  const latest = (await latestFigures(tx, orgId, [studentId], today)).get(studentId);
  const measures = (await readMeasures(tx, orgId)).filter(
    // what marks say needs no reading, and a questionnaire is the student's to fill in
    (measure) => measure.atReview && !measure.archived && measure.questionnaireId === null && latest?.get(measure.id)?.source !== 'marks',
  );
  return {
    enrolmentId: id,
    student: { id: studentId, name: head.student },
    firstName: head.firstName,
    programme: head.programme,
    startedOn,
    mentors: head.mentors.map((mentor) => ({ id: mentor.id, name: mentor.name })),
    version: head.version,
    evidence,
    review,
    openActions: await findOpenActions(tx, orgId, id),
    meetingsAhead: await countMeetingsAhead(tx, orgId, id, now),
    framework:
      framework === undefined
        ? null
        : {
            versionId: framework.id,
            levels: framework.levels,
            types: framework.outcomeTypes.map(({ name, outcomes }) => ({
              name,
              outcomes: outcomes.map(({ id: outcomeId, seriesId, statement, descriptors }) => {
                const standing = mentorStanding(standings, seriesId);
                const { latestLevel: level = null, latestOn: on = null } = standing ?? {};
                return { outcomeId, seriesId, statement, descriptors, latest: level === null || on === null ? null : { level, on } };
              }),
            })),
          },
    measures: measures.map((measure) => {
      const point = pointOf(measure, latest?.get(measure.id));
      return { ...measure, latest: point && { shown: point.shown, on: point.on } };
    }),
    suggestedSummary: suggestSummary({
      firstName: head.firstName,
      programme: head.programme,
      mentors: head.mentors.map(({ name }) => name),
      startedOn,
      today,
      evidence,
      studentWording: new Map(ground.catalogue.map(({ seriesId, studentWording }) => [seriesId, studentWording])),
      plan: review?.plan ?? '',
    }),
  };
}
