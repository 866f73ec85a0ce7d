import { refuse, type Answer } from './answer.ts';
import { connectedness } from './connectedness.ts';
import type { MixedModelOptions } from './mixed-model.ts';
import { severity, type Severity } from './severity.ts';

/** Levels that several mentors gave to the same things: written cases, meetings two of them scored. Columns of equal length, numbered from 0. */
export interface SharedLevels {
  mentor: ArrayLike<number>;
  thing: ArrayLike<number>;
  level: ArrayLike<number>;
}

export interface SharedSeverity {
  /** Of those who can be compared: the largest group linked by what they judged in common. `mentor` is their number, `n` their levels. */
  mentors: readonly (Severity['mentors'][number] & { mentor: number; n: number })[];
  /** What they judged, and mentors who have nothing in common with them. */
  things: number;
  apart: number;
}

/**
 * How lenient or harsh each mentor is, from what several judged in common, and nothing else: only the largest group of linked
 * mentors is compared. `n` is the levels they gave; the estimate is the spread between mentors. Refuses as connectedness and
 * severity do. Source: as `severity`.
 */
export function sharedSeverity(levels: SharedLevels, options: MixedModelOptions = {}): Answer<SharedSeverity> {
  const rows = Array.from(levels.level, (_, row) => row);
  // what was judged stands where the statistics have a student
  const linked = connectedness(rows.map((row) => ({ student: String(levels.thing[row]), mentor: String(levels.mentor[row]) })));
  if (linked.kind === 'refusal') return linked;
  const [largest, ...others] = linked.detail.components;
  if (largest === undefined) return refuse('empty', 'Nobody has been scored.', 'Students scored by mentors.');
  const mentors = largest.mentors.map(Number);
  const ofMentor = numbers(mentors);
  const own = rows.filter((row) => ofMentor.has(levels.mentor[row]!));
  const ofThing = numbers([...new Set(own.map((row) => levels.thing[row]!))]);
  const answer = severity(
    {
      covariates: [],
      columns: [],
      mean: own.map((row) => levels.level[row]!),
      student: own.map((row) => ofThing.get(levels.thing[row]!)!),
      crossed: [{ name: 'mentor', of: own.map((row) => ofMentor.get(levels.mentor[row]!)!) }],
    },
    { ...options, components: 1 },
  );
  if (answer.kind === 'refusal') return answer;
  const given = Map.groupBy(own, (row) => levels.mentor[row]!);
  return {
    ...answer,
    n: own.length,
    detail: {
      mentors: mentors.map((mentor, at) => ({ ...answer.detail.mentors[at]!, mentor, n: given.get(mentor)?.length ?? 0 })),
      things: ofThing.size,
      apart: others.reduce((sum, one) => sum + one.mentors.length, 0),
    },
  };
}

const numbers = (of: readonly number[]) => new Map(of.map((one, number) => [one, number]));
