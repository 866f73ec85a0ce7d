import { newId } from '../server/db/ids.ts';

/** A row of each table of one-page student reports; parents before what hangs on them. */
export function studentReportRows(of: { studentId: string; enrolmentId: string }): [table: string, row: object][] {
  const [run, report, at] = [newId(), newId(), '2026-03-02T10:00:00Z'];
  const student = { student_id: of.studentId };
  const made = { document: {}, fingerprint: 'x' };
  return [
    [
      'student_report_runs',
      {
        id: run,
        title: 'Spring',
        period_from: '2025-09-01',
        period_to: '2026-03-01',
        as_of: at,
        as_on: '2026-03-02',
        status: 'made',
        created_at: at,
      },
    ],
    [
      'student_reports',
      {
        ...student,
        ...made,
        id: report,
        run_id: run,
        enrolment_id: of.enrolmentId,
        period_from: '2025-09-01',
        period_to: '2026-03-01',
        as_of: at,
        status: 'given',
        line: '',
        left_out: [],
        made_at: at,
        given_at: at,
        taken: 0,
        version: 1,
      },
    ],
    ['student_report_pages', { ...student, ...made, student_report_id: report, given_at: at }],
  ];
}
