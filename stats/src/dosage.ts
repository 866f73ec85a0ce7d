import { refuse, type Answer } from './answer.ts';
import { clusteredLinear, type ClusteredRow, type Coefficient } from './clustered-linear.ts';
import { type Collinearity, collinearityOf } from './collinearity.ts';

/** What a student received, how far they moved, and in which cluster (school or mentor) they received it. */
export interface DosageRow {
  cluster: string;
  /** The change, or the later value with the earlier among `adjustFor`. */
  outcome: number;
  /** Amounts, in the order of `dosages`; never below nought. */
  doses: readonly number[];
  /** In the order of `adjustFor`. */
  adjust?: readonly number[];
}

export interface Overlap {
  first: string;
  second: string;
  both: number;
  onlyFirst: number;
  onlySecond: number;
  neither: number;
  correlation: number;
}

export interface DosageDetail {
  doses: (Coefficient & { vif: number })[];
  overlaps: Overlap[];
  condition: number;
}

/** Beyond these (Belsley, Kuh & Welsch 1980) coefficients say more of chance than of what was received. */
const tooMuch = { vif: 10, condition: 30 };

/**
 * What goes with what was received, everything received taken together? The outcome on all dosages at once, least squares with
 * CR2 errors; the estimate is of the first dosage, all are in `detail.doses`. An association: who receives more is not chance.
 *
 * @returns refuses, naming the dosages, when they cannot be told apart: a variance inflation from 10, or a condition number from
 *   30 that two dosages share; when one never varies; and as `clusteredLinear` does
 * @throws RangeError for a dose below nought or rows of the wrong length
 *
 * Source: Belsley, Kuh & Welsch 1980; Pustejovsky & Tipton 2018.
 * @param rows gone through twice; a row is not kept, so that one object may be every row
 */
export function dosage(
  dosages: readonly string[],
  rows: Iterable<DosageRow>,
  { adjustFor = [], level = 0.95 }: { adjustFor?: readonly string[]; level?: number } = {},
): Answer<DosageDetail> {
  if (dosages.length === 0) throw new RangeError('At least one dosage.');
  const amounts = new Amounts(dosages.length);
  for (const { doses, adjust = [] } of rows) {
    if (doses.length !== dosages.length || adjust.length !== adjustFor.length)
      throw new RangeError('A row has another number of doses or adjustments than there are names.');
    amounts.add(doses);
  }
  if (amounts.n === 0) return refuse('empty', 'Nobody’s amounts are known.', 'Students with amounts received and an outcome.');
  const still = dosages.find((_, at) => !amounts.varies[at]);
  if (still !== undefined)
    return refuse('no-variation', `Everybody received the same amount of ${still}.`, `Students who received more and less of ${still}.`);

  const seen = amounts.collinearity();
  const overlaps = amounts.overlaps(dosages, seen);
  const tangled = cannotBeToldApart(seen).map((at) => dosages[at]!);
  if (tangled.length > 0)
    return refuse(
      'collinear',
      `${tangled.join(' and ')} cannot be told apart: ${closest(overlaps, tangled)}`,
      `Students who received much of one and little of the other, or a question that takes ${tangled.join(' and ')} together.`,
    );
  const fit = clusteredLinear([...dosages, ...adjustFor], asClustered(rows), { level });
  if (fit.kind === 'refusal') return fit;
  const high = dosages.filter((_, at) => seen.vif[at]! >= 5);
  return {
    ...fit,
    method: `All dosages together. ${fit.method}`,
    warnings: [
      ...fit.warnings,
      ...(high.length
        ? [{ code: 'overlap', says: `${high.join(' and ')} largely went to the same students: their parts are told only roughly.` }]
        : []),
      { code: 'association', says: 'Who received more was not left to chance: this says what went together, not what it did.' },
    ],
    detail: {
      doses: dosages.map((_, at) => ({ ...fit.detail.coefficients[at + 1]!, vif: seen.vif[at]! })),
      overlaps,
      condition: seen.condition,
    },
  };
}

/** Rows as `clusteredLinear` takes them, all in one object. */
function* asClustered(rows: Iterable<DosageRow>): Generator<ClusteredRow> {
  const x: number[] = [];
  const row = { cluster: '', y: 0, x };
  for (const { cluster, outcome, doses, adjust = [] } of rows) {
    row.cluster = cluster;
    row.y = outcome;
    for (let at = 0; at < doses.length; at++) x[at] = doses[at]!;
    for (let at = 0; at < adjust.length; at++) x[doses.length + at] = adjust[at]!;
    yield row;
  }
}

