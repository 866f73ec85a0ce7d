/**
 * How a table's cells go together within students: all that a clustered error needs of the single students, however many they
 * are. `products[a × size + b]` is Σ over students of (their count in cell a) × (their count in cell b), full.
 *
 * With s_g = Σ_a n_ga u_a a student's score, Σ_g s_g s_gᵀ = Σ_a Σ_b products_ab u_a u_bᵀ, whatever u turns out to be.
 */
export interface ClusterProducts {
  /** Students with anything in the table. */
  clusters: number;
  size: number;
  products: Float64Array;
}

export function isProducts(cluster: ArrayLike<number> | ClusterProducts | null): cluster is ClusterProducts {
  return cluster !== null && 'products' in cluster;
}

/** Adds students up, one after the other, into counts and their products. */
export class ProductTally implements ClusterProducts {
  clusters = 0;
  readonly size: number;
  readonly products: Float64Array;
  /** How many there are in each cell. */
  readonly counts: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.products = new Float64Array(size * size);
    this.counts = new Float64Array(size);
  }

  /** One student's cells: the first `n` of a list, a cell as often as the student is in it. Nobody is counted for none. */
  add(cells: ArrayLike<number>, n: number): void {
    if (n === 0) return;
    const { products, counts, size } = this;
    this.clusters += 1;
    for (let i = 0; i < n; i++) {
      const row = cells[i]! * size;
      counts[cells[i]!]! += 1;
      for (let j = 0; j < n; j++) products[row + cells[j]!]! += 1;
    }
  }

  /** Adds other students, counted on the same cells. */
  take(others: ProductTally): void {
    this.clusters += others.clusters;
    others.counts.forEach((n, cell) => (this.counts[cell]! += n));
    others.products.forEach((n, cell) => (this.products[cell]! += n));
  }

  /**
   * The same students on a coarser table: `to[cell]` lists the cells that one there is counted in.
   * @param clusters students with anything in that table: the same unless some have none of the cells that are kept
   */
  mapped(to: readonly (readonly number[])[], size: number, clusters = this.clusters): ProductTally {
    const coarse = new ProductTally(size);
    coarse.clusters = clusters;
    to.forEach((own, a) => {
      for (const x of own) {
        coarse.counts[x]! += this.counts[a]!;
        to.forEach((others, b) => {
          const product = this.products[a * this.size + b]!;
          if (product !== 0) for (const y of others) coarse.products[x * size + y]! += product;
        });
      }
    });
    return coarse;
  }
}
