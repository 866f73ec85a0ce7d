import { moment } from './background.ts';
import { addDays, isSchoolDay, weekday } from './calendar.ts';
import { idMaker } from './ids.ts';
import type { Life } from './life.ts';
import { times } from './meetings.ts';
import { randomOf } from './random.ts';
import type { MatchRow, MeetingRow } from './rows.ts';
import type { Staff } from './staff.ts';

/** Meetings a mentor has today, and in the six days after it on each day people work. */
const today = 4;
const later = 2;

/**
 * Sees to it that every mentor's day is alive whatever day it is: enough meetings today and in the days to come, at times
 * that do not clash, with students currently matched to them. Those whose next meeting is furthest away come first.
 */
export function fillDiaries(lives: readonly Life[], staff: Staff, date: string, seed: string): void {
  const byMentor = new Map(staff.mentors.map(({ row }) => [row.id, [] as { life: Life; match: MatchRow }[]]));
  for (const life of lives) {
    for (const match of life.matches) if (match.ended_on === null) byMentor.get(match.mentor_id)?.push({ life, match });
  }
  for (const [mentorId, current] of byMentor) fillDiary(mentorId, current, date, seed);
}

function fillDiary(mentorId: string, current: readonly { life: Life; match: MatchRow }[], date: string, seed: string): void {
  const random = randomOf(seed, 'diary', mentorId);
  const newId = idMaker(random);
  const ahead = current.map(({ life, match }) => ({
    life,
    match,
    meetings: life.meetings.filter((one) => one.match_id === match.id && dayOf(one) >= date),
  }));
  // those with nothing in the diary stay so, one in three: a mentor has to be told of somebody
  const free = random.sample(ahead, ahead.length).filter(({ meetings }, i) => meetings.length > 0 || i % 3 > 0);
  for (const day of [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(date, n))) {
    if (day !== date && (weekday(day) > 4 || !isSchoolDay(day))) continue;
    const wanted = day === date ? today : later;
    const there = () => ahead.filter(({ meetings }) => meetings.some((one) => dayOf(one) === day));
    while (there().length < wanted) {
      const others = free.filter(({ meetings }) => !meetings.some((one) => dayOf(one) === day));
      const next =
        others.find(({ meetings }) => !meetings.some((one) => dayOf(one) <= addDays(date, 6))) ?? (day === date ? others[0] : undefined);
      if (next === undefined) break;
      const [planned] = next.meetings;
      if (planned === undefined) {
        const row = meetingToday(newId, next.match, day);
        next.meetings.push(row);
        next.life.meetings.push(row);
      } else planned.starts_at = moment(day, 540);
    }
  }
  spread(ahead.flatMap(({ meetings }) => meetings));
}

/** One meeting at a time: those of one day take the times of the day in turn. */
function spread(meetings: readonly MeetingRow[]): void {
  for (const [day, ofDay] of Map.groupBy(meetings, dayOf)) {
    for (const [i, meeting] of ofDay.toSorted((a, b) => a.starts_at.localeCompare(b.starts_at)).entries()) {
      meeting.starts_at = moment(day, times[i % times.length] ?? 540);
      meeting.planned_minutes = Math.min(30, meeting.planned_minutes);
    }
  }
}

const dayOf = (meeting: MeetingRow) => meeting.starts_at.slice(0, 10);

function meetingToday(newId: (date: string) => string, match: MatchRow, day: string): MeetingRow {
  return {
    id: newId(day),
    student_id: match.student_id,
    match_id: match.id,
    mentor_id: match.mentor_id,
    starts_at: moment(day, 540),
    planned_minutes: 30,
    mode: 'in_person',
    place: 'Room 4',
    status: 'scheduled',
    minutes: null,
    status_reason: null,
    moved_to: null,
    finished_at: null,
    created_at: moment(addDays(day, -8), 16 * 60),
    created_by: match.mentor_id,
  };
}
