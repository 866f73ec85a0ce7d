/** Easiness of each level of an item, ε_h = exp(η_h), h = 0 … m; ε_0 = 1. */
export type Epsilon = readonly Float64Array[];

/**
 * Elementary symmetric functions of items with several levels by the summation algorithm: γ_r is the sum, over all ways to reach
 * the total r, of the product of the easinesses. Grown item by item by adding positive numbers only, so nothing cancels.
 * Source: Andersen 1972; Liou 1994; Verhelst, Glas & van der Sluis 1984.
 */
export function symmetricFunctions(items: Epsilon): Float64Array {
  return items.reduce(withItem, Float64Array.of(1));
}

/** γ with one more item. */
export function withItem(gamma: Float64Array, item: Float64Array): Float64Array {
  const result = new Float64Array(gamma.length + item.length - 1);
  for (let h = 0; h < item.length; h++) {
    const factor = item[h]!;
    for (let r = 0; r < gamma.length; r++) result[r + h]! += factor * gamma[r]!;
  }
  return result;
}

/** γ without item i, for every i: from the items before and after, never by division, which cancels. */
export function leavingOne(items: Epsilon, visit: (i: number, gamma: Float64Array) => void): void {
  const after = suffixes(items);
  let before: Float64Array = Float64Array.of(1);
  for (let i = 0; i < items.length; i++) {
    visit(i, product(before, after[i + 1]!));
    before = withItem(before, items[i]!);
  }
}

/** γ without items i < j, for every two of them. */
export function leavingTwo(items: Epsilon, visit: (i: number, j: number, gamma: Float64Array) => void): void {
  const after = suffixes(items);
  let before: Float64Array = Float64Array.of(1);
  for (let i = 0; i < items.length; i++) {
    let between: Float64Array = before;
    for (let j = i + 1; j < items.length; j++) {
      visit(i, j, product(between, after[j + 1]!));
      between = withItem(between, items[j]!);
    }
    before = withItem(before, items[i]!);
  }
}

/** γ of the items from each place on. */
function suffixes(items: Epsilon): Float64Array[] {
  const after: Float64Array[] = [Float64Array.of(1)];
  for (let i = items.length - 1; i >= 0; i--) after.unshift(withItem(after[0]!, items[i]!));
  return after;
}

/** γ of two groups of items together. The longer one runs inside, so that the loop is long. */
function product(a: Float64Array, b: Float64Array): Float64Array {
  return a.length < b.length ? withItem(b, a) : withItem(a, b);
}
