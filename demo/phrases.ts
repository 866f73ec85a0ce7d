import type { Random } from './random.ts';

/** What mentors in the demo write: short, kind, about what was said and done. `NAME` is the student. */

const talked: Record<string, readonly string[]> = {
  knowledge: [
    'Read a prospectus page together; NAME underlined what they did not understand, which was most useful.',
    'NAME asked what a foundation year is. Good question; we found out.',
    'Talked through what an apprenticeship week looks like. NAME had pictured something else.',
    'Looked at three routes after Year 11. NAME had not heard of the T level and wants to know more.',
    'Compared two courses side by side. NAME noticed the entry grades before I did.',
    'NAME had questions about student finance. We read the official page together.',
    'Went through the open day list. NAME chose two and will ask at home about the train.',
  ],
  motivation: [
    'NAME was not sure about coming back after the break, and was here on time.',
    "We wrote down what school is for, in NAME's own words. Three lines, all good.",
    'NAME said the week was boring and then talked about the science trip for ten minutes.',
    'NAME was tired today and still came. We talked about what makes a good week.',
    'NAME spoke about wanting to work with animals. First time an idea of a job has come up.',
    'Harder week: football was cancelled and lessons felt long. NAME named one lesson that went well.',
    'NAME brought a list of reasons for staying on. Proud of it, and rightly so.',
  ],
  results: [
    'NAME has moved up a set in maths and is quietly pleased.',
    'Coursework is late in one subject. NAME knows, and has a day in mind.',
    'Looked at the reading log: more than last month.',
    'Mock results are back. NAME is disappointed with science and pleased with English.',
    'Went through the maths paper. Most marks were lost on the last two pages, not on the hard ones.',
    'Feedback from history: more evidence, less telling. NAME rewrote one paragraph here.',
    'NAME knows the target grades now and where each subject stands.',
  ],
  independence: [
    'NAME set the alarm alone all week. Twice it did not work, three times it did.',
    'NAME asked for the next meeting to be moved, politely and in time.',
    'The folder has dividers now. NAME showed me where things go.',
    'Planner is in use. Two pieces of homework were handed in without anybody asking.',
    'NAME e-mailed the teacher alone and had an answer within the day.',
    'We made a plan for the week with one free evening in it. NAME chose which.',
    'Forgot the book again; agreed to pack the bag the evening before.',
  ],
  self_efficacy: [
    'NAME got a question wrong in class and went on. We agreed that this is the skill.',
    'NAME will speak at the open evening. Two minutes. We practised the first line.',
    'A wobble before the mock; NAME went in and sat it.',
    'NAME said "I could do that" about the apprenticeship and meant it.',
    'Spoke about being nervous before tests. Tried the breathing exercise, laughed, tried it again.',
    'NAME put a hand up in class this week. Small and not small.',
    'NAME still thinks others find it all easy. We listed what has gone well since September.',
  ],
};

const openings = [
  '',
  '',
  '',
  'A good half hour. ',
  'Short today, between two lessons. ',
  'Walked round the field instead of sitting. ',
  'In the library, quietly. ',
];

const closings = [
  '',
  '',
  ' Next time: ask how it went.',
  ' Told NAME I was glad they came.',
  ' Will ask the tutor about Thursdays.',
  ' Worth coming back to.',
];

const shared = [
  'Well done for coming with the list ready. Next time: the two questions we wrote down.',
  'You said what was hard and what you will try. That is a good week’s work.',
  'Keep the plan on the fridge. Tell me next time what you changed in it.',
  'You explained it to me better than the book does. Try it at home.',
  'One thing from today to hold on to: you asked for help before it got late.',
  'Good questions today. We will look up the answers to the last two together.',
  'You chose the smaller step and did it. The bigger one is still there when you want it.',
  'Remember what worked last time: start with the page you like least.',
];

const handover = 'For whoever comes next: NAME talks more easily when walking. Ask about the dog.';

/** A note on one kind of outcome that is not among those already written about the student. */
export function noteText(random: Random, typeCode: string, name: string, written: ReadonlySet<string>): string {
  const about = talked[typeCode] ?? Object.values(talked).flat();
  const text = random.pick(unwritten(about, written));
  return `${random.pick(openings)}${text}${random.pick(closings)}`.replaceAll('NAME', name);
}

export const sharedNoteText = (random: Random, written: ReadonlySet<string>): string => random.pick(unwritten(shared, written));

function unwritten(texts: readonly string[], written: ReadonlySet<string>): readonly string[] {
  const left = texts.filter((text) => ![...written].some((one) => one.includes(text.slice(-25))));
  return left.length > 0 ? left : texts;
}

export const handoverNoteText = (name: string): string => handover.replaceAll('NAME', name);

/** The line beside a score, by how high it is in the scale. */
const reasons: readonly (readonly string[])[] = [
  ['Could not say when asked', 'Shrugged; a quiet day', 'Nothing yet, and said so honestly', 'Did not want to think about it today'],
  ['With a good deal of prompting', 'In general words only', 'One example, after a while', 'Said others decide that'],
  ['Two examples without help', 'Has begun to do this alone', 'Explained it in own words', 'Showed me the planner'],
  ['Gave reasons of their own', 'Compared two and chose', 'Did it last week without being asked', 'Explained it to a friend'],
];

export function scoreReason(random: Random, level: number, levels: number): string {
  const place = Math.min(3, Math.floor(((level - 1) / Math.max(1, levels - 1)) * 3.999));
  return random.pick(reasons[place] ?? []);
}

export const declinedReason = 'Would rather not talk about it today';

export const amendmentReasons = [
  'Tapped the wrong level',
  'Scored against the wrong question',
  'Talked it over with the lead afterwards',
] as const;

export const absences: Record<string, readonly string[]> = {
  student_absent: ['Did not come', 'Away ill', 'In detention', 'On a school trip'],
  mentor_absent: ['Ill', 'Train cancelled'],
  cancelled: ['Mock exams', 'School closed for snow', 'No room free', 'Student asked to leave it this week'],
  moved: ['Clashed with a test', 'Student in a rehearsal', 'Mentor training day'],
};

export const closeNotes: Record<string, readonly string[]> = {
  done: ['', '', 'Done, and showed me', 'Did it with a friend', 'Done a day late'],
  not_done: ['Forgot', 'Ran out of time', 'Was harder than we thought; we made it smaller'],
  dropped: ['No longer needed', 'The course has closed for this year'],
};
