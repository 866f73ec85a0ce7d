import type { Person } from './names.ts';
import type { Random } from './random.ts';
import type { CharacteristicRow } from './rows.ts';
import type { Setting } from './setting.ts';

/** How often nobody asked, or the family would rather not say, in a hundred: by characteristic. */
const missing: Record<string, Record<string, number>> = {
  first_in_family: { not_collected: 14, prefer_not_to_say: 3, not_known: 9 },
  care_experience: { not_collected: 6, prefer_not_to_say: 4 },
  ethnicity: { not_collected: 2, prefer_not_to_say: 3 },
  polar4: { not_known: 7 },
  tundra: { not_known: 7, not_applicable: 2 },
  imd: { not_known: 5 },
  eal: { not_collected: 3 },
  send: { not_collected: 2 },
  fsm: { not_collected: 2 },
  pupil_premium: { not_collected: 4 },
};

/** What is true of a student's background; what of it is on record has gaps. */
export function backgroundOf(random: Random, who: Person) {
  const fsm = random.chance(0.36);
  const quintile = (poorer: number) => String(Math.min(5, Math.max(1, Math.round(random.normal(fsm ? poorer : poorer + 1.2, 1.1)))));
  const values: Record<string, string> = {
    fsm: fsm ? 'yes' : 'no',
    pupil_premium: fsm || random.chance(0.12) ? 'yes' : 'no',
    send: random.weighted({ N: 82, K: 14, E: 4 }),
    eal: who.otherLanguage ? 'yes' : 'no',
    first_in_family: random.chance(fsm ? 0.74 : 0.5) ? 'yes' : 'no',
    care_experience: random.weighted({ none: 96, looked_after: 2.5, previously: 1.5 }),
    ethnicity: who.ethnicity,
    polar4: quintile(1.8),
    tundra: quintile(1.9),
    imd: quintile(1.6),
  };
  return { fsm, values };
}

/** The background as recorded in September of the student's first year, with its gaps. */
export function characteristicRows(
  random: Random,
  newId: (date: string) => string,
  setting: Setting,
  studentId: string,
  values: Readonly<Record<string, string>>,
  recordedOn: string,
): CharacteristicRow[] {
  const rows: CharacteristicRow[] = [];
  for (const { id, code, options } of setting.characteristics) {
    const gaps = missing[code] ?? {};
    const reason = random.weighted({ ...gaps, '': 100 - Object.values(gaps).reduce((sum, share) => sum + share, 0) });
    const value = values[code] ?? random.pick(options);
    // some characteristics nobody has got round to: no row at all
    if (reason !== '' && random.chance(0.3)) continue;
    rows.push({
      id: newId(recordedOn),
      student_id: studentId,
      characteristic_id: id,
      value: reason === '' ? value : null,
      missing_reason: reason === '' ? null : reason,
      recorded_at: moment(recordedOn, 9 * 60 + 30),
    });
  }
  return rows;
}

/** A moment of a day in Britain, as PostgreSQL reads it: minutes since midnight by the clock on the wall. */
export function moment(date: string, minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)} Europe/London`;
}
