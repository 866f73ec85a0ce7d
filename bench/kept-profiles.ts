import { sql } from 'kysely';
import { recordAssessments, type NewAssessment } from '../server/assessments/record.ts';
import { refreshProfiles } from '../server/assessments/score-profiles.ts';
import { newId } from '../server/db/ids.ts';
import type { Filled } from './fill.ts';
import { median, milliseconds, type Result, timed } from './measure.ts';
import type { Bench } from './open.ts';

/** Nothing that is measured stays. */
class Undone extends Error {}

/**
 * What `score_profiles` costs whoever writes a meeting's scores: the writing of ten scores with all that is kept of them, and
 * within the same transaction the part of it that writes the student's profiles, which were put out of date for it.
 */
export async function measureKeptProfiles({ name, database }: Bench, { actor }: Filled, times: number): Promise<Result> {
  const { rows } = await sql<{ id: string }>`
    select id from assessments where org_id = ${actor.orgId} and perspective = 'mentor' order by id desc limit ${times + 5}`.execute(
    database.owner,
  );
  const taken: { all: number; profiles: number }[] = [];
  for (const { id } of rows) {
    await database
      .withActor(actor, async (tx) => {
        const [last] = (
          await sql<Omit<NewAssessment, 'id' | 'source'>>`
          select a.student_id as "studentId", a.enrolment_id as "enrolmentId", a.framework_version_id as "frameworkVersionId",
            a.assessor_id as "assessorId", a.match_id as "matchId", null as "meetingId", a.perspective, 'progress' as point, ${actor.today} as "assessedOn",
            (select jsonb_agg(jsonb_build_object('outcomeId', s.outcome_id, 'seriesId', s.series_id, 'level', s.level, 'missingReason', s.missing_reason, 'reason', ''))
             from scores s where s.org_id = a.org_id and s.assessment_id = a.id) as scores
          from assessments a where a.org_id = ${actor.orgId} and a.id = ${id}`.execute(tx)
        ).rows;
        if (last === undefined) throw new Undone();
        const again: NewAssessment = {
          ...last,
          id: newId(),
          source: 'app',
          scores: last.scores.map((score) => ({ ...score, id: newId() })),
        };
        const [all] = await timed(() => recordAssessments(tx, actor, [again]));
        await sql`update score_profiles set said = '' where org_id = ${actor.orgId} and student_id = ${last.studentId}`.execute(tx);
        const [profiles] = await timed(() => refreshProfiles(tx, actor.orgId, [last.studentId]));
        taken.push({ all, profiles });
        throw new Undone();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
  }
  // the first ones read what the others find read
  const warm = taken.slice(5);
  const [all, profiles] = [median(warm.map((one) => one.all)), median(warm.map((one) => one.profiles))];
  return {
    where: name,
    what: 'writing a meeting’s scores with profiles kept',
    ours: milliseconds(all),
    baseline: `${milliseconds(all - profiles)} without`,
    ratio: all / (all - profiles),
    hold: null,
  };
}
