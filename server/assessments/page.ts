import { sql } from 'kysely';
import type { Role } from '@waymark/contract/common.ts';
import type { StudentOutcomes } from '@waymark/contract/assessments.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { notFound } from '../http/refusal.ts';
import { readCatalogue, type CatalogueOutcome } from './catalogue.ts';
import { laddersOf, readScores } from './history.ts';
import { mayAmend } from './rules.ts';

/** Everything the ladders of a student's page show. */
export async function readStudentOutcomes(tx: Tx, actor: Actor, studentId: string): Promise<StudentOutcomes> {
  const student = await readStudentName(tx, actor.orgId, studentId);
  if (student === undefined) throw notFound('student');
  const enrolments = await readEnrolments(tx, actor.orgId, studentId);
  const matches = await readMatches(tx, actor.orgId, studentId);
  const scores = await readScores(tx, actor.orgId, studentId);
  // a mentor's line about a student is written to colleagues; the student reads the level and their own lines
  const ladders = laddersOf(
    scores,
    (score) => mayAmend(actor.role as Role, actor.memberId, score),
    (score) => actor.role !== 'student' || score.perspective === 'student',
  );
  const catalogue = await readCatalogue(tx, actor.orgId, null);
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

async function readStudentName(tx: Tx, orgId: string, id: string) {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, coalesce(preferred_name, given_name) || ' ' || family_name as name from students
    where org_id = ${orgId} and id = ${id}`.execute(tx);
  return rows[0];
}

async function readEnrolments(tx: Tx, orgId: string, studentId: string) {
  return tx
    .selectFrom('enrolments as e')
    .innerJoin('programmes as p', (join) => join.onRef('p.org_id', '=', 'e.org_id').onRef('p.id', '=', 'e.programme_id'))
    .where('e.org_id', '=', orgId)
    .where('e.student_id', '=', studentId)
    .select(['e.id', 'p.name as programme', 'p.framework_id as frameworkId', 'e.started_on as startedOn', 'e.ended_on as endedOn'])
    .orderBy('e.started_on')
    .orderBy('e.id')
    .execute();
}

async function readMatches(tx: Tx, orgId: string, studentId: string): Promise<StudentOutcomes['matches']> {
  const rows = await tx
    .selectFrom('matches as m')
    .innerJoin('members', (join) => join.onRef('members.org_id', '=', 'm.org_id').onRef('members.id', '=', 'm.mentor_id'))
    .where('m.org_id', '=', orgId)
    .where('m.student_id', '=', studentId)
    .select(['m.id', 'm.mentor_id', 'members.name', 'm.started_on', 'm.ended_on'])
    .orderBy('m.started_on')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    mentor: { id: row.mentor_id, name: row.name },
    startedOn: row.started_on,
    endedOn: row.ended_on,
  }));
}
