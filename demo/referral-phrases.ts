/** What teachers write in referrals, by reason; and what was tried. None of it names anybody. */
export const seen: Readonly<Record<string, readonly string[]>> = {
  attendance: ['Misses most Mondays, and arrives tired when here.', 'Attendance has slipped since the summer; no reason given at home.'],
  punctuality: ['Late to the first lesson three days in five.', 'Often comes after registration and then sits alone.'],
  behaviour: ['Sent out of lessons twice a week, mostly before lunch.', 'Argues when work is hard; calm on their own.'],
  falling_grades: ['Two grades down in English since Year 8.', 'Was on track in maths until spring and now hands nothing in.'],
  motivation: ['Says there is no point, and does only what must be done.', 'Able, and has stopped trying.'],
  confidence: ['Knows the answers and never raises a hand.', 'Tears before every test, although the marks are good.'],
  friendships: ['Lost their group of friends in September and spends breaks in the library.', 'Moved seats four times this term.'],
  home: ['Looks after younger brothers before school.', 'Has moved house twice this year.'],
  transition: ['Has found the step up to secondary school hard.', 'New here since Easter, and still a guest.'],
  under_achieving: ['Reads far above their age, works far below it.', 'Quick and bored.'],
  care_experience: ['New foster family since October.', 'Third school in two years.'],
  higher_education: [
    'Would be the first in the family to go, and nobody at home knows how.',
    'Asks about medicine, and does not know where to begin.',
  ],
};

export const tried: readonly string[] = [
  'Report card for six weeks; helped a little.',
  'Two calls home and a meeting with the head of year.',
  'Homework club, which was left after a fortnight.',
  'A quiet word each morning; it matters who says it.',
  'Seating plan, and work in smaller steps.',
  '',
];

/** Reasons of decisions, for the record; and what the referrer was told. */
export const decisions = {
  accept: [
    ['Clear need, and a mentor at the school has room.', 'Thank you. They start next week.'],
    ['Fits the programme; asked for it themselves.', 'Thank you. A mentor will see them soon.'],
  ],
  wait: [
    [
      'Fits, but no mentor at the school has room before January.',
      'They fit the programme. There is no room just now; we will come back to it in January.',
    ],
  ],
  decline: [
    [
      'Attendance officer is already working with the family; two at once would be one too many.',
      'There is good help in place already. Please refer again if that changes.',
    ],
    ['Has had two years with us; the school’s own tutor takes over.', 'We think the form tutor is better placed now. Happy to talk.'],
  ],
  redirect: [['Needs more than mentoring.', 'We have suggested other help, and told the school which.']],
} as const;

export const elsewhere: readonly string[] = ['School counsellor', 'Early help team', 'Educational psychologist'];
