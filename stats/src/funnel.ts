import { refuse, type Refusal } from './answer.ts';
import { binomialCdf, binomialQuantile, normalQuantile } from './distributions.ts';

/** A school or programme: of `of` students, `n` did. */
export interface FunnelPoint {
  name: string;
  n: number;
  of: number;
}

export interface Funnel {
  kind: 'funnel';
  /** The share of all together, against which each is held. */
  target: number;
  points: (FunnelPoint & { share: number; outside: 'above' | 'below' | null })[];
  /** For bases from the smallest to the largest: limits of chance alone, 95% and 99.8%. */
  limits: { of: number; inner: readonly [number, number]; outer: readonly [number, number] }[];
  /** How much more the points vary than chance alone would have it (1: as much). Above 1 the limits are widened by its root. */
  overdispersion: number;
}

/**
 * Which shares differ from the whole by more than chance? A funnel, not a ranking: each point against the limits for its size,
 * by the exact binomial distribution, widened where nearly all points differ more than chance (over-dispersion).
 *
 * @param winsorise share of points at either end drawn in before over-dispersion is judged, so that a few do not hide themselves
 * @returns refuses fewer than three points, and a target of 0 or 1
 * @throws RangeError where more did than there were
 *
 * Source: Spiegelhalter 2005, Statist. Med. 24: A.1.1 for exact limits, A.3.1–2 for over-dispersion.
 */
export function funnel(points: readonly FunnelPoint[], { winsorise = 0.1 }: { winsorise?: number } = {}): Funnel | Refusal {
  for (const { name, n, of } of points)
    if (!Number.isInteger(n) || !Number.isInteger(of) || n < 0 || of < 1 || n > of)
      throw new RangeError(`${name}: ${n} of ${of} cannot be.`);
  if (points.length < 3) return refuse('too-little-data', 'Two shares make no funnel.', 'At least three schools or programmes.');
  const sum = (key: 'n' | 'of') => points.reduce((total, point) => total + point[key], 0);
  const target = sum('n') / sum('of');
  if (target === 0 || target === 1) return refuse('no-variation', 'All have the same share.', 'A figure in which some students differ.');
  const overdispersion = dispersion(points, target, winsorise);
  const widen = Math.sqrt(overdispersion);
  const at = (of: number, outside: number): [number, number] => [
    Math.max(0, target + (exactLimit(of, target, outside) - target) * widen),
    Math.min(1, target + (exactLimit(of, target, 1 - outside) - target) * widen),
  ];
  const sizes = points.map(({ of }) => of);
  return {
    kind: 'funnel',
    target,
    points: points.map((point) => {
      const share = point.n / point.of;
      const [low, high] = at(point.of, 0.001);
      return { ...point, share, outside: share > high ? 'above' : share < low ? 'below' : null };
    }),
    limits: grid(Math.min(...sizes), Math.max(...sizes)).map((of) => ({ of, inner: at(of, 0.025), outer: at(of, 0.001) })),
    overdispersion,
  };
}

/** The share that a binomial of this size falls below with this probability, between whole numbers by straight lines. */
function exactLimit(of: number, target: number, probability: number): number {
  const r = binomialQuantile(probability, of, target);
  const upTo = binomialCdf(r, of, target);
  const step = upTo - (r > 0 ? binomialCdf(r - 1, of, target) : 0);
  return Math.min(1, Math.max(0, (r - (upTo - probability) / step) / of));
}

/** Mean square of z-scores drawn in at both ends; over-dispersed only where more than chance allows. */
function dispersion(points: readonly FunnelPoint[], target: number, winsorise: number): number {
  const z = points.map(({ n, of }) => (n / of - target) / Math.sqrt((target * (1 - target)) / of)).toSorted((a, b) => a - b);
  const drop = Math.floor(winsorise * z.length);
  const [low, high] = [z[drop]!, z[z.length - 1 - drop]!];
  const phi = z.reduce((sum, value) => sum + Math.min(high, Math.max(low, value)) ** 2, 0) / z.length;
  return phi > 1 + normalQuantile(0.95) * Math.sqrt(2 / z.length) ? phi : 1;
}

function grid(from: number, to: number): number[] {
  const steps = Math.min(60, to - from);
  return steps === 0 ? [from] : [...new Set(Array.from({ length: steps + 1 }, (_, at) => Math.round(from + ((to - from) * at) / steps)))];
}
