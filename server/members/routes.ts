import {
  endMember,
  getPreferences,
  inviteMember,
  listMembers,
  listMentors,
  resendInvitation,
  updateMember,
  updatePreferences,
} from '@waymark/contract/members.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { conflict, notFound, Refusal, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { sendInvitation, withdrawInvitations } from '../invitations/send.ts';
import { listMentorNames, manageMembers, ownPreferences, readMembers } from './policy.ts';
import {
  findByEmail,
  findMember,
  findPreferences,
  insertMember,
  listMemberPage,
  listMentorRows,
  otherAdministrators,
  saveMember,
} from './queries.ts';
import { requirePlace } from './rules.ts';

export const routes = [
  route(listMembers, readMembers, ({ tx, actor, query }) => listMemberPage(tx, actor, query)),
  route(listMentors, listMentorNames, async ({ tx, actor }) => ({ mentors: await listMentorRows(tx, actor) })),
  route(inviteMember, manageMembers, async ({ tx, actor, body, now, config, audit, enqueue }) => {
    const place = requirePlace(body);
    const there = await findByEmail(tx, actor, body.email, body.role);
    if (there !== undefined)
      throw conflict(
        'already-a-member',
        `${there.name} already has this role with this e-mail address.`,
        'Find them in the list; an invitation that was lost can be sent again from there.',
      );
    await insertMember(tx, actor, { ...body, ...place });
    await sendInvitation(tx, actor, config, { memberId: body.id, name: body.name, email: body.email }, now);
    await audit('member.invited', 'member', body.id, { detail: { role: body.role } });
    enqueue('mail.deliver', {});
    return getMember(tx, actor, body.id);
  }),
  route(updateMember, manageMembers, async ({ tx, actor, params, body, ifMatch, audit, accounts, afterCommit }) => {
    const before = await getMember(tx, actor, params.id);
    const place = requirePlace(body);
    if (before.role === 'admin' && body.role !== 'admin') await requireAnotherAdministrator(tx, actor, params.id);
    if (before.role === 'mentor' && body.role !== 'mentor' && before.caseload > 0) throw stillMatched(before.name, before.caseload);
    if (
      !(await saveMember(tx, actor, params.id, ifMatch, {
        name: body.name,
        role: body.role,
        school_id: place.schoolId,
        student_id: place.studentId,
      }))
    )
      throw stale('member');
    await audit('member.updated', 'member', params.id, { detail: { from: before.role, to: body.role } });
    afterCommit(() => accounts.forget());
    return getMember(tx, actor, params.id);
  }),
  route(endMember, manageMembers, async ({ tx, actor, params, ifMatch, now, audit, accounts, afterCommit }) => {
    const before = await getMember(tx, actor, params.id);
    if (before.status === 'ended') return before;
    if (before.role === 'admin') await requireAnotherAdministrator(tx, actor, params.id);
    if (before.role === 'mentor' && before.caseload > 0) throw stillMatched(before.name, before.caseload);
    if (!(await saveMember(tx, actor, params.id, ifMatch, { status: 'ended', ended_at: now.toISOString() }))) throw stale('member');
    await withdrawInvitations(tx, actor, params.id, now);
    await audit('member.ended', 'member', params.id);
    afterCommit(() => accounts.forget());
    return getMember(tx, actor, params.id);
  }),
  route(resendInvitation, manageMembers, async ({ tx, actor, params, now, config, audit, enqueue }) => {
    const member = await getMember(tx, actor, params.id);
    if (member.status !== 'invited' || member.email === null)
      throw conflict(
        'not-invited',
        `${member.name} has no open invitation.`,
        'Only an invitation that has not been accepted can be sent again.',
      );
    await sendInvitation(tx, actor, config, { memberId: member.id, name: member.name, email: member.email }, now);
    await audit('member.invited-again', 'member', member.id);
    enqueue('mail.deliver', {});
    return getMember(tx, actor, params.id);
  }),
  route(getPreferences, ownPreferences, ({ tx, actor }) => findPreferences(tx, actor)),
  route(updatePreferences, ownPreferences, async ({ tx, actor, body, ifMatch, audit, accounts, afterCommit }) => {
    const memberId = actor.memberId ?? '';
    if (!(await saveMember(tx, actor, memberId, ifMatch, body))) throw stale('page of preferences');
    await audit('member.preferences', 'member', memberId);
    afterCommit(() => accounts.forget());
    return findPreferences(tx, actor);
  }),
];

async function getMember(tx: Tx, actor: Actor, id: string) {
  const member = await findMember(tx, actor, id);
  if (member === undefined) throw notFound('member');
  return member;
}

async function requireAnotherAdministrator(tx: Tx, actor: Actor, except: string): Promise<void> {
  if ((await otherAdministrators(tx, actor, except)) > 0) return;
  throw new Refusal(
    409,
    'last-administrator',
    'This is the only administrator.',
    'Make somebody else an administrator first, so that the organisation is never without one.',
  );
}

function stillMatched(name: string, caseload: number): Refusal {
  return conflict(
    'still-matched',
    `${name} still has ${caseload} ${caseload === 1 ? 'student' : 'students'}.`,
    'Hand these matches over first, on the page Matches.',
  );
}
