import { hashOf, keyFor } from '../accounts/secrets.ts';
import type { Config } from '../config.ts';
import { systemActor, type Actor, type Tx } from '../db/actor.ts';
import type { Database } from '../db/connection.ts';
import { notFound, Refusal } from '../http/refusal.ts';

/** What a private link may open, and where its page is. */
const pages = { referral: 'refer', questionnaire: 'questionnaire', feedback: 'feedback', share: 'shared' } as const;

export type LinkKind = keyof typeof pages;

/**
 * Addresses of private links. A link's secret is derived from the installation's own secret and the link's id, and only
 * its hash is kept: who reads the database cannot open one, and a reminder can still carry the same address again.
 */
export interface Links {
  secretOf(linkId: string): string;
  urlOf(link: { id: string; kind: LinkKind }): string;
}

export function createLinks(installationSecret: string, config: Pick<Config, 'publicUrl'>): Links {
  const secretOf = (linkId: string): string => keyFor(installationSecret, `private link ${linkId}`);
  return { secretOf, urlOf: ({ id, kind }) => `${config.publicUrl}/${pages[kind]}/${secretOf(id)}` };
}

export interface NewLink {
  id: string;
  kind: LinkKind;
  /** The one thing it opens; null for referrals, which are made through it. */
  subjectId: string | null;
  studentId: string | null;
  /** Over once an answer was given through it. */
  singleUse: boolean;
  expiresAt: Date;
}

/** Makes a link and answers its address, which must not go into the answer of a write: answers are kept. */
export async function createLink(tx: Tx, actor: Actor, links: Links, link: NewLink, now: Date): Promise<string> {
  await tx
    .insertInto('private_links')
    .values({
      org_id: actor.orgId,
      id: link.id,
      kind: link.kind,
      subject_id: link.subjectId,
      student_id: link.studentId,
      token_hash: hashOf(links.secretOf(link.id)),
      single_use: link.singleUse,
      created_at: now.toISOString(),
      created_by: actor.memberId,
      expires_at: link.expiresAt.toISOString(),
    })
    .execute();
  return links.urlOf(link);
}

/** Ends a link: whoever opens it is told politely that it is over. */
export async function revokeLink(tx: Tx, actor: Pick<Actor, 'orgId'>, linkId: string, now: Date): Promise<void> {
  await tx
    .updateTable('private_links')
    .set({ revoked_at: now.toISOString() })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', linkId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** A link that was opened: what it is for, and the actor that whoever holds it works as. */
export interface OpenLink {
  link: { id: string; kind: LinkKind; subjectId: string | null; studentId: string | null; singleUse: boolean; expiresAt: string };
  /** The system, in reach of the link's student alone; for a link about no student, of the organisation. */
  actor: Actor;
  organisation: { name: string; timeZone: string };
}

/**
 * Finds what the holder of a secret may open.
 * @throws Refusal 404 when there is no such link, 410 `link-over` when it was used, has expired or was taken back
 */
export async function openLink(
  { database, now, requestId, ip }: { database: Database; now: Date; requestId: string; ip: string | null },
  kind: LinkKind,
  token: string,
): Promise<OpenLink> {
  const hash = hashOf(token);
  const found = await database.withSettings({ secret_hash: hash }, (tx) =>
    tx.selectFrom('private_links').selectAll().where('token_hash', '=', hash).where('kind', '=', kind).executeTakeFirst(),
  );
  if (found === undefined) throw notFound('link');
  if (found.revoked_at !== null) throw over('It was taken back by whoever sent it.');
  if (found.used_at !== null) throw over('It was for one answer, and that answer has arrived. Thank you.');
  if (new Date(found.expires_at) <= now) throw over('Its time has run out.');
  const whole = { ...systemActor(found.org_id, now), requestId, ip };
  const organisation = await database.withActor(whole, async (tx) => {
    await tx
      .updateTable('private_links')
      .set((row) => ({ openings: row('openings', '+', 1), last_opened_at: now.toISOString() }))
      .where('org_id', '=', found.org_id)
      .where('id', '=', found.id)
      .execute();
    return tx.selectFrom('organisations').select(['name', 'time_zone']).where('org_id', '=', found.org_id).executeTakeFirstOrThrow();
  });
  const system = { ...systemActor(found.org_id, now, organisation.time_zone), requestId, ip };
  return {
    link: {
      id: found.id,
      kind,
      subjectId: found.subject_id,
      studentId: found.student_id,
      singleUse: found.single_use,
      expiresAt: found.expires_at,
    },
    actor: found.student_id === null ? system : { ...system, scope: 'self', studentId: found.student_id },
    organisation: { name: organisation.name, timeZone: organisation.time_zone },
  };
}

/**
 * Uses a link up, in the transaction that keeps its answer: of two taps at once one is kept.
 * @throws Refusal 410 when it was used meanwhile
 */
export async function takeLink(tx: Tx, { link, actor }: OpenLink, now: Date): Promise<void> {
  if (!link.singleUse) return;
  const taken = await tx
    .updateTable('private_links')
    .set({ used_at: now.toISOString() })
    .where('org_id', '=', actor.orgId)
    .where('id', '=', link.id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n) throw over('It was for one answer, and that answer has arrived. Thank you.');
}

const over = (why: string): Refusal =>
  new Refusal(410, 'link-over', 'This link is over.', `${why} If you still need it, ask whoever sent it for a new one.`);
