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

/** Whose target it is: an enrolment's, or a student's own. */
type Holder = Pick<EnrolmentRef, 'id' | 'studentId' | 'frameworkId'> | { id: null; studentId: string };

async function requireFit(tx: Tx, actor: Actor, holder: Holder, target: NewTarget): Promise<string | null> {
  const measures = await readMeasures(tx, actor.orgId);
  const outcomes = holder.id === null ? [] : await readCatalogue(tx, actor.orgId, [holder.frameworkId]);
  const found = fit(target, measures, outcomes);
  if ('step' in found) return found.step ?? null;
  const { field, message } = found;
  throw invalid('This target cannot be set as it is.', [{ field, value: target[field as 'value'], message }]);
}

/** Sets a target for what has none under an enrolment whose case is open, or for a student. */
export async function setTarget(tx: Tx, actor: Actor, holder: Holder, target: NewTarget, now: Date): Promise<void> {
  const step = await requireFit(tx, actor, holder, target);
  const { id: enrolmentId, studentId } = holder;
  const written = await insertTarget(tx, actor, { ...target, step, enrolmentId, studentId });
  if (!written) throw conflict('target-set', 'There is a target for this already.', 'Change that one: it stays on record with the reason.');
  const { measureId, seriesId, value, dueOn } = target;
  await writeAudit(tx, actor, now, 'target.set', 'target', target.id, {
    studentId,
    detail: { enrolmentId, measureId, seriesId, value, dueOn },
  });
}

/**
 * Puts a new target in the place of one that holds; both stay. Of an enrolment, it may also be the student's own that is no
 * longer what counts: that one goes on holding outside the enrolment, which has one of its own from then on.
 */
export async function replaceTarget(
  tx: Tx,
  actor: Actor,
  holder: Holder,
  formerId: string,
  to: { id: string; value: number; dueOn: string | null; note: string; reason: string },
  now: Date,
): Promise<void> {
  const former = await requireHolding(tx, actor, formerId);
  const { id: enrolmentId, studentId } = holder;
  const overlays = former.enrolmentId === null && enrolmentId !== null;
  if (former.studentId !== studentId || (former.enrolmentId !== enrolmentId && !overlays)) throw notFound('target');
  const { measureId, seriesId } = former;
  const target = { id: to.id, value: to.value, dueOn: to.dueOn, note: to.note, measureId, seriesId };
  const step = await requireFit(tx, actor, holder, target);
  if (!overlays) await markReplaced(tx, actor.orgId, formerId, to.reason, now);
  if (!(await insertTarget(tx, actor, { ...target, step, enrolmentId, studentId })))
    throw conflict('target-set', 'This change has been made already.', 'Load the page again to see it.');
  await writeAudit(tx, actor, now, 'target.replaced', 'target', to.id, {
    studentId,
    detail: { enrolmentId, replaces: formerId, value: to.value, dueOn: to.dueOn, reason: to.reason },
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
