import type { Measure } from '@waymark/contract/measures.ts';
import { upnCheckLetter } from '@waymark/contract/upn.ts';
import { moment } from './background.ts';
import { addDays, dateOf, dayNumber, nextSchoolDay, schoolYear } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import { person } from './names.ts';
import { randomOf } from './random.ts';

type Grades = readonly [english: number, maths: number];

/** Last grades and what the school expects, of students whom nobody has referred or enrolled. Three are well short of it. */
const onTheRoll: readonly { grades: Grades; targets: Grades }[] = [
  { grades: [3, 5], targets: [6, 5] },
  { grades: [5, 5], targets: [5, 6] },
  { grades: [4, 2], targets: [5, 5] },
  { grades: [6, 7], targets: [6, 7] },
  { grades: [5, 4], targets: [6, 5] },
  { grades: [2, 3], targets: [5, 5] },
  { grades: [6, 6], targets: [7, 6] },
  { grades: [4, 5], targets: [4, 5] },
];

/** Students a school’s results file knows and no programme does: the criteria find some of them by their targets. */
export function rollTables(
  { staff, lives }: Demo,
  measures: readonly Pick<Measure, 'id' | 'code' | 'scale'>[],
  { today, seed }: { today: string; seed: string },
): [table: string, rows: readonly object[]][] {
  const random = randomOf(seed, 'roll');
  const newId = idMaker(randomOf(seed, 'roll ids'));
  const known = new Set(lives.map(({ student }) => `${student.given_name} ${student.family_name}`));
  const lead = staff.others.find(({ role }) => role === 'lead');
  const subjects = ['attainment_english', 'attainment_maths'].flatMap((code) => measures.find((one) => one.code === code) ?? []);
  const takenOn = nextSchoolDay(addDays(today, -40));
  const since = `${schoolYear(today)}-09-10`;
  const students: object[] = [];
  const readings: object[] = [];
  const targets: object[] = [];
  for (const [index, { grades, targets: expected }] of onTheRoll.entries()) {
    let who = person(random);
    while (known.has(`${who.givenName} ${who.familyName}`)) who = person(random);
    known.add(`${who.givenName} ${who.familyName}`);
    const yearGroup = 9 + (index % 3);
    const id = newId(since);
    const number = `2010009${String(index).padStart(5, '0')}`;
    students.push({
      id,
      upn: upnCheckLetter(number) + number,
      given_name: who.givenName,
      family_name: who.familyName,
      preferred_name: who.preferredName,
      birth_date: dateOf(dayNumber(`${schoolYear(today) - yearGroup - 5}-09-01`) + random.whole(0, 364)),
      year_group: yearGroup,
      school_id: staff.schools[index % staff.schools.length]?.id,
      external_id: `R${String(index + 1).padStart(5, '0')}`,
      created_at: moment(since, 9 * 60),
      created_by: lead?.id,
    });
    for (const [nth, { id: measureId, scale }] of subjects.entries()) {
      const of = { student_id: id, measure_id: measureId };
      const step = (value: number) => (scale.type === 'ordered' ? (scale.steps.find((one) => one.value === value)?.label ?? null) : null);
      const [grade, target] = [grades[nth] ?? 0, expected[nth] ?? 0];
      readings.push({
        ...of,
        id: newId(takenOn),
        taken_on: takenOn,
        value: grade,
        step: step(grade),
        source: 'hand',
        recorded_at: moment(takenOn, 15 * 60),
        recorded_by: lead?.id,
        recorded_role: 'lead',
      });
      const note = 'The school’s own target';
      targets.push({ ...of, id: newId(since), value: target, step: step(target), note, set_at: moment(since, 10 * 60), set_by: lead?.id });
    }
  }
  return [
    ['students', students],
    ['readings', readings],
    ['targets', targets],
  ];
}
