import type { Change, Prep } from '@waymark/contract/prep.ts';
import type { PastAction, PastEvent, PastScore } from './queries.ts';

/** Where "since last time" begins: the last meeting, or before the first the day of enrolment. */
export interface Since {
  at: string;
  day: string;
  lastMeetingId: string | null;
}

/** More than this would not be read before a meeting; the student's page has them all. */
const most = 60;

/** What happened since, newest first. What was said and done in the last meeting itself is not news. */
export function changesSince(
  since: Since,
  scores: readonly PastScore[],
  actions: readonly PastAction[],
  events: readonly PastEvent[],
): Change[] {
  const changes: Change[] = [];
  const before = new Map<string, number>();
  for (const score of scores) {
    const key = `${score.seriesId} ${score.perspective}`;
    const previousLevel = before.get(key) ?? null;
    if (score.level !== null) before.set(key, score.level);
    if (score.recordedAt <= since.at) continue;
    if (score.amendmentReason !== null) {
      changes.push({
        kind: 'amended',
        on: score.recordedOn,
        by: score.amendedBy ?? '',
        statement: score.statement,
        reason: score.amendmentReason,
      });
    } else if (score.level !== null && (since.lastMeetingId === null || score.meetingId !== since.lastMeetingId)) {
      const { on, by, perspective, statement, level } = score;
      changes.push({ kind: 'scored', on, by, perspective, statement, level, previousLevel });
    }
  }
  for (const action of actions) {
    const inLast = (meetingId: string | null) => meetingId !== null && meetingId === since.lastMeetingId;
    if (action.status !== 'open' && action.closedOn !== null && !inLast(action.closedMeetingId)) {
      changes.push({ kind: 'action_closed', on: action.closedOn, title: action.title, status: action.status, note: action.closeNote });
    } else if (action.status === 'open' && action.setOn >= since.day && !inLast(action.meetingId)) {
      changes.push({ kind: 'action_set', on: action.setOn, title: action.title });
    }
  }
  for (const event of events) changes.push(changeOf(event));
  // a stable sort: what happened on one day stays in the order of the record
  return changes.toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)).slice(0, most);
}

function changeOf({ kind, on, mentor, text, status }: PastEvent): Change {
  if (kind === 'match_started') return { kind, on, mentor, purpose: text };
  if (kind === 'match_ended') return { kind, on, mentor, reason: text };
  return { kind, on, mentor, status: status as 'held', reason: text };
}

/** What was scored in one meeting, with the level each outcome had before it. */
export function scoredIn(meetingId: string, scores: readonly PastScore[]): NonNullable<Prep['last']>['scored'] {
  const before = new Map<string, number>();
  const scored: NonNullable<Prep['last']>['scored'] = [];
  for (const { seriesId, perspective, statement, level, meetingId: within } of scores) {
    const key = `${seriesId} ${perspective}`;
    if (level !== null && within === meetingId) scored.push({ seriesId, statement, level, previousLevel: before.get(key) ?? null });
    if (level !== null) before.set(key, level);
  }
  return scored;
}
