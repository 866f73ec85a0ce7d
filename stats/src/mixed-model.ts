import { refuse, type Answer, type Refusal, type Warning } from './answer.ts';
import { collinear } from './cumulative-refusals.ts';
import { tQuantile } from './distributions.ts';
import { cholesky } from './linear-algebra.ts';
import { minimise } from './minimise.ts';
import { crossProducts, type CrossProducts } from './mixed-cross-products.ts';
import { remlDeviance, type Relative } from './mixed-deviance.ts';
import { effects, type Predicted, type StudentEffects } from './mixed-effects.ts';
import { remlGradient } from './mixed-gradient.ts';
import { unknownVariances } from './mixed-observed.ts';
import { freedoms } from './mixed-freedom.ts';
import { curvatureFactor, startingDeviations } from './mixed-start.ts';
import { measureMixedTable, type MixedTable } from './mixed-table.ts';

export interface MixedModel {
  /** −2 log of the restricted likelihood at its maximum. */
  reml: number;
  /** The first is the intercept. */
  coefficients: readonly MixedCoefficient[];
  /** Of the coefficients, from the observed information: full, column-major. */
  covariance: readonly number[];
  /** Standard deviations, in the units of the scores; slope and correlation are null where the model has none. */
  spread: {
    student: { intercept: number; slope: number | null; correlation: number | null };
    crossed: readonly { name: string; sd: number }[];
    residual: number;
  };
  /** How each student, and each group of each grouping, departs from what the coefficients say; by number. */
  students: StudentEffects;
  crossed: readonly ({ name: string } & Predicted)[];
  evaluations: number;
}

export interface MixedCoefficient {
  covariate: string;
  estimate: number;
  /** From the observed information: right also when students leave because of their scores. */
  se: number;
  /** As lme4 gives it, the variances taken as known; the same when nobody is missing. */
  conditionalSe: number;
  df: number;
  ci: readonly [number, number];
}

export interface MixedModelOptions {
  /** The covariate whose coefficient is the answer; the last one if not said, the intercept where there is none. */
  of?: string;
  level?: number;
  minimumStudents?: number;
  /** Told after each iteration. */
  progress?: (told: { iteration: number; value: number }) => void;
}

/** Dense columns beyond this would take more memory and time than an answer is worth waiting for. */
const mostGroups = 4_000;

/**
 * A linear mixed model by REML: fixed covariates; a student intercept and, where a slope is given, a correlated student slope;
 * crossed groupings (mentor, outcome) with an intercept each. Intervals from t with the degrees of freedom of the level a
 * covariate varies at (between groups, between students). It holds under drop-out that depends on scores seen (MAR).
 * Source: Bates, Mächler, Bolker & Walker 2015; Laird & Ware 1982. Throws RangeError for a bad table.
 */
export function mixedModel(table: MixedTable, options: MixedModelOptions = {}): Answer<MixedModel> {
  const { rows, students, crossed } = measureMixedTable(table);
  const confidence = options.level ?? 0.95;
  const names = ['(intercept)', ...table.covariates];
  const of = names.indexOf(options.of ?? names.at(-1)!);
  if (of < 0) throw new RangeError(`No covariate is called “${options.of ?? ''}”.`);
  const refusal = impossible(table, rows, students, crossed, options.minimumStudents ?? 10);
  if (refusal) return refusal;
  const { products, turned } = productsOf(table, students, crossed);
  if (!independent(products)) return collinear();
  const solve = remlDeviance(products);
  const hasSlope = table.slope !== undefined;
  const relativeOf = (theta: ArrayLike<number>): Relative => ({
    intercept: theta[0]!,
    shared: hasSlope ? theta[1]! : 0,
    slope: hasSlope ? theta[2]! : 0,
    crossed: Array.from(theta).slice(hasSlope ? 3 : 1),
  });
  let evaluations = 0;
  const at = (theta: Float64Array) => {
    evaluations += 1;
    return solve(relativeOf(theta));
  };
  // The deviance is even in each relative deviation (the signs of a column of Λ cancel), so that it needs no bound at zero.
  const minimum = minimise(
    (theta) => {
      const factored = at(theta);
      const slope = () => {
        const { intercept, shared, slope: own, crossed: others } = remlGradient(products, relativeOf(theta), factored!);
        return Float64Array.from([intercept, ...(hasSlope ? [shared, own] : []), ...Array.from(others)]);
      };
      return { value: factored?.deviance ?? Infinity, slope };
    },
    startingDeviations(products, hasSlope),
    {
      tolerance: 1e-11,
      hessianFactor: (theta, _, value) => curvatureFactor((moved) => at(moved)?.deviance ?? Infinity, theta, value),
      onIteration: (iteration, value) => options.progress?.({ iteration, value }),
    },
  );
  const settled = relativeOf(minimum.x);
  const solved = solve(settled);
  if (!minimum.converged || !solved || !(solved.residual > 0)) {
    return refuse('not-converged', 'The model did not settle on one answer for these scores.', 'More students, or a simpler model.');
  }
  const { relative, ...found } = turnedBack(effects(products, settled, solved), settled, turned);
  const residual = Math.sqrt(found.variance);
  const slopeSd = Math.hypot(relative.shared, relative.slope) * residual;
  const freedom = freedoms(table, students, crossed);
  const { deviance } = solved;
  const added = unknownVariances(products, (theta) => solve(relativeOf(theta)), minimum.x, deviance);
  const covariance = found.covariance.map((value, at) => value + (added?.[at] ?? 0));
  const coefficients = names.map((covariate, j): MixedCoefficient => {
    const estimate = found.coefficients[j]!;
    const at = j * names.length + j;
    const se = Math.sqrt(covariance[at]!);
    const conditionalSe = Math.sqrt(found.covariance[at]!);
    const width = tQuantile((1 + confidence) / 2, freedom[j]!) * se;
    return { covariate, estimate, se, conditionalSe, df: freedom[j]!, ci: [estimate - width, estimate + width] };
  });
  const spread = {
    student: {
      intercept: Math.abs(relative.intercept) * residual,
      slope: hasSlope ? slopeSd : null,
      correlation:
        hasSlope && slopeSd > 0 ? (Math.sign(relative.intercept) * relative.shared) / Math.hypot(relative.shared, relative.slope) : null,
    },
    crossed: table.crossed.map(({ name }, f) => ({ name, sd: Math.abs(relative.crossed[f]!) * residual })),
    residual,
  };
  const { estimate, se, ci, df } = coefficients[of]!;
  return {
    kind: 'estimate',
    estimate,
    se,
    ci,
    df,
    level: confidence,
    n: products.observations,
    clusters: students,
    method: `Linear mixed model (REML) with ${hasSlope ? 'an intercept and a slope' : 'an intercept'} for each of ${students} students${table.crossed.map(({ name }) => `, and one for each ${name}`).join('')}.`,
    warnings: flat(relative, table),
    detail: {
      reml: deviance,
      coefficients,
      covariance,
      spread,
      students: found.student,
      crossed: table.crossed.map(({ name }, f) => ({ name, ...found.crossed[f]! })),
      evaluations,
    },
  };
}

