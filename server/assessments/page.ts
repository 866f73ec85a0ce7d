import { sql } from 'kysely';
import type { Role } from '@waymark/contract/common.ts';
import type { StudentOutcomes } from '@waymark/contract/assessments.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { compiledSql } from '../db/compiled.ts';
import { notFound } from '../http/refusal.ts';
import { readCatalogue, type CatalogueOutcome } from './catalogue.ts';
import { laddersOf, readScores } from './history.ts';
import { mayAmend } from './rules.ts';

/** Everything the ladders of a student's page show. */
export async function readStudentOutcomes(tx: Tx, actor: Actor, studentId: string): Promise<StudentOutcomes> {
  const { orgId } = actor;
  const [[student], enrolments, matches, scores, catalogue] = await Promise.all([
    readStudentName(tx, { orgId, studentId }),
    readEnrolments(tx, { orgId, studentId }),
    readMatches(tx, { orgId, studentId }),
    readScores(tx, orgId, studentId),
    readCatalogue(tx, orgId, null),
  ]);
  if (student === undefined) throw notFound('student');
  // a mentor's line about a student is written to colleagues; the student reads the level and their own lines
  const ladders = laddersOf(
    scores,
    (score) => mayAmend(actor.role as Role, actor.memberId, score),
    (score) => actor.role !== 'student' || score.perspective === 'student',
  );
  const frameworks = new Set(enrolments.map((enrolment) => enrolment.frameworkId));
  const shown = catalogue.filter((outcome) => ladders.has(outcome.seriesId) || (outcome.current && frameworks.has(outcome.frameworkId)));
  return {
    student,
    today: actor.today,
    types: byType(shown).map(({ first, outcomes }) => ({
      code: first.typeCode,
      name: first.typeName,
      outcomes: outcomes.map((outcome) => ({
        seriesId: outcome.seriesId,
        outcomeId: outcome.outcomeId,
        statement: outcome.statement,
        question: outcome.question,
        studentWording: outcome.studentWording,
        // descriptors are the mentors' words for telling levels apart; students have a wording of their own
        descriptors: actor.role === 'student' ? [] : outcome.descriptors,
        levels: outcome.levels,
        scores: ladders.get(outcome.seriesId) ?? [],
      })),
    })),
    enrolments: enrolments.map(({ id, programme, startedOn, endedOn }) => ({ id, programme, startedOn, endedOn })),
    matches,
  };
}

/** Outcomes under their types, both in the framework's order; an older version's type joins the one of the same code. */
export function byType<Outcome extends CatalogueOutcome>(outcomes: readonly Outcome[]): { first: Outcome; outcomes: Outcome[] }[] {
  const types = new Map<string, { first: Outcome; outcomes: Outcome[] }>();
  for (const outcome of outcomes) {
    const key = `${outcome.frameworkId} ${outcome.typeCode}`;
    const type = types.get(key);
    if (type === undefined) types.set(key, { first: outcome, outcomes: [outcome] });
    else type.outcomes.push(outcome);
  }
  return [...types.values()];
}

interface Whose extends Record<string, unknown> {
  orgId: string;
  studentId: string;
}

const readStudentName = compiledSql(
  ({ orgId, studentId }: Whose) => sql<{ id: string; name: string }>`
    select id, coalesce(preferred_name, given_name) || ' ' || family_name as name from students
    where org_id = ${orgId} and id = ${studentId}`,
);

const readEnrolments = compiledSql(
  ({ orgId, studentId }: Whose) => sql<{ id: string; programme: string; frameworkId: string; startedOn: string; endedOn: string | null }>`
    select e.id, p.name as programme, p.framework_id as "frameworkId", e.started_on as "startedOn", e.ended_on as "endedOn"
    from enrolments e join programmes p on p.org_id = e.org_id and p.id = e.programme_id
    where e.org_id = ${orgId} and e.student_id = ${studentId}
    order by e.started_on, e.id`,
);

const readMatches = compiledSql(
  ({ orgId, studentId }: Whose) => sql<StudentOutcomes['matches'][number]>`
    select m.id, json_build_object('id', m.mentor_id, 'name', members.name) as mentor, m.started_on as "startedOn", m.ended_on as "endedOn"
    from matches m join members on members.org_id = m.org_id and members.id = m.mentor_id
    where m.org_id = ${orgId} and m.student_id = ${studentId}
    order by m.started_on, m.id`,
);
