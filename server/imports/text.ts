/** A cell without what spreadsheets leave in it: odd spaces, control characters, spaces at the ends; accents composed. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\u00A0\u2000-\u200A\u202F\u3000 ]+/g, ' ')
    .trim();
}

/** Letters and digits only, small, without accents: `O’Brien-Smith` and `obrien smith` are the same. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * How alike two texts are, 0 to 1: shared pairs of letters over all pairs (Dice 1945). Words in another order
 * still count, a slip of the pen costs little.
 */
export function similarity(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)];
  if (left.size === 0 || right.size === 0) return fold(a) === fold(b) && fold(a) !== '' ? 1 : 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared++;
  return (2 * shared) / (left.size + right.size);
}

function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)) {
    for (let i = 0; i + 1 < word.length; i++) found.add(word.slice(i, i + 2));
    if (word.length === 1) found.add(word);
  }
  return found;
}

/** The choice most like `text`, if one is like it enough to be worth proposing. */
export function likeliest<T>(
  text: string,
  choices: readonly T[],
  textsOf: (choice: T) => readonly string[],
  atLeast = 0.55,
): T | undefined {
  let best: T | undefined;
  let bestScore = atLeast;
  for (const choice of choices) {
    for (const candidate of textsOf(choice)) {
      const score = similarity(text, candidate);
      if (score > bestScore) [best, bestScore] = [choice, score];
    }
  }
  return best;
}

/** Given and family name of a name in one column: `Smith-Jones, Mary Ann`, `Mary Ann Smith-Jones`, `Ludwig van Dijk`. */
export function splitName(text: string): { givenName: string; familyName: string } | undefined {
  const name = tidy(text);
  const comma = name.indexOf(',');
  if (comma > 0) {
    const [familyName, givenName] = [name.slice(0, comma).trim(), name.slice(comma + 1).trim()];
    return familyName !== '' && givenName !== '' ? { givenName, familyName } : undefined;
  }
  const words = name.split(' ');
  if (words.length < 2) return undefined;
  let from = words.length - 1;
  // “van”, “de la”, “bin” belong to what follows them.
  while (from > 1 && /^\p{Ll}+$/u.test(words[from - 1] ?? '')) from--;
  return { givenName: words.slice(0, from).join(' '), familyName: words.slice(from).join(' ') };
}
