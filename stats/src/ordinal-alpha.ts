import { type Answer, type Refusal, refuse, type Warning } from './answer.ts';
import { alpha } from './cronbach.ts';
import { type OutcomePairs, pairTables } from './outcome-pairs.ts';
import { polychoric } from './polychoric.ts';

export interface OrdinalAlphaDetail {
  /** Polychoric correlations, row by row. */
  correlations: number[][];
}

/**
 * Would the continua behind ordered levels hang together? Cronbach's α of the polychoric correlations. It says what outcomes could
 * do if they were not cut into levels, so it stands beside α of the levels themselves, never in its place.
 * Refuses where any two outcomes cannot be correlated, and with fewer than ten students. Source: Zumbo, Gadermann & Zeisser 2007; Chalmers 2018.
 */
export function ordinalAlpha(pairs: OutcomePairs, options: { smallestBase?: number } = {}): Answer<OrdinalAlphaDetail> {
  const tables = pairTables(pairs);
  const correlations = tables.map((_, i) => tables.map((_, j) => Number(i === j)));
  const warnings: Warning[] = [
    { code: 'hypothetical', says: 'It speaks of continua behind the levels, and is higher than what the levels themselves can give.' },
  ];
  let n = Infinity;
  for (let i = 0; i < tables.length; i++) {
    for (let j = i + 1; j < tables.length; j++) {
      const answer = polychoric(tables[i]?.[j] ?? [], options);
      if (answer.kind === 'refusal') return ofPair(answer, i, j);
      if (answer.n < 10)
        return refuse('too-little-data', `Fewer than ten students have outcomes ${i + 1} and ${j + 1} together.`, 'Ten students or more.');
      n = Math.min(n, answer.n);
      correlations[i]![j] = correlations[j]![i] = answer.estimate;
      warnings.push(...answer.warnings.map(({ code, says }) => ({ code, says: `Outcomes ${i + 1} and ${j + 1}: ${says}` })));
    }
  }
  return {
    kind: 'estimate',
    estimate: alpha(correlations),
    se: null,
    ci: null,
    level: 0.95,
    df: null,
    n,
    clusters: null,
    method: "Cronbach's α of polychoric correlations",
    warnings,
    detail: { correlations },
  };
}

function ofPair(refusal: Refusal, i: number, j: number): Refusal {
  return { ...refusal, says: `Outcomes ${i + 1} and ${j + 1}: ${refusal.says}` };
}
