import type { Meeting } from '@waymark/contract/meetings.ts';
import type { Actor } from '../db/actor.ts';
import { Refusal, invalid } from '../http/refusal.ts';

/** Whose meetings a member arranges: a mentor their own, a lead everybody's. */
export function mayArrange(actor: Pick<Actor, 'role' | 'memberId'>, mentorId: string): boolean {
  return actor.role === 'lead' || (actor.role === 'mentor' && actor.memberId === mentorId);
}

/** Refuses to arrange a meeting of another mentor's, naming who can. */
export function requireArranger(actor: Pick<Actor, 'role' | 'memberId'>, meeting: { mentorId: string; mentorName: string }): void {
  if (mayArrange(actor, meeting.mentorId)) return;
  throw new Refusal(403, 'not-your-meeting', 'This meeting is not yours to change.', `Ask ${meeting.mentorName} or a programme lead.`);
}

/** Refuses to change what has become of a meeting: what is recorded stays. */
export function requireScheduled(meeting: Pick<Meeting, 'status'>): void {
  if (meeting.status === 'scheduled') return;
  const [title, detail] =
    meeting.status === 'cancelled'
      ? ['This meeting is cancelled.', 'Take the cancellation back first, or schedule a new one.']
      : ['This meeting is already recorded.', 'Schedule a new one.'];
  throw new Refusal(409, 'meeting-not-scheduled', title, detail);
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const written = (date: string) => day.format(new Date(date));

/** Refuses days outside the match: nobody meets before it starts or from the day it ends on. */
export function requireWithinMatch(match: { startedOn: string; endedOn: string | null }, days: readonly string[], field = 'date'): void {
  const early = days.find((day) => day < match.startedOn);
  if (early !== undefined)
    throw invalid('A meeting cannot be before the match.', [
      { field, value: early, message: `The match starts on ${written(match.startedOn)}: choose that day or a later one.` },
    ]);
  const { endedOn } = match;
  const late = endedOn === null ? undefined : days.find((day) => day >= endedOn);
  if (late !== undefined)
    throw invalid('A meeting cannot be after the match has ended.', [
      { field, value: late, message: `The match ends on ${written(endedOn ?? late)}: choose an earlier day.` },
    ]);
}

/** Of the meetings of a repeat, the one named and those still to be held that come after it. */
export function andFollowing<One extends Pick<Meeting, 'id' | 'startsAt' | 'status'>>(repeat: readonly One[], id: string): One[] {
  const named = repeat.find((meeting) => meeting.id === id);
  if (named === undefined) return [];
  return repeat.filter(
    (meeting) => meeting.id === id || (meeting.status === 'scheduled' && Date.parse(meeting.startsAt) > Date.parse(named.startsAt)),
  );
}
