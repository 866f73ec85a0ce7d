import type { Judged } from './assessing.ts';
import type { Random } from './random.ts';

/** What students write beside an answer of their own, by kind of outcome: in the lower half of the scale, and in the upper. */
const lines: Readonly<Record<string, readonly [lower: readonly string[], upper: readonly string[]]>> = {
  knowledge: [
    [
      'I only know what my cousin did',
      'nobody at home has been, so I am guessing',
      'I looked it up but there was too much',
      'I would not know whom to ask',
    ],
    [
      'I went to the open day and asked',
      'I could explain it to my brother',
      'I have the page saved on my phone',
      'more than I did at the start',
    ],
  ],
  motivation: [
    [
      'I change my mind every week',
      'I like drawing but that is not a job',
      'ask me again after the mocks',
      'I just want to get through this year',
    ],
    [
      'the museum job sounds like me',
      'I can see why we do ratios now',
      'I want to work with animals, properly',
      'I read about it because I wanted to',
    ],
  ],
  results: [
    [
      'I look at the grade and not at the comments',
      'I start it on Sunday night',
      'I do not get what the feedback wants',
      'I revise by reading it again and it does not stay',
    ],
    [
      'flash cards work for me',
      'I handed all of it in this half term',
      'my English went up after I redid the plan',
      'I ask what one thing to fix',
    ],
  ],
  independence: [
    ['I forget if nobody tells me', 'I do not like putting my hand up', 'my plan lasted two days', 'I say I will do it and then I do not'],
    ['I ticked off four of five', 'I asked Sir before it was too late', 'I made my own timetable', 'I picked the smaller step and did it'],
  ],
  self_efficacy: [
    ['some days yes, some days no', 'it depends who is watching', 'I give up when the first one is wrong', 'other people find it easier'],
    [
      'I tried again and it worked',
      'I did it in front of everyone and it was fine',
      'better than in September',
      'my mentor would say so too',
    ],
  ],
};

/** Gives some answers of a student's own view a line, one of a kind of outcome at most. Levels stay as they were. */
export function withOwnWords(random: Random, scores: readonly Judged[], levels: number): Judged[] {
  const said = new Set<string>();
  return scores.map((score) => {
    const { typeCode } = score.outcome;
    const halves = lines[typeCode];
    if (halves === undefined || score.level === null || said.has(typeCode) || !random.chance(0.2)) return score;
    said.add(typeCode);
    return { ...score, reason: random.pick(halves[score.level > levels / 2 ? 1 : 0]) };
  });
}
