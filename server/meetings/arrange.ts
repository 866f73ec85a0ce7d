import type { Kysely } from 'kysely';
import type { Meeting, reviseMeeting, scheduleMeetings } from '@waymark/contract/meetings.ts';
import type { z } from 'zod';
import type { Actor } from '../db/actor.ts';
import type { DB } from '../db/types.ts';
import { Refusal, notFound, stale } from '../http/refusal.ts';
import { findMatchToMeet } from './matched.ts';
import { changeMeetings, insertMeetings, meetingsOf, repeatOf, setCancelled } from './queries.ts';
import { momentOf, shiftBetween, shifted } from './recurrence.ts';
import { andFollowing, requireArranger, requireScheduled, requireWithinMatch } from './rules.ts';

type Schedule = z.output<NonNullable<(typeof scheduleMeetings)['body']>>;
type Revision = z.output<NonNullable<(typeof reviseMeeting)['body']>>;

/**
 * Schedules meetings of a match at wall-clock times of the organisation's time zone. Refused when the match is not the
 * actor's to arrange, when a day is outside it, and when one of the ids is already a meeting (409), so that what was
 * sent twice is there once.
 */
export async function schedule(tx: Kysely<DB>, actor: Actor, wish: Schedule): Promise<Meeting[]> {
  const match = await findMatchToMeet(tx, actor.orgId, wish.matchId);
  if (match === undefined) throw notFound('match');
  requireArranger(actor, match);
  requireWithinMatch(
    match,
    wish.meetings.map(({ date }) => date),
    'meetings',
  );
  const times = wish.meetings.map(({ id, date, time }) => ({ id, startsAt: momentOf({ date, time }, actor.timeZone) }));
  const written = await insertMeetings(tx, actor, { ...match, ...wish }, times);
  if (written.length < times.length) {
    throw new Refusal(409, 'already-scheduled', 'This has already been scheduled.', 'Look at the meetings of the student: they are there.');
  }
  return meetingsOf(tx, actor, written);
}

/** The meeting of this id, still scheduled at this version and the actor's to arrange; with `following`, the rest of its repeat too. */
async function reach(
  tx: Kysely<DB>,
  actor: Actor,
  id: string,
  version: number,
  how: 'this' | 'following',
): Promise<[Meeting, ...Meeting[]]> {
  const [meeting] = await meetingsOf(tx, actor, [id]);
  if (meeting === undefined) throw notFound('meeting');
  requireArranger(actor, meeting);
  if (meeting.version !== version) throw stale('meeting');
  requireScheduled(meeting);
  if (how === 'this' || meeting.repeatId === null) return [meeting];
  const following = andFollowing(await repeatOf(tx, actor, meeting.repeatId), id).filter((one) => one.id !== id);
  return [meeting, ...following];
}

/** Changes a meeting, and with `following` the later ones of its repeat by the same number of days, to the same time, length, mode and place. */
export async function revise(
  tx: Kysely<DB>,
  actor: Actor,
  id: string,
  version: number,
  change: Revision,
): Promise<{ before: Meeting[]; after: Meeting[] }> {
  const before = await reach(tx, actor, id, version, change.reach);
  const [meeting] = before;
  const shift = shiftBetween(meeting, { date: change.date ?? meeting.date, time: change.time ?? meeting.time });
  const moves = shift.days !== 0 || shift.time !== null;
  const clocks = before.map((one) => ({ one, clock: shifted(one, shift) }));
  if (moves) {
    const match = await findMatchToMeet(tx, actor.orgId, meeting.matchId);
    if (match === undefined) throw notFound('match');
    requireWithinMatch(
      match,
      clocks.map(({ clock }) => clock.date),
    );
  }
  const changes = clocks.map(({ one, clock }) => ({
    id: one.id,
    version: one.version,
    // not moved means not touched: the second half past one of an autumn night must not become the first
    startsAt: moves ? momentOf(clock, actor.timeZone) : new Date(one.startsAt),
    plannedMinutes: change.plannedMinutes ?? one.plannedMinutes,
    mode: change.mode ?? one.mode,
    place: change.place ?? one.place,
  }));
  const written = await changeMeetings(tx, actor.orgId, changes);
  if (written.length < changes.length) throw stale('meeting');
  return { before, after: await meetingsOf(tx, actor, written) };
}

/** Cancels a meeting, and with `following` the later ones of its repeat. */
export async function cancel(
  tx: Kysely<DB>,
  actor: Actor,
  id: string,
  version: number,
  how: 'this' | 'following',
  reason: string,
): Promise<Meeting[]> {
  const meetings = await reach(tx, actor, id, version, how);
  const written = await setCancelled(tx, actor.orgId, meetings, { cancelled: true, reason });
  if (written.length < meetings.length) throw stale('meeting');
  return meetingsOf(tx, actor, written);
}

/** Takes back a cancellation. One that was recorded in the meeting itself is on the record and stays. */
export async function reinstate(tx: Kysely<DB>, actor: Actor, id: string, version: number): Promise<Meeting> {
  const [meeting] = await meetingsOf(tx, actor, [id]);
  if (meeting === undefined) throw notFound('meeting');
  requireArranger(actor, meeting);
  if (meeting.version !== version) throw stale('meeting');
  if (meeting.status !== 'cancelled' || meeting.finishedAt !== null) {
    throw new Refusal(
      409,
      'not-cancelled',
      'There is no cancellation to take back.',
      'Only a meeting that was cancelled ahead of time can be brought back.',
    );
  }
  const written = await setCancelled(tx, actor.orgId, [meeting], { cancelled: false });
  if (written.length === 0) throw stale('meeting');
  const [after] = await meetingsOf(tx, actor, written);
  if (after === undefined) throw notFound('meeting');
  return after;
}
