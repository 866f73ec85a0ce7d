import { refuse, type Answer, type Refusal, type Warning } from './answer.ts';
import { maximiseCumulative } from './cumulative-logit-newton.ts';
import { collinear, separated, separation, withoutLevel } from './cumulative-refusals.ts';
import { normalQuantile } from './distributions.ts';
import { cholesky, inverse } from './linear-algebra.ts';
import { laplaceGradient, type InvertedHessian } from './link-mixed-gradient.ts';
import { searchCurvature } from './link-mixed-information.ts';
import { Modes } from './link-mixed-modes.ts';
import { layoutOf, type LinkMixedTable } from './link-mixed-table.ts';
import { minimise, type Minimum } from './minimise.ts';
import { tabulateRatings, type OrdinalTable } from './ordinal-table.ts';

export interface CumulativeLinkMixed {
  covariates: readonly string[];
  thresholds: readonly number[];
  coefficients: readonly { covariate: string; estimate: number; se: number; ci: readonly [number, number] }[];
  /** Of each grouping, on the logit scale; no error where the spread is nil. */
  spread: readonly { name: string; sd: number; se: number | null }[];
  /** Of thresholds, coefficients, then deviations: full, column-major, from the observed information; zero for a deviation that is nil. */
  covariance: readonly number[];
  logLikelihood: number;
  /** The most probable effect of each group on the logit scale, by number, and its conditional error. */
  effects: readonly { name: string; effect: Float64Array; se: Float64Array }[];
  iterations: number;
}

export interface LinkMixedOptions {
  /** The covariate whose coefficient is the answer; the last one if not said. */
  of?: string;
  level?: number;
  progress?: (told: { iteration: number; value: number }) => void;
}

/**
 * logit P(Y ≤ k) = α_k − xβ − Σ u, with a normal intercept for each group of one or more groupings (student, mentor, outcome), by
 * the Laplace approximation; errors from the observed information. Levels stay levels: the careful view beside the mixed model.
 * Source: Christensen, the `ordinal` package (`clmm`); Pinheiro & Bates 1995. Throws RangeError for a bad table.
 */
export function cumulativeLinkMixed(table: LinkMixedTable, options: LinkMixedOptions = {}): Answer<CumulativeLinkMixed> {
  const confidence = options.level ?? 0.95;
  const of = table.covariates.indexOf(options.of ?? table.covariates.at(-1) ?? '');
  if (of < 0) throw new RangeError(`No covariate is called “${options.of ?? ''}”.`);
  const layout = layoutOf(table);
  const marginal = withoutGroups(table);
  const start = startOf(marginal, table);
  if ('kind' in start) return start;
  const modes = new Modes(layout, table.levels);
  const minimum = mostLikely(modes, start, options.progress);
  if (!minimum.converged) {
    return refuse('not-converged', 'The model did not settle on one answer for these ratings.', 'More students, or a simpler model.');
  }
  const first = table.levels - 1 + table.covariates.length;
  const covariance = observedCovariance(modes, minimum.x, first);
  if (!covariance) {
    return refuse('not-converged', 'The ratings do not say how sure the answer is.', 'More students, or a simpler model.');
  }
  const size = minimum.x.length;
  const logLikelihood = modes.find(minimum.x);
  const { ownerVariance, spread: inverted } = laplaceGradient(modes, new Float64Array(size));
  const variance = Float64Array.from({ length: layout.dense }, (_, j) => inverted[j * (layout.dense + 1)]!);
  const seOf = (at: number) => Math.sqrt(covariance[at * size + at]!);
  const width = normalQuantile((1 + confidence) / 2);
  const coefficients = table.covariates.map((covariate, j) => {
    const at = table.levels - 1 + j;
    const estimate = minimum.x[at]!;
    return { covariate, estimate, se: seOf(at), ci: [estimate - width * seOf(at), estimate + width * seOf(at)] as const };
  });
  const spread = table.groupings.map(({ name }, f) => {
    const sd = Math.abs(minimum.x[first + f]!);
    return { name, sd, se: sd < nil ? null : seOf(first + f) };
  });
  const { estimate, se, ci } = coefficients[of]!;
  return {
    kind: 'estimate',
    estimate,
    se,
    ci,
    level: confidence,
    df: null,
    n: layout.n.reduce((sum, n) => sum + n, 0),
    clusters: layout.owners,
    method: `Cumulative-link mixed model (logit, Laplace) with an intercept for each ${table.groupings.map(({ name }) => name).join(', ')}.`,
    warnings: spread
      .filter(({ se: error }) => error === null)
      .map(({ name }): Warning => ({
        code: 'no-spread',
        says: `The ratings show no spread between one ${name} and another beyond chance.`,
      })),
    detail: {
      covariates: table.covariates,
      thresholds: Array.from(minimum.x.subarray(0, table.levels - 1)),
      coefficients,
      spread,
      covariance: Array.from(covariance),
      logLikelihood,
      effects: table.groupings.map(({ name }, f) => {
        const sd = minimum.x[first + f]!;
        const at = layout.others.indexOf(f);
        const [from, to] = at < 0 ? [0, layout.owners] : [layout.owners + layout.starts[at]!, layout.owners + layout.starts[at + 1]!];
        const own = at < 0 ? ownerVariance : variance.subarray(layout.starts[at], layout.starts[at + 1]);
        return { name, effect: modes.u.slice(from, to).map((u) => sd * u), se: own.map((value) => Math.abs(sd) * Math.sqrt(value)) };
      }),
      iterations: minimum.iterations,
    },
  };
}

