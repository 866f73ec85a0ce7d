import { dayInWords } from '@waymark/contract/days.ts';
import { Temporal } from 'temporal-polyfill';
import type { Problem } from '@waymark/contract/common.ts';
import type { Evidence } from '@waymark/contract/evidence.ts';
import type { ReviewDraft, ReviewEntry } from '@waymark/contract/reviews.ts';

type Fields = NonNullable<Problem['errors']>;

/** A review nobody has entered anything in. */
export const blankEntry: ReviewDraft = {
  heldOn: null,
  voices: { mentor: '', student: '', teacher: '', parent: '' },
  decision: null,
  decisionNote: '',
  plan: '',
  targets: [],
  actions: [],
  nextReviewOn: null,
};

/** What teachers have sent since, each with who said it and when: where the teacher's part of a review begins. */
export function teacherVoice(feedback: Evidence['feedback']): string {
  return feedback
    .filter(({ body }) => body.trim() !== '')
    .map(({ author, subject, on, body }) => `${author}${subject === '' ? '' : ` (${subject})`}, ${dayInWords(on)}:\n${body.trim()}`)
    .join('\n\n')
    .slice(0, 5000);
}

/** Whether a decision sets targets and actions: only a change of the plan does. */
export const changesPlan = (entry: Pick<ReviewEntry, 'decision'>): boolean => entry.decision === 'change_plan';

/** What is missing or wrong with a review about to be held; each decision needs only what it is made of. */
export function entryProblems(entry: ReviewEntry, of: { startedOn: string; today: string }): Fields {
  const problems: Fields = [];
  const say = (field: string, value: unknown, message: string) => problems.push({ field, value, message });
  const { heldOn, decision, decisionNote, plan, nextReviewOn } = entry;
  if (heldOn === null) say('heldOn', heldOn, 'Say on which day the review was held.');
  else if (heldOn > of.today) say('heldOn', heldOn, 'This day is still to come. A review is recorded once it has been held.');
  else if (heldOn < of.startedOn) say('heldOn', heldOn, `The student only started on ${dayInWords(of.startedOn)}.`);
  if (decision === null) say('decision', decision, 'Choose how it goes on.');
  if (decision === 'change_plan' && plan.trim() === '' && entry.targets.length === 0 && entry.actions.length === 0)
    say('plan', plan, 'Say what changes, or set a target or an action.');
  if (decision === 'step_down' && plan.trim() === '') say('plan', plan, 'Say what support there will be from now on.');
  if (decision === 'refer_on' && plan.trim() === '') say('plan', plan, 'Say to whom, and what for.');
  if (decision === 'close' && decisionNote.trim() === '') say('decisionNote', decisionNote, 'Say why the mentoring ends.');
  if (nextReviewOn !== null && decision !== 'close' && nextReviewOn <= (heldOn ?? of.today))
    say('nextReviewOn', nextReviewOn, 'The next review comes after this one.');
  if (changesPlan(entry)) {
    for (const [index, { title }] of entry.actions.entries())
      if (title.trim() === '') say(`actions.${index}.title`, title, 'Say what is to be done, or take the action out.');
    for (const [index, { replaces, reason }] of entry.targets.entries())
      if (replaces !== null && reason.trim() === '') say(`targets.${index}.reason`, reason, 'Say why the target changes.');
  }
  return problems;
}

/** The day from which meetings, actions and feedback count: the day after the last review, or the start. */
export function sinceOf(lastHeldOn: string | null, startedOn: string): string {
  return lastHeldOn === null ? startedOn : Temporal.PlainDate.from(lastHeldOn).add({ days: 1 }).toString();
}
