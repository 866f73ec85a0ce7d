import { ProductTally } from '@waymark/stats/cluster-products.ts';
import { type Pairs, pairsOfTally } from '@waymark/stats/pairs.ts';
import type { Standing } from './profiles.ts';
import type { Asked } from './question.ts';

/** The outcome types asked about, in order, and which each outcome is of. */
export interface Types {
  codes: readonly string[];
  names: readonly string[];
  of: Int16Array;
}

export function typesOf({ outcomes }: Pick<Asked, 'outcomes'>): Types {
  const types = new Map(outcomes.map(({ typeCode, typeName }) => [typeCode, typeName]));
  const codes = [...types.keys()];
  return { codes, names: [...types.values()], of: Int16Array.from(outcomes, ({ typeCode }) => codes.indexOf(typeCode)) };
}

/**
 * First and latest levels of students, counted by outcome type, with what clustered errors need of the single students: cells
 * are (type × levels + first − 1) × levels + latest − 1.
 */
export class PairTally {
  readonly types: Types;
  readonly levels: number;
  readonly products: ProductTally;
  /** Students with a pair of each type. */
  readonly ofType: Int32Array;
  #cells = new Int32Array(64);
  /** Who is being counted, and who was last counted for each type. */
  #student = 0;
  readonly #lastOf: Int32Array;

  constructor(types: Types, levels: number) {
    this.types = types;
    this.levels = levels;
    this.products = new ProductTally(types.codes.length * levels * levels);
    this.ofType = new Int32Array(types.codes.length);
    this.#lastOf = new Int32Array(types.codes.length);
  }

  get students(): number {
    return this.products.clusters;
  }

  get pairs(): number {
    return this.products.counts.reduce((sum, n) => sum + n, 0);
  }

  /** A student's pairs; one without any is not counted. */
  add(standing: Standing): void {
    if (this.#cells.length < standing.n) this.#cells = new Int32Array(standing.n * 2);
    const { levels } = this;
    let n = 0;
    this.#student += 1;
    for (let row = 0; row < standing.n; row++) {
      if (!standing.isPair(row)) continue;
      const type = this.types.of[standing.outcome[row]!]!;
      if (this.#lastOf[type] !== this.#student) this.ofType[type]! += 1;
      this.#lastOf[type] = this.#student;
      this.#cells[n++] = (type * levels + standing.first[row]! - 1) * levels + standing.latest[row]! - 1;
    }
    this.products.add(this.#cells, n);
  }

  /** The pairs of one type, or (null) of all. */
  pairsOf(type: number | null): Pairs {
    const square = this.levels ** 2;
    const to = Array.from({ length: this.products.size }, (_, cell) =>
      type === null || Math.floor(cell / square) === type ? [cell % square] : [],
    );
    return pairsOfTally(this.products.mapped(to, square, type === null ? this.students : (this.ofType[type] ?? 0)), this.levels);
  }
}
