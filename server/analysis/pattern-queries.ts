import { eachStudent, readProfiles } from './profiles.ts';
import type { Asked } from './question.ts';
import { type Reach, ReachTally } from './reach.ts';

/** First levels of one outcome type's outcomes, as they occur together: a level for each outcome, null where there is none. */
export interface Pattern {
  levels: readonly (number | null)[];
  n: number;
}

/**
 * The first levels that students have on the outcomes of each type, counted by pattern, by type: a million students come to
 * the patterns that occur. A student who enrolled twice counts with the first enrolment that has the outcome.
 */
export async function readPatterns(asked: Asked): Promise<{ patterns: Map<string, Pattern[]>; reach: Reach }> {
  const codes = [...new Set(asked.outcomes.map(({ typeCode }) => typeCode))];
  const type = asked.outcomes.map(({ typeCode }) => codes.indexOf(typeCode));
  const place = asked.outcomes.map(({ typeCode }, at) => asked.outcomes.slice(0, at).filter((one) => one.typeCode === typeCode).length);
  const sizes = codes.map((_, at) => type.filter((one) => one === at).length);
  const profiles = await readProfiles(asked, asked.filters.perspective);
  const reach = new ReachTally();
  const counts = codes.map(() => new Map<string, number>());
  const levels = sizes.map((size) => new Uint8Array(size));
  await eachStudent(profiles, (standing) => {
    reach.add(standing);
    for (const own of levels) own.fill(0);
    for (let row = 0; row < standing.n; row++) {
      const outcome = standing.outcome[row]!;
      const own = levels[type[outcome]!]!;
      if (own[place[outcome]!] === 0) own[place[outcome]!] = standing.first[row]!;
    }
    for (const [at, own] of levels.entries()) {
      if (!own.some((level) => level > 0)) continue;
      // levels as characters: a text of them is the quickest key there is
      const key = String.fromCharCode(...own);
      counts[at]!.set(key, (counts[at]!.get(key) ?? 0) + 1);
    }
  });
  const patterns = codes.flatMap((code, at): [string, Pattern[]][] => {
    const own = [...counts[at]!].toSorted(([a], [b]) => (a < b ? -1 : 1));
    const levelsOf = (key: string) => Array.from({ length: sizes[at]! }, (_, one) => key.charCodeAt(one) || null);
    return own.length === 0 ? [] : [[code, own.map(([key, n]) => ({ levels: levelsOf(key), n }))]];
  });
  return { patterns: new Map(patterns), reach: await reach.reach(asked) };
}
