import { randomInt, randomUUID } from 'node:crypto';
import { newId } from '../server/db/ids.ts';

const soon = '2026-04-01T00:00:00Z';
const day = '2026-03-02';

/** A row of each table of the cycle around the meeting, about one student; parents before what hangs on them. */
export function cycleRows(of: {
  memberId: string;
  schoolId: string;
  studentId: string;
  enrolmentId: string;
}): [table: string, row: object][] {
  const about = { student_id: of.studentId };
  const id = Object.fromEntries(
    ['link', 'questionnaire', 'measure', 'referral', 'criteria', 'review', 'request', 'concern', 'intervention', 'session'].map((name) => [
      name,
      newId(),
    ]),
  ) as Record<string, string>;
  const code = randomUUID();
  const number = randomInt(1, 2 ** 31);
  return [
    ['private_links', { ...about, id: id['link'], kind: 'feedback', token_hash: code, single_use: true, expires_at: soon }],
    ['referral_reasons', { id: newId(), code, label: 'Low attendance' }],
    ['criteria_versions', { id: id['criteria'], number, status: 'published', rules: [] }],
    ['referrals', { ...about, id: id['referral'], source: 'app', referrer_kind: 'teacher', criteria_version_id: id['criteria'] }],
    ['triage_decisions', { ...about, id: newId(), referral_id: id['referral'], decision: 'wait', reason: 'No room yet' }],
    ['questionnaires', { id: id['questionnaire'], code, name: 'Attitude', items: [], answers: [] }],
    ['measures', { id: id['measure'], code, name: 'Attitude', kind: 'indicator', scale: {} }],
    ['readings', { ...about, id: newId(), measure_id: id['measure'], taken_on: day, value: 1, source: 'hand' }],
    ['attendance_weeks', { ...about, id: newId(), week_start: day, possible: 10, present: 9, approved: 0, authorised: 1, unauthorised: 0 }],
    ['behaviour_events', { ...about, id: newId(), happened_on: day, kind: 'positive' }],
    [
      'questionnaire_requests',
      {
        ...about,
        id: newId(),
        questionnaire_id: id['questionnaire'],
        measure_id: id['measure'],
        link_id: id['link'],
        asked_by: of.memberId,
      },
    ],
    ['baselines', { ...about, id: newId(), enrolment_id: of.enrolmentId }],
    ['targets', { ...about, id: newId(), enrolment_id: of.enrolmentId, measure_id: id['measure'], value: 1 }],
    ['reviews', { ...about, id: id['review'], enrolment_id: of.enrolmentId, due_on: day }],
    [
      'closures',
      {
        ...about,
        id: newId(),
        enrolment_id: of.enrolmentId,
        kind: 'planned',
        ended_by: 'programme',
        reason: 'Done',
        closed_on: day,
        snapshot: {},
      },
    ],
    ['teachers', { id: newId(), school_id: of.schoolId, name: 'T', email: `${code}@school.example` }],
    [
      'feedback_requests',
      { ...about, id: id['request'], asked_by: of.memberId, teacher_name: 'T', teacher_email: 't@school.example', link_id: id['link'] },
    ],
    ['feedback', { ...about, id: newId(), request_id: id['request'], author_name: 'T' }],
    [
      'shares',
      {
        ...about,
        id: newId(),
        kind: 'progress_note',
        recipient_name: 'T',
        purpose: 'p',
        lawful_basis: 'public_task',
        medium: 'pdf',
        content: {},
      },
    ],
    ['concerns', { ...about, id: id['concern'], number, raised_role: 'mentor', seen: 's' }],
    ['concern_receipts', { id: newId(), concern_number: number, raised_by: of.memberId }],
    ['concern_readings', { id: newId(), concern_id: id['concern'], member_id: of.memberId, reason: 'r', expires_at: soon }],
    ['concern_notes', { id: newId(), concern_id: id['concern'], body: 'b' }],
    ['interventions', { id: id['intervention'], name: code, kind: 'tutoring' }],
    ['intervention_places', { ...about, id: newId(), intervention_id: id['intervention'], started_on: day }],
    ['intervention_sessions', { id: id['session'], intervention_id: id['intervention'], held_on: day, minutes: 60 }],
    ['participations', { ...about, id: newId(), session_id: id['session'], attended: 'attended', minutes: 60 }],
  ];
}