/** A deviation below this is no spread: its own error is then not that of a normal estimate. */
const nil = 1e-3;

/** The ratings as if no two shared a group: where the search begins. */
function withoutGroups(table: LinkMixedTable): OrdinalTable {
  const all = tabulateRatings(table);
  if (!table.n) return all;
  const weighted = tabulateRatings({ ...table, student: new Int32Array(table.level.length) });
  const { row } = weighted.byStudent!;
  const counts = weighted.counts.map((levels) => levels.map(() => 0));
  for (let i = 0; i < table.level.length; i++) counts[row[i]!]![table.level[i]! - 1]! += table.n[i]!;
  return { covariates: table.covariates, x: weighted.x, counts };
}

function startOf(marginal: OrdinalTable, table: LinkMixedTable): Float64Array | Refusal {
  const missing = withoutLevel(marginal, table.levels);
  if (missing) return missing;
  for (const { name, of } of table.groupings) {
    if (new Set(Array.from(of)).size < 2) {
      return refuse(
        'too-little-data',
        `There is only one ${name}, so that nothing can be said of how they differ.`,
        `Ratings of a second ${name}.`,
      );
    }
  }
  const found = maximiseCumulative(marginal);
  if (found === 'collinear') return collinear();
  if (found === 'no-maximum' || separated(marginal, found, table.levels)) return separation();
  const parameters = new Float64Array(found.parameters.length + table.groupings.length).fill(0.7);
  parameters.set(found.parameters);
  return parameters;
}

/** The maximum of the Laplace likelihood. It is even in each deviation, so that it needs no bound at zero. */
function mostLikely(modes: Modes, start: Float64Array, progress: LinkMixedOptions['progress']): Minimum {
  let inverted: InvertedHessian | null = null;
  return minimise(
    (parameters) => ({
      value: -modes.find(parameters),
      slope: () => {
        const gradient = new Float64Array(parameters.length);
        inverted = laplaceGradient(modes, gradient);
        return gradient.map((entry) => -entry);
      },
    }),
    start,
    {
      tolerance: 1e-10,
      far: 1,
      hessianFactor: (parameters, slope) => (inverted ? searchCurvature(modes, inverted, parameters, slope) : undefined),
      onIteration: (iteration, value) => progress?.({ iteration, value: -value }),
    },
  );
}

/** The inverse of the observed information, by central differences of the exact gradient; deviations that are nil are held. */
function observedCovariance(modes: Modes, at: Float64Array, first: number): Float64Array | null {
  const size = at.length;
  const free = Array.from(at.keys()).filter((i) => i < first || Math.abs(at[i]!) >= nil);
  const information = new Float64Array(free.length * free.length);
  const gradientAt = (i: number, by: number) => {
    const moved = at.slice();
    moved[i]! += by;
    const gradient = new Float64Array(size).fill(NaN);
    if (modes.find(moved) > -Infinity) laplaceGradient(modes, gradient);
    return gradient;
  };
  const { u } = modes;
  free.forEach((i, column) => {
    const by = 1e-4 * Math.max(1, Math.abs(at[i]!));
    modes.u = u;
    const up = gradientAt(i, by);
    // on the other side the modes are about as far, the other way
    modes.u = modes.u.map((value, g) => 2 * u[g]! - value);
    const down = gradientAt(i, -by);
    free.forEach((other, row) => {
      const slope = (down[other]! - up[other]!) / (2 * by);
      information[column * free.length + row]! += slope / 2;
      information[row * free.length + column]! += slope / 2;
    });
  });
  if (!cholesky(information, free.length)) return null;
  const found = inverse(information, free.length);
  const covariance = new Float64Array(size * size);
  free.forEach((i, column) => free.forEach((j, row) => (covariance[i * size + j] = found[column * free.length + row]!)));
  return covariance;
}
