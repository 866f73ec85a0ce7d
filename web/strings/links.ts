export const links = {
  documentTitle: (title: string, organisation: string | undefined) => (organisation === undefined ? title : `${title} · ${organisation}`),
  over: 'This link has been used, has run out or was taken back. Ask whoever sent it to you for another.',
  close: 'You can close this page.',
  unknownTitle: 'This link does not work',
  unknown:
    'The address is not complete, or was changed on the way. Open the link from the message again, or ask whoever sent it for another.',
  notNow: 'Waymark did not answer. Nothing is lost: try again in a minute.',
  foot: (organisation: string | undefined) =>
    organisation === undefined
      ? 'This page is private to whoever was sent its link. Please do not pass it on.'
      : `This page of ${organisation} is private to whoever was sent its link. Please do not pass it on.`,
};
