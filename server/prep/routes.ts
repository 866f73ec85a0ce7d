import { getPrep } from '@waymark/contract/prep.ts';
import { route } from '../http/route.ts';
import { loadPrep } from './load.ts';
import { prepareMeetings } from './policy.ts';

export const routes = [
  route(getPrep, prepareMeetings, async ({ actor, tx, params, logAccess }) => {
    const prep = await loadPrep(tx, actor, params);
    await logAccess('meeting preparation', prep.student.id);
    return prep;
  }),
];
