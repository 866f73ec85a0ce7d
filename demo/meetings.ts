import { addDays, daysBetween, isSchoolDay, weekday } from './calendar.ts';
import { absences } from './phrases.ts';
import type { Pairing } from './stays.ts';
import type { Random } from './random.ts';

/** A meeting before it is a row: the day, the minute of the day, and what became of it. */
export interface Plan {
  date: string;
  minutes: number;
  status: 'scheduled' | 'held' | 'student_absent' | 'mentor_absent' | 'cancelled' | 'moved';
  reason: string | null;
  /** Its place among the plans of the pairing that it was moved to. */
  movedTo: Plan | null;
}

/** The times a mentor meets: between lessons, with breaks. */
export const times = [540, 580, 650, 690, 740, 810, 850, 890, 920] as const;

export interface Habit {
  /** 0 is Monday. */
  weekday: number;
  time: number;
  everyWeeks: number;
  /** Of a hundred meetings, how many the student misses. */
  misses: number;
}

/** The meetings of a pairing in term, from its first week to its end, and beyond today what is already in the diary. */
export function plansOf(random: Random, pairing: Pairing, habit: Habit, leavesEarly: boolean, today: string): Plan[] {
  const plans: Plan[] = [];
  const end = pairing.endedOn ?? addDays(today, 60);
  // somebody is always slipping away without having left, and a mentor has to see it
  const slipping = pairing.endedOn === null && random.chance(0.12);
  // most have the next one in the diary, some a run of them, a few none
  const ahead = random.chance(0.12) ? 0 : random.chance(0.35) ? 4 : 1;
  let planned = 0;
  let day = addDays(pairing.startedOn, (habit.weekday - weekday(pairing.startedOn) + 7) % 7);
  while (day < end) {
    // a meeting moved over the holidays may have landed on this day already
    if (isSchoolDay(day) && !plans.some(({ date }) => date === day)) {
      if (day >= today) {
        if (planned++ >= ahead || pairing.endedOn !== null) break;
        plans.push({ date: day, minutes: habit.time, status: 'scheduled', reason: null, movedTo: null });
      } else
        plans.push(...past(random, day, habit, slipping ? daysBetween(day, today) < 40 : leavesEarly && daysBetween(day, end) < 35, today));
    }
    day = addDays(day, 7 * habit.everyWeeks);
    while (!isSchoolDay(day) && day < end) day = addDays(day, 7);
  }
  return plans;
}

/** The benchmark's meetings: so many held, spread evenly, and where the pairing goes on one more in the days to come. */
export function evenPlans(random: Random, pairing: Pairing, count: number, today: string): Plan[] {
  const last = pairing.endedOn ?? addDays(today, -1);
  const length = Math.max(1, daysBetween(pairing.startedOn, last));
  const plan = (date: string, status: Plan['status']): Plan => ({ date, minutes: random.pick(times), status, reason: null, movedTo: null });
  const held = Array.from({ length: count }, (_, i) => plan(addDays(pairing.startedOn, Math.floor((i * length) / count)), 'held'));
  return pairing.endedOn === null ? [...held, plan(addDays(today, random.whole(0, 13)), 'scheduled')] : held;
}

function past(random: Random, date: string, habit: Habit, drawsBack: boolean, today: string): Plan[] {
  const plan = (status: Plan['status'], movedTo: Plan | null = null): Plan => ({
    date,
    minutes: habit.time,
    status,
    reason: absences[status] === undefined ? null : random.pick(absences[status]),
    movedTo,
  });
  // last week's, which nobody has got round to recording
  if (daysBetween(date, today) <= 6 && random.chance(0.1)) return [plan('scheduled')];
  if (drawsBack && random.chance(0.7)) return [plan('student_absent')];
  const status = random.weighted({ held: 82 - habit.misses, student_absent: habit.misses, cancelled: 8, mentor_absent: 3, moved: 7 });
  if (status !== 'moved') return [plan(status)];
  let day = addDays(date, random.whole(1, 5));
  while (!isSchoolDay(day)) day = addDays(day, 1);
  const instead: Plan = { date: day, minutes: random.pick(times), status: day < today ? 'held' : 'scheduled', reason: null, movedTo: null };
  return [plan('moved', instead), instead];
}
