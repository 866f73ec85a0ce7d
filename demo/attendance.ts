import type { Sessions } from '@waymark/contract/attendance.ts';
import { addDays, firstSchoolYear, isSchoolDay, weekday } from './calendar.ts';
import type { Life } from './life.ts';
import { randomOf, type Random } from './random.ts';
import { idMaker } from './ids.ts';

export interface WeekRow {
  id: string;
  student_id: string;
  week_start: string;
  possible: number;
  present: number;
  approved: number;
  authorised: number;
  unauthorised: number;
  late_before: number;
  late_after: number;
}

export interface EventRow {
  id: string;
  student_id: string;
  happened_on: string;
  kind: 'incident' | 'positive';
  category: string;
  points: number | null;
}

const incidents = ['Disruption in a lesson', 'Late to lesson', 'Phone out', 'Rude to an adult', 'Fell out with another student', 'No kit'];
const praised = [
  'Helped somebody',
  'Excellent homework',
  'Worked hard',
  'Read aloud in assembly',
  'Represented the school',
  'Best piece yet',
];

/** How a student comes to school and behaves there. A few stay away a lot; mentoring helps a little, and not everybody. */
interface Habit {
  absence: number;
  unauthorised: number;
  late: number;
  incidents: number;
  positive: number;
}

function habitOf(random: Random, { truth }: Life): Habit {
  const away = random.chance(truth.fsm ? 0.34 : 0.16);
  const severe = random.chance(0.015);
  const restless = random.chance(0.25);
  return {
    absence: severe ? 0.55 : away ? 0.09 + random.next() * 0.13 : 0.01 + random.next() * 0.05,
    unauthorised: away ? 0.55 : 0.15,
    late: random.chance(0.2) ? 0.12 : 0.02,
    incidents: restless ? 0.12 + random.next() * 0.3 : 0.02,
    positive: Math.max(0.02, 0.12 + truth.latent.motivation * 0.06),
  };
}

/**
 * Attendance by week and what was noted of behaviour, from two months before a student's first day in a programme. Only
 * weeks with school days, and only until they left.
 */
export function attendanceOf(life: Life, index: number, today: string, seed: string): { weeks: WeekRow[]; events: EventRow[] } {
  const random = randomOf(seed, 'attendance', index);
  const newId = idMaker(randomOf(seed, 'attendance ids', index));
  const habit = habitOf(random, life);
  const { id: student_id, left_on } = life.student;
  const started = life.enrolments[0]?.started_on ?? today;
  const first = `${firstSchoolYear(today)}-09-01`;
  const from = addDays(started, -56) > first ? addDays(started, -56) : first;
  const until = left_on !== null && left_on < today ? left_on : today;
  const weeks: WeekRow[] = [];
  const events: EventRow[] = [];
  for (let monday = addDays(from, -weekday(from)); monday <= until; monday = addDays(monday, 7)) {
    const days = [0, 1, 2, 3, 4].map((day) => addDays(monday, day)).filter((day) => isSchoolDay(day) && day <= until);
    if (days.length === 0) continue;
    const eased = monday > started ? 0.85 : 1;
    const sessions = weekOf(random, days.length, { ...habit, absence: habit.absence * eased });
    const { lateBefore: late_before, lateAfter: late_after, ...counts } = sessions;
    weeks.push({ id: newId(monday), student_id, week_start: monday, ...counts, late_before, late_after });
    for (const [kind, rate, categories] of [
      ['incident', habit.incidents * eased, incidents],
      ['positive', habit.positive, praised],
    ] as const) {
      if (!random.chance(rate)) continue;
      const happened_on = random.pick(days);
      const category = random.pick(categories);
      events.push({
        id: newId(happened_on),
        student_id,
        happened_on,
        kind,
        category,
        points: kind === 'positive' ? random.whole(1, 5) : null,
      });
    }
  }
  return { weeks, events };
}

/** A week of half days: mostly whole days missed, a visit now and then, some arrivals after the bell. */
function weekOf(random: Random, days: number, habit: Habit): Sessions {
  const week = { possible: days * 2, present: 0, approved: 0, authorised: 0, unauthorised: 0, lateBefore: 0, lateAfter: 0 };
  const visit = random.chance(0.02);
  for (let day = 0; day < days; day++) {
    if (visit && day === 0) week.approved += 2;
    else if (random.chance(habit.absence)) {
      if (random.chance(habit.unauthorised)) week.unauthorised += 2;
      else week.authorised += 2;
    } else if (random.chance(habit.late * 0.2)) {
      week.unauthorised += 1;
      week.lateAfter += 1;
      week.present += 1;
    } else {
      week.present += 2;
      if (random.chance(habit.late)) week.lateBefore += 1;
    }
  }
  return week;
}
