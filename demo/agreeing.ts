import { addDays } from './calendar.ts';
import type { Judged } from './assessing.ts';
import { moment } from './background.ts';
import { closeNotes } from './phrases.ts';
import type { Random } from './random.ts';
import type { ActionRow, MeetingRow } from './rows.ts';
import type { Setting } from './setting.ts';

/** The actions agreed in a meeting: for something low or fallen, from the library; at most two. */
export function agreedIn(
  random: Random,
  newId: (date: string) => string,
  setting: Setting,
  meeting: MeetingRow,
  date: string,
  judged: readonly Judged[],
  before: ReadonlyMap<string, number>,
): ActionRow[] {
  const called = judged.filter(({ outcome, level }) => {
    if (level === null) return false;
    const earlier = before.get(outcome.seriesId);
    return level <= 2 || (earlier !== undefined && level < earlier);
  });
  if (called.length === 0 || random.chance(0.45)) return [];
  return random.sample(called, random.chance(0.25) ? 2 : 1).flatMap(({ outcome, level }) => {
    const fitting = setting.library.filter((entry) => entry.seriesId === outcome.seriesId && (level ?? 1) <= Math.max(entry.upToLevel, 2));
    if (fitting.length === 0) return [];
    const entry = random.pick(fitting);
    return [
      {
        id: newId(date),
        student_id: meeting.student_id,
        match_id: meeting.match_id,
        mentor_id: meeting.mentor_id,
        meeting_id: meeting.id,
        series_id: outcome.seriesId,
        library_id: entry.id,
        title: entry.title,
        detail: entry.detail,
        owner: entry.owner,
        due_on: addDays(date, entry.dueInDays),
        status: 'open',
        closed_on: null,
        closed_meeting_id: null,
        close_note: '',
        created_at: moment(date, 17 * 60),
        created_by: meeting.mentor_id,
      } satisfies ActionRow,
    ];
  });
}

/** Asks about the open actions in a later meeting: most are done, some are not, and some nobody remembers to ask about. */
export function followUp(random: Random, open: readonly ActionRow[], meeting: MeetingRow, date: string): ActionRow[] {
  const left: ActionRow[] = [];
  for (const action of open) {
    const due = action.due_on <= addDays(date, 3);
    if (!due || random.chance(0.2)) {
      left.push(action);
      continue;
    }
    const ending = random.weighted({ done: 66, not_done: 26, dropped: 8 });
    action.status = ending;
    action.closed_on = date;
    action.closed_meeting_id = meeting.id;
    action.close_note = random.pick(closeNotes[ending] ?? ['']);
  }
  return left;
}
