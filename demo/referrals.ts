import { sql } from 'kysely';
import type { CriteriaSnapshot, Rule } from '@waymark/contract/criteria.ts';
import { findingsFor } from '../server/criteria/snapshot.ts';
import type { Actor, Tx } from '../server/db/actor.ts';
import { moment } from './background.ts';
import { addDays, daysBetween } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import type { Life } from './life.ts';
import { decisions, elsewhere, seen, tried } from './referral-phrases.ts';
import { randomOf, type Random } from './random.ts';

/** The criteria have been in force for so many days; what came before was held against none. */
const inForceFor = 45;

interface Making {
  tx: Tx;
  actor: Actor;
  demo: Demo;
  today: string;
  random: Random;
  newId: (date: string) => string;
  reasons: ReadonlyMap<string, string>;
  leadId: string;
  contact: { id: string; schoolId: string | null };
  criteria: { id: string; number: number; rules: Rule[] };
}

interface ReferralRow {
  id: string;
  student_id: string | null;
  named_as: object | null;
  source: 'app' | 'link';
  referred_by: string | null;
  referrer_kind: string;
  referrer_name: string;
  referrer_email: string | null;
  reason_ids: string[];
  tried: string;
  evidence: string;
  criteria_version_id: string | null;
  criteria_snapshot: CriteriaSnapshot | null;
  need: number;
  answer: string;
  status: string;
  received_at: string;
  decided_at: string | null;
}

/**
 * A year of referrals: one behind each enrolment, some that were declined or referred on, and a queue of different ages and
 * from different doors, a few of somebody nobody has looked up yet. One school waits longer than the others, so that the
 * figures have something to show. Made from what is on record, so after all of that.
 */
export async function referralTables(tx: Tx, actor: Actor, demo: Demo, seed: string): Promise<[table: string, rows: readonly object[]][]> {
  const { today } = actor;
  const random = randomOf(seed, 'referrals');
  const newId = idMaker(randomOf(seed, 'referral ids'));
  const criteria = await criteriaOf(tx, actor, newId);
  const found = await tx
    .selectFrom('referral_reasons')
    .where('org_id', '=', actor.orgId)
    .select(['id', 'code'])
    .orderBy('position')
    .execute();
  const lead = demo.staff.others.find(({ role }) => role === 'lead');
  const contact = demo.staff.others.find(({ role }) => role === 'school_contact');
  if (lead === undefined || contact === undefined) throw new Error('Referrals need a lead and a school contact.');
  await tx
    .updateTable('members')
    .set({ caseload_limit: sql<number>`20 + (abs(hashtext(name)) % 3) * 8` })
    .where('org_id', '=', actor.orgId)
    .where('role', '=', 'mentor')
    .execute();
  const making: Making = {
    tx,
    actor,
    demo,
    today,
    random,
    newId,
    reasons: new Map(found.map(({ code, id }) => [code, id])),
    leadId: lead.id,
    contact: { id: contact.id, schoolId: contact.school_id },
    criteria,
  };
  const past = await accepted(making);
  const free = demo.lives.filter(
    ({ student, enrolments }) => student.left_on === null && !enrolments.some(({ ended_on }) => ended_on === null || ended_on > today),
  );
  const others = await turnedAway(making, random.sample(free, 26));
  const queue = await waitingNow(making, random.sample(free, 14));
  const published = moment(addDays(today, -inForceFor), 15 * 60);
  return [
    [
      'criteria_versions',
      [
        {
          ...criteria,
          status: 'published',
          created_at: published,
          created_by: lead.id,
          published_at: published,
          published_by: lead.id,
          version: 2,
        },
      ],
    ],
    ['referrals', [...past.referrals, ...others.referrals, ...queue.referrals]],
    ['triage_decisions', [...past.decided, ...others.decided, ...queue.decided]],
  ];
}

