/** A run of letters longer than this would leave the page rather than break. */
const longestWord = 30;

const marks = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/**
 * A text cut to so many characters as people count them, at the end of a word where there is one, with "…" where something
 * was left out. Line ends become spaces, and a word too long for any line may break.
 */
export function cut(text: string, length: number): string {
  const joined = text.replaceAll(/\s+/gu, ' ').trim();
  // an emoji family is up to a dozen code units; what has more to a character is cut all the same
  const most = length * 16;
  const letters = Array.from(marks.segment(joined.slice(0, most).toWellFormed()), ({ segment }) => segment);
  let kept = joined.toWellFormed();
  if (letters.length > length || joined.length > most) {
    const short = letters.slice(0, length - 1).join('');
    const end = short.lastIndexOf(' ');
    kept = `${(end > short.length / 2 ? short.slice(0, end) : short).replace(/[\s,;:.]+$/u, '')}…`;
  }
  return kept
    .split(' ')
    .map((word) => breakable(word))
    .join(' ');
}

function breakable(word: string): string {
  if (word.length <= longestWord) return word;
  const letters = Array.from(marks.segment(word), ({ segment }) => segment);
  if (letters.length <= longestWord) return word;
  return letters.map((letter, at) => (at > 0 && at % longestWord === 0 ? `\u200B${letter}` : letter)).join('');
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A name written from right to left, set apart (Unicode bidirectional algorithm, isolates): the line it begins keeps its own direction. */
export const isolated = (name: string): string => (rightToLeft.test(name) ? `\u2068${name}\u2069` : name);
