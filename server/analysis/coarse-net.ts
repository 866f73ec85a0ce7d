/** So many people a figure is moved to and fro by where counts behind it are hidden: as many as the threshold, in steps of five. */
const stepFor = (threshold: number): number => Math.ceil(threshold / 5) * 5;

/**
 * A net share (of those who moved up less of those who moved down) beside counts that are hidden: to the nearest five people, or
 * as many as the threshold, so that it cannot be solved for them.
 * @returns null where even that would tell that one of the parts, or two together, are fewer than the threshold
 */
export function coarseNet({ more, less, of }: { more: number; less: number; of: number }, threshold: number): number | null {
  const people = toStep(more - less, stepFor(threshold));
  return of === 0 || tells(people, of, threshold) ? null : Math.max(-1, Math.min(1, people / of));
}

const toStep = (people: number, step: number): number => Math.sign(people) * Math.floor(Math.abs(people) / step + 0.5) * step;

/**
 * Whether some count is known to be small from the net and the base alone. Decided by every way the parts could be that looks
 * the same, and not by how they are: whether a net is shown then tells no more than the net itself.
 */
function tells(people: number, of: number, threshold: number): boolean {
  // every part may be as many as the threshold: none need be few (and a million people are not gone through one by one)
  if (of - Math.abs(people) >= 3 * threshold) return false;
  const step = stepFor(threshold);
  const few = (n: number) => n > 0 && n < threshold;
  const most = [0, 0, 0, 0, 0, 0];
  const seenFew = most.map(() => false);
  for (let less = 0; less <= of; less++)
    for (let more = Math.max(0, less + people - step); more <= Math.min(of - less, less + people + step); more++) {
      const same = of - more - less;
      if (toStep(more - less, step) !== people || ![more, same, less].some(few)) continue;
      [more, same, less, more + same, same + less, more + less].forEach((group, at) => {
        most[at] = Math.max(most[at]!, group);
        if (few(group)) seenFew[at] = true;
      });
    }
  return most.some((n, at) => seenFew[at] && n < threshold);
}

/**
 * An interval about `net` that tells no more than `net` and `of` do: an interval of a net share has the share that did not move in
 * its width, and the two together are both counts. As wide as if everybody had moved; where students have several pairs
 * and it was wider than that, wider still, in steps.
 */
export function coarseInterval(net: number, of: number, [low, high]: readonly [number, number], threshold: number): [number, number] {
  const step = stepFor(threshold) / of;
  // Bonett and Price's: two students are added, and the middle moves towards nought
  const centre = Math.max(0, (Math.abs(net) - step / 2) * of) / (of + 2);
  const widest = 1.96 * Math.sqrt((1 - centre ** 2) / (of + 2)) + step / 2 + (2 * Math.abs(net)) / (of + 2);
  const own = Math.max(high - net, net - low);
  const half = own <= widest ? widest : Math.ceil(own / step - 1e-9) * step;
  const ends = [Math.floor((net - half) * 100), Math.ceil((net + half) * 100)].map((end) => Math.max(-1, Math.min(1, end / 100)));
  return [ends[0]!, ends[1]!];
}
