import { refuse, type Answer } from './answer.ts';
import { normalQuantile } from './distributions.ts';

/**
 * Largest differential attrition, in percentage points, at each overall attrition: under cautious and under optimistic
 * assumptions. A transcription of What Works Clearinghouse Standards Handbook 4.0, table II.1, at tens; between them by straight
 * lines. The handbook is the authority.
 */
const boundary = [
  { overall: 0, cautious: 5.7, optimistic: 10 },
  { overall: 10, cautious: 6.3, optimistic: 10.9 },
  { overall: 20, cautious: 5.4, optimistic: 10.2 },
  { overall: 30, cautious: 4.1, optimistic: 8.6 },
  { overall: 40, cautious: 2.6, optimistic: 6.3 },
  { overall: 50, cautious: 1, optimistic: 3.9 },
] as const;

export interface AttritionDetail {
  /** Per cent of all who began. */
  overall: number;
  groups: { name: string; began: number; left: number; rate: number }[];
  limits: { cautious: number; optimistic: number };
  /** Low by both limits, by the optimistic one only, or by neither: what leaving may do to a comparison of the two groups. */
  verdict: 'low' | 'low if optimistic' | 'high';
}

/**
 * Does leaving endanger a comparison of two groups? Overall and differential attrition against the WWC boundary. The estimate is
 * the differential attrition in percentage points (first group less second), with Newcombe's interval.
 *
 * @returns refuses a group in which nobody began, and overall attrition beyond 50%, where the table ends
 * @throws RangeError where more stayed than began
 *
 * Source: WWC Standards Handbook 4.0, II.A.2 (transcribed); Deke & Chiang 2017; interval: Newcombe 1998, method 10.
 */
export function attrition(
  groups: readonly [{ name: string; began: number; stayed: number }, { name: string; began: number; stayed: number }],
  { level = 0.95 }: { level?: number } = {},
): Answer<AttritionDetail> {
  for (const { name, began, stayed } of groups)
    if (!Number.isInteger(began) || !Number.isInteger(stayed) || stayed < 0 || stayed > began)
      throw new RangeError(`${stayed} of ${began} cannot have stayed (${name}).`);
  if (groups.some(({ began }) => began === 0))
    return refuse('empty', 'In one of the groups nobody began.', 'Two groups of students who began.');
  const rates = groups.map(({ name, began, stayed }) => ({ name, began, left: began - stayed, rate: (100 * (began - stayed)) / began }));
  const [first, second] = rates as [(typeof rates)[number], (typeof rates)[number]];
  const began = first.began + second.began;
  const overall = (100 * (first.left + second.left)) / began;
  if (overall > 50)
    return refuse(
      'too-little-data',
      'More than half have left: more than the table of limits reaches.',
      'Groups of which at least half were assessed again.',
    );
  const differential = first.rate - second.rate;
  const limits = { cautious: limitAt(overall, 'cautious'), optimistic: limitAt(overall, 'optimistic') };
  const apart = Math.abs(differential);
  return {
    kind: 'estimate',
    estimate: differential,
    se: null,
    ci: newcombe(first, second, level),
    level,
    df: null,
    n: began,
    clusters: null,
    method:
      'Overall and differential attrition against the boundary of the What Works Clearinghouse 4.0 (transcribed; straight lines between its tens).',
    warnings: [],
    detail: {
      overall,
      groups: rates,
      limits,
      verdict: apart <= limits.cautious ? 'low' : apart <= limits.optimistic ? 'low if optimistic' : 'high',
    },
  };
}

function limitAt(overall: number, which: 'cautious' | 'optimistic'): number {
  const after = Math.max(
    1,
    boundary.findIndex((row) => row.overall >= overall),
  );
  const [from, to] = [boundary[after - 1]!, boundary[after]!];
  return from[which] + ((to[which] - from[which]) * (overall - from.overall)) / (to.overall - from.overall);
}

interface Leaving {
  began: number;
  left: number;
}

function newcombe(first: Leaving, second: Leaving, level: number): readonly [number, number] {
  const z = normalQuantile(0.5 + level / 2);
  const [p, q] = [first.left / first.began, second.left / second.began];
  const [a, b] = [wilson(first, z), wilson(second, z)];
  return [100 * (p - q - Math.hypot(p - a[0], b[1] - q)), 100 * (p - q + Math.hypot(a[1] - p, q - b[0]))];
}

function wilson({ left, began }: Leaving, z: number): readonly [number, number] {
  const p = left / began;
  const middle = (p + z ** 2 / (2 * began)) / (1 + z ** 2 / began);
  const half = (z / (1 + z ** 2 / began)) * Math.sqrt((p * (1 - p)) / began + z ** 2 / (4 * began ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
