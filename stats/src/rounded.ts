/**
 * A count rounded to the nearest multiple, half up, as statistical bodies round what they publish.
 * @param n a whole number of people, 0 or more
 */
export const rounded = (n: number, to: number): number => Math.floor(n / to + 0.5) * to;

/** The least and the most whole number of people that a count rounded half up to a multiple can stand for. Nought is nobody. */
export function couldStandFor(n: number, to: number): [number, number] {
  if (n === 0 || to === 1) return [n, n];
  return [n - Math.floor(to / 2), n + Math.ceil(to / 2) - 1];
}
