import { upnCheckLetter } from '@waymark/contract/upn.ts';
import { backgroundOf, characteristicRows, moment } from './background.ts';
import { addDays, dateOf, dayNumber, firstSchoolYear, interventionsFrom, schoolYear } from './calendar.ts';
import { easesOf } from './assessing.ts';
import { idMaker } from './ids.ts';
import { latentOf, type Latent } from './judgement.ts';
import { person } from './names.ts';
import { randomOf, type Random } from './random.ts';
import type { CharacteristicRow, EnrolmentRow, MemberRow, StudentRow } from './rows.ts';
import type { Setting, Size } from './setting.ts';
import { demoMail, type Staff } from './staff.ts';
import { firstDay, pairingsOf, staysOf, type Stay } from './stays.ts';
import { mentored, type Mentored } from './mentored.ts';

/** One student with everything on record about them, and what is true of them behind it. */
export interface Life extends Mentored {
  student: StudentRow;
  /** The student's own seat, for those who use it. */
  seat: MemberRow | null;
  characteristics: CharacteristicRow[];
  enrolments: EnrolmentRow[];
  truth: { latent: Latent; fsm: boolean };
}

/** Full names already given away. */
export interface Taken {
  has(name: string): boolean;
  add(name: string): unknown;
}

/** The `index`th student's life, the same whoever else is made. `taken` keeps two students from having one name. */
export function lifeOf(index: number, setting: Setting, size: Size, staff: Staff, taken: Taken): Life {
  const random = randomOf(size.seed, 'student', index);
  const newId = idMaker(randomOf(size.seed, 'ids', index));
  const { today } = setting;
  const school = staff.schools[index % staff.schools.length];
  const lead = staff.others.find((member) => member.role === 'lead');
  if (school === undefined || lead === undefined) throw new Error('An organisation needs a school and a lead.');

  const who = unlikeOthers(random, taken);
  const background = backgroundOf(random, who);
  const typeCodes = [...new Set(setting.framework.outcomes.map((outcome) => outcome.typeCode))];
  const before = latentOf(random, typeCodes, { fsm: background.fsm, lowIntake: index % staff.schools.length === 2 });
  const kind = random.chance(0.4) ? 'university' : 'school';
  const { startedOn, yearGroup } = firstDay(random, kind, today);
  const stays = staysOf(random, kind, startedOn, yearGroup, before, today);

  const id = newId(startedOn);
  const student: StudentRow = {
    id,
    upn: random.chance(0.94) ? upnOf(random, index) : null,
    given_name: who.givenName,
    family_name: who.familyName,
    preferred_name: who.preferredName,
    birth_date: dateOf(dayNumber(`${schoolYear(startedOn) - yearGroup - 5}-09-01`) + random.whole(0, 364)),
    ...whereNow(random, stays, yearGroup, today),
    school_id: school.id,
    email: yearGroup >= 12 && random.chance(0.7) ? demoMail(`${who.givenName} ${who.familyName} ${index}`) : null,
    external_id: `W${String(index + 1).padStart(5, '0')}`,
    created_at: moment(startedOn, 9 * 60),
    created_by: lead.id,
  };
  // of its own chance, so that nothing else of the student depends on it
  const tutored = stays.at(-1)?.endedOn === null && (student.year_group ?? 0) <= 11 && randomOf(size.seed, 'tutored', index).chance(0.2);
  const latent = { ...before, tutoredFrom: tutored ? later(startedOn, interventionsFrom(today)) : null };
  const seat = size.whole && random.chance(0.6) ? seatOf(student, newId) : null;

  const life: Life = {
    student,
    seat,
    characteristics: characteristicRows(random, newId, setting, id, background.values, startedOn),
    enrolments: [],
    matches: [],
    meetings: [],
    notes: [],
    assessments: [],
    scores: [],
    actions: [],
    truth: { latent, fsm: background.fsm },
  };
  const mentors = staff.mentorsAt.get(school.id) ?? [];
  const judgement = {
    setting,
    size,
    eases: easesOf(setting.framework.outcomes),
    latent,
    since: startedOn,
    firstDay: `${firstSchoolYear(today)}-09-01`,
  };
  const written = new Set<string>();
  for (const stay of stays) {
    const enrolment = enrolmentOf(stay, student, staff, newId);
    life.enrolments.push(enrolment);
    const pairings = pairingsOf(random, stay, mentors, today);
    const part = mentored({ random, newId, judgement, student, seat, enrolment, stay, pairings, leadId: lead.id, written });
    life.matches.push(...part.matches);
    life.meetings.push(...part.meetings);
    life.notes.push(...part.notes);
    life.assessments.push(...part.assessments);
    life.scores.push(...part.scores);
    life.actions.push(...part.actions);
  }
  return life;
}

