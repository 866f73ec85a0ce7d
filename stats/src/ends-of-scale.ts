import { type Answer, type Warning } from './answer.ts';
import { criticalValue, refuseSmall } from './clustered-error.ts';
import { endFlag, type Share } from './moved.ts';
import { shareInterval } from './share-interval.ts';

export interface EndsDetail {
  floor: Share & { flagged: boolean };
  ceiling: Share & { flagged: boolean };
  /** Share at each level, the lowest first. */
  shares: number[];
}

/**
 * Does an outcome leave room to move? Shares at the lowest and highest level, flagged above 15%, and as `estimate` the headroom:
 * the part of the scale still above the mean student, from 0 (all at the top) to 1 (all at the bottom).
 * `counts` is how many students are at each level, the lowest first; one score a student. Refuses nobody and a base under the
 * threshold. Throws RangeError for fewer than two levels or a negative count.
 * Source: Terwee et al. 2007; intervals Wilson 1927.
 */
export function endsOfScale(counts: readonly number[], options: { level?: number; smallestBase?: number } = {}): Answer<EndsDetail> {
  const { level = 0.95, smallestBase = 0 } = options;
  if (counts.length < 2 || !counts.every((count) => count >= 0 && count < Infinity)) {
    throw new RangeError('The ends of a scale need counts, from 0 up, at two levels or more.');
  }
  const n = counts.reduce((sum, count) => sum + count, 0);
  const refusal = refuseSmall(n, smallestBase);
  if (refusal) return refusal;
  const shares = counts.map((count) => count / n);
  const room = (k: number) => (counts.length - 1 - k) / (counts.length - 1);
  const headroom = shares.reduce((sum, share, k) => sum + share * room(k), 0);
  const variance = shares.reduce((sum, share, k) => sum + share * (room(k) - headroom) ** 2, 0);
  const se = n > 1 ? Math.sqrt(variance / (n - 1)) : null;
  const end = (k: number) => {
    const share = shares[k] as number;
    const ci = shareInterval({ estimate: share, se: null, n, clusters: null, df: null }, level);
    return { n: counts[k] as number, share, ci, flagged: share > endFlag };
  };
  const detail = { floor: end(0), ceiling: end(counts.length - 1), shares };
  const reach = se === null ? null : se * criticalValue(level, n - 1);
  return {
    kind: 'estimate',
    estimate: headroom,
    se,
    ci: reach === null ? null : [Math.max(0, headroom - reach), Math.min(1, headroom + reach)],
    level,
    df: n > 1 ? n - 1 : null,
    n,
    clusters: null,
    method: 'share at each end of the scale, flagged above 15%, and the mean part of the scale still above',
    warnings: warnings(detail),
    detail,
  };
}

function warnings({ floor, ceiling }: EndsDetail): Warning[] {
  const said: Warning[] = [];
  if (floor.flagged) said.push({ code: 'floor', says: `${Math.round(floor.share * 100)}% are at the lowest level.` });
  if (ceiling.flagged)
    said.push({ code: 'ceiling', says: `${Math.round(ceiling.share * 100)}% are at the highest level, with no way up.` });
  return said;
}
