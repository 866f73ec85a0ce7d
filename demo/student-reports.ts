import type { Actor, Tx } from '../server/db/actor.ts';
import { choose } from '../server/student-reports/choose.ts';
import { compose, fullness } from '../server/student-reports/compose.ts';
import { fingerprintOf } from '../server/student-reports/fit.ts';
import { readMaterial } from '../server/student-reports/material.ts';
import { addDays } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import { randomOf } from './random.ts';

const line = 'You kept coming and you kept asking. I am looking forward to what you do next.';

/**
 * A run of one-page reports for the cohort the student of the demo is in, a week ago, given to everybody in it: chosen and
 * worded by the application. Set with room to spare rather than tried on paper, so that the first start does not wait for it.
 */
export async function studentReportTables(
  tx: Tx,
  actor: Actor,
  { staff, lives }: Demo,
  { studentId, seed }: { studentId: string | undefined; seed: string },
): Promise<[table: string, rows: readonly object[]][]> {
  const lead = staff.others.find(({ role }) => role === 'lead');
  const mentor = staff.mentors[0]?.row;
  const to = addDays(actor.today, -7);
  const from = addDays(to, -200);
  const under = lives
    .flatMap(({ enrolments }) => enrolments)
    .filter((one) => one.started_on <= to && (one.ended_on === null || one.ended_on > to));
  const own = under.find((one) => one.student_id === studentId);
  const cohort = under.filter((one) => own !== undefined && one.programme_id === own.programme_id && one.cohort_id === own.cohort_id);
  const [first] = cohort;
  if (lead === undefined || mentor === undefined || first === undefined) return [];
  const newId = idMaker(randomOf(seed, 'student reports'));
  const [run, made, given] = [newId(to), `${to}T16:10:00Z`, `${addDays(to, 2)}T09:30:00Z`];
  const asked = { orgId: actor.orgId, asOf: made, from, to, today: to };
  const material = await readMaterial(
    tx,
    asked,
    cohort.map(({ id }) => id),
  );
  const size = fullness[3];
  if (size === undefined) return [];
  const reports = cohort.flatMap((enrolment) => {
    const of = material.get(enrolment.id);
    if (of === undefined) return [];
    const content = choose(of);
    const added = { line: enrolment === own ? line : '', lineBy: enrolment === own ? mentor.name : null, leftOut: [] };
    const document = compose(content, added, size);
    const page = { student_id: enrolment.student_id, document: document, fingerprint: fingerprintOf(document), given_at: given };
    return [{ id: newId(to), enrolment, content, added, page }];
  });
  return [
    [
      'student_report_runs',
      [
        {
          id: run,
          title: 'Before the parents’ evening',
          programme_id: first.programme_id,
          cohort_id: first.cohort_id,
          period_from: from,
          period_to: to,
          as_of: made,
          as_on: to,
          status: 'made',
          created_at: made,
          created_by: lead.id,
        },
      ],
    ],
    [
      'student_reports',
      reports.map(({ id, enrolment, content, added, page }) => ({
        ...page,
        id,
        run_id: run,
        enrolment_id: enrolment.id,
        period_from: from,
        period_to: to,
        as_of: made,
        status: 'given',
        content: content,
        lacking: content.lacking,
        line: added.line,
        line_by: added.lineBy === null ? null : mentor.id,
        left_out: [],
        made_at: made,
        given_by: lead.id,
        taken: 0,
        version: 1,
      })),
    ],
    ['student_report_pages', reports.map(({ id, page }) => ({ ...page, student_report_id: id }))],
  ];
}
