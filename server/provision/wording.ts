import type { ProvisionSectionKey } from '@waymark/contract/provision.ts';

/** What Waymark itself says in a pack. A rule holds all of it to saying what happened, and never why (`causal-words.ts`). */
export const wording = {
  title: 'Evidence of our mentoring provision',
  marking: 'Counts only. Small numbers are hidden.',
  about: 'What these figures are',
  method: [
    'The figures are counts of what was recorded in the period, by our own staff and from our own records. They say what was done, for whom, and where the students stand, before and now.',
    'In the standards of evidence of the Office for Students this is type 2, empirical evidence: students are compared with themselves at an earlier time, and there is no comparison group. It shows whether there was change alongside the mentoring. It cannot show why: students also grow older, are taught, and are helped by others, and those who begin at a low point often rise without any help.',
    'Each table says how many are counted in it, and how many are not and for which reason. Movement is given as the number who are better, the same and worse, with the number who cannot be compared beside it; nothing is averaged over students.',
    'School and year group are those on record today. A baseline is what was taken at the start of an enrolment.',
  ],
  small: {
    title: 'Small numbers are hidden',
    text: 'Counts of 1 and 2 can tell who somebody is. They are marked “hidden”, and so are further counts from which they could be worked out. A nought is shown. Keep in mind that two packs over almost the same students, put side by side, can still give a small number away.',
  },
  hidden: 'hidden',
  nothing: '–',
  none: 'There is nothing on record for this in the period.',
  own: 'In our own words',
  sections: {
    referrals: 'Referrals received in the period, with the reasons given for them and what has become of them.',
    decisions: 'How long it took from a referral to the decision on it, with the middle and the longest beside the whole distribution.',
    mentoring: 'Enrolments that were open at some time of the period, with the meetings held under them in it.',
    endings: 'Enrolments that ended in the period, who ended them, and the reasons that were given.',
    measures: 'Each measure at the start of the enrolment and at the latest reading.',
    outcomes: 'Each outcome of the framework at the first score and at the latest, as mentors scored it.',
  } satisfies Record<ProvisionSectionKey, string>,
  counted: (n: string, what: string) => `Counted: ${n} ${what}.`,
  left: (parts: readonly string[]) => `Not counted: ${parts.join('; ')}.`,
  charts: {
    measures: 'Measures from the baseline to the latest: how many are better, the same, worse, or cannot be compared',
    dose: 'How many meetings each enrolment had in the period',
    cannot: 'Cannot be compared',
    enrolments: 'enrolments',
    drawnWithout: (names: readonly string[]) => `Not drawn, as they hold hidden numbers: ${names.join(', ')}.`,
  },
};
