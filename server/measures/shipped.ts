import { gcseScale } from '@waymark/contract/measure-values.ts';
import type { Measure, Scale } from '@waymark/contract/measures.ts';

export interface ShippedMeasure {
  code: string;
  name: string;
  kind: Measure['kind'];
  subject?: string;
  scale: Scale;
  better?: Measure['better'];
  /** The code of the shipped questionnaire that is asked for it. */
  questionnaire?: string;
  derived?: boolean;
}

const percent: Scale = { type: 'percent' };

/** Scores of a questionnaire: the mean of its answers, 1 to 5. */
const ofFive: Scale = { type: 'number', min: 1, max: 5, decimals: 1, unit: 'of 5' };

function described(...steps: [label: string, description: string][]): Scale {
  return { type: 'ordered', word: '', steps: steps.map(([label, description], index) => ({ value: index + 1, label, description })) };
}

/** What every organisation starts with, in order. */
export const shippedMeasures: readonly ShippedMeasure[] = [
  { code: 'attainment_english', name: 'English', kind: 'attainment', subject: 'English', scale: gcseScale },
  { code: 'attainment_maths', name: 'Maths', kind: 'attainment', subject: 'Maths', scale: gcseScale },
  { code: 'attainment_science', name: 'Science', kind: 'attainment', subject: 'Science', scale: gcseScale },
  { code: 'attendance', name: 'Attendance', kind: 'attendance', scale: percent, derived: true },
  { code: 'punctuality', name: 'Punctuality', kind: 'punctuality', scale: percent, derived: true },
  {
    code: 'behaviour',
    name: 'Behaviour incidents',
    kind: 'behaviour',
    scale: { type: 'count', one: 'incident', other: 'incidents' },
    better: 'lower',
    derived: true,
  },
  {
    code: 'positive_behaviour',
    name: 'Positive behaviour',
    kind: 'positive_behaviour',
    scale: { type: 'count', one: 'positive event', other: 'positive events' },
    derived: true,
  },
  {
    code: 'homework',
    name: 'Homework',
    kind: 'homework',
    scale: described(
      ['Hardly any', 'Homework is hardly ever handed in, or only when an adult sits beside the student.'],
      ['Less than half', 'Some is handed in; more is missing than there.'],
      ['More than half', 'Most weeks something is handed in; deadlines slip, or work is left half done.'],
      ['Nearly all', 'Handed in and finished, with an exception now and then that the student can explain.'],
      ['All, on time', 'Handed in complete and on time without being reminded.'],
    ),
  },
  {
    code: 'coursework',
    name: 'Coursework',
    kind: 'coursework',
    scale: described(
      ['Not begun', 'Work that counts towards a qualification has not been started.'],
      ['Well behind', 'Begun, but so far behind that it cannot be finished in time without a new plan.'],
      ['A little behind', 'Under way; a piece or two later than planned, and there is a way to catch up.'],
      ['On plan', 'Every piece is where the plan says it should be.'],
      ['Ahead or finished', 'Finished, or ahead of the plan with time to improve it.'],
    ),
  },
  {
    code: 'attitude_to_learning',
    name: 'Attitude to learning',
    kind: 'attitude_to_learning',
    scale: ofFive,
    questionnaire: 'attitude_to_learning',
  },
  {
    code: 'attitude_to_school',
    name: 'Attitude to school',
    kind: 'attitude_to_school',
    scale: ofFive,
    questionnaire: 'attitude_to_school',
  },
  {
    code: 'friendships',
    name: 'Friendships',
    kind: 'indicator',
    scale: described(
      ['On their own', 'Spends breaks and lunch alone, and there is nobody in school they would turn to.'],
      ['Unsettled', 'Has company at times; falling out, being left out or being led into trouble is frequent.'],
      ['One or two friends', 'Has somebody to be with most days, and can mend a quarrel with some help.'],
      ['Settled', 'Has friends who are good for them, and can say no to the others.'],
      ['Settled, and includes others', 'Keeps friendships over time, and looks out for those who have none.'],
    ),
  },
  {
    code: 'parental_engagement',
    name: 'Parental engagement',
    kind: 'indicator',
    scale: described(
      ['No contact', 'Home cannot be reached, or does not answer.'],
      ['Hard to reach', 'Answers now and then; meetings are missed.'],
      ['Answers when asked', 'Takes calls and comes when invited; little follows from it at home.'],
      ['Involved', 'Keeps in touch, comes to meetings, and does at home what was agreed.'],
      ['A partner', 'Gets in touch unasked, brings ideas, and shares the plan with the student.'],
    ),
  },
];
