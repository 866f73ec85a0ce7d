import type { Answer, Estimate, Warning } from './answer.ts';
import { criticalValue, type IntervalOptions } from './clustered-error.ts';
import { meanOfPairs, shareOfPairs } from './pair-means.ts';
import type { Pairs } from './pairs.ts';

export interface Share {
  n: number;
  share: number;
  ci: readonly [number, number];
}

export interface MovedDetail {
  up: Share;
  same: Share;
  down: Share;
  /** Began at the top, with no way up; at the bottom, with no way down. */
  beganAtTop: Share;
  beganAtBottom: Share;
}

/** Above this share of students at one end, an outcome is said to have a floor or a ceiling. Source: Terwee et al. 2007. */
export const endFlag = 0.15;

/**
 * Did students move between first and latest? Net movement D = share up − share down, SE √[(p↑ + p↓ − D²) / n], clustered where
 * a student has several pairs, with the shares beside it. Where each pair is a student of its own, the interval is Bonett and
 * Price's: it has a width even where everybody moved one way.
 * Refuses without pairs, under the base and with few clusters. Source: Agresti 2013, ch. 11; Bonett & Price 2012.
 */
export function moved(pairs: Pairs, options: IntervalOptions = {}): Answer<MovedDetail> {
  const net = meanOfPairs(
    pairs,
    (first, latest) => Math.sign(latest - first),
    'share that moved up less share that moved down',
    [-1, 1],
    options,
  );
  if (net.kind === 'refusal') return net;
  const count = (counts: (first: number, latest: number) => boolean): Share => {
    const { estimate, ci, n } = shareOfPairs(pairs, counts, 'share', options) as Estimate<null> & { ci: Share['ci'] };
    return { n: Math.round(estimate * n * 1e6) / 1e6, share: estimate, ci };
  };
  const detail: MovedDetail = {
    up: count((first, latest) => latest > first),
    same: count((first, latest) => latest === first),
    down: count((first, latest) => latest < first),
    beganAtTop: count((first) => first === pairs.levels),
    beganAtBottom: count((first) => first === 1),
  };
  return { ...net, ci: interval(net, detail), warnings: endWarnings(detail), detail };
}

function interval(net: Estimate<null>, { up, down }: MovedDetail): Estimate['ci'] {
  if (net.clusters !== null && net.se !== 0) return net.ci;
  // one student more each way; clustered but all alike, the students are what there is
  const n = (net.clusters ?? net.n) + 2;
  const [upwards, downwards] = [up, down].map(({ share }) => (share * (n - 2) + 1) / n) as [number, number];
  const centre = upwards - downwards;
  const reach = criticalValue(net.level, net.df) * Math.sqrt((upwards + downwards - centre ** 2) / n);
  return [Math.max(-1, centre - reach), Math.min(1, centre + reach)];
}

function endWarnings({ beganAtTop, beganAtBottom }: MovedDetail): Warning[] {
  const percent = (share: number) => `${Math.round(share * 100)}%`;
  const warnings: Warning[] = [];
  if (beganAtTop.share > endFlag) {
    warnings.push({ code: 'ceiling', says: `${percent(beganAtTop.share)} began at the top level, where there is no way up to be seen.` });
  }
  if (beganAtBottom.share > endFlag) {
    warnings.push({
      code: 'floor',
      says: `${percent(beganAtBottom.share)} began at the lowest level, from where scores can only stay or rise: some of the rise is chance.`,
    });
  }
  return warnings;
}
