import { symmetricFunction } from './symmetric-eigen.ts';

/** Below this norm the series is shorter than finding eigenvalues. */
const small = 0.02;

/**
 * (I − L)^(−1/2) of a symmetric L (size × size) with eigenvalues from 0 to 1, as the generalised inverse has it: a direction in which
 * L is 1 is left at nought. Where L is small, the binomial series Σ (2k choose k) / 4ᵏ Lᵏ as far as it changes anything.
 */
export function inverseRoot(l: Float64Array, size: number): Float64Array {
  let squares = 0;
  for (let at = 0; at < l.length; at++) squares += l[at]! * l[at]!;
  const norm = Math.sqrt(squares);
  if (!(norm < small)) {
    const complement = l.map((value, at) => (at % (size + 1) === 0 ? 1 : 0) - value);
    return symmetricFunction(complement, size, (value) => (value < 1e-10 ? 0 : 1 / Math.sqrt(value)));
  }
  const terms = norm === 0 ? 0 : Math.ceil(Math.log(Number.EPSILON / 4) / Math.log(norm));
  const coefficients = [1];
  for (let k = 1; k <= terms; k++) coefficients.push((coefficients[k - 1]! * (2 * k - 1)) / (2 * k));
  // from the last term inwards: c₀ + L (c₁ + L (c₂ + …))
  let [sum, next] = [new Float64Array(size * size), new Float64Array(size * size)];
  for (let k = terms; k >= 0; k--) {
    next.fill(0);
    if (k < terms)
      for (let j = 0; j < size; j++)
        for (let m = 0; m < size; m++) {
          const factor = sum[j * size + m]!;
          for (let i = 0; i < size; i++) next[j * size + i]! += l[m * size + i]! * factor;
        }
    for (let i = 0; i < size; i++) next[i * (size + 1)]! += coefficients[k]!;
    [sum, next] = [next, sum];
  }
  return sum;
}
