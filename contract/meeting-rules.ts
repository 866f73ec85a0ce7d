import type { MeetingRecord } from './meeting-room.ts';

/*
 * What must be so for a meeting to go on the record: one rule for the phone, which says it before anything is sent, and
 * for the server, which decides.
 */

/** One thing that stops the recording: where, what was given, and which rule it breaks. */
export interface RecordProblem {
  /** A path in the record: `assessment.scores.2.reason`. */
  field: string;
  value: unknown;
  code:
    | 'reason-missing'
    | 'level-out-of-range'
    | 'score-empty'
    | 'score-doubled'
    | 'outcome-of-another-version'
    | 'scores-not-held'
    | 'minutes-missing'
    | 'minutes-out-of-range'
    | 'new-time-missing'
    | 'new-time-same'
    | 'action-doubled'
    | 'action-untitled';
  outcomeId?: string;
}

export interface RecordRules {
  requireReason: boolean;
  levels: number;
  outcomeIds: ReadonlySet<string>;
  /** When the meeting was to be, to tell a move from a mistake. */
  date: string;
  time: string;
}

/** Everything that stops this record, in the order a person would come to it. Empty when it may be recorded. */
export function recordProblems(record: MeetingRecord, rules: RecordRules): RecordProblem[] {
  return [...meetingProblems(record, rules), ...scoreProblems(record, rules), ...actionProblems(record)];
}

function* meetingProblems({ attendance, minutes, movedTo }: MeetingRecord, { date, time }: RecordRules): Generator<RecordProblem> {
  if (attendance === 'held' && minutes === null) yield { field: 'minutes', value: minutes, code: 'minutes-missing' };
  if (minutes !== null && (minutes < 0 || minutes > 480)) yield { field: 'minutes', value: minutes, code: 'minutes-out-of-range' };
  if (attendance === 'moved' && movedTo === null) yield { field: 'movedTo', value: null, code: 'new-time-missing' };
  if (attendance === 'moved' && movedTo !== null && movedTo.date === date && movedTo.time === time) {
    yield { field: 'movedTo.time', value: movedTo.time, code: 'new-time-same' };
  }
}

function* scoreProblems({ attendance, assessment }: MeetingRecord, rules: RecordRules): Generator<RecordProblem> {
  if (assessment === null) return;
  if (attendance !== 'held') {
    yield { field: 'assessment', value: assessment.scores.length, code: 'scores-not-held' };
    return;
  }
  const seen = new Set<string>();
  for (const [index, { outcomeId, level, missingReason, reason }] of assessment.scores.entries()) {
    const at = (part: string) => `assessment.scores.${index}.${part}`;
    if (!rules.outcomeIds.has(outcomeId)) {
      yield { field: at('outcomeId'), value: outcomeId, code: 'outcome-of-another-version', outcomeId };
      continue;
    }
    if (seen.has(outcomeId)) yield { field: at('outcomeId'), value: outcomeId, code: 'score-doubled', outcomeId };
    seen.add(outcomeId);
    if ((level === null) === (missingReason === null)) yield { field: at('level'), value: level, code: 'score-empty', outcomeId };
    if (level !== null && (level < 1 || level > rules.levels))
      yield { field: at('level'), value: level, code: 'level-out-of-range', outcomeId };
    // a missing reason says enough by itself
    if (rules.requireReason && level !== null && reason === '')
      yield { field: at('reason'), value: reason, code: 'reason-missing', outcomeId };
  }
}

function* actionProblems({ actionOutcomes, newActions }: MeetingRecord): Generator<RecordProblem> {
  const closed = new Set<string>();
  for (const [index, { actionId }] of actionOutcomes.entries()) {
    if (closed.has(actionId)) yield { field: `actionOutcomes.${index}.actionId`, value: actionId, code: 'action-doubled' };
    closed.add(actionId);
  }
  const made = new Set<string>();
  for (const [index, { id, title }] of newActions.entries()) {
    if (title.trim() === '') yield { field: `newActions.${index}.title`, value: title, code: 'action-untitled' };
    if (made.has(id)) yield { field: `newActions.${index}.id`, value: id, code: 'action-doubled' };
    made.add(id);
  }
}
