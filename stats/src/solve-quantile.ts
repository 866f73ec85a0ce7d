/**
 * The x > 0 at which a tail, falling (or rising) with x, has the size asked for: Newton's steps on the logarithms of both,
 * kept inside a bracket that shrinks. `tail` gives the tail and its density at x.
 */
export function solveQuantile(
  asked: number,
  start: number,
  tail: (x: number) => { probability: number; density: number },
  direction: 'rises' | 'falls',
): number {
  const sign = direction === 'rises' ? 1 : -1;
  const goal = Math.log(asked);
  let low = -Infinity;
  let high = Infinity;
  let u = Math.log(start);
  for (let step = 0; step < 300; step++) {
    const x = Math.exp(u);
    const { probability, density } = tail(x);
    const away = sign * (Math.log(probability) - goal);
    if (away === 0) return x;
    if (away > 0) high = u;
    else low = u;
    const slope = (density * x) / probability;
    let next = u - away / slope;
    if (!(next > low && next < high)) {
      if (low === -Infinity) next = high - 2 - step;
      else if (high === Infinity) next = low + 2 + step;
      else next = (low + high) / 2;
    }
    if (Math.abs(next - u) <= 4e-16 * Math.max(1, Math.abs(u)) || next === u) return Math.exp(next);
    u = next;
  }
  return Math.exp(u);
}
