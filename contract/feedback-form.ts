import { z } from 'zod';

/*
 * The one-minute form a teacher fills in. What a step says is what an answer meant: a wording is never changed, a new
 * one takes a new code.
 */

export const FeedbackAspect = z.enum(['effort', 'focus', 'homework', 'behaviour', 'others']);
export type FeedbackAspect = z.infer<typeof FeedbackAspect>;

export interface FeedbackQuestion {
  aspect: FeedbackAspect;
  /** As a label: in a list of answers. */
  name: string;
  /** As it is asked. */
  question: string;
  /** Step 1 first: from what worries to what goes well. */
  steps: readonly [string, string, string, string];
}

export const feedbackForm: readonly FeedbackQuestion[] = [
  {
    aspect: 'effort',
    name: 'Effort',
    question: 'How much effort do you see in your lessons?',
    steps: ['Rarely tries, even with help', 'Tries when reminded', 'Tries most of the time', 'Works hard, also when it gets difficult'],
  },
  {
    aspect: 'focus',
    name: 'Focus',
    question: 'How well does the student stay on task?',
    steps: [
      'Off task for most of the lesson',
      'Often drifts off, comes back when asked',
      'Mostly on task',
      'Settles quickly and stays on task',
    ],
  },
  {
    aspect: 'homework',
    name: 'Homework',
    question: 'What about homework?',
    steps: [
      'Hardly ever handed in',
      'Some handed in, often late or unfinished',
      'Mostly handed in on time',
      'Always handed in, done with care',
    ],
  },
  {
    aspect: 'behaviour',
    name: 'Behaviour in class',
    question: 'How is behaviour in class?',
    steps: [
      'Often disrupts the lesson',
      'Sometimes disrupts, settles when spoken to',
      'Behaves well nearly always',
      'Behaves well and helps the lesson along',
    ],
  },
  {
    aspect: 'others',
    name: 'Getting on with others',
    question: 'How does the student get on with others?',
    steps: [
      'Often in conflict, or left out',
      'Gets on with a few, falls out with some',
      'Gets on with most',
      'Gets on well and is kind to others',
    ],
  },
];

/** By aspect a step from 1 to 4; null for "cannot say"; left out where nothing was chosen. */
export const FeedbackAnswers = z.partialRecord(FeedbackAspect, z.int().min(1).max(4).nullable());
export type FeedbackAnswers = z.infer<typeof FeedbackAnswers>;

/** What was answered, in the order of the form, in its words: `{ name: 'Effort', step: 3, said: 'Tries most of the time' }`. */
export function answersInWords(answers: FeedbackAnswers): { aspect: FeedbackAspect; name: string; step: number; said: string }[] {
  return feedbackForm.flatMap(({ aspect, name, steps }) => {
    const step = answers[aspect];
    const said = step == null ? undefined : steps[step - 1];
    return step == null || said === undefined ? [] : [{ aspect, name, step, said }];
  });
}

interface Said {
  answers: FeedbackAnswers;
  goingWell: string;
  wouldHelp: string;
}

/** Whether there is nothing in it at all: "cannot say" to everything, and no line. */
export function saysNothing({ answers, goingWell, wouldHelp }: Said): boolean {
  return answersInWords(answers).length === 0 && goingWell.trim() === '' && wouldHelp.trim() === '';
}
