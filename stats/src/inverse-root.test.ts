import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inverseRoot } from './inverse-root.ts';

const size = 4;
const product = (a: Float64Array, b: Float64Array) =>
  Float64Array.from({ length: size * size }, (_, at) => {
    let sum = 0;
    for (let k = 0; k < size; k++) sum += a[k * size + (at % size)]! * b[Math.floor(at / size) * size + k]!;
    return sum;
  });

test('its square times I − L is I, by the series where L is small and by eigenvalues where it is not', () => {
  const entries = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size * size, maxLength: size * size });
  fc.assert(
    fc.property(entries, fc.constantFrom(0, 1e-6, 0.003, 0.01, 0.2), (numbers, scale) => {
      const root = Float64Array.from(numbers);
      const turned = root.map((_, at) => root[(at % size) * size + Math.floor(at / size)]!);
      const l = product(root, turned).map((value) => (scale * value) / 4);
      const w = inverseRoot(l, size);
      const complement = l.map((value, at) => (at % (size + 1) === 0 ? 1 : 0) - value);
      product(product(w, w), complement).forEach((value, at) => expect(value).toBeCloseTo(at % (size + 1) === 0 ? 1 : 0, 12));
    }),
  );
});

test('a direction that L takes whole is left at nought', () => {
  const l = new Float64Array(size * size);
  l[0] = 1;
  expect(inverseRoot(l, size)[0]).toBe(0);
});
