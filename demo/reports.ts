import { type ReportNarrative, usualSections } from '@waymark/contract/reports.ts';
import { dayIn, systemActor, type Actor, type Tx } from '../server/db/actor.ts';
import type { Database } from '../server/db/connection.ts';
import { newId } from '../server/db/ids.ts';
import { Refusal } from '../server/http/refusal.ts';
import { finalise } from '../server/reports/finalise.ts';
import { newReport } from '../server/reports/new-report.ts';
import { filtersMovedOn, usualPeriod } from '../server/reports/usual.ts';
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

/**
 * Gives the demo a report the lead made final yesterday, one for a school that still needs its words, and a schedule. The
 * first is made as any is: its figures are worked out from what is on record. It is about the year before the one a new
 * report begins with, so that nothing in it stands in the way of what somebody makes next. Once the planner knows the tables:
 * before, figures take many times as long.
 */
export async function fillReports(database: Database, orgId: string, now: Date): Promise<void> {
  const yesterday = new Date(`${new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10)}T15:20:00Z`);
  const system = systemActor(orgId, yesterday, timeZone);
  const made = await database.withActor(system, async (tx) => {
    const lead = await tx
      .selectFrom('members')
      .select('id')
      .where('org_id', '=', orgId)
      .where('role', '=', 'lead')
      .orderBy('id')
      .executeTakeFirst();
    const school = await tx.selectFrom('schools').select('id').where('org_id', '=', orgId).orderBy('name').executeTakeFirst();
    if (lead === undefined || school === undefined) return undefined;
    const actor: Actor = { ...system, role: 'lead', memberId: lead.id };
    return { actor, partner: await begin(tx, actor, school.id, yesterday) };
  });
  if (made === undefined) return;
  const { actor, partner } = made;
  try {
    await database.withActor(actor, (tx) => finalise(tx, actor, partner.id, 1, yesterday, { error: fail }));
  } catch (error) {
    // on a day on which it may not leave it stays a draft: that, too, is something to look at
    if (!(error instanceof Refusal)) throw error;
  }
}

function fail(about: { err: unknown }): never {
  throw about.err;
}

/** Two drafts and a schedule. Answers the draft that is to be made final. */
async function begin(tx: Tx, actor: Actor, schoolId: string, at: Date): Promise<{ id: string }> {
  const filters = { perspective: 'mentor', enrolment: 'all' } as const;
  const period = filtersMovedOn({ ...filters, ...usualPeriod(actor.today) }, 'year', -1);
  const recipient = 'The Pennine Education Fund';
  const partner = await newReport(tx, actor, {
    id: newId(),
    kind: 'partner',
    recipient,
    filters: period,
    sections: ['introduction', 'taking-part', 'movement', 'next-steps'],
    narrative: words,
  });
  const school = await newReport(tx, actor, {
    id: newId(),
    kind: 'school',
    schoolId,
    sections: [...usualSections.school],
    narrative: { introduction: 'For everybody at the school who makes room for these meetings: thank you.' },
  });
  const begun = { status: 'draft', seed: 1, created_at: at.toISOString(), created_by: actor.memberId, version: 1 };
  const { title: _title, ...choices } = columnsOf(partner);
  await insertRows(tx, actor.orgId, 'reports', [
    { ...columnsOf(partner), ...begun, school_id: null },
    { ...columnsOf(school), ...begun, school_id: schoolId },
  ]);
  await insertRows(tx, actor.orgId, 'report_schedules', [
    {
      ...choices,
      id: newId(),
      title: 'To our partners, each term',
      filters: { ...filters, ...usualPeriod(actor.today) },
      narrative: {},
      every: 'term',
      first_on: firstOfNextMonth(dayIn(timeZone, at)),
      passed: 0,
      owner_id: actor.memberId,
      created_at: at.toISOString(),
      created_by: actor.memberId,
      version: 1,
    },
  ]);
  return partner;
}

function firstOfNextMonth(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
}

type Begun = Awaited<ReturnType<typeof newReport>>;

const columnsOf = ({ id, kind, title, subtitle, recipient, design, preset, filters, sections, narrative }: Begun) => ({
  id,
  kind,
  title,
  subtitle,
  recipient,
  design,
  preset,
  filters,
  sections,
  narrative,
});
