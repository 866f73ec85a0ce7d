import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';
import { percentDecimals } from '@waymark/contract/figures.ts';
import type { Reach } from './reach.ts';

/** How figures are said in a sentence. */

/** `34%`; below ten with one decimal where there is something to say: `3.4%`, `5%`. */
export const sayPercent = (share: number): string => `${Number((share * 100).toFixed(percentDecimals(share)))}%`;

/** `12 points`: of percentages, which are told apart in points. */
export function points(difference: number): string {
  const said = (difference * 100).toFixed(Math.abs(difference) < 0.095 && difference !== 0 ? 1 : 0);
  return `${said} ${said === '1' ? 'point' : 'points'}`;
}

/** `95% interval −3 to 12`, in points unless shown otherwise. */
export function sayInterval(ci: readonly [number, number], show: (value: number) => string = (value) => (value * 100).toFixed(0)): string {
  const [low, high] = ci.map((value) =>
    show(value)
      .replace(/^-(0(?:\.0+)?)$/, '$1')
      .replace('-', '−'),
  );
  return `95% interval ${low} to ${high}`;
}

/** `0.24 of a level`, `2.5 levels`: how far, whichever way. */
export function levelsOf(value: number): string {
  const size = Math.abs(value);
  return size < 0.995 ? `${size.toFixed(2)} of a level` : `${size.toFixed(2)} ${size.toFixed(2) === '1.00' ? 'level' : 'levels'}`;
}

/** A span as two ways to go: `0.24 of a level down to 0.75 of a level up`, or both ends one way. */
export function sayFromTo([low, high]: readonly [number, number], [below, above]: readonly [string, string]): string {
  const end = (value: number) => `${levelsOf(value)} ${value < 0 ? below : above}`;
  return low < 0 && high <= 0
    ? `${levelsOf(high)} to ${levelsOf(low)} ${below}`
    : low >= 0
      ? `${levelsOf(low)} to ${levelsOf(high)} ${above}`
      : `${end(low)} to ${end(high)}`;
}

/** `p = 0.03`, `p < 0.001` */
export const sayP = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);

/** A χ² as it stands among the figures of the method: `χ² = 12.3 on 3 degrees of freedom, p = 0.006`. */
export function sayChiSquare({ chiSquare, df, p }: { chiSquare: number; df: number; p: number }): string {
  return `χ² = ${chiSquare.toFixed(2)} on ${df} ${df === 1 ? 'degree' : 'degrees'} of freedom, ${sayP(p)}`;
}

/** Who is not in a question about change, and why. */
export function reachExcluded({ one, withoutLevel, never }: Reach): AnalysisAnswer['excluded'] {
  return [
    { reason: 'only one score of each outcome: nothing to compare it with', students: one },
    { reason: 'asked, but without a level (not asked, declined, not applicable)', students: withoutLevel },
    { reason: 'never scored on these outcomes', students: never },
  ];
}
