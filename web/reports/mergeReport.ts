/*
 * Two people, or one person in two tabs, write on one draft. What only one side changed is taken from that side, so that
 * most of the time nobody notices. Where both wrote different words in one place, both versions are kept until a person
 * says which stand: a machine that chose would lose somebody's words.
 */

/** What both sides changed, each differently. `field` is a field of the draft, or `narrative.SECTION`. */
export interface Clash {
  field: string;
  mine: string;
  theirs: string;
}

type Draft = Readonly<Record<string, unknown>>;

/** Blanks around words are nothing, and neither is a field that is not there: the server keeps neither. */
const bare = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : (value ?? ''));
const same = (one: unknown, other: unknown): boolean => JSON.stringify(bare(one)) === JSON.stringify(bare(other));

/**
 * A draft with both sides' changes. `base` is what both began from. Of a choice that both changed, mine stands, since I am
 * looking at it; of words that both changed, mine stand in `merged` and the pair is among the clashes.
 */
export function mergeReport<Fields extends Draft>(base: Fields, mine: Fields, theirs: Fields): { merged: Fields; clashes: Clash[] } {
  const clashes: Clash[] = [];
  const merge = (was: Draft, my: Draft, their: Draft, prefix: string): Draft => {
    const names = new Set([...Object.keys(my), ...Object.keys(their)]);
    return Object.fromEntries(
      [...names].flatMap((name) => {
        const [w, m, t] = [was[name], my[name], their[name]];
        if (same(m, t) || same(t, w)) return m === undefined ? [] : [[name, m]];
        if (same(m, w)) return t === undefined ? [] : [[name, t]];
        if (isNested(m) && isNested(t)) return [[name, merge(isNested(w) ? w : {}, m, t, `${prefix}${name}.`)]];
        if (typeof m === 'string' && typeof t === 'string' && isWords(prefix + name))
          clashes.push({ field: prefix + name, mine: m, theirs: t });
        return m === undefined ? [] : [[name, m]];
      }),
    );
  };
  return { merged: merge(base, mine, theirs, '') as Fields, clashes };
}

const isNested = (value: unknown): value is Draft => typeof value === 'object' && value !== null && !Array.isArray(value);
const isWords = (field: string): boolean => ['title', 'subtitle', 'recipient'].includes(field) || field.startsWith('narrative.');
