import type { EvidencePoint, TargetStanding } from '@waymark/contract/evidence.ts';
import { showOnScale } from '@waymark/contract/measure-values.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import { readCatalogue, type CatalogueOutcome } from '../assessments/catalogue.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { baselineFigures, latestFigures, readMeasures, type Figures } from '../measures/figures.ts';
import { findEnrolments, findStandings, findTargets, type EnrolmentRef, type StandingRow, type TargetRow } from './queries.ts';
import { levelPoint, levelState, pointOf, showLevel, targetsInForce, targetState } from './rules.ts';

export type Case = Pick<EnrolmentRef, 'id' | 'studentId' | 'frameworkId'>;

/** What is on record about some enrolments, baseline and latest: read once for all of them. */
export interface Ground {
  measures: Measure[];
  /** Every outcome of the programmes' frameworks, in order. */
  catalogue: readonly CatalogueOutcome[];
  /** By enrolment. */
  baseline: Figures;
  /** By student. */
  latest: Figures;
  standings: Map<string, StandingRow[]>;
  /** By enrolment, set for it alone. */
  targets: Map<string, TargetRow[]>;
  /** By student, whatever the enrolment. */
  own: Map<string, TargetRow[]>;
}

/** Reads what targets and reviews are told by; the number of statements does not depend on how many cases there are. */
export async function readGround(tx: Tx, actor: Actor, cases: readonly Case[], which: 'current' | 'all' = 'current'): Promise<Ground> {
  return readGroundOf(tx, actor, [...new Set(cases.map(({ studentId }) => studentId))], cases, which);
}

/** The same for students who may have no enrolment at all. */
export async function readGroundOf(
  tx: Tx,
  actor: Actor,
  studentIds: readonly string[],
  cases: readonly Case[],
  which: 'current' | 'all',
): Promise<Ground> {
  const { orgId, today, timeZone } = actor;
  const rows = await findTargets(tx, orgId, { enrolmentIds: cases.map(({ id }) => id), studentIds }, timeZone, which);
  const set = Map.groupBy(rows, ({ enrolmentId }) => (enrolmentId === null ? 'own' : 'enrolment'));
  return {
    measures: await readMeasures(tx, orgId),
    catalogue: await readCatalogue(tx, orgId, [...new Set(cases.map(({ frameworkId }) => frameworkId))]),
    baseline: await baselineFigures(tx, orgId, cases),
    latest: await latestFigures(tx, orgId, studentIds, today),
    standings: Map.groupBy(await findStandings(tx, orgId, cases), ({ enrolmentId }) => enrolmentId),
    targets: Map.groupBy(set.get('enrolment') ?? [], ({ enrolmentId }) => enrolmentId ?? ''),
    own: Map.groupBy(set.get('own') ?? [], ({ studentId }) => studentId),
  };
}

/** What the mentor said last of an outcome, alone or with the student: what targets are told by, and what caseloads show. */
export function mentorStanding(rows: readonly StandingRow[], seriesId: string): StandingRow | undefined {
  return rows
    .filter((row) => row.seriesId === seriesId && row.perspective !== 'student' && row.latestLevel !== null)
    .toSorted((a, b) => (a.latestOn ?? '').localeCompare(b.latestOn ?? ''))
    .at(-1);
}

/** The targets that hold for a case, read as current: the enrolment's own, and the student's where it has none. */
export function standingsInForce({ id, studentId }: Pick<Case, 'id' | 'studentId'>, ground: Ground): TargetStanding[] {
  return targetsInForce(ground.targets.get(id) ?? [], ground.own.get(studentId) ?? []).map((row) => standingOf(row, ground, id));
}

/** A target with where the student stood at the start of an enrolment, when there is one, and stands now. */
export function standingOf(row: TargetRow, ground: Ground, under: string | null = row.enrolmentId): TargetStanding {
  const { id, enrolmentId, measureId, seriesId, value, dueOn, note, setOn, setBy } = row;
  const head = { id, enrolmentId, measureId, seriesId, value, dueOn, note, setOn, setBy };
  const measure = ground.measures.find((one) => one.id === measureId);
  if (measure !== undefined) {
    const before = ground.baseline.get(under ?? '')?.get(measure.id);
    const now = ground.latest.get(row.studentId)?.get(measure.id);
    return {
      ...head,
      name: measure.name,
      shown: showOnScale(measure.scale, value, row.step),
      baseline: pointOf(measure, before),
      now: pointOf(measure, now),
      state: targetState(measure, now, value),
    };
  }
  const outcome = ground.catalogue.find((one) => one.seriesId === seriesId);
  const levels = outcome?.levels ?? 4;
  const standing = mentorStanding(ground.standings.get(under ?? '') ?? [], seriesId ?? '');
  return {
    ...head,
    name: outcome?.statement ?? '',
    shown: showLevel(value, levels),
    baseline: levelPoint(standing?.firstLevel ?? null, standing?.firstOn ?? null, levels),
    now: levelNow(standing, levels),
    state: levelState(standing?.latestLevel ?? null, value),
  };
}

export function levelNow(standing: StandingRow | undefined, levels: number): EvidencePoint | null {
  return levelPoint(standing?.latestLevel ?? null, standing?.latestOn ?? null, levels);
}

/** One enrolment as targets and reviews need it; undefined when the actor sees none of this id. */
export async function findCase(tx: Tx, orgId: string, enrolmentId: string): Promise<EnrolmentRef | undefined> {
  const [enrolment] = await findEnrolments(tx, orgId, { id: enrolmentId });
  return enrolment;
}
