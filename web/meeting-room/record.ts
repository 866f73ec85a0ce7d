import type {
  ActionAnswer,
  Answer,
  AnswerKey,
  AssessmentAnswer,
  AttendanceAnswer,
  ScoreAnswer,
} from '@waymark/contract/meeting-answers.ts';
import type { MeetingRecord, Question, Room } from '@waymark/contract/meeting-room.ts';
import type { RecordRules } from '@waymark/contract/meeting-rules.ts';
import type { KeptAnswer } from '../offline/answers.ts';

type Answers = ReadonlyMap<AnswerKey, Pick<KeptAnswer, 'key' | 'value' | 'editedAt'>>;

/** All answers of one kind that stand, with the ids in their keys. */
export function answersOf<Value>(answers: Answers, kind: string): { ids: string[]; value: Value }[] {
  return [...answers.values()]
    .filter(({ key, value }) => value !== null && key.startsWith(`${kind}:`))
    .map(({ key, value }) => ({ ids: key.split(':').slice(1), value: value as Value }));
}

/** Whether an outcome has been answered: with a level, or with why there is none. A reason alone is not an answer yet. */
export function isAnswered(score: ScoreAnswer | null): boolean {
  return score !== null && (score.level !== null || score.missingReason !== null);
}

/** The actions agreed in this meeting: the mentor's own, then the accepted proposals. */
export function newActions(answers: Answers): ActionAnswer[] {
  const proposals = answersOf<{ decision: string; action: ActionAnswer | null }>(answers, 'proposal');
  return (
    [
      ...answersOf<ActionAnswer>(answers, 'action').map(({ value }) => value),
      ...proposals.flatMap(({ value }) => (value.decision === 'accepted' && value.action !== null ? [value.action] : [])),
    ]
      // one begun and left blank is nothing
      .filter(({ title, detail }) => title.trim() !== '' || detail.trim() !== '')
      .sort((a, b) => (a.id < b.id ? -1 : 1))
  );
}

/** The level a score is compared with: the latest of the same perspective. */
export function previousLevel(question: Question, perspective: string): number | null {
  return question.previous.find((one) => one.perspective === perspective)?.level ?? null;
}

/** Scores as they will be recorded, in the order of the questions; those of another framework version last. */
export function scoresOf(room: Room, answers: Answers): (ScoreAnswer & { outcomeId: string })[] {
  const order = new Map(room.questions.map(({ outcomeId }, index) => [outcomeId, index]));
  return (
    answersOf<ScoreAnswer>(answers, 'score')
      // a reason that lost its level is not dropped in silence: the review asks what it belongs to
      .filter(({ value }) => isAnswered(value) || value.reason.trim() !== '')
      .map(({ ids: [outcomeId = ''], value }) => ({ ...value, outcomeId }))
      .sort((a, b) => (order.get(a.outcomeId) ?? Infinity) - (order.get(b.outcomeId) ?? Infinity))
  );
}

/** What finishing would put on the record, from what has been entered. Undefined until the attendance is chosen. */
export function recordOf(room: Room, answers: Answers): MeetingRecord | undefined {
  const attendance = valueOf<AttendanceAnswer>(answers, 'attendance');
  if (!attendance?.attendance) return undefined;
  const held = attendance.attendance === 'held';
  const assessment = valueOf<AssessmentAnswer>(answers, 'assessment');
  const scores = held ? scoresOf(room, answers) : [];
  const movedTo = attendance.attendance === 'moved' ? attendance.movedTo : null;
  const version = valueOf<{ frameworkVersionId: string }>(answers, 'framework');
  return {
    attendance: attendance.attendance,
    reason: held ? '' : attendance.reason.trim(),
    mode: attendance.mode,
    minutes: held ? attendance.minutes : null,
    movedTo: movedTo?.date && movedTo.time ? { meetingId: movedTo.meetingId, date: movedTo.date, time: movedTo.time } : null,
    assessment:
      assessment === null || scores.length === 0
        ? null
        : {
            id: assessment.id,
            frameworkVersionId: version?.frameworkVersionId ?? room.framework.versionId,
            perspective: assessment.perspective,
            point: assessment.point,
            scores: scores.map(({ id, outcomeId, level, missingReason, reason }) => ({
              id,
              outcomeId,
              level,
              missingReason,
              reason: reason.trim(),
            })),
          },
    notes: (['notes', 'shared_notes'] as const).flatMap((key) => {
      const note = valueOf<{ id: string; body: string }>(answers, key);
      return note && note.body.trim() !== '' ? [{ id: note.id, body: note.body.trim(), shared: key === 'shared_notes' }] : [];
    }),
    newActions: newActions(answers).map((action) => ({ ...action, title: action.title.trim(), detail: action.detail.trim() })),
    actionOutcomes: answersOf<{ outcome: 'done' | 'not_done' | 'carried_on'; note: string; dueOn: string | null }>(
      answers,
      'action_outcome',
    ).map(({ ids: [actionId = ''], value }) => ({ actionId, outcome: value.outcome, note: value.note.trim(), dueOn: value.dueOn })),
    seen: [...answers.values()].map(({ key, editedAt }) => ({ key, editedAt })),
  };
}

function valueOf<Value>(answers: Answers, key: Answer['key']): Value | null {
  return (answers.get(key)?.value ?? null) as Value | null;
}

/** What the record is held to, as the room gives it. */
export function rulesOf(room: Room): RecordRules {
  return {
    requireReason: room.requireReason,
    levels: room.framework.levels,
    outcomeIds: new Set(room.questions.map(({ outcomeId }) => outcomeId)),
    date: room.meeting.date,
    time: room.meeting.time,
  };
}