/** Four rules of the kinds there are. */
async function criteriaOf(tx: Tx, { orgId, today }: Actor, newId: (date: string) => string): Promise<Making['criteria']> {
  const measures = new Map(
    (await tx.selectFrom('measures').where('org_id', '=', orgId).select(['id', 'code']).execute()).map(({ code, id }) => [code, id]),
  );
  const characteristics = new Map(
    (await tx.selectFrom('characteristics').where('org_id', '=', orgId).select(['id', 'code']).execute()).map(({ code, id }) => [code, id]),
  );
  const day = addDays(today, -inForceFor);
  const measure = (code: string) => measures.get(code) ?? '';
  const recorded = (code: string) => ({
    kind: 'characteristic' as const,
    characteristicId: characteristics.get(code) ?? '',
    values: ['yes'],
  });
  const rule = (...conditions: Rule['conditions']): Rule => ({ id: newId(day), combine: 'all', conditions });
  return {
    id: newId(day),
    number: 1,
    rules: [
      rule({ kind: 'measure', measureId: measure('attendance'), comparison: 'below', value: 92, period: { kind: 'weeks', weeks: 6 } }),
      rule({ kind: 'measure', measureId: measure('behaviour'), comparison: 'at_least', value: 3, period: { kind: 'half_term' } }),
      rule({ kind: 'target', measureIds: [measure('attainment_english'), measure('attainment_maths')], by: 2 }),
      rule(recorded('fsm'), recorded('first_in_family')),
    ],
  };
}

/** The referral behind each enrolment of the last fourteen months, accepted on its first day or a little before. */
async function accepted(making: Making) {
  const { random, today, newId, demo, leadId } = making;
  const referrals: ReferralRow[] = [];
  const decided: object[] = [];
  for (const life of demo.lives) {
    for (const enrolment of life.enrolments) {
      if (daysBetween(enrolment.started_on, today) > 425 || enrolment.started_on > today) continue;
      const slow = life.student.school_id === demo.staff.schools.at(-1)?.id ? 16 : 0;
      const waited = Math.max(1, Math.round(random.normal(15 + slow, 7)));
      const row = await referralOf(making, life, addDays(enrolment.started_on, -waited));
      const [reason, answer] = random.pick(decisions.accept);
      const at = moment(enrolment.started_on, 9 * 60 + 5);
      referrals.push({ ...row, status: 'accepted', answer, decided_at: at });
      const match = life.matches.find(({ enrolment_id }) => enrolment_id === enrolment.id);
      decided.push({
        id: newId(enrolment.started_on),
        referral_id: row.id,
        student_id: life.student.id,
        decision: 'accept',
        reason,
        redirected_to: null,
        enrolment_id: enrolment.id,
        match_id: match?.id ?? null,
        decided_at: at,
        decided_by: leadId,
      });
    }
  }
  return { referrals, decided };
}

async function turnedAway(making: Making, lives: readonly Life[]) {
  const { random, today, newId, leadId } = making;
  const referrals: ReferralRow[] = [];
  const decided: object[] = [];
  for (const life of lives) {
    const row = await referralOf(making, life, addDays(today, -random.whole(60, 330)));
    const decision = random.chance(0.7) ? ('decline' as const) : ('redirect' as const);
    const [reason, answer] = random.pick<readonly [string, string]>(decisions[decision]);
    const day = addDays(row.received_at.slice(0, 10), random.whole(4, 34));
    const at = moment(day, 16 * 60);
    referrals.push({ ...row, status: decision === 'decline' ? 'declined' : 'redirected', answer, decided_at: at });
    decided.push({
      ...decisionOf(newId(day), row, decision, reason, at, leadId),
      redirected_to: decision === 'redirect' ? random.pick(elsewhere) : null,
    });
  }
  return { referrals, decided };
}

