interface Sent {
  recipient: string;
  sharedBy: string;
  organisation: string;
  url: string;
  expiresAt: Date;
  timeZone: string;
}

/** What a recipient is sent: who shares, the link and until when. Whom it is about stands behind the link only. */
export function shareMail({ recipient, sharedBy, organisation, url, expiresAt, timeZone }: Sent): { subject: string; body: string } {
  const until = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(expiresAt);
  return {
    subject: `A document from ${organisation}`,
    body: [
      `Dear ${recipient},`,
      `${sharedBy} of ${organisation} has shared a document with you.`,
      `Open it here, without an account, until ${until}:\n${url}`,
      'The link is for you alone: please do not pass it on. If you did not expect it, tell whoever sent it and do not open it.',
    ].join('\n\n'),
  };
}
