import type { AnalysisAnswer } from '@waymark/contract/analysis.ts';
import type { Reach } from './reach.ts';

/** How figures are said in a sentence. */

/** `34 %`; below 10 with one decimal. */
export function sayPercent(share: number): string {
  const percent = share * 100;
  return `${Math.abs(percent) < 9.95 && percent !== 0 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

/** `12 points`: of percentages, which are told apart in points. */
export function points(difference: number): string {
  const said = (difference * 100).toFixed(Math.abs(difference) < 0.095 ? 1 : 0);
  return `${said} ${said === '1' ? 'point' : 'points'}`;
}

/** `95 % interval −3 to 12`, in points unless shown otherwise. */
export function sayInterval(ci: readonly [number, number], show: (value: number) => string = (value) => (value * 100).toFixed(0)): string {
  const [low, high] = ci.map((value) =>
    show(value)
      .replace(/^-(0(?:\.0+)?)$/, '$1')
      .replace('-', '−'),
  );
  return `95 % interval ${low} to ${high}`;
}

/** Who is not in a question about change, and why. */
export function reachExcluded({ one, withoutLevel, never }: Reach): AnalysisAnswer['excluded'] {
  return [
    { reason: 'only one score of each outcome: nothing to compare it with', students: one },
    { reason: 'asked, but without a level (not asked, declined, not applicable)', students: withoutLevel },
    { reason: 'never scored on these outcomes', students: never },
  ];
}
