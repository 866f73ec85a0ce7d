import { leavingOne, leavingTwo, symmetricFunctions } from './rasch-symmetric.ts';
import { totalsOf, type RaschTable } from './rasch-table.ts';

/** The conditional likelihood of the easinesses η_ih (outcome i, level h ≥ 1) given every student's total. */
export interface RaschLikelihood {
  logLikelihood: number;
  /** By parameter: outcomes one after the other, levels from 1. */
  gradient: Float64Array;
  /** Minus the second derivatives, size × size, both triangles. Singular along η_ih + c·h: the totals say nothing of where nought lies. */
  information: Float64Array;
}

/** Where the parameters of an outcome begin, and how many there are in all. */
export function raschParameters({ outcomes }: Pick<RaschTable, 'outcomes'>): { starts: number[]; size: number } {
  let size = 0;
  const starts = outcomes.map(({ levels }) => {
    const start = size;
    size += levels - 1;
    return start;
  });
  return { starts, size };
}

/** exp(η) by level of one outcome, level 0 included. */
export const easinesses = (eta: Float64Array, start: number, levels: number): Float64Array =>
  Float64Array.from({ length: levels }, (_, h) => (h === 0 ? 1 : Math.exp(eta[start + h - 1]!)));

/**
 * log L = Σ t_ih η_ih − Σ_r n_r log γ_r, its gradient and information, set by set.
 * Source: Andersen 1972; Fischer & Molenaar 1995, Rasch Models, ch. 15.
 */
export function raschLikelihood(table: RaschTable, eta: Float64Array): RaschLikelihood {
  const { starts, size } = raschParameters(table);
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  let logLikelihood = 0;
  for (const set of table.sets) {
    const items = set.outcomes.map((at) => easinesses(eta, starts[at]!, table.outcomes[at]!.levels));
    const totals = totalsOf(set);
    const gamma = symmetricFunctions(items);
    // the ends say nothing: there is one way only to reach them
    const inner = totals.flatMap((n, r) => (n > 0 && r > 0 && r < totals.length - 1 ? [r] : []));
    for (const r of inner) logLikelihood -= totals[r]! * Math.log(gamma[r]!);
    const begin = set.outcomes.map((at) => starts[at]!);
    // probability of level h of each item at each total, for the products of means
    const means = items.map((item) => Float64Array.from({ length: item.length * totals.length }));
    leavingOne(items, (i, without) => {
      const item = items[i]!;
      for (const r of inner)
        for (let h = 1; h < item.length; h++) {
          const p = r - h >= 0 && r - h < without.length ? (item[h]! * without[r - h]!) / gamma[r]! : 0;
          means[i]![r * item.length + h] = p;
          const seen = set.counts[r]![i]![h]!;
          gradient[begin[i]! + h - 1]! += seen - totals[r]! * p;
          logLikelihood += seen * eta[begin[i]! + h - 1]!;
          information[(begin[i]! + h - 1) * (size + 1)]! += totals[r]! * p;
        }
    });
    leavingTwo(items, addJoint);
    items.forEach((_, i) => items.forEach((__, j) => subtractMeans(i, j)));

    function addJoint(i: number, j: number, without: Float64Array): void {
      const [a, b] = [items[i]!, items[j]!];
      for (let h = 1; h < a.length; h++)
        for (let l = 1; l < b.length; l++) {
          let joint = 0;
          for (const r of inner) {
            const rest = r - h - l;
            if (rest >= 0 && rest < without.length) joint += (totals[r]! * without[rest]!) / gamma[r]!;
          }
          joint *= a[h]! * b[l]!;
          const [row, column] = [begin[i]! + h - 1, begin[j]! + l - 1];
          information[column * size + row]! += joint;
          information[row * size + column]! += joint;
        }
    }
    function subtractMeans(i: number, j: number): void {
      const [a, b] = [items[i]!.length, items[j]!.length];
      for (let h = 1; h < a; h++)
        for (let l = 1; l < b; l++) {
          let product = 0;
          for (const r of inner) product += totals[r]! * means[i]![r * a + h]! * means[j]![r * b + l]!;
          information[(begin[j]! + l - 1) * size + begin[i]! + h - 1]! -= product;
        }
    }
  }
  return { logLikelihood, gradient, information };
}
