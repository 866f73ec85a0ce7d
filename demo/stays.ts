import type { EndedBy } from '@waymark/contract/students.ts';
import { addDays, daysBetween, dateOf, dayNumber, earlier, firstSchoolYear, nextSchoolDay, schoolYear } from './calendar.ts';
import { leavesAfter, type Latent } from './judgement.ts';
import type { Random } from './random.ts';
import type { Mentor, Programme } from './staff.ts';

/** A time in a programme: an enrolment before it is a row. */
export interface Stay {
  kind: Programme['kind'];
  /** The school year the cohort is named for. */
  year: number;
  startedOn: string;
  /** When it was to end, and when it did; null while it lasts. */
  plannedEnd: string;
  endedOn: string | null;
  endKind: 'planned' | 'early' | null;
  endReason: string | null;
  endedBy: EndedBy | null;
}

const earlyEndings: readonly { weight: number; by: EndedBy; reason: string }[] = [
  { weight: 34, by: 'student', reason: 'Did not want to go on' },
  { weight: 20, by: 'student', reason: 'Stopped coming, and could not be reached' },
  { weight: 16, by: 'family', reason: 'Family moved away' },
  { weight: 12, by: 'school', reason: 'Moved to another school' },
  { weight: 10, by: 'mentor', reason: 'Mentor left the programme' },
  { weight: 8, by: 'school', reason: 'Withdrawn to protect lesson time' },
];

/** When a student first joined, and in which school year they were then. */
export function firstDay(random: Random, kind: Programme['kind'], today: string): { startedOn: string; yearGroup: number } {
  const [first, last] = [firstSchoolYear(today), schoolYear(today)];
  const years = Object.fromEntries(Array.from({ length: last - first + 1 }, (_, i) => [String(first + i), 7 + 2 * i]));
  let year = Number(random.weighted(years));
  const inAutumn = random.chance(0.78);
  const into = random.whole(0, 32);
  const starting = () => nextSchoolDay(inAutumn ? addDays(`${year}-09-08`, into) : addDays(`${year + 1}-01-11`, into));
  while (starting() > addDays(today, -2)) year -= 1;
  const yearGroup = kind === 'university' ? 12 : Number(random.weighted({ 7: 14, 8: 20, 9: 26, 10: 26, 11: 14 }));
  return { startedOn: starting(), yearGroup };
}

/** A student's times in programmes, one after the other: some come back for another year, a few after leaving early. */
export function staysOf(
  random: Random,
  kind: Programme['kind'],
  startedOn: string,
  yearGroup: number,
  latent: Latent,
  today: string,
): Stay[] {
  const stays: Stay[] = [];
  let next: { kind: Programme['kind']; startedOn: string } | undefined = { kind, startedOn };
  let age = yearGroup;
  while (next !== undefined && stays.length < 3) {
    const stay = oneStay(random, next.kind, next.startedOn, latent, today);
    stays.push(stay);
    next = undefined;
    if (stay.endedOn === null) break;
    const september = nextSchoolDay(`${schoolYear(stay.endedOn) + 1}-09-${10 + random.whole(0, 18)}`);
    age += schoolYear(september) - schoolYear(stay.startedOn);
    const comesBack = stay.kind === 'school' && random.chance(stay.endKind === 'planned' ? 0.5 : 0.12);
    if (!comesBack || september > addDays(today, -2) || age > 12) break;
    next = { kind: age === 12 ? 'university' : 'school', startedOn: september };
  }
  return stays;
}

