import type { OwnView } from '@waymark/contract/own-view.ts';
import type { Tx } from '../db/actor.ts';

export interface OpenEnrolment {
  id: string;
  programme: string;
  frameworkId: string;
}

/** What a student takes part in on a day, the latest begun first. */
export async function readOpenEnrolments(tx: Tx, orgId: string, studentId: string, today: string): Promise<OpenEnrolment[]> {
  return tx
    .selectFrom('enrolments as e')
    .innerJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'e.org_id').onRef('p.id', '=', 'e.programme_id'))
    .where('e.org_id', '=', orgId)
    .where('e.student_id', '=', studentId)
    .where('e.started_on', '<=', today)
    .where((eb) => eb.or([eb('e.ended_on', 'is', null), eb('e.ended_on', '>', today)]))
    .select(['e.id', 'p.name as programme', 'p.framework_id as frameworkId'])
    .orderBy('e.started_on', 'desc')
    .orderBy('e.id')
    .execute();
}

/** First and last day of the student's own views, by enrolment. */
export async function readOwnViewDays(
  tx: Tx,
  orgId: string,
  studentId: string,
): Promise<Map<string, { firstOn: string; lastOn: NonNullable<OwnView['lastOn']> }>> {
  const rows = await tx
    .selectFrom('assessments')
    .where('org_id', '=', orgId)
    .where('student_id', '=', studentId)
    .where('perspective', '=', 'student')
    .groupBy('enrolment_id')
    .select((eb) => ['enrolment_id', eb.fn.min('assessed_on').as('firstOn'), eb.fn.max('assessed_on').as('lastOn')])
    .execute();
  return new Map(rows.map((row) => [row.enrolment_id, { firstOn: row.firstOn, lastOn: row.lastOn }]));
}

/** What the student last said of each series under an enrolment. */
export async function readOwnStandings(
  tx: Tx,
  orgId: string,
  studentId: string,
  enrolmentId: string,
): Promise<Map<string, { level: number | null; on: string | null }>> {
  const rows = await tx
    .selectFrom('standings')
    .where('org_id', '=', orgId)
    .where('student_id', '=', studentId)
    .where('enrolment_id', '=', enrolmentId)
    .where('perspective', '=', 'student')
    .select(['series_id', 'latest_level', 'latest_on'])
    .execute();
  return new Map(rows.map((row) => [row.series_id, { level: row.latest_level, on: row.latest_on }]));
}
