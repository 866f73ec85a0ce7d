/**
 * A name as it is sorted and searched: without marks, hyphens, apostrophes, spaces or capitals. The same as the generated
 * columns `students.family_key` and `given_key`; a server test holds the two together.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\u0300-\u036F'’ -]/g, '')
    .replace(/[ŁłØøĐđ]/g, (letter) => plain[letter] ?? letter)
    .toLowerCase();
}

const plain: Record<string, string> = { Ł: 'L', ł: 'l', Ø: 'O', ø: 'o', Đ: 'D', đ: 'd' };

/** What a typed search means: the beginnings to look for, in keys. */
export type NameSearch =
  | { kind: 'upn'; prefix: string }
  /** The family name or the given name begins with it. */
  | { kind: 'either'; prefix: string }
  /** Given and family name, in either order; several words may be divided in several ways. */
  | { kind: 'both'; pairs: { one: string; other: string }[] };

/** Reads a search box. Undefined when nothing in it can be searched for. */
export function readSearch(text: string): NameSearch | undefined {
  const typed = text.trim();
  // a letter and a digit begin no name
  if (/^[A-Za-z]\d/.test(typed)) return { kind: 'upn', prefix: typed.replace(/\s+/g, '').toUpperCase() };
  const words = typed
    .split(/[\s,]+/)
    .map(nameKey)
    .filter((word) => word !== '');
  const [first] = words;
  if (first === undefined) return undefined;
  if (words.length === 1) return { kind: 'either', prefix: first };
  const pairs = words.slice(1, 5).map((_, index) => ({ one: words.slice(0, index + 1).join(''), other: words.slice(index + 1).join('') }));
  return { kind: 'both', pairs };
}

/** The end of the range of keys that begin with `prefix`, compared byte by byte: `key >= prefix and key < afterPrefix(prefix)`. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}
