import * as contract from '@waymark/contract/characteristics.ts';
import { unknownValues } from '../characteristics/rules.ts';
import { invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { setCharacteristics } from './characteristics.ts';
import * as policy from './policy.ts';
import { findDetailsForUpdate, requireStudent } from './queries.ts';
import { findRecorded } from './recorded.ts';

export const characteristicRoutes = [
  route(contract.getStudentCharacteristics, policy.readCharacteristics, async ({ actor, tx, params, logAccess }) => {
    await requireStudent(tx, actor.orgId, params.id);
    await logAccess('characteristics', params.id);
    const recorded = await findRecorded(tx, actor.orgId, params.id);
    const items = recorded
      .filter((one) => !one.archived || one.values.length > 0)
      .map(({ values, ...characteristic }) => {
        const current = values.find((value) => value.replacedAt === null) ?? null;
        return { characteristic, current, earlier: values.filter((value) => value !== current) };
      });
    return { items };
  }),

  route(contract.setStudentCharacteristics, policy.writeStudents, async ({ actor, tx, params, body, audit }) => {
    // one writer at a time for each student, so that what a value replaces is what it was seen to replace
    if ((await findDetailsForUpdate(tx, actor.orgId, params.id)) === undefined) throw notFound('student');
    const recorded = new Map((await findRecorded(tx, actor.orgId, params.id)).map((one) => [one.id, one]));
    const problems = body.values.flatMap((given, index) => {
      const characteristic = recorded.get(given.characteristicId);
      const field = `values.${index}.value`;
      if (characteristic === undefined)
        return [{ field, value: given.characteristicId, message: 'This characteristic is not recorded here.' }];
      return unknownValues(characteristic.options, [given.value]).map((value) => ({
        field,
        value,
        message: `“${value}” is not a value of ${characteristic.label}. Choose ${characteristic.options.map((option) => option.code).join(', ')}.`,
      }));
    });
    if (problems.length > 0) throw invalid('Some values cannot be recorded.', problems);
    for (const given of body.values) {
      const current = recorded.get(given.characteristicId)?.values.find((value) => value.replacedAt === null);
      if ((current?.id ?? null) !== given.replaces && current?.id !== given.id) throw stale('characteristic');
    }
    const fresh = body.values.filter((given) => !recorded.get(given.characteristicId)?.values.some((value) => value.id === given.id));
    const written = await setCharacteristics(
      tx,
      actor,
      fresh.map((given) => ({ ...given, studentId: params.id })),
    );
    if (written.length > 0) {
      const fields = written.flatMap((one) => recorded.get(one.characteristicId)?.code ?? []);
      // which, not what: the values are in the history, where fewer people look
      await audit('student.characteristics', 'student', params.id, { studentId: params.id, detail: { fields } });
    }
    return { recorded: written.length };
  }),
];
