import { moment } from './background.ts';
import { addDays, earlier, interventionsFrom, isSchoolDay, nextSchoolDay, weekday } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import type { Life } from './life.ts';
import { planted } from './planted.ts';
import { randomOf } from './random.ts';

interface Group {
  name: string;
  kind: 'tutoring' | 'club' | 'visit';
  provider: string;
  description: string;
  minutes: number;
  /** 0 is Monday; null for one that is not held every week. */
  weekday: number | null;
  titles: readonly string[];
  fits: (life: Life) => boolean;
  size: number;
  /** The group whose members, and whoever of them was there, stay on for this one. */
  rightAfter?: string;
}

const groups: readonly Group[] = [
  {
    name: planted.tutoring.name,
    kind: 'tutoring',
    provider: 'Calder Tutors',
    description: 'Small groups after school in the library, before mocks and after.',
    minutes: 60,
    weekday: 1,
    titles: ['Fractions and percentages', 'Solving equations', 'Graphs', 'Past paper', 'Probability'],
    fits: ({ truth }) => truth.latent.tutoredFrom !== null,
    size: 30,
  },
  {
    name: planted.tutoring.sameStudents,
    kind: 'club',
    provider: '',
    description: 'Straight after tutoring, in the same room, for whoever was there.',
    minutes: 45,
    weekday: 1,
    titles: [''],
    fits: ({ truth }) => truth.latent.tutoredFrom !== null,
    size: 30,
    rightAfter: planted.tutoring.name,
  },
  {
    name: 'Breakfast club',
    kind: 'club',
    provider: '',
    description: 'A quiet start to the day, with toast.',
    minutes: 30,
    weekday: 3,
    titles: [''],
    fits: ({ student }) => (student.year_group ?? 0) <= 9,
    size: 18,
  },
  {
    name: 'Campus visits',
    kind: 'visit',
    provider: 'University of Aire',
    description: 'A day on campus each term: a taster lecture, a lab or a library, lunch with students.',
    minutes: 300,
    weekday: null,
    titles: ['Engineering day', 'Law and politics day', 'Life sciences day'],
    fits: ({ student }) => (student.year_group ?? 0) >= 12,
    size: 24,
  },
];

/** Interventions of this school year: who is on the list, and a register of each session held. */
export function helpTables(
  { staff, lives }: Demo,
  { today, seed }: { today: string; seed: string },
): [table: string, rows: readonly object[]][] {
  const random = randomOf(seed, 'help');
  const newId = idMaker(randomOf(seed, 'help ids'));
  const lead = staff.others.find(({ role }) => role === 'lead')?.id ?? null;
  const from = interventionsFrom(today);
  const out = { interventions: [] as object[], places: [] as object[], sessions: [] as object[], marks: [] as object[] };
  const mentored = lives.filter(({ matches, student }) => student.left_on === null && matches.some(({ ended_on }) => ended_on === null));
  // which student was at which group on which day, as part of a session or all of it
  const there = new Map<string, string>();
  for (const group of groups) {
    const id = newId(from);
    const { name, kind, provider, description, minutes } = group;
    out.interventions.push({
      id,
      name,
      kind,
      provider,
      description,
      usual_minutes: minutes,
      starts_on: from,
      created_at: moment(from, 8 * 60),
    });
    const members = random.sample(mentored.filter(group.fits), group.size).map((life) => {
      const enrolled = life.enrolments.map(({ started_on }) => started_on).reduce(earlier, today);
      return { life, since: enrolled > from ? enrolled : from, reliability: 0.7 + random.next() * 0.28 };
    });
    for (const { life, since } of members) {
      out.places.push({ id: newId(since), student_id: life.student.id, intervention_id: id, started_on: since });
    }
    daysOf(group, from, today).forEach((day, nth) => {
      const expected = members.filter(({ since }) => since <= day);
      if (expected.length === 0) return;
      const sessionId = newId(day);
      const by = { recorded_at: moment(day, 16 * 60 + 30), recorded_by: lead };
      const title = group.titles[nth % group.titles.length] ?? '';
      out.sessions.push({ id: sessionId, intervention_id: id, held_on: day, minutes, title, ...by });
      for (const { life, reliability } of expected) {
        const own = random.chance(reliability) ? 'attended' : random.chance(0.3) ? 'part' : 'absent';
        // now and then somebody has to leave for a bus
        const stayed =
          group.rightAfter === undefined || random.chance(0.03) ? undefined : there.get(`${group.rightAfter} ${life.student.id} ${day}`);
        const attended = stayed ?? own;
        there.set(`${group.name} ${life.student.id} ${day}`, attended);
        const present = attended === 'attended' ? minutes : attended === 'part' ? Math.round(minutes / 2) : 0;
        out.marks.push({ id: newId(day), student_id: life.student.id, session_id: sessionId, attended, minutes: present, note: '', ...by });
      }
    });
  }
  return [
    ['interventions', out.interventions],
    ['intervention_places', out.places],
    ['intervention_sessions', out.sessions],
    ['participations', out.marks],
  ];
}

/** Every week on its day while schools are open; without a day, once in about ten weeks. */
function daysOf({ weekday: day }: Group, from: string, today: string): string[] {
  const days: string[] = [];
  if (day === null) {
    for (let on = addDays(from, 20); on < today; on = addDays(on, 70)) days.push(nextSchoolDay(on));
    return days.filter((on) => on < today);
  }
  for (let on = from; on < today; on = addDays(on, 1)) if (weekday(on) === day && isSchoolDay(on)) days.push(on);
  return days;
}
