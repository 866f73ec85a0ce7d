import { criticalValue } from './clustered-error.ts';

/**
 * An interval for a share that neither passes 0 or 1 nor shrinks to nothing there: Wilson's, with as many observations as
 * independent ones would give the same error. At 0 or 1, where the error says nothing, the number of clusters is taken.
 * Source: Wilson 1927; Dean & Pagano 2015 for clusters.
 */
export function shareInterval(
  { estimate, se, n, clusters, df }: { estimate: number; se: number | null; n: number; clusters: number | null; df: number | null },
  level: number,
): readonly [number, number] {
  const fallback = clusters ?? n;
  const effective = se === null || se === 0 ? fallback : Math.max(1, (estimate * (1 - estimate)) / se ** 2);
  const z = criticalValue(level, df);
  const square = (z * z) / effective;
  const centre = (estimate + square / 2) / (1 + square);
  const reach = (z / (1 + square)) * Math.sqrt((estimate * (1 - estimate)) / effective + square / (4 * effective));
  return [Math.max(0, centre - reach), Math.min(1, centre + reach)];
}
