import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../reference/read.ts';
import * as d from './distributions.ts';

type Arguments = Record<'x' | 'p' | 'k' | 'n' | 'a' | 'b' | 'df' | 'df1' | 'df2', number>;
type Both = { lower: number; upper: number };

const { input, values } = reference<Record<string, Arguments[]>, Record<string, Both[]>>('distributions');

/** The largest relative difference from R, over every argument and both tails. */
function furthest(name: string, ours: (at: Arguments) => Both): number {
  const differences = input[name]?.flatMap((at, i) => {
    const [got, said] = [ours(at), values[name]?.[i] as Both];
    return (['lower', 'upper'] as const).map((tail) => away(got[tail], said[tail]));
  });
  return Math.max(...(differences as number[]));
}

/** Under the smallest normal number there are no digits left to compare. */
const away = (got: number, said: number) =>
  got === said || (Math.abs(said) < 1e-307 && Math.abs(got) < 1e-307) ? 0 : Math.abs(got - said) / Math.abs(said);

test('tails agree with R to 1e-12 of their own size, however small', () => {
  const one = input as unknown as Record<string, number[]>;
  const normal = one['normal']?.map((x, i) => {
    const said = values['normal']?.[i] as Both;
    return Math.max(away(d.normalCdf(x), said.lower), away(d.normalUpper(x), said.upper));
  });
  expect(Math.max(...(normal as number[]))).toBeLessThan(1e-12);
  expect(furthest('t', ({ x, df }) => ({ lower: d.tCdf(x, df), upper: d.tUpper(x, df) }))).toBeLessThan(1e-12);
  expect(furthest('chiSquare', ({ x, df }) => ({ lower: d.chiSquareCdf(x, df), upper: d.chiSquareUpper(x, df) }))).toBeLessThan(1e-12);
  expect(furthest('f', ({ x, df1, df2 }) => ({ lower: d.fCdf(x, df1, df2), upper: d.fUpper(x, df1, df2) }))).toBeLessThan(1e-12);
  expect(furthest('binomial', ({ k, n, p }) => ({ lower: d.binomialCdf(k, n, p), upper: d.binomialUpper(k, n, p) }))).toBeLessThan(1e-12);
  expect(furthest('beta', ({ x, a, b }) => ({ lower: d.betaCdf(x, a, b), upper: d.betaCdf(1 - x, b, a) }))).toBeLessThan(1e-12);
});

test('quantiles agree with R to 1e-10 from either tail', () => {
  const one = input as unknown as Record<string, number[]>;
  const normal = one['normalQuantile']?.map((p, i) => {
    const said = values['normalQuantile']?.[i] as Both;
    return Math.max(away(d.normalQuantile(p), said.lower), away(d.normalQuantile(p, 'upper'), said.upper));
  });
  expect(Math.max(...(normal as number[]))).toBeLessThan(1e-10);
  const both = (quantile: (tail: d.Tail) => number) => ({ lower: quantile('lower'), upper: quantile('upper') });
  expect(furthest('tQuantile', ({ p, df }) => both((tail) => d.tQuantile(p, df, tail)))).toBeLessThan(1e-10);
  expect(furthest('chiSquareQuantile', ({ p, df }) => both((tail) => d.chiSquareQuantile(p, df, tail)))).toBeLessThan(1e-10);
  expect(furthest('fQuantile', ({ p, df1, df2 }) => both((tail) => d.fQuantile(p, df1, df2, tail)))).toBeLessThan(1e-10);
  expect(furthest('betaQuantile', ({ p, a, b }) => both((tail) => d.betaQuantile(p, a, b, tail)))).toBeLessThan(1e-10);
});

const df = fc.double({ min: 0.6, max: 5000, noNaN: true });

test('a quantile of a tail is where the tail was', () => {
  fc.assert(
    fc.property(df, df, fc.double({ min: 0.01, max: 6, noNaN: true }), (df1, df2, x) => {
      expect(away(d.tQuantile(d.tUpper(x, df1), df1, 'upper'), x)).toBeLessThan(1e-9);
      expect(d.fUpper(d.fQuantile(0.05, df1, df2, 'upper'), df1, df2)).toBeCloseTo(0.05, 11);
      expect(d.chiSquareCdf(d.chiSquareQuantile(0.975, df1), df1)).toBeCloseTo(0.975, 11);
    }),
    { numRuns: 300 },
  );
});

test('t squared is F with one degree of freedom, and many degrees of freedom are the normal', () => {
  fc.assert(
    fc.property(df, fc.double({ min: 0.1, max: 30, noNaN: true }), (df2, t) => {
      expect(away(d.fUpper(t * t, 1, df2), 2 * d.tUpper(t, df2))).toBeLessThan(1e-11);
      expect(d.tUpper(t, Infinity)).toBe(d.normalUpper(t));
    }),
    { numRuns: 300 },
  );
});

test('the binomial tail is the sum of its terms', () => {
  const terms = [0, 1, 2, 3, 4].map((k) => [1, 9, 36, 84, 126][k]! * 0.3 ** k * 0.7 ** (9 - k));
  expect(d.binomialCdf(4, 9, 0.3)).toBeCloseTo(
    terms.reduce((sum, term) => sum + term),
    14,
  );
  expect(d.binomialQuantile(d.binomialCdf(4, 9, 0.3), 9, 0.3)).toBe(4);
  expect(d.binomialQuantile(0.5, 9, 0)).toBe(0);
  expect(d.binomialQuantile(1, 9, 0.3)).toBe(9);
});

test('far out of sight is answered, not zero by mistake', () => {
  expect(d.normalCdf(-20)).toBeCloseTo(2.753624118606e-89, 100);
  expect(d.tUpper(1e200, 1)).toBeCloseTo(1 / (Math.PI * 1e200), 210);
  expect(away(d.tQuantile(1e-300, 1, 'upper'), 1 / (Math.PI * 1e-300))).toBeLessThan(1e-10);
  expect(d.tUpper(Infinity, 4)).toBe(0);
  expect(d.normalQuantile(0)).toBe(-Infinity);
  expect(d.chiSquareQuantile(1, 3)).toBe(Infinity);
});

test('what cannot be is refused by name', () => {
  expect(() => d.tCdf(1, 0)).toThrow(RangeError);
  expect(() => d.tCdf(NaN, 3)).toThrow(RangeError);
  expect(() => d.normalQuantile(1.2)).toThrow('between 0 and 1');
  expect(() => d.chiSquareCdf(NaN, 2)).toThrow(RangeError);
  expect(() => d.binomialCdf(1, 2.5, 0.5)).toThrow(RangeError);
});
