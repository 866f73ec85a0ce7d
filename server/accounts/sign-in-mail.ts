import { systemActor } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import { sendMail } from '../mail/send.ts';
import { seatsOfUser } from './seats.ts';

/** Queues a sign-in link for a user, in the organisation they were last in. Nobody learns whether an address is known. */
export async function mailSignInLink(database: Database, userId: string | undefined, email: string, url: string, now: Date): Promise<boolean> {
  if (userId === undefined) return false;
  const seat = (await seatsOfUser(database, userId))[0];
  if (seat === undefined) return false;
  await database.withActor(systemActor(seat.orgId, now), (tx) =>
    sendMail(tx, seat, {
      to: email,
      subject: 'Your sign-in link for Waymark',
      body: `Hello ${seat.name},\n\nOpen this link to sign in to Waymark. It works once, for 15 minutes:\n\n${url}\n\nIf you did not ask for it, you need do nothing: nobody can sign in without this link.\n`,
    }),
  );
  return true;
}
