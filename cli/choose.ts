import { listProgrammes, type Programme } from '@waymark/contract/programmes.ts';
import { listSchools } from '@waymark/contract/schools.ts';
import type { Call } from '@waymark/contract/client.ts';
import { CommandEnd, exit } from './exit.ts';

/** One of several by its id or its name, whatever its capitals. */
function byName<Item extends { id: string; name: string }>(items: readonly Item[], wanted: string, what: string): Item {
  const found = items.find((one) => one.id === wanted || one.name.toLowerCase() === wanted.toLowerCase());
  if (found) return found;
  const names = items.map((one) => `“${one.name}”`).join(', ');
  throw new CommandEnd(
    exit.badData,
    `There is no ${what} called “${wanted}”. ${names === '' ? 'There is none yet.' : `There are: ${names}.`}`,
  );
}

export async function chooseProgramme(call: Call, wanted: string): Promise<Programme> {
  const { items } = await call(listProgrammes, {});
  return byName(
    items.filter((one) => !one.archived),
    wanted,
    'programme',
  );
}

export function chooseCohort(programme: Programme, wanted: string): { id: string; name: string } {
  return byName(
    programme.cohorts.filter((one) => !one.archived),
    wanted,
    `cohort of ${programme.name}`,
  );
}

export async function chooseSchool(call: Call, wanted: string): Promise<{ id: string; name: string }> {
  const { items } = await call(listSchools, {});
  return byName(
    items.filter((one) => !one.archived),
    wanted,
    'school',
  );
}
