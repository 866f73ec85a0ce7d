const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** "9 March 2026". */
export const dayOf = (date: string): string => day.format(new Date(`${date}T00:00:00Z`));

/** The words of a student's page: the student's voice, for somebody of eleven as of eighteen, and for whoever they show it to. */
export const words = {
  title: (name: string) => `${name}: my steps so far`,
  subtitle: (programme: string, from: string, to: string) => `${programme}, ${from} to ${to}`,
  belongsTo: (name: string) => `This page belongs to ${name}`,
  draft: 'Draft: to be read first',
  keptBack: 'Kept back: not to be handed out',
  nothing: {
    title: 'There is not much on this page yet',
    text: 'It fills as I meet my mentor, say how I see things, and do what we agree.',
  },
  noOwnView: {
    title: 'My own view is not here yet',
    text: 'I can say how I see it whenever I like, on My progress in Waymark or when we next meet. Nobody has to.',
  },
  said: 'What I said, and where I am',
  mentorSaid: 'What my mentor said',
  iSaid: 'I said',
  iWrote: (date: string) => `On ${date} I wrote:`,
  mentorSays: 'My mentor said',
  togetherSaid: 'Together we said',
  did: 'What I did',
  moreDone: 'And more: everything I did is on My progress in Waymark.',
  want: 'What I want to do next',
  by: (date: string) => `By ${date}`,
  someTime: 'When I can',
  moreNext: 'And more: all of it is on My progress in Waymark.',
  lineBy: (name: string) => `From ${name}`,
  lineByMentor: 'From my mentor',
  how: 'How to read this page.',
  howNothing: 'It is mine to keep, and to show to whom I like.',
  howTheseSteps: (steps: readonly string[]) => `The steps to choose from are ${new Intl.ListFormat('en-GB').format(steps)}.`,
  howSteps: 'The words in quotation marks are the steps there are to choose from.',
  howRest:
    'They are not marks, and nobody is compared with anybody. What I said and what my mentor said stand side by side; they need not agree, and where they do not, that is something to talk about. This page is mine to keep, and to show to whom I like.',
  cover: {
    title: 'Student reports',
    howMany: (n: number) => (n === 1 ? 'One page for one student follows.' : `${n} pages follow, one for each student.`),
    kind: 'Each page belongs to the student it is about. Please hand it to them, and to nobody else.',
  },
};
