import { refuse, type Answer, type Refusal } from './answer.ts';
import { chiSquareUpper, normalQuantile } from './distributions.ts';
import { cholesky, inverse, solve } from './linear-algebra.ts';

/** Of those of a group who were there when a term began, how many left in it. */
export interface RiskRow {
  term: number;
  group: string;
  atRisk: number;
  left: number;
}

export interface HazardDetail {
  /** For each group but the first: the log odds of leaving in any term, against the first group. */
  groups: { name: string; estimate: number; se: number; ci: readonly [number, number]; oddsRatio: number }[];
  /** The share leaving in each term and group, as counted and as the model has it. */
  hazards: (RiskRow & { hazard: number; fitted: number })[];
  logLikelihood: number;
  /** Does the difference itself change from term to term? Likelihood ratio against a model with a hazard for every term and group. */
  interaction: { chiSquare: number; df: number; p: number };
}

/**
 * How much likelier is one group to leave in a term than another? The discrete-time hazard, logit h = α_term + β_group, fitted
 * by maximum likelihood to the risk table: every student counts in each term they began. The estimate is the log odds ratio
 * of the second group against the first; `detail.groups` has them all.
 *
 * Terms in which nobody left, or everybody did, say nothing about the difference and are left out, with a warning.
 *
 * @param rows a term and group at most once; groups in the order of first appearance
 * @returns refuses fewer than two groups, or a group of which none or all left (its odds have no finite estimate)
 * @throws RangeError if more left than were there, or a count is no whole number
 *
 * Source: Singer & Willett 2003, Applied Longitudinal Data Analysis, ch. 11–12. R: glm(binomial) on person-terms.
 */
export function discreteHazard(rows: readonly RiskRow[], { level = 0.95 }: { level?: number } = {}): Answer<HazardDetail> {
  for (const { term, group, atRisk, left } of rows)
    if (!Number.isInteger(atRisk) || !Number.isInteger(left) || left < 0 || left > atRisk)
      throw new RangeError(`${left} of ${atRisk} cannot have left (${group}, term ${term}).`);
  const { used, silent } = telling(rows);
  const groups = [...new Set(used.map(({ group }) => group))];
  const impossible = notEstimable(used, groups);
  if (impossible) return impossible;

  const fit = newton(used, groups);
  if (fit === null)
    return refuse('not-converged', 'The groups were not there in the same terms.', 'Terms in which students of several groups were there.');
  const z = normalQuantile(0.5 + level / 2);
  const shown = groups.slice(1).map((name, at) => {
    const estimate = fit.beta[fit.terms + at]!;
    const se = Math.sqrt(fit.variance[(fit.terms + at) * (fit.beta.length + 1)]!);
    return { name, estimate, se, ci: [estimate - z * se, estimate + z * se] as const, oddsRatio: Math.exp(estimate) };
  });
  const full = used.reduce((sum, { left, atRisk }) => sum + logLikelihood(left, atRisk, left / atRisk), 0);
  const df = used.length - fit.beta.length;
  const chiSquare = Math.max(0, 2 * (full - fit.logLikelihood));
  const [first] = shown;
  return {
    kind: 'estimate',
    estimate: first!.estimate,
    se: first!.se,
    ci: first!.ci,
    level,
    df: null,
    n: rows.reduce((sum, { atRisk }) => sum + atRisk, 0),
    clusters: null,
    method: 'Discrete-time hazard: logit of leaving in a term by term and group, maximum likelihood.',
    warnings: silent.length
      ? [
          {
            code: 'silent-terms',
            says: `In ${silent.length === 1 ? 'term' : 'terms'} ${silent.join(', ')} nobody left, or everybody: nothing is said of the difference there.`,
          },
        ]
      : [],
    detail: {
      groups: shown,
      hazards: used.map((row, at) => ({ ...row, hazard: row.left / row.atRisk, fitted: fit.fitted[at]! })),
      logLikelihood: fit.logLikelihood,
      interaction: { chiSquare, df, p: df > 0 ? chiSquareUpper(chiSquare, df) : 1 },
    },
  };
}

