import { refuse, type Answer } from './answer.ts';
import { clusteredLinear, type Coefficient } from './clustered-linear.ts';
import { collinearity, type Collinearity } from './collinearity.ts';

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
 */
export function dosage(
  dosages: readonly string[],
  rows: readonly DosageRow[],
  { adjustFor = [], level = 0.95 }: { adjustFor?: readonly string[]; level?: number } = {},
): Answer<DosageDetail> {
  if (dosages.length === 0) throw new RangeError('At least one dosage.');
  for (const { doses, adjust = [] } of rows) {
    if (doses.length !== dosages.length || adjust.length !== adjustFor.length)
      throw new RangeError('A row has another number of doses or adjustments than there are names.');
    for (const dose of doses) if (!(dose >= 0 && Number.isFinite(dose))) throw new RangeError(`${dose} is no amount.`);
  }
  if (rows.length === 0) return refuse('empty', 'Nobody’s amounts are known.', 'Students with amounts received and an outcome.');
  const still = dosages.find((_, at) => rows.every(({ doses }) => doses[at] === rows[0]!.doses[at]));
  if (still !== undefined)
    return refuse('no-variation', `Everybody received the same amount of ${still}.`, `Students who received more and less of ${still}.`);

  const seen = collinearity(rows.map(({ doses }) => doses));
  const overlaps = pairs(dosages, rows, seen);
  const tangled = cannotBeToldApart(seen).map((at) => dosages[at]!);
  if (tangled.length > 0)
    return refuse(
      'collinear',
      `${tangled.join(' and ')} cannot be told apart: ${closest(overlaps, tangled)}`,
      `Students who received much of one and little of the other, or a question that takes ${tangled.join(' and ')} together.`,
    );
  const fit = clusteredLinear(
    [...dosages, ...adjustFor],
    rows.map(({ cluster, outcome, doses, adjust = [] }) => ({ cluster, y: outcome, x: [...doses, ...adjust] })),
    { level },
  );
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

/**
 * The two columns of doses that most of all cannot be told apart, by their places: what to take together before asking again.
 * Null where all can be.
 *
 * @param rows one a student, amounts in the order of the dosages; each column must vary
 */
export function inseparable(rows: readonly (readonly number[])[]): [number, number] | null {
  const seen = collinearity(rows);
  const pairs = cannotBeToldApart(seen).flatMap((i, n, tangled) => tangled.slice(n + 1).map((j): [number, number] => [i, j]));
  const along = ([i, j]: [number, number]) => Math.abs(seen.correlations[i]![j]!);
  return pairs.toSorted((a, b) => along(b) - along(a))[0] ?? null;
}

function cannotBeToldApart({ vif, condition, entangled }: Collinearity): number[] {
  const inflated = vif.flatMap((value, at) => (value >= tooMuch.vif ? [at] : []));
  if (inflated.length > 0) return inflated;
  return condition >= tooMuch.condition && entangled.length >= 2 ? entangled : [];
}

function pairs(dosages: readonly string[], rows: readonly DosageRow[], { correlations }: Collinearity): Overlap[] {
  const count = (of: (doses: readonly number[]) => boolean) => rows.filter(({ doses }) => of(doses)).length;
  return dosages.flatMap((first, i) =>
    dosages.slice(i + 1).map((second, after) => {
      const j = i + 1 + after;
      return {
        first,
        second,
        both: count((doses) => doses[i]! > 0 && doses[j]! > 0),
        onlyFirst: count((doses) => doses[i]! > 0 && doses[j] === 0),
        onlySecond: count((doses) => doses[i] === 0 && doses[j]! > 0),
        neither: count((doses) => doses[i] === 0 && doses[j] === 0),
        correlation: correlations[i]![j]!,
      };
    }),
  );
}

function closest(overlaps: readonly Overlap[], tangled: readonly string[]): string {
  const among = overlaps.filter(({ first, second }) => tangled.includes(first) && tangled.includes(second));
  const [most] = among.toSorted((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation));
  return most && Math.abs(most.correlation) > 0.9
    ? `who received more of one received ${most.correlation > 0 ? 'more' : 'less'} of the other (correlation ${most.correlation.toFixed(2)}).`
    : 'each follows nearly from the others.';
}
