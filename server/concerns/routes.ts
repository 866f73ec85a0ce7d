import { organisationName } from '../organisations/name.ts';
import {
  addConcernNote,
  exportConcern,
  getConcern,
  listConcerns,
  listReceipts,
  openConcern,
  printConcern,
  raiseConcern,
} from '@waymark/contract/concerns.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { newId } from '../db/ids.ts';
import { renderPdf } from '../documents/pdf.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { sendMail } from '../mail/send.ts';
import { requireStudent } from '../students/require.ts';
import { concernDocument, concernRow } from './leave.ts';
import { raiseConcerns, readConcerns } from './policy.ts';
import {
  findConcern,
  findReading,
  insertConcern,
  insertNote,
  insertReading,
  listConcernPage,
  logOf,
  markRead,
  nextNumber,
  notesOf,
  receiptsOf,
  safeguardingLeads,
} from './queries.ts';

/** How long a reason to read opens a concern: long enough to act on it, short enough that tomorrow needs its own. */
const OPEN_MINUTES = 60;

export const routes = [
  route(raiseConcern, raiseConcerns, async ({ tx, actor, body, now, config, audit, enqueue }) => {
    await requireStudent(tx, actor.orgId, body.studentId);
    const number = await nextNumber(tx, actor.orgId);
    await insertConcern(tx, actor, body, number, now);
    const leads = await safeguardingLeads(tx, actor.orgId);
    const addresses = leads.flatMap(({ name, email }) => (email === null ? [] : [{ name, email }]));
    for (const { name, email } of addresses) {
      await sendMail(tx, actor, {
        to: email,
        subject: body.inDangerNow ? 'Urgent: a concern was raised in Waymark' : 'A concern was raised in Waymark',
        body: `Hello ${name},\n\nA concern was raised${body.inDangerNow ? ', and whoever raised it believes a child is in danger now' : ''}. Sign in to read it:\n\n${config.publicUrl}/concerns\n`,
      });
    }
    // without the student and without the record's id: administrators read this log, and concerns are not theirs
    await audit('concern.raised', 'concern', null, { detail: { number } });
    enqueue('mail.deliver', {});
    return {
      number,
      raisedAt: now.toISOString(),
      firstReadAt: null,
      told: config.smtpUrl === undefined ? 0 : addresses.length,
      safeguardingLeads: leads.map(({ name }) => name),
    };
  }),

  route(listReceipts, raiseConcerns, async ({ tx, actor }) => ({
    receipts: await receiptsOf(tx, actor),
    safeguardingLeads: (await safeguardingLeads(tx, actor.orgId)).map(({ name }) => name),
  })),

  route(listConcerns, readConcerns, async ({ tx, actor, query, logAccess }) => {
    await logAccess('list of concerns');
    return listConcernPage(tx, actor.orgId, query);
  }),

  route(openConcern, readConcerns, async ({ tx, actor, params, body, now, audit, logAccess }) => {
    const concern = await findConcern(tx, actor.orgId, params.id);
    if (concern === undefined) throw notFound('concern');
    const expiresAt = new Date(now.getTime() + OPEN_MINUTES * 60_000);
    await insertReading(tx, actor, { id: body.id, concernId: params.id, reason: body.reason, kind: 'read', now, expiresAt });
    await markRead(tx, actor.orgId, concern.number, now);
    await audit('concern.opened', 'concern', null, { detail: { number: concern.number } });
    await logAccess('concern');
    return { readingId: body.id, expiresAt: expiresAt.toISOString() };
  }),

  route(getConcern, readConcerns, async ({ tx, actor, params, query, now }) => ({
    ...(await opened(tx, actor, params.id, query.reading, now)),
    notes: await notesOf(tx, actor.orgId, params.id),
    log: await logOf(tx, actor.orgId, params.id),
  })),

  route(addConcernNote, readConcerns, async ({ tx, actor, params, query, body, now, audit }) => {
    const { number } = await opened(tx, actor, params.id, query.reading, now);
    await insertNote(tx, actor, { ...body, concernId: params.id }, now);
    await audit('concern.noted', 'concern', null, { detail: { number, status: body.status } });
    return { id: body.id };
  }),

  route(exportConcern, readConcerns, async ({ tx, actor, params, query, now, audit }) => {
    const concern = await leaving(tx, actor, params.id, query.reading, now, 'csv');
    await audit('concern.exported', 'concern', null, { detail: { number: concern.number, format: 'csv' } });
    return { fileName: `concern ${concern.number}.csv`, content: concernRow(concern, actor.timeZone) };
  }),

  route(printConcern, readConcerns, async ({ tx, actor, params, query, now, today, audit }) => {
    const concern = await leaving(tx, actor, params.id, query.reading, now, 'pdf');
    await audit('concern.exported', 'concern', null, { detail: { number: concern.number, format: 'pdf' } });
    const name = await organisationName(tx, actor.orgId);
    const content = new Uint8Array(await renderPdf(concernDocument(concern, name, today, actor.timeZone)));
    return { fileName: `concern ${concern.number}.pdf`, content };
  }),
];

/** A concern that this member has said why they read. */
async function opened(tx: Tx, actor: Actor, id: string, readingId: string, now: Date) {
  const concern = await findConcern(tx, actor.orgId, id);
  if (concern === undefined) throw notFound('concern');
  if (!(await findReading(tx, actor, id, readingId, now))) {
    throw new Refusal(
      403,
      'reason-needed',
      'Say why you read this concern first.',
      `A reason opens it for ${OPEN_MINUTES} minutes and is logged.`,
    );
  }
  return concern;
}

async function leaving(tx: Tx, actor: Actor, id: string, readingId: string, now: Date, format: string) {
  const concern = await opened(tx, actor, id, readingId, now);
  const notes = await notesOf(tx, actor.orgId, id);
  await insertReading(tx, actor, { id: newId(), concernId: id, reason: `Exported as ${format}`, kind: 'export', now, expiresAt: now });
  const student = await tx
    .selectFrom('students as s')
    .leftJoin('schools as sc', (join) => join.onRef('sc.org_id', '=', 's.org_id').onRef('sc.id', '=', 's.school_id'))
    .select(['s.upn', 's.birth_date as birthDate', 's.year_group as yearGroup', 'sc.name as school'])
    .where('s.org_id', '=', actor.orgId)
    .where('s.id', '=', concern.studentId)
    .executeTakeFirstOrThrow();
  return { ...concern, notes, student };
}
