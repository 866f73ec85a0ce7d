import { fillDiaries } from './day.ts';
import { lifeOf, type Life } from './life.ts';
import { demoSize, type Setting, type Size } from './setting.ts';
import { staffOf, type Staff } from './staff.ts';

export interface Demo {
  staff: Staff;
  lives: Life[];
}

/** The whole demo organisation. The same setting gives the same organisation, every time. */
export function generate(setting: Setting, size: Size = demoSize): Demo {
  const staff = staffOf(setting, size);
  const lives = [...livesOf(setting, size, staff)];
  fillDiaries(lives, staff, setting.today, size.seed);
  return { staff, lives };
}

/** One life after the other, for as many as do not fit in memory at once. */
export function* livesOf(setting: Setting, size: Size, staff: Staff): Generator<Life> {
  const taken = new Set<string>();
  // names run out among very many: there is no use in remembering them all
  const remembered = size.students <= 5_000 ? taken : { has: () => false, add: () => taken };
  for (let index = 0; index < size.students; index++) yield lifeOf(index, setting, size, staff, remembered);
}
