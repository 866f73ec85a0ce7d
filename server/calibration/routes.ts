import * as contract from '@waymark/contract/calibration.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { conflict, invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { sendMail } from '../mail/send.ts';
import { agreementOf } from './agreement.ts';
import { calibrationAnswers } from './answers.ts';
import { readConsistency } from './consistency.ts';
import {
  findCalibrators,
  findCases,
  findExercises,
  findPeople,
  findUsable,
  insertExercise,
  insertPeople,
  markClosed,
} from './exercise-queries.ts';
import { answerKey, countLevels } from './own-queries.ts';
import { runCalibration } from './policy.ts';
import { isOverdue } from './rules.ts';

async function requireExercise(tx: Tx, { orgId }: Actor, id: string): Promise<contract.Exercise> {
  const [exercise] = await findExercises(tx, orgId, id);
  if (exercise === undefined) throw notFound('exercise');
  return exercise;
}

/** Asks mentors and writes to those who were not asked before; answers how many that were. */
async function ask(tx: Tx, actor: Actor, exercise: { id: string; dueOn: string }, memberIds: readonly string[], now: Date, url: string) {
  const asked = await insertPeople(tx, actor.orgId, exercise.id, memberIds, now);
  for (const { name, email } of asked) {
    if (email === null) continue;
    await sendMail(tx, actor, {
      to: email,
      subject: 'A calibration exercise for you',
      body: `Hello ${name},\n\nyou are asked to score some written cases by ${exercise.dueOn}, on your own and in your own time; you can stop and go on. Afterwards you see how you compare, and nobody else sees it as you do.\n\n${url}/calibration/${exercise.id}\n`,
    });
  }
  return asked.length;
}

export const routes = [
  route(contract.listExercises, runCalibration, async ({ actor, tx }) => ({ items: await findExercises(tx, actor.orgId) })),

  route(contract.listCalibrators, runCalibration, async ({ actor, tx }) => ({ items: await findCalibrators(tx, actor.orgId) })),

  route(contract.getConsistency, runCalibration, async ({ actor, tx, logAccess }) => {
    await logAccess('consistency of assessors');
    return readConsistency(tx, actor);
  }),

  route(contract.getExercise, runCalibration, async ({ actor, tx, params, today }) => {
    const exercise = await requireExercise(tx, actor, params.id);
    const cases = await findCases(tx, actor.orgId, params.id);
    const levels = await countLevels(tx, actor.orgId, params.id);
    const answers = await calibrationAnswers(tx, actor.orgId, params.id);
    const of = cases.reduce((sum, { references }) => sum + references.length, 0);
    const pairs = answers.map(({ reference, level, levels: scale, vignetteId }) => ({
      first: reference,
      second: level,
      levels: scale,
      cluster: vignetteId,
    }));
    return {
      ...exercise,
      cases: cases.map(({ id, title, references }) => ({ id, title, references: references.map(({ code, level }) => ({ code, level })) })),
      people: (await findPeople(tx, actor.orgId, params.id)).map((person) => ({
        ...person,
        of,
        overdue: isOverdue(exercise.dueOn, today, person.finishedAt !== null, exercise.closedAt !== null),
      })),
      agreement: agreementOf(pairs, 'case'),
      given: cases.flatMap(({ id, title, references }) =>
        references.map(({ outcomeId, statement, level, descriptors }) => {
          const counts = levels.get(answerKey(id, outcomeId));
          return { vignetteId: id, title, statement, reference: level, counts: descriptors.map((_, i) => counts?.get(i + 1) ?? 0) };
        }),
      ),
    };
  }),

  route(contract.startExercise, runCalibration, async ({ actor, tx, body, today, now, config, audit }) => {
    const vignetteIds = [...new Set(body.vignetteIds)];
    if (body.dueOn < today)
      throw invalid('The day is over already.', [{ field: 'dueOn', value: body.dueOn, message: 'Choose today or a later day.' }]);
    const usable = await findUsable(tx, actor.orgId, vignetteIds);
    if (vignetteIds.some((id) => !usable.has(id)))
      throw invalid('One of these cases cannot be used.', [
        { field: 'vignetteIds', message: 'A case was retired meanwhile. Choose again.' },
      ]);
    if (!(await insertExercise(tx, actor, { ...body, vignetteIds }, now))) {
      await requireExercise(tx, actor, body.id);
      throw conflict('exercise-started', 'This exercise has been started already.');
    }
    const asked = await ask(tx, actor, body, body.memberIds, now, config.publicUrl);
    if (asked === 0) throw invalid('Nobody is asked.', [{ field: 'memberIds', message: 'Choose at least one mentor with a seat.' }]);
    await audit('calibration.started', 'exercise', body.id, {
      detail: { title: body.title, dueOn: body.dueOn, asked, cases: vignetteIds.length },
    });
    return { id: body.id };
  }),

  route(contract.askForExercise, runCalibration, async ({ actor, tx, params, body, now, config, audit }) => {
    const exercise = await requireExercise(tx, actor, params.id);
    if (exercise.closedAt !== null) throw conflict('exercise-closed', 'This exercise is closed.', 'Start another one.');
    const added = await ask(tx, actor, exercise, body.memberIds, now, config.publicUrl);
    await audit('calibration.asked', 'exercise', params.id, { detail: { added } });
    return { added };
  }),

  route(contract.closeExercise, runCalibration, async ({ actor, tx, params, now, audit }) => {
    await requireExercise(tx, actor, params.id);
    if (!(await markClosed(tx, actor, params.id, now))) throw conflict('exercise-closed', 'This exercise is closed already.');
    await audit('calibration.closed', 'exercise', params.id);
    return { id: params.id };
  }),
];