const later = (one: string, other: string): string => (one > other ? one : other);

function unlikeOthers(random: Random, taken: Taken) {
  for (let tries = 0; ; tries++) {
    const who = person(random);
    const name = `${who.givenName} ${who.familyName}`;
    // among very many, some share a name, as they do in life
    if (taken.has(name) && tries < 8) continue;
    taken.add(name);
    return who;
  }
}

function upnOf(random: Random, index: number): string {
  const rest = `${200 + random.whole(0, 99)}${1000 + random.whole(0, 8999)}`.slice(0, 6) + String(index).padStart(6, '0').slice(-6);
  return upnCheckLetter(rest) + rest;
}

/** The year group today, or when they left: for another school, or at the end of the sixth form. */
function whereNow(random: Random, stays: readonly Stay[], yearGroup: number, today: string) {
  const [first, last] = [stays[0], stays.at(-1)];
  const began = schoolYear(first?.startedOn ?? today);
  const at = (date: string) => Math.min(13, yearGroup + schoolYear(date) - began);
  const moved = last?.endedOn != null && /moved/i.test(last.endReason ?? '');
  if (moved && last?.endedOn != null) return { year_group: at(last.endedOn), left_on: last.endedOn, left_reason: last.endReason };
  const finishes = `${began + (13 - yearGroup) + 1}-07-31`;
  if (finishes < today && last?.endedOn != null) return { year_group: 13, left_on: finishes, left_reason: 'Finished Year 13' };
  const sixteen = `${began + (11 - yearGroup) + 1}-07-31`;
  const goes = yearGroup <= 11 && last?.endedOn != null && last.endedOn <= sixteen && sixteen < today && random.chance(0.6);
  if (goes) return { year_group: 11, left_on: sixteen, left_reason: 'Left for college' };
  return { year_group: at(today), left_on: null, left_reason: null };
}

function seatOf(student: StudentRow, newId: (date: string) => string): MemberRow {
  const date = student.created_at.slice(0, 10);
  return {
    id: newId(date),
    role: 'student',
    name: `${student.given_name} ${student.family_name}`,
    email: student.email ?? demoMail(`${student.given_name} ${student.family_name} ${student.external_id}`),
    school_id: null,
    student_id: student.id,
    status: 'active',
    created_at: student.created_at,
  };
}

function enrolmentOf(stay: Stay, student: StudentRow, staff: Staff, newId: (date: string) => string): EnrolmentRow {
  const programme = staff.programmes.find((one) => one.kind === stay.kind);
  if (programme === undefined) throw new Error(`There is no programme for ${stay.kind}.`);
  const cohort = programme.cohorts.find((one) => one.starts_on.startsWith(String(stay.year)));
  return {
    id: newId(stay.startedOn),
    student_id: student.id,
    programme_id: programme.row.id,
    cohort_id: cohort?.id ?? null,
    started_on: stay.startedOn,
    ended_on: stay.endedOn,
    end_kind: stay.endKind,
    end_reason: stay.endReason,
    ended_by: stay.endedBy,
    created_at: moment(addDays(stay.startedOn, 0), 9 * 60 + 15),
  };
}