/** Sums of amounts, from which is told how far columns go together. */
class Amounts {
  n = 0;
  readonly varies: boolean[];
  readonly #width: number;
  /** The first row's: sums around it keep their digits. */
  readonly #first: number[] = [];
  readonly #sums: Float64Array;
  readonly #products: Float64Array;
  /** Rows with some of one and some of another. */
  readonly #both: Float64Array;

  constructor(width: number) {
    this.#width = width;
    this.varies = Array<boolean>(width).fill(false);
    [this.#sums, this.#products, this.#both] = [new Float64Array(width), new Float64Array(width * width), new Float64Array(width * width)];
  }

  add(doses: readonly number[]): void {
    const width = this.#width;
    for (let i = 0; i < width; i++) {
      const dose = doses[i]!;
      if (!(dose >= 0 && Number.isFinite(dose))) throw new RangeError(`${dose} is no amount.`);
      if (this.n === 0) this.#first[i] = dose;
      const own = dose - this.#first[i]!;
      if (own !== 0) this.varies[i] = true;
      this.#sums[i]! += own;
      for (let j = 0; j <= i; j++) {
        this.#products[i * width + j]! += own * (doses[j]! - this.#first[j]!);
        if (dose > 0 && doses[j]! > 0) this.#both[i * width + j]! += 1;
      }
    }
    this.n += 1;
  }

  /** Of columns that all vary. */
  collinearity(): Collinearity {
    const width = this.#width;
    const covariance = new Float64Array(width * width);
    for (let i = 0; i < width; i++)
      for (let j = 0; j <= i; j++)
        covariance[i * width + j] = covariance[j * width + i] = this.#products[i * width + j]! - (this.#sums[i]! * this.#sums[j]!) / this.n;
    return collinearityOf(covariance, width);
  }

  overlaps(dosages: readonly string[], { correlations }: Collinearity): Overlap[] {
    const width = this.#width;
    const some = (i: number) => this.#both[i * width + i]!;
    return dosages.flatMap((first, i) =>
      dosages.slice(i + 1).map((second, after) => {
        const j = i + 1 + after;
        const both = this.#both[j * width + i]!;
        const [onlyFirst, onlySecond] = [some(i) - both, some(j) - both];
        return {
          first,
          second,
          both,
          onlyFirst,
          onlySecond,
          neither: this.n - both - onlyFirst - onlySecond,
          correlation: correlations[i]![j]!,
        };
      }),
    );
  }
}

/**
 * The two columns of doses that most of all cannot be told apart, by their places: what to take together before asking again.
 * Null where all can be.
 *
 * @param rows one a student, amounts in the order of the dosages; each column must vary. A row is not kept.
 * @param width how many dosages there are
 */
export function inseparable(rows: Iterable<readonly number[]>, width: number): [number, number] | null {
  const amounts = new Amounts(width);
  for (const row of rows) amounts.add(row);
  const seen = amounts.collinearity();
  const pairs = cannotBeToldApart(seen).flatMap((i, n, tangled) => tangled.slice(n + 1).map((j): [number, number] => [i, j]));
  const along = ([i, j]: [number, number]) => Math.abs(seen.correlations[i]![j]!);
  return pairs.toSorted((a, b) => along(b) - along(a))[0] ?? null;
}

function cannotBeToldApart({ vif, condition, entangled }: Collinearity): number[] {
  const inflated = vif.flatMap((value, at) => (value >= tooMuch.vif ? [at] : []));
  if (inflated.length > 0) return inflated;
  return condition >= tooMuch.condition && entangled.length >= 2 ? entangled : [];
}

function closest(overlaps: readonly Overlap[], tangled: readonly string[]): string {
  const among = overlaps.filter(({ first, second }) => tangled.includes(first) && tangled.includes(second));
  const [most] = among.toSorted((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
  return most && Math.abs(most.correlation) > 0.9
    ? `who received more of one received ${most.correlation > 0 ? 'more' : 'less'} of the other (correlation ${most.correlation.toFixed(2)}).`
    : 'each follows nearly from the others.';
}
