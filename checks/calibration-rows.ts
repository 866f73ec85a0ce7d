import { newId } from '../server/db/ids.ts';

/** A row of each table of calibration and second scoring; parents before what hangs on them. */
export function calibrationRows(of: {
  memberId: string;
  studentId: string;
  meetingId: string;
  outcomeId: string;
}): [table: string, row: object][] {
  const [vignette, exercise, second] = [newId(), newId(), newId()];
  const answered = { exercise_id: exercise, vignette_id: vignette, outcome_id: of.outcomeId, level: 2 };
  return [
    ['vignette_drafts', { id: newId(), title: 'A draft', body: 'x', answers: [], version: 1, created_at: '2026-03-02' }],
    ['vignettes', { id: vignette, title: 'A meeting', body: 'x', published_at: '2026-03-02' }],
    ['vignette_references', { vignette_id: vignette, outcome_id: of.outcomeId, position: 0, level: 2, reasoning: 'x' }],
    ['calibration_exercises', { id: exercise, title: 'Autumn', due_on: '2026-03-20', started_at: '2026-03-02' }],
    ['exercise_vignettes', { exercise_id: exercise, vignette_id: vignette, position: 0 }],
    ['exercise_members', { exercise_id: exercise, member_id: of.memberId, asked_at: '2026-03-02' }],
    ['calibration_answers', { ...answered, member_id: of.memberId, answered_at: '2026-03-02', final: false }],
    ['calibration_levels', { ...answered, id: newId() }],
    [
      'second_scorings',
      {
        id: second,
        student_id: of.studentId,
        meeting_id: of.meetingId,
        scorer_id: of.memberId,
        basis: 'notes',
        outcome_ids: [of.outcomeId],
        material: { student: 'Ada', notes: ['x'] },
        due_on: '2026-03-20',
        status: 'open',
        asked_at: '2026-03-02',
      },
    ],
    [
      'second_scores',
      {
        second_scoring_id: second,
        student_id: of.studentId,
        scorer_id: of.memberId,
        outcome_id: of.outcomeId,
        level: 2,
        recorded_at: '2026-03-02',
      },
    ],
  ];
}
