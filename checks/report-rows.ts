import { newId } from '../server/db/ids.ts';

/** A row of each table of reports; parents before what hangs on them. */
export function reportRows(memberId: string): [table: string, row: object][] {
  const [report, at] = [newId(), '2026-03-02T10:00:00Z'];
  const choices = {
    kind: 'partner',
    title: 'Autumn',
    filters: { perspective: 'mentor' },
    sections: ['movement'],
    design: 'empirical',
    preset: 'own',
  };
  const answered = { asked: {}, as_of: at, seed: 1, status: 'waiting', asked_at: at };
  return [
    [
      'reports',
      { ...choices, id: report, subtitle: '', recipient: '', narrative: {}, status: 'draft', seed: 1, created_at: at, version: 1 },
    ],
    ['report_answers', { ...answered, report_id: report, purpose: 'report', section: 'movement', kept: false }],
    [
      'report_figures',
      { report_id: report, position: 0, section: 'movement', title: 'x', as_of: '2026-03-02', categories: {}, n: 12, rounded_to: 1 },
    ],
    ['report_withdrawals', { report_id: report, reason: 'A wrong period', withdrawn_at: at }],
    ['report_takings', { id: newId(), report_id: report, format: 'pdf', taken_at: at }],
    [
      'report_schedules',
      {
        ...choices,
        id: newId(),
        subtitle: '',
        recipient: '',
        narrative: {},
        every: 'term',
        first_on: '2026-04-01',
        passed: 0,
        owner_id: memberId,
        created_at: at,
        version: 1,
      },
    ],
  ];
}
