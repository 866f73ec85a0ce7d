import { textsOf, type Document } from './documents.ts';

/** Names come apart from what surrounds them at anything that is no letter: "Ada's", "(Ada)", "Ada-Lovelace". */
const word = (text: string): string =>
  ` ${key(text)
    .replaceAll(/[^\p{L}]+/gu, ' ')
    .trim()} `;

/** Without the marks over letters and without capitals: Zoë is found as "zoe". */
const key = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * Which of some names stand in a document: a simple check, to warn before something about another student leaves.
 * Whole words only, whatever their capitals and accents. It finds names as they are recorded: not nicknames, not
 * misspellings, not "her friend in 9B". A name that is also a word ("Grace") is found where the word is meant.
 * @param names as they may be written: "Ada Lovelace", "Ada"
 * @param own names of the student the document is about, and of its reader: never warned of
 */
export function namesMentioned(document: Document, names: readonly string[], own: readonly string[]): string[] {
  const allowed = new Set(own.map(word));
  const texts = textsOf(document).map(word);
  const found = names.filter(
    (name) => word(name).trim() !== '' && !allowed.has(word(name)) && texts.some((text) => text.includes(word(name))),
  );
  // "Ada" says no more where "Ada Lovelace" was found
  return [...new Set(found)].filter((name) => !found.some((longer) => longer !== name && longer.startsWith(`${name} `)));
}
