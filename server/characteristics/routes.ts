import * as contract from '@waymark/contract/characteristics.ts';
import { conflict, invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import * as policy from './policy.ts';
import { findCharacteristicForUpdate, findCharacteristics, findUsedValues, insertCharacteristic, updateCharacteristic } from './queries.ts';
import { codeFor, removedCodes } from './rules.ts';

export const routes = [
  route(contract.listCharacteristics, policy.listCharacteristics, async ({ actor, tx }) => ({
    items: await findCharacteristics(tx, actor.orgId),
  })),

  route(contract.createCharacteristic, policy.writeCharacteristics, async ({ actor, tx, body, audit }) => {
    const all = await findCharacteristics(tx, actor.orgId);
    const here = all.find((one) => one.id === body.id);
    if (here !== undefined) return { id: here.id, code: here.code, version: here.version };
    const same = all.find((one) => one.label.toLowerCase() === body.label.toLowerCase());
    if (same !== undefined) {
      throw conflict(
        'label-taken',
        `There is a characteristic called “${same.label}” already.`,
        same.archived ? 'It is archived; take it back into use.' : undefined,
      );
    }
    const code = codeFor(body.label, new Set(all.map((one) => one.code)));
    await insertCharacteristic(tx, actor.orgId, { ...body, code });
    await audit('characteristic.created', 'characteristic', body.id, { detail: { code, label: body.label } });
    return { id: body.id, code, version: 1 };
  }),

  route(contract.updateCharacteristic, policy.writeCharacteristics, async ({ actor, tx, params, body, ifMatch, now, audit }) => {
    const before = await findCharacteristicForUpdate(tx, actor.orgId, params.id);
    if (before === undefined) throw notFound('characteristic');
    if (before.version !== ifMatch) throw stale('characteristic');
    const used = await findUsedValues(tx, actor.orgId, params.id, removedCodes(before.options, body.options));
    if (used.length > 0) {
      throw invalid('A value that students have cannot be removed.', [
        {
          field: 'options',
          value: used.join(', '),
          message: `Students have, or had, ${used.join(', ')}. Keep the value; reword its label if it is unclear.`,
        },
      ]);
    }
    const version = await updateCharacteristic(tx, actor.orgId, params.id, body, now);
    await audit('characteristic.updated', 'characteristic', params.id, { detail: { before: before.label, ...body } });
    return { id: params.id, version };
  }),
];
