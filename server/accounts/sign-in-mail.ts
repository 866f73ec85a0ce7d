import { systemActor } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import { sendMail } from '../mail/send.ts';
import { seatsOfUser } from './seats.ts';

type Write = (name: string) => { subject: string; body: string };

/** Queues a mail to a user, in the organisation they were last in. Nobody learns whether an address is known. */
async function mailUser(database: Database, userId: string | undefined, email: string, now: Date, write: Write): Promise<boolean> {
  if (userId === undefined) return false;
  const seat = (await seatsOfUser(database, userId))[0];
  if (seat === undefined) return false;
  await database.withActor(systemActor(seat.orgId, now), (tx) => sendMail(tx, seat, { to: email, ...write(seat.name) }));
  return true;
}

/** A link that signs in. */
export function mailSignInLink(database: Database, userId: string | undefined, email: string, url: string, now: Date): Promise<boolean> {
  return mailUser(database, userId, email, now, (name) => ({
    subject: 'Your sign-in link for Waymark',
    body: `Hello ${name},\n\nOpen this link to sign in to Waymark. It works once, for 15 minutes:\n\n${url}\n\nIf you did not ask for it, you need do nothing: nobody can sign in without this link.\n`,
  }));
}

/** A link to choose a new password. */
export function mailPasswordLink(database: Database, userId: string | undefined, email: string, url: string, now: Date): Promise<boolean> {
  return mailUser(database, userId, email, now, (name) => ({
    subject: 'Choose a new password for Waymark',
    body: `Hello ${name},\n\nOpen this link to choose a new password. It works once, for an hour:\n\n${url}\n\nIf you did not ask for it, you need do nothing: your password stays as it is.\n`,
  }));
}