/** The queue: received between yesterday and six weeks ago; two were asked to wait, and three are named only. */
async function waitingNow(making: Making, lives: readonly Life[]) {
  const { today, newId, leadId, demo } = making;
  const ages = [1, 2, 4, 6, 9, 12, 17, 23, 31, 44];
  const referrals: ReferralRow[] = [];
  const decided: object[] = [];
  for (const [index, age] of ages.entries()) {
    const life = lives[index];
    if (life === undefined) break;
    const row = await referralOf(making, life, addDays(today, -age));
    if (index === 6 || index === 9) {
      const [reason, answer] = decisions.wait[0];
      const at = moment(addDays(today, -3), 11 * 60);
      referrals.push({ ...row, status: 'waiting', answer, decided_at: at });
      decided.push(decisionOf(newId(addDays(today, -3)), row, 'wait', reason, at, leadId));
    } else referrals.push(row);
  }
  // teachers with a link write names as they are called
  for (const [index, age] of [3, 8, 19].entries()) {
    const life = lives[ages.length + index];
    if (life === undefined) break;
    const row = await referralOf(making, life, addDays(today, -age), 'link');
    const { given_name, family_name, preferred_name, year_group, birth_date, school_id } = life.student;
    const name = `${index === 0 ? given_name : (preferred_name ?? given_name.slice(0, 3))} ${family_name}`;
    const named = { name, yearGroup: year_group, schoolId: school_id, birthDate: index === 2 ? null : birth_date };
    referrals.push({ ...row, student_id: null, named_as: named, criteria_version_id: null, criteria_snapshot: null, need: 0 });
  }
  const school = demo.staff.schools[1];
  const [last] = referrals;
  if (last !== undefined && school !== undefined)
    referrals.push({
      ...last,
      id: newId(addDays(today, -5)),
      source: 'link',
      student_id: null,
      named_as: { name: 'Kit Featherstone', yearGroup: 8, schoolId: school.id, birthDate: null },
      referred_by: null,
      referrer_kind: 'teacher',
      referrer_name: 'Mr Alder',
      referrer_email: 'm.alder@northgate.example',
      criteria_version_id: null,
      criteria_snapshot: null,
      need: 0,
      received_at: moment(addDays(today, -5), 13 * 60 + 20),
    });
  return { referrals, decided };
}

const decisionOf = (id: string, row: ReferralRow, decision: string, reason: string, at: string, by: string) => ({
  id,
  referral_id: row.id,
  student_id: row.student_id,
  decision,
  reason,
  redirected_to: null as string | null,
  enrolment_id: null,
  match_id: null,
  decided_at: at,
  decided_by: by,
});

/** A referral of a student on a day, through one of the doors, held against the criteria where they were in force. */
async function referralOf(making: Making, life: Life, day: string, door?: 'link'): Promise<ReferralRow> {
  const { random, newId, reasons, today, criteria, tx, actor } = making;
  const codes = random.sample(
    [...reasons.keys()].filter((code) => seen[code] !== undefined),
    random.chance(0.4) ? 2 : 1,
  );
  const inForce = daysBetween(day, today) < inForceFor;
  const studentId = life.student.id;
  const snapshot = inForce ? ((await findingsFor(tx, actor.orgId, criteria, [studentId], day)).get(studentId) ?? null) : null;
  return {
    id: newId(day),
    student_id: studentId,
    named_as: null,
    ...referrerOf(making, life, door ?? random.weighted({ link: 4, contact: 3, parent: 2, mentor: 2 })),
    reason_ids: codes.flatMap((code) => reasons.get(code) ?? []),
    tried: random.pick(tried),
    evidence: codes.map((code) => random.pick(seen[code] ?? [''])).join(' '),
    criteria_version_id: snapshot === null ? null : criteria.id,
    criteria_snapshot: snapshot,
    need: snapshot?.holds ?? 0,
    answer: '',
    status: 'open',
    received_at: moment(day, random.whole(8 * 60, 16 * 60)),
    decided_at: null,
  };
}

const parents = ['Mrs Whittaker', 'Mr Dunne', 'Ms Hussain', 'Mr and Mrs Sykes'] as const;
const teachers = ['Ms Carter', 'Mr Ahmed', 'Mrs Lowe', 'Ms Okafor', 'Mr Pryce'] as const;

function referrerOf({ random, leadId, contact, demo }: Making, { student }: Life, door: 'link' | 'contact' | 'parent' | 'mentor') {
  const nobody = { referrer_name: '', referrer_email: null };
  if (door === 'contact' && student.school_id === contact.schoolId)
    return { source: 'app' as const, referred_by: contact.id, referrer_kind: 'teacher', ...nobody };
  if (door === 'parent')
    return { source: 'app' as const, referred_by: leadId, referrer_kind: 'parent', ...nobody, referrer_name: random.pick(parents) };
  const mentor = demo.staff.mentorsAt.get(student.school_id)?.[0];
  if (door === 'mentor' && mentor !== undefined)
    return { source: 'app' as const, referred_by: mentor.row.id, referrer_kind: 'mentor', ...nobody };
  const name = random.pick(teachers);
  const email = `${name.split(' ').at(-1)?.toLowerCase()}@school.example`;
  return { source: 'link' as const, referred_by: null, referrer_kind: 'teacher', referrer_name: name, referrer_email: email };
}
