import type { ShareKind } from '@waymark/contract/shares.ts';

interface Named {
  full: string;
  given: string;
}

interface Words {
  title: (student: Named) => string;
  opening: (student: Named, organisation: string) => string;
  next: (student: Named) => string;
}

/** What each kind of document says of itself: a beginning to be edited, not a form. */
export const wording: Readonly<Record<ShareKind, Words>> = {
  progress_note: {
    title: ({ full }) => `Progress note: ${full}`,
    opening: ({ given }, organisation) =>
      `This is where ${given} stands in mentoring with ${organisation} at present. It is written for people who work with ${given}; please do not pass it on.`,
    next: ({ given }) => `If you notice something about ${given} that would help in mentoring, or that worries you, please let me know.`,
  },
  parent_summary: {
    title: ({ given }) => `How ${given} is getting on`,
    opening: ({ given }, organisation) =>
      `${given} meets a mentor of ${organisation}. This summary says what they have worked on together and where things stand now.`,
    next: ({ given }) =>
      `We will keep meeting. If you have a question, or something has changed that we should know, please get in touch. It helps ${given} to hear from you what you see going well.`,
  },
  multi_agency_pack: {
    title: ({ full }) => `Information for a multi-agency meeting: ${full}`,
    opening: ({ given }, organisation) =>
      `This pack brings together what ${organisation} has on record about ${given} from mentoring, for the meeting it was prepared for and for those who take part in it.`,
    next: () => 'What we ask of the meeting, and what we can offer:',
  },
  handover_letter: {
    title: ({ full }) => `Handover: ${full}`,
    opening: ({ given }, organisation) =>
      `${given} has been mentored by ${organisation} and is moving on to you. This letter says where ${given} stands, what has helped, and what is still to be done, so that ${given} need not start again.`,
    next: ({ given }) => `We hope this helps ${given} to settle in. Please get in touch if anything is unclear.`,
  },
};

/** What the figures do not say: in every document that shows them. */
export const noCause =
  'These are judgements and figures recorded at two moments. They say how things stood then; they do not say what brought a change about.';
