import type { Answer, AnswerSent } from '@waymark/contract/meeting-answers.ts';
import { readAnswer } from '@waymark/contract/meeting-answers.ts';
import type { MeetingRecord, Question } from '@waymark/contract/meeting-room.ts';
import type { RecordProblem } from '@waymark/contract/meeting-rules.ts';
import type { OutcomeType } from '@waymark/contract/framework-content.ts';
import type { QuestionReason } from '@waymark/contract/prep.ts';
import type { Actor } from '../db/actor.ts';
import { Refusal } from '../http/refusal.ts';
import { mayArrange } from '../meetings/rules.ts';

/** Refuses to hold another mentor's meeting, naming whose it is. A lead may, on the mentor's behalf. */
export function requireHolder(actor: Pick<Actor, 'role' | 'memberId'>, meeting: { mentorId: string; mentorName: string }): void {
  if (mayArrange(actor, meeting.mentorId)) return;
  throw new Refusal(
    403,
    'not-your-meeting',
    `This is ${meeting.mentorName}’s meeting.`,
    `Only ${meeting.mentorName} or a programme lead can hold it. Schedule one of your own with the student.`,
  );
}

/** Sorts what was sent into answers that can be kept and those that cannot, and holds stamps to the server's clock: no device is ahead of it. */
export function readAnswers(sent: readonly AnswerSent[], now: Date): { good: Answer[]; refused: { key: string; message: string }[] } {
  const good = new Map<string, Answer>();
  const refused: { key: string; message: string }[] = [];
  for (const one of sent) {
    const read = readAnswer(one);
    if ('problem' in read) refused.push({ key: one.key, message: read.problem });
    else {
      const { answer } = read;
      const editedAt = new Date(Math.min(Date.parse(answer.editedAt), now.getTime())).toISOString();
      const former = good.get(answer.key);
      if (former === undefined || former.editedAt <= editedAt) good.set(answer.key, { ...answer, editedAt });
    }
  }
  return { good: [...good.values()], refused };
}

interface StoredAnswer {
  key: string;
  editedAt: string;
}

/** Answers stored since the ones a record was made from, or later edits of them: what whoever finishes has not seen. */
export function unseen(stored: readonly StoredAnswer[], seen: MeetingRecord['seen']): StoredAnswer[] {
  const looked = new Map(seen.map(({ key, editedAt }) => [key, Date.parse(editedAt)]));
  return stored.filter(({ key, editedAt }) => Date.parse(editedAt) > (looked.get(key) ?? -Infinity));
}

/** The outcomes as a meeting asks them: the chosen ones as chosen, then the others in the framework's own order. */
export function inOrder(
  types: readonly OutcomeType[],
  chosen: readonly { seriesId: string; reasons: QuestionReason[] }[],
): Omit<Question, 'previous'>[] {
  const all = types.flatMap(({ name: typeName, outcomes }) =>
    outcomes.map(({ id: outcomeId, seriesId, statement, question, evidence, descriptors }) => ({
      outcomeId,
      seriesId,
      typeName,
      statement,
      question,
      evidence,
      descriptors,
    })),
  );
  const first = chosen.flatMap(({ seriesId, reasons }) => {
    const outcome = all.find((one) => one.seriesId === seriesId);
    return outcome === undefined ? [] : [{ ...outcome, chosenFor: reasons }];
  });
  const taken = new Set(first.map(({ outcomeId }) => outcomeId));
  return [...first, ...all.filter(({ outcomeId }) => !taken.has(outcomeId)).map((outcome) => ({ ...outcome, chosenFor: null }))];
}

/** What is wrong with a record, as a person reads it: which outcome, and what to do. */
export function sentenceOf({ code, value, outcomeId }: RecordProblem, statements: ReadonlyMap<string, string>, levels: number): string {
  const outcome = `“${statements.get(outcomeId ?? '') ?? 'One outcome'}”`;
  switch (code) {
    case 'reason-missing':
      return `${outcome} has no reason. Your organisation asks for one with every level: add a line.`;
    case 'level-out-of-range':
      return `Level ${String(value)} of ${outcome} is not on this scale. Choose a level from 1 to ${levels}.`;
    case 'score-empty':
      return `${outcome} needs a level, or the reason why there is none, and not both.`;
    case 'score-doubled':
      return `${outcome} is scored twice. Keep one of the two.`;
    case 'outcome-of-another-version':
      return 'This outcome is not in the version of the framework the meeting was begun with. Leave it out, or write it in the notes.';
    case 'scores-not-held':
      return 'Levels are recorded only for a meeting that was held. Leave them out, or record the meeting as held.';
    case 'minutes-missing':
      return 'Say how many minutes the meeting lasted.';
    case 'minutes-out-of-range':
      return `${String(value)} minutes cannot be right. Give a number from 0 to 480.`;
    case 'new-time-missing':
      return 'A moved meeting needs its new date and time.';
    case 'new-time-same':
      return 'The new time is the old one. Choose another.';
    case 'action-doubled':
      return 'This action is there twice. Keep one of the two.';
    case 'action-untitled':
      return 'This action does not say what is to be done. Add it, or take the action out.';
  }
}

/** The day an assessment made in a meeting is dated: the meeting's, or today for one that is finished before its time. */
export function assessedOn(meetingDate: string, today: string): string {
  return meetingDate < today ? meetingDate : today;
}
