import { addDays, dateOf, dayNumber, firstSchoolYear, schoolYear } from './calendar.ts';
import { idMaker } from './ids.ts';
import { person } from './names.ts';
import { planted } from './planted.ts';
import { randomOf } from './random.ts';
import type { CohortRow, MemberRow, ProgrammeRow, SchoolRow } from './rows.ts';
import type { Setting, Size } from './setting.ts';

/** How a mentor judges: what a later chart of consistency has to find. Levels above or below what others would give. */
export interface Mentor {
  row: MemberRow;
  schoolIds: readonly string[];
  leniency: number;
  /** By how much leniency changes in a year. */
  drift: number;
}

export interface Programme {
  row: ProgrammeRow;
  cohorts: readonly CohortRow[];
  kind: 'school' | 'university';
}

/** Everything of the organisation that is there before a student is: its schools, people, programmes and cohorts. */
export interface Staff {
  schools: SchoolRow[];
  mentors: Mentor[];
  others: MemberRow[];
  programmes: Programme[];
  /** Who mentors at a school, by the school's id. */
  mentorsAt: ReadonlyMap<string, readonly Mentor[]>;
}

const schoolNames = ['Calder Vale High School', 'Northgate Academy', 'St Hilda’s Catholic School'];

/** The mentors of the demo: one lenient, one harsh, one who grows more lenient; the others judge alike. */
const mentorSeats: readonly { name: string; schools: readonly number[]; leniency: number; drift: number }[] = [
  { name: 'Mo Farooq', schools: [0], leniency: 0.05, drift: 0 },
  { name: 'Jean Whitworth', schools: [0], leniency: -0.05, drift: 0 },
  { name: 'Ada Nwosu', schools: [0, 1], leniency: 0, drift: 0 },
  { name: 'Tom Ashworth', schools: [1], ...planted.mentors['Tom Ashworth'] },
  { name: 'Ruth Steiner', schools: [1], ...planted.mentors['Ruth Steiner'] },
  { name: 'Bronwen Pugh', schools: [1, 2], ...planted.mentors['Bronwen Pugh'] },
  { name: 'Kwame Boateng', schools: [2], leniency: 0.1, drift: 0 },
  { name: 'Shirin Rahman', schools: [2, 0], leniency: -0.1, drift: 0 },
];

const otherSeats = [
  { role: 'admin', name: 'Helen Marsh' },
  { role: 'lead', name: 'Priya Raman' },
  { role: 'school_contact', name: 'David Okonkwo', school: 0 },
  { role: 'analyst', name: 'Lena Fischer' },
  { role: 'safeguarding_lead', name: 'Siobhan Kelly' },
] as const;

export const demoMail = (name: string) => `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@waymark.example`;

/** Schools and mentors grow with the number of students: 80 a school, 30 a mentor, as in the demo. */
export function staffOf(setting: Setting, size: Size): Staff {
  const random = randomOf(size.seed, 'staff');
  const start = `${firstSchoolYear(setting.today)}-08-15`;
  const newId = idMaker(random);
  const at = `${start} 09:00 Europe/London`;

  const schools = Array.from({ length: Math.max(3, Math.round(size.students / 80)) }, (_, i): SchoolRow => {
    const name = schoolNames[i] ?? `${person(random).familyName} Road School ${i + 1}`;
    return { id: newId(start), name, urn: String(990_001 + i).slice(-6), created_at: at };
  });
  const schoolId = (i: number) => (schools[i % schools.length] as SchoolRow).id;

  const mentors = Array.from({ length: Math.max(8, Math.round(size.students / 30)) }, (_, i): Mentor => {
    const seat = mentorSeats[i];
    const { givenName, familyName } = person(random);
    const name = seat?.name ?? `${givenName} ${familyName}`;
    const email = seat === undefined ? `mentor.${i + 1}@waymark.example` : demoMail(name);
    return {
      row: { id: newId(start), role: 'mentor', name, email, school_id: null, student_id: null, status: 'active', created_at: at },
      schoolIds: seat === undefined ? [schoolId(Math.floor((i * 3) / 8)), schoolId(i)] : seat.schools.map(schoolId),
      leniency: seat?.leniency ?? random.normal(0, 0.2),
      drift: seat?.drift ?? 0,
    };
  });

  const others = otherSeats.map((seat): MemberRow => {
    const school = 'school' in seat ? schoolId(seat.school) : null;
    return {
      id: newId(start),
      role: seat.role,
      name: seat.name,
      email: demoMail(seat.name),
      school_id: school,
      student_id: null,
      status: 'active',
      created_at: at,
    };
  });

  const mentorsAt = new Map<string, Mentor[]>(schools.map(({ id }) => [id, []]));
  for (const mentor of mentors) for (const id of new Set(mentor.schoolIds)) mentorsAt.get(id)?.push(mentor);
  return { schools, mentors, others, programmes: programmesOf(setting, newId), mentorsAt };
}

function programmesOf(setting: Setting, newId: (date: string) => string): Programme[] {
  const first = firstSchoolYear(setting.today);
  const last = schoolYear(setting.today);
  const made = `${first}-08-15`;
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const make = (kind: Programme['kind'], name: string, description: string, length: number): Programme => {
    const id = newId(made);
    const cohorts = years.map((year): CohortRow => {
      const ends = dateOf(dayNumber(`${year + length}-08-31`));
      return { id: newId(made), programme_id: id, name: `${year}/${String(year + 1).slice(2)}`, starts_on: `${year}-09-01`, ends_on: ends };
    });
    const created_at = `${addDays(made, 1)} 10:00 Europe/London`;
    return { kind, row: { id, name, description, framework_id: setting.framework.id, starts_on: `${first}-09-01`, created_at }, cohorts };
  };
  return [
    make('school', 'Steady Ground', 'Learning mentoring in Years 7 to 11: a school year with one mentor, every other week.', 1),
    make('university', 'Horizons', 'University access in the sixth form: two years, from what there is to where to apply.', 2),
  ];
}
