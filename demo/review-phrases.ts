import type { ReviewDecision, ReviewDraft } from '@waymark/contract/reviews.ts';
import type { Random } from './random.ts';

const mentors = [
  'Comes on time and says more than a term ago. Mornings are still hard.',
  'Has begun to ask teachers for help without being told to.',
  'Knows what is next, and does some of it. The homework diary is kept most weeks.',
];
const students = ['I like that somebody asks.', 'It is easier to start now.', 'I still find maths hard, but I know what to revise.'];
const parents = ['', '', 'He talks about school at home again.', 'We see her doing homework at the kitchen table.'];

const decided: Record<Exclude<ReviewDecision, 'close'>, [note: string, plan: string]> = {
  continue: ['What was planned is working.', ''],
  change_plan: ['The next thing is homework.', 'Two short homework sessions a week, looked at together.'],
  step_down: ['Does much of it alone by now.', 'A meeting every four weeks in place of every other week.'],
  refer_on: ['Sleep is the main thing, and not ours to treat.', 'The school nurse, about sleep. Mentoring goes on meanwhile.'],
};

/** What was said and decided in a review that was held. */
export function heldWords(random: Random): { voices: ReviewDraft['voices']; decision: ReviewDecision; note: string; plan: string } {
  const decision = random.weighted({ continue: 6, change_plan: 3, step_down: 2, refer_on: 1 });
  const [note, plan] = decided[decision];
  return {
    voices: { mentor: random.pick(mentors), student: random.pick(students), teacher: '', parent: random.pick(parents) },
    decision,
    note,
    plan,
  };
}

const next = [
  'Your form tutor knows what we worked on and is there for you.',
  'The careers adviser sees you in the first week after the holidays.',
  'If things get hard again, ask your head of year: we can always take it up again.',
];

/** What happens next, as a student is told at the close. */
export const lastWords = (random: Random): string => random.pick(next);
