import { dayLength } from '@waymark/contract/days.ts';
import { type ReportNarrative, usualPeriod, usualSections } from '@waymark/contract/reports.ts';
import { dayIn, systemActor, type Actor, type Tx } from '../server/db/actor.ts';
import type { Database } from '../server/db/connection.ts';
import { newId } from '../server/db/ids.ts';
import { Refusal } from '../server/http/refusal.ts';
import { finalise } from '../server/reports/finalise.ts';
import { newReport } from '../server/reports/new-report.ts';
import { filtersMovedOn, movedOn } from '../server/reports/usual.ts';
import { insertRows } from './insert.ts';

/** What the lead wrote for the partner. */
const words: ReportNarrative = {
  introduction:
    'Calder Valley Mentoring works with students who could go further than they think. Each has a mentor they meet about every two weeks.\n\nThis report is for those who make that possible. It says who took part, how mentors’ scores moved, and what comes next.',
  movement: 'We look at knowledge and motivation first, since that is what the meetings are mostly about.',
  'next-steps':
    'In the coming year we will:\n\n- ask students themselves more often how they see it\n- look earlier at who is about to leave\n- bring mentors together each term to score the same written cases',
};

const timeZone = 'Europe/London';

/** What the lead wrote for the school. */
const forSchool: ReportNarrative = {
  introduction: 'For everybody at the school who made room for these meetings: thank you. This is what mentors saw in the year.',
  'next-steps': 'We would like to meet heads of year in the first week of term, to agree whom to begin with.',
};

/**
 * Gives the demo a partner report and a school's, which the lead made final yesterday, one for the school that still needs its
 * words, and a schedule. The first two are made as any is: their figures are worked out from what is on record. They are about
 * the year before the one a new report begins with, so that nothing in them stands in the way of what somebody makes next. To be
 * called once the planner knows the tables: before, figures take many times as long.
 */
export async function fillReports(database: Database, orgId: string, now: Date): Promise<void> {
  const yesterday = new Date(`${new Date(now.getTime() - dayLength).toISOString().slice(0, 10)}T15:20:00Z`);
  const system = systemActor(orgId, yesterday, timeZone);
  const made = await database.withActor(system, async (tx) => {
    const lead = await first(tx, orgId, 'members', 'lead');
    const school = await first(tx, orgId, 'schools');
    if (lead === undefined || school === undefined) return undefined;
    const actor: Actor = { ...system, role: 'lead', memberId: lead };
    return { actor, ready: await begin(tx, actor, school, yesterday) };
  });
  if (made === undefined) return;
  const { actor, ready } = made;
  for (const id of ready) {
    try {
      await database.withActor(actor, (tx) => finalise(tx, actor, id, 1, yesterday, { error: raise }));
    } catch (error) {
      // on a day on which it may not leave it stays a draft, with what is to be put right: that, too, is something to look at
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

function raise(about: { err: unknown }): never {
  throw about.err;
}

async function first(tx: Tx, orgId: string, table: 'members' | 'schools', role?: 'lead'): Promise<string | undefined> {
  const rows = tx.selectFrom(table).select('id').where('org_id', '=', orgId).orderBy('name').limit(1);
  const row = await (role === undefined ? rows : rows.where('role', '=', role)).executeTakeFirst();
  return row?.id;
}

/** Drafts and a schedule. Answers the drafts that are to be made final. */
async function begin(tx: Tx, actor: Actor, schoolId: string, at: Date): Promise<string[]> {
  const filters = { perspective: 'mentor', enrolment: 'all', ...usualPeriod(actor.today) } as const;
  const partner = await newReport(tx, actor, {
    id: newId(),
    kind: 'partner',
    recipient: 'The Pennine Education Fund',
    filters: filtersMovedOn(filters, 'year', -1),
    sections: ['introduction', 'taking-part', 'movement', 'next-steps'],
    narrative: words,
  });
  const past = await newReport(tx, actor, {
    id: newId(),
    kind: 'school',
    schoolId,
    filters: partner.filters,
    sections: partner.sections,
    narrative: forSchool,
  });
  const school = await newReport(tx, actor, {
    id: newId(),
    kind: 'school',
    schoolId,
    sections: [...usualSections.school],
    narrative: { introduction: 'For everybody at the school who makes room for these meetings: thank you.' },
  });
  const made = { created_at: at.toISOString(), created_by: actor.memberId, version: 1 };
  const drafts = [partner, past, school].map(({ schoolId: of, copiedFrom: _copy, ...chosen }) => ({
    ...chosen,
    ...made,
    school_id: of,
    status: 'draft',
    seed: 1,
  }));
  await insertRows(tx, actor.orgId, 'reports', drafts);
  const { schoolId: _school, copiedFrom: _copied, ...choices } = partner;
  const firstOn = movedOn(`${dayIn(timeZone, at).slice(0, 7)}-01`, 'month', 1);
  const schedule = { ...choices, id: newId(), title: 'To our partners, each term', filters, narrative: {}, owner_id: actor.memberId };
  await insertRows(tx, actor.orgId, 'report_schedules', [{ ...schedule, ...made, every: 'term', first_on: firstOn, passed: 0 }]);
  return [partner.id, past.id];
}
