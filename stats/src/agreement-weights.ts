/** How far apart two levels may be and still agree somewhat: not at all, in proportion, or in proportion to the square. */
export type WeightScheme = 'none' | 'linear' | 'quadratic';

/** w_ij from 1 (the same level) to 0 (the two ends), row by row. Source: Cohen 1968; Fleiss & Cohen 1973. */
export function agreementWeights(levels: number, scheme: WeightScheme): Float64Array {
  const weights = new Float64Array(levels * levels);
  for (let i = 0; i < levels; i++) {
    for (let j = 0; j < levels; j++) {
      const distance = Math.abs(i - j) / (levels - 1);
      weights[i * levels + j] = scheme === 'none' ? Number(i === j) : scheme === 'linear' ? 1 - distance : 1 - distance * distance;
    }
  }
  return weights;
}