function oneStay(random: Random, kind: Programme['kind'], startedOn: string, latent: Latent, today: string): Stay {
  const year = schoolYear(startedOn);
  const lastSummer = year + (kind === 'university' ? 2 : 1);
  const plannedEnd = `${lastSummer}-07-${kind === 'university' ? '03' : '14'}`;
  const stay: Stay = { kind, year, startedOn, plannedEnd, endedOn: null, endKind: null, endReason: null, endedBy: null };
  const after = leavesAfter(random, latent.motivation);
  const left = after === undefined ? undefined : nextSchoolDay(addDays(startedOn, after));
  if (left !== undefined && left < plannedEnd) {
    if (left >= today) return stay;
    const { by, reason } = earlyEndings[Number(random.weighted(Object.fromEntries(earlyEndings.map(({ weight }, i) => [i, weight]))))] ?? {
      by: 'student' as const,
      reason: '',
    };
    return { ...stay, endedOn: left, endKind: 'early', endReason: reason, endedBy: by };
  }
  // over the summer some wait for September before they close the year: there is always somebody to meet
  const closed = plannedEnd < today && (today >= `${lastSummer}-10-01` || random.chance(0.35));
  if (closed) return { ...stay, endedOn: plannedEnd, endKind: 'planned', endReason: 'The programme’s last day', endedBy: 'programme' };
  return stay;
}

/** A time with one mentor within a stay: a match before it is a row. */
export interface Pairing {
  mentor: Mentor;
  purpose: string;
  startedOn: string;
  endedOn: string | null;
  endReason: string | null;
  endedBy: EndedBy | null;
  handedOverTo: Mentor | null;
}

const changes: readonly { by: EndedBy; reason: string }[] = [
  { by: 'mentor', reason: 'Mentor’s days at the school changed' },
  { by: 'programme', reason: 'Caseloads were balanced' },
  { by: 'student', reason: 'Student asked for another mentor' },
  { by: 'mentor', reason: 'Mentor on leave' },
];

/** Who mentored a student during a stay. One in six is handed over on the way; a few have a second mentor for a purpose. */
export function pairingsOf(random: Random, stay: Stay, mentors: readonly Mentor[], today: string): Pairing[] {
  const startedOn = addDays(stay.startedOn, random.whole(4, 18));
  const lastDay = stay.endedOn ?? today;
  // newly enrolled, or left before anybody could be found
  if (startedOn > lastDay || (stay.endedOn === null && random.chance(0.03))) return [];
  const mentor = mentorFor(random, mentors);
  const end = { endedOn: stay.endedOn, endReason: stay.endReason, endedBy: stay.endedBy };
  const purpose = stay.kind === 'university' ? 'University access' : 'Learning mentoring';
  const whole: Pairing = { mentor, purpose, startedOn, ...end, handedOverTo: null };
  const length = daysBetween(startedOn, lastDay);
  const pairings = [whole];
  if (length > 120 && mentors.length > 1 && random.chance(0.17)) {
    const change = random.pick(changes);
    const on = dateOf(dayNumber(startedOn) + Math.round(length * (0.3 + 0.45 * random.next())));
    const to = mentorFor(
      random,
      mentors.filter((other) => other !== mentor),
    );
    pairings[0] = { ...whole, endedOn: on, endReason: change.reason, endedBy: change.by, handedOverTo: to };
    pairings.push({ mentor: to, purpose, startedOn: on, ...end, handedOverTo: null });
  }
  if (length > 60 && mentors.length > 2 && random.chance(0.05)) {
    const taken = new Set(pairings.map((pairing) => pairing.mentor));
    const second = mentorFor(
      random,
      mentors.filter((other) => !taken.has(other)),
    );
    const from = earlier(addDays(startedOn, random.whole(30, 60)), lastDay);
    pairings.push({
      mentor: second,
      purpose: stay.kind === 'university' ? 'Personal statement' : 'Reading',
      startedOn: from,
      ...end,
      handedOverTo: null,
    });
  }
  return pairings;
}

/** Of the mentors of a school, those who have only this school take twice as many as those who have two. */
function mentorFor(random: Random, mentors: readonly Mentor[]): Mentor {
  const weights = Object.fromEntries(mentors.map((mentor, i) => [String(i), 1 / mentor.schoolIds.length]));
  const chosen = mentors[Number(random.weighted(weights))];
  if (chosen === undefined) throw new Error('A school without mentors cannot take students.');
  return chosen;
}
