import { dayLength } from '@waymark/contract/days.ts';
import type { Role } from '@waymark/contract/common.ts';
import { referenceOf, type ReferralStatus, type ReferrerKind } from '@waymark/contract/referrals.ts';
import type { Decision } from '@waymark/contract/triage.ts';

/** Who stands behind a referral that a member makes: themselves by their role, or somebody whose request they record. */
export function referrerOf(
  role: Role | 'system',
  askedBy: { kind: 'self' | 'parent' | 'student' | 'teacher' | 'agency' | 'other'; name: string },
): { referrerKind: ReferrerKind; referrerName: string } {
  if (askedBy.kind !== 'self') return { referrerKind: askedBy.kind, referrerName: askedBy.name };
  const own: Partial<Record<Role | 'system', ReferrerKind>> = { lead: 'lead', mentor: 'mentor', school_contact: 'teacher' };
  return { referrerKind: own[role] ?? 'other', referrerName: '' };
}

/** What a decision makes of a referral. */
export const statusAfter: Record<Decision, ReferralStatus> = {
  accept: 'accepted',
  wait: 'waiting',
  decline: 'declined',
  redirect: 'redirected',
};

/**
 * Why this decision cannot follow, in a sentence, or undefined. Nothing is undone; but who waits may be accepted later,
 * and so may somebody who was declined or referred on, when things have changed.
 */
export function decisionProblem(status: ReferralStatus, decision: Decision): string | undefined {
  if (status === 'accepted') return 'This referral has been accepted. What follows is done on the student’s page.';
  if (status === 'withdrawn') return 'This referral was withdrawn by whoever made it.';
  if (status === 'declined' && decision === 'decline') return 'This referral has been declined already.';
  return undefined;
}

const decided: Record<Decision, string> = {
  accept: 'The student has been accepted.',
  wait: 'The student will have to wait for a place. The referral stays with us, and you will hear again.',
  decline: 'We cannot take the referral up.',
  redirect: 'We think that other help is better suited, and have said which.',
};

export interface DecisionMail {
  to: { name: string };
  organisation: string;
  referralId: string;
  receivedOn: string;
}

/** To a member: that something was decided, and where it can be read. No word about the student. */
export function memberMail({ to, organisation, referralId, receivedOn }: DecisionMail, publicUrl: string) {
  const reference = referenceOf(referralId);
  return {
    subject: `A decision on referral ${reference}`,
    body: [
      `Hello ${to.name},`,
      `A decision has been made on referral ${reference}, which you made on ${receivedOn}. You can read it here:`,
      `${publicUrl}/referrals/own/${referralId}`,
      organisation,
    ].join('\n\n'),
  };
}

/** To somebody without an account: what was decided in a general sentence, and what whoever decided wants to tell them. */
export function addressMail({ to, organisation, referralId, receivedOn }: DecisionMail, decision: Decision, answer: string) {
  const reference = referenceOf(referralId);
  return {
    subject: `A decision on referral ${reference}`,
    body: [
      `Hello ${to.name},`,
      `Thank you for the referral you made on ${receivedOn} (${reference}). ${decided[decision]}`,
      ...(answer === '' ? [] : [answer]),
      `If you have a question, reply to your contact at ${organisation} and give the reference, without the student's name.`,
      organisation,
    ].join('\n\n'),
  };
}

/** Whole days between two moments. */
export function daysBetween(from: string, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - Date.parse(from)) / dayLength));
}
