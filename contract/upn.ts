/**
 * The Unique Pupil Number: a check letter, then 12 digits; a temporary one has 11 digits and ends in a letter.
 * The check letter is (Σ digit × position, positions 2 to 13) mod 23 into `alphabet`; the temporary final letter counts
 * as its place in the alphabet. Source: the Department for Education's UPN guide.
 */

const alphabet = 'ABCDEFGHJKLMNPQRTUVWXYZ';

export type UpnCheck = { ok: true; upn: string } | { ok: false; message: string };

/** Whether `text` is a UPN, spaces and small letters forgiven, and if not, what to do about it. */
export function checkUpn(text: string): UpnCheck {
  const upn = text.replace(/\s+/g, '').toUpperCase();
  if (!/^[A-Z]\d{11}[0-9A-Z]$/.test(upn)) {
    return {
      ok: false,
      message: `A UPN is a letter and 12 digits (a temporary one ends in a letter instead), 13 characters in all; this has ${upn.length}.`,
    };
  }
  const last = upn.charAt(12);
  if (/[A-Z]/.test(last) && !alphabet.includes(last)) {
    return { ok: false, message: `The last letter of a temporary UPN is never ${last}. Check it against the school's record.` };
  }
  const expected = upnCheckLetter(upn.slice(1));
  if (upn.charAt(0) !== expected) {
    return {
      ok: false,
      message: `The first letter should be ${expected} for these digits, not ${upn.charAt(0)}. Check the whole number against the school's record.`,
    };
  }
  return { ok: true, upn };
}

/** The letter that belongs in front of these 12 characters (12 digits, or 11 and a letter of the alphabet). */
export function upnCheckLetter(rest: string): string {
  let sum = 0;
  for (let i = 0; i < rest.length; i++) {
    const character = rest.charAt(i);
    const value = /\d/.test(character) ? Number(character) : alphabet.indexOf(character);
    sum += value * (i + 2);
  }
  return alphabet.charAt(sum % 23);
}
