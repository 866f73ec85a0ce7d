import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cholesky, inverse, logDeterminant, quadraticForm, sandwich, solve } from './linear-algebra.ts';

/** G Gᵀ + I: positive definite whatever G. */
const definite = fc
  .integer({ min: 1, max: 8 })
  .chain((n) => fc.tuple(fc.constant(n), fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n * n, maxLength: n * n })))
  .map(([n, g]) => {
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = i === j ? 1 : 0;
        for (let k = 0; k < n; k++) sum += g[k * n + i]! * g[k * n + j]!;
        a[j * n + i] = sum;
      }
    }
    return { n, a };
  });

test('what solve gives, multiplied back, is what was asked', () => {
  fc.assert(
    fc.property(definite, ({ n, a }) => {
      const factor = a.slice();
      expect(cholesky(factor, n)).toBe(true);
      const x = Float64Array.from({ length: n }, (_, i) => i + 1);
      solve(factor, n, x);
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += a[j * n + i]! * x[j]!;
        expect(sum).toBeCloseTo(i + 1, 8);
      }
    }),
  );
});

test('a matrix times its inverse is the identity', () => {
  fc.assert(
    fc.property(definite, ({ n, a }) => {
      const factor = a.slice();
      cholesky(factor, n);
      const back = inverse(factor, n);
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          let sum = 0;
          for (let k = 0; k < n; k++) sum += a[k * n + i]! * back[j * n + k]!;
          expect(sum).toBeCloseTo(i === j ? 1 : 0, 7);
        }
      }
    }),
  );
});

test('the log-determinant of a 2 × 2 matrix is the log of ad − b²', () => {
  const a = new Float64Array([4, 1, 1, 3]);
  cholesky(a, 2);
  expect(logDeterminant(a, 2)).toBeCloseTo(Math.log(11), 14);
});

test('two columns that say the same have no factor', () => {
  expect(cholesky(new Float64Array([1, 2, 2, 4]), 2)).toBe(false);
});

test('forms and sandwiches are what they are by hand', () => {
  const a = new Float64Array([2, 1, 1, 3]);
  expect(quadraticForm(a, 2, [1, -1])).toBe(3);
  expect(Array.from(sandwich(a, new Float64Array([1, 0, 0, 0]), 2))).toEqual([4, 2, 2, 1]);
});
