import type { NewTarget } from '@waymark/contract/targets.ts';
import { problemWithValue } from '@waymark/contract/measure-values.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import { readCatalogue, type CatalogueOutcome } from '../assessments/catalogue.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { writeAudit } from '../http/log-rows.ts';
import { conflict, invalid, notFound } from '../http/refusal.ts';
import { readMeasures } from '../measures/figures.ts';
import { findTargetForUpdate, insertTarget, markReplaced, type EnrolmentRef } from './queries.ts';

/** What a target is for, and what speaks against its value; the step it is on an ordered scale. */
function fit(
  target: Pick<NewTarget, 'measureId' | 'seriesId' | 'value'>,
  measures: readonly Measure[],
  outcomes: readonly CatalogueOutcome[],
) {
  if (target.measureId !== null) {
    const measure = measures.find(({ id, archived }) => id === target.measureId && !archived);
    if (measure === undefined) return { field: 'measureId', message: 'This measure is not here. Choose another.' };
    const message = problemWithValue(measure.scale, target.value);
    if (message !== undefined) return { field: 'value', message };
    const { scale } = measure;
    return { step: scale.type === 'ordered' ? (scale.steps.find(({ value }) => value === target.value)?.label ?? null) : null };
  }
  const outcome = outcomes.find(({ seriesId, current }) => seriesId === target.seriesId && current);
  if (outcome === undefined) return { field: 'seriesId', message: 'This outcome is not one of the programme’s. Choose another.' };
  if (!Number.isInteger(target.value) || target.value < 1 || target.value > outcome.levels)
    return { field: 'value', message: `Choose a level from 1 to ${outcome.levels}.` };
  return { step: null };
}

async function requireFit(tx: Tx, actor: Actor, enrolment: EnrolmentRef, target: NewTarget): Promise<string | null> {
  const measures = await readMeasures(tx, actor.orgId);
  const found = fit(target, measures, await readCatalogue(tx, actor.orgId, [enrolment.frameworkId]));
  if ('step' in found) return found.step ?? null;
  const { field, message } = found;
  throw invalid('This target cannot be set as it is.', [{ field, value: target[field as 'value'], message }]);
}

/** Sets a target for what has none under an enrolment whose case is open. */
export async function setTarget(tx: Tx, actor: Actor, enrolment: EnrolmentRef, target: NewTarget, now: Date): Promise<void> {
  const step = await requireFit(tx, actor, enrolment, target);
  const written = await insertTarget(tx, actor, { ...target, step, enrolmentId: enrolment.id, studentId: enrolment.studentId });
  if (!written) throw conflict('target-set', 'There is a target for this already.', 'Change that one: it stays on record with the reason.');
  const { measureId, seriesId, value, dueOn } = target;
  await writeAudit(tx, actor, now, 'target.set', 'target', target.id, {
    studentId: enrolment.studentId,
    detail: { enrolmentId: enrolment.id, measureId, seriesId, value, dueOn },
  });
}

/** Puts a new target in the place of one that holds; both stay. `enrolment` is the one it is under. */
export async function replaceTarget(
  tx: Tx,
  actor: Actor,
  enrolment: EnrolmentRef,
  formerId: string,
  to: { id: string; value: number; dueOn: string | null; note: string; reason: string },
  now: Date,
): Promise<void> {
  const former = await requireHolding(tx, actor, formerId);
  if (former.enrolmentId !== enrolment.id) throw notFound('target');
  const { measureId, seriesId } = former;
  const target = { id: to.id, value: to.value, dueOn: to.dueOn, note: to.note, measureId, seriesId };
  const step = await requireFit(tx, actor, enrolment, target);
  await markReplaced(tx, actor.orgId, formerId, to.reason, now);
  if (!(await insertTarget(tx, actor, { ...target, step, enrolmentId: enrolment.id, studentId: enrolment.studentId })))
    throw conflict('target-set', 'This change has been made already.', 'Load the page again to see it.');
  await writeAudit(tx, actor, now, 'target.replaced', 'target', to.id, {
    studentId: enrolment.studentId,
    detail: { replaces: formerId, value: to.value, dueOn: to.dueOn, reason: to.reason },
  });
}

/** A target that holds, locked. */
export async function requireHolding(tx: Tx, actor: Actor, id: string) {
  const target = await findTargetForUpdate(tx, actor.orgId, id);
  if (target === undefined) throw notFound('target');
  if (target.replacedAt !== null)
    throw conflict('target-replaced', 'This target no longer holds.', 'Somebody changed it meanwhile. Load the page again to see it.');
  return target;
}
