interface Asking {
  teacher: string;
  askedBy: string;
  organisation: string;
  url: string;
  expiresAt: string;
  timeZone: string;
}

type Occasion = 'asked' | 'reminded' | 'last';

const subjects: Record<Occasion, (organisation: string) => string> = {
  asked: (organisation) => `A minute of feedback for ${organisation}`,
  reminded: (organisation) => `Reminder: a minute of feedback for ${organisation}`,
  last: (organisation) => `Last reminder: a minute of feedback for ${organisation}`,
};

/** What a teacher is sent: who asks, the link and until when. Whom it is about stands behind the link only. */
export function requestMail(occasion: Occasion, { teacher, askedBy, organisation, url, expiresAt, timeZone }: Asking) {
  const until = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(expiresAt));
  const asks = `${askedBy} of ${organisation} asks for a minute of your time about a student you teach.`;
  const opening = {
    asked: asks,
    reminded: `${asks} You may have missed the first message: there is no answer yet.`,
    last: `${asks} The link below still works until ${until}; after that you will not hear about it again.`,
  }[occasion];
  return {
    subject: subjects[occasion](organisation),
    body: [
      `Dear ${teacher},`,
      opening,
      `The form has five short questions, works on a phone and needs no account:\n${url}`,
      `The link is for you alone and takes one answer, until ${until}. If you cannot speak about the student, the form lets you say so.`,
    ].join('\n\n'),
  };
}