function telling(rows: readonly RiskRow[]): { used: RiskRow[]; silent: number[] } {
  const seen = new Set<string>();
  for (const { term, group } of rows) {
    const key = JSON.stringify([term, group]);
    if (seen.has(key)) throw new RangeError(`Term ${term} of ${group} stands twice.`);
    seen.add(key);
  }
  const there = rows.filter(({ atRisk }) => atRisk > 0);
  const silent = [...Map.groupBy(there, ({ term }) => term)]
    .filter(([, cells]) => cells.every(({ left }) => left === 0) || cells.every(({ left, atRisk }) => left === atRisk))
    .map(([term]) => term)
    .toSorted((a, b) => a - b);
  return { used: there.filter(({ term }) => !silent.includes(term)), silent };
}

function notEstimable(used: readonly RiskRow[], groups: readonly string[]): Refusal | undefined {
  if (used.length === 0)
    return refuse('no-variation', 'In no term did some students leave and others stay.', 'More terms, or more students.');
  if (groups.length < 2)
    return refuse('too-little-data', 'There is only one group in the terms in which students left.', 'At least two groups.');
  const stuck = groups.find((name) => {
    const own = used.filter(({ group }) => group === name);
    return own.every(({ left }) => left === 0) || own.every(({ left, atRisk }) => left === atRisk);
  });
  return stuck === undefined
    ? undefined
    : refuse(
        'separation',
        `None of ${stuck} left, or all did: how much likelier that is has no upper end.`,
        'A longer time, or groups taken together.',
      );
}

const logLikelihood = (left: number, atRisk: number, hazard: number): number =>
  (left > 0 ? left * Math.log(hazard) : 0) + (atRisk > left ? (atRisk - left) * Math.log1p(-hazard) : 0);

function newton(rows: readonly RiskRow[], groups: readonly string[]) {
  const termNames = [...new Set(rows.map(({ term }) => term))];
  const terms = termNames.length;
  const size = terms + groups.length - 1;
  // the columns a row has a one in: its term, and its group unless it is the first
  const columns = rows.map(({ term, group }) => {
    const at = groups.indexOf(group);
    return at === 0 ? [termNames.indexOf(term)] : [termNames.indexOf(term), terms + at - 1];
  });
  const beta = new Float64Array(size);
  termNames.forEach((name, at) => {
    const own = rows.filter(({ term }) => term === name);
    const share = own.reduce((sum, { left }) => sum + left, 0) / own.reduce((sum, { atRisk }) => sum + atRisk, 0);
    beta[at] = Math.log(share / (1 - share));
  });
  for (let step = 0; step < 50; step++) {
    const fitted = columns.map((ones) => 1 / (1 + Math.exp(-ones.reduce((sum, at) => sum + beta[at]!, 0))));
    const gradient = new Float64Array(size);
    const information = new Float64Array(size * size);
    rows.forEach(({ left, atRisk }, row) => {
      const hazard = fitted[row]!;
      for (const i of columns[row]!) {
        gradient[i]! += left - atRisk * hazard;
        for (const j of columns[row]!) information[j * size + i]! += atRisk * hazard * (1 - hazard);
      }
    });
    if (!cholesky(information, size)) return null;
    solve(information, size, gradient);
    gradient.forEach((change, at) => (beta[at]! += Math.max(-2, Math.min(2, change))));
    if (gradient.every((change) => Math.abs(change) < 1e-10)) {
      const sum = rows.reduce((total, { left, atRisk }, row) => total + logLikelihood(left, atRisk, fitted[row]!), 0);
      return { beta, terms, fitted, variance: inverse(information, size), logLikelihood: sum };
    }
  }
  return null;
}
