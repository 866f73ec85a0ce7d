import { logGamma } from './gamma-function.ts';

/**
 * Hedges' exact J, Γ(m/2) / (√(m/2) Γ((m − 1)/2)): what a standardised mean must be multiplied by to be unbiased.
 *
 * @param df degrees of freedom of the spread it was divided by; 1 where there are too few to correct
 * Source: Hedges 1981.
 */
export const smallSampleCorrection = (df: number): number =>
  df < 2 ? 1 : Math.exp(logGamma(df / 2) - logGamma((df - 1) / 2)) / Math.sqrt(df / 2);