function impossible(table: MixedTable, rows: number, students: number, crossed: readonly number[], minimum: number): Refusal | null {
  if (rows === 0) return refuse('empty', 'There are no scores.', 'Scores under these filters.');
  if (students < minimum) {
    return refuse(
      'few-clusters',
      `Fewer than ${minimum} students are too few to tell students apart from chance.`,
      `At least ${minimum} students.`,
    );
  }
  const alone = table.crossed.findIndex((_, f) => crossed[f]! < 2);
  if (alone >= 0) {
    const { name } = table.crossed[alone]!;
    return refuse(
      'too-little-data',
      `There is only one ${name}, so that nothing can be said of how they differ.`,
      `Scores of a second ${name}.`,
    );
  }
  if ((turns(table, students, crossed) ? students : crossed.reduce((sum, n) => sum + n, 0)) > mostGroups) {
    return refuse('too-little-data', 'There are more groups than one model can hold.', 'Filters: one programme, school or year at a time.');
  }
  const { mean, slope } = table;
  const varies = (column: ArrayLike<number>) => Array.prototype.some.call(column, (value) => value !== column[0]);
  if (!varies(mean) && !(table.within && Array.prototype.some.call(table.within, (value) => value > 0))) {
    return refuse('no-variation', 'Every score is the same.', 'Scores that differ.');
  }
  if (slope && !varies(slope)) return refuse('no-variation', 'Every score is from the same occasion.', 'Scores from a later occasion.');
  if (rows <= table.covariates.length + 2)
    return refuse('too-little-data', 'There are hardly more scores than things to estimate.', 'More scores.');
  return null;
}

/**
 * Students are eliminated and the crossed groups stay in a dense matrix, whose cube is the cost. Students and one crossed grouping
 * are alike in the model: where there are fewer students, as with many mentors who scored few cases, the two change places.
 */
const turns = (table: MixedTable, students: number, crossed: readonly number[]): boolean =>
  table.slope === undefined && crossed.length === 1 && crossed[0]! > students;

function productsOf(table: MixedTable, students: number, crossed: readonly number[]): { products: CrossProducts; turned: boolean } {
  if (!turns(table, students, crossed)) return { products: crossProducts(table, students, crossed), turned: false };
  const other = { ...table, student: table.crossed[0]!.of, crossed: [{ name: 'student', of: table.student }] };
  return { products: crossProducts(other, crossed[0]!, [students]), turned: true };
}

/** What was found, with students and the crossed grouping back in their places. */
function turnedBack(found: ReturnType<typeof effects>, relative: Relative, turned: boolean) {
  if (!turned) return { ...found, relative };
  const intercept = found.crossed[0]!;
  const none = { effect: new Float64Array(intercept.effect.length), se: new Float64Array(intercept.effect.length) };
  return {
    ...found,
    student: { intercept, slope: none },
    crossed: [found.student.intercept],
    relative: { ...relative, intercept: relative.crossed[0]!, crossed: [relative.intercept] },
  };
}

/** Whether the intercept and the covariates can be told apart. */
function independent({ dense, groups, fixed, width }: CrossProducts): boolean {
  const x = new Float64Array(fixed * fixed);
  for (let j = 0; j < fixed; j++) for (let i = j; i < fixed; i++) x[j * fixed + i] = dense[(groups + j) * width + groups + i]!;
  return cholesky(x, fixed);
}

function flat(relative: Relative, table: MixedTable): Warning[] {
  const says = (what: string) => ({ code: 'no-spread', says: `The scores show no spread between ${what} beyond chance.` });
  return [
    ...(Math.abs(relative.intercept) < 1e-4 ? [says('students')] : []),
    ...(table.slope && Math.abs(relative.slope) < 1e-4
      ? [{ code: 'no-spread', says: 'Students do not differ in how fast they move by more than chance would give.' }]
      : []),
    ...table.crossed.filter((_, f) => Math.abs(relative.crossed[f]!) < 1e-4).map(({ name }) => says(`one ${name} and another`)),
  ];
}
