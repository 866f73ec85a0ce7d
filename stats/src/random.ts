/** Chance with an explicit seed: the same seed gives the same numbers, on every machine. For simulation and the bootstrap. */
export interface Random {
  /** From 0 up to, not including, 1, with 53 random bits. */
  next(): number;
  /** A whole number from 0 to `below` − 1. Throws RangeError unless `below` is a whole number from 1 to 2³². */
  whole(below: number): number;
  /** Standard normal. */
  normal(): number;
  /** Shuffles in place and returns the same list (Fisher–Yates). */
  shuffle<T>(list: T[]): T[];
}

/**
 * A generator for one seed, any whole number.
 * Source: xoshiro128** (Blackman & Vigna 2021), its state filled by the splitmix32 finaliser of MurmurHash3.
 * Throws RangeError when the seed is not a safe whole number.
 */
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is a whole number, not ${seed}.`);
  const word = xoshiro128(seed);
  const next = () => ((word() >>> 5) * 67_108_864 + (word() >>> 6)) / 9_007_199_254_740_992;
  const whole = (below: number) => {
    if (!Number.isInteger(below) || below < 1 || below > 4_294_967_296) throw new RangeError(`Cannot choose below ${below}.`);
    // words past the last whole multiple would favour the low numbers
    const limit = 4_294_967_296 - (4_294_967_296 % below);
    let value = word();
    while (value >= limit) value = word();
    return value % below;
  };
  let spare: number | null = null;
  return {
    next,
    whole,
    normal() {
      if (spare !== null) {
        const kept = spare;
        spare = null;
        return kept;
      }
      // Box and Muller, 1958: two at a time
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const angle = 2 * Math.PI * next();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    shuffle(list) {
      for (let i = list.length - 1; i > 0; i--) {
        const j = whole(i + 1);
        [list[i], list[j]] = [list[j] as (typeof list)[number], list[i] as (typeof list)[number]];
      }
      return list;
    },
  };
}

/** Words of 32 bits, as numbers from 0 to 2³² − 1. */
function xoshiro128(seed: number): () => number {
  // both halves of the seed: seeds 2³² apart must differ
  const fill = splitmix32((seed >>> 0) ^ Math.imul(Math.floor(seed / 4_294_967_296), 0x85ebca6b));
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  return () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return mixed ^ (mixed >>> 16);
  };
}

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by));
