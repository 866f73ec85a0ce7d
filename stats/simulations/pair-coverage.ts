import { gwetAc2 } from '../src/ac2.ts';
import type { Answer } from '../src/answer.ts';
import { cronbachAlpha } from '../src/cronbach.ts';
import { intraclass } from '../src/intraclass.ts';
import { weightedKappa } from '../src/kappa.ts';
import { krippendorffAlpha } from '../src/krippendorff.ts';
import { moved } from '../src/moved.ts';
import { omega } from '../src/omega.ts';
import { adjacentAgreement, exactAgreement, signedGap } from '../src/pair-means.ts';
import type { Pairs } from '../src/pairs.ts';
import { random } from '../src/random.ts';
import { standardisedChange } from '../src/standardised-change.ts';

/** An interval, and where it was. */
export interface Found {
  estimate: number;
  se: number | null;
  ci: readonly [number, number];
}

export function found(answer: Answer): Found {
  if (answer.kind === 'refusal' || !answer.ci) throw new Error('No interval.');
  return { estimate: answer.estimate, se: answer.se, ci: answer.ci };
}

/** What is asked of pairs, clustered and, as the textbook has it, not. */
export const ofPairs: Record<string, (pairs: Pairs) => Found> = {
  'quadratic weighted κ': (pairs) => found(weightedKappa(pairs)),
  'the same, naive': (pairs) => found(weightedKappa({ ...pairs, cluster: null })),
  "Gwet's AC2": (pairs) => found(gwetAc2(pairs)),
  'signed gap': (pairs) => found(signedGap(pairs)),
  'exact agreement': (pairs) => found(exactAgreement(pairs)),
  'adjacent agreement': (pairs) => found(adjacentAgreement(pairs)),
};

export const ofMovement: Record<string, (pairs: Pairs) => Found> = {
  'net movement D': (pairs) => found(moved(pairs)),
  "Hedges' g": (pairs) => found(standardisedChange(pairs)),
};

/** Things rated by three raters who differ in severity: true values 1, severities 0.5, chance 0.8 (standard deviations). */
export function drawRatings(things: number, seed: number): number[][] {
  const chance = random(seed);
  // severities are drawn anew: raters are a sample of all who might rate
  const severity = [0, 0, 0].map(() => 0.5 * chance.normal());
  return Array.from({ length: things }, () => {
    const value = chance.normal();
    return severity.map((own) => value + own + 0.8 * chance.normal());
  });
}

export const trueIcc = { two: 1 / (1 + 0.25 + 0.64), three: 1 / (1 + 0.64) };

export const iccOf = (model: '2' | '3') => (table: number[][]) => found(intraclass(table, { model }));

/** Six outcomes of one factor, normal, whose loadings differ; α and ω of the model are known. */
export function drawOutcomes(students: number, seed: number) {
  const chance = random(seed);
  const rows = Array.from({ length: students }, () => {
    const factor = chance.normal();
    return loadings.map((loading) => loading * factor + Math.sqrt(1 - loading * loading) * chance.normal());
  });
  const means = loadings.map((_, i) => rows.reduce((sum, row) => sum + (row[i] as number), 0) / students);
  const matrix = loadings.map((_, i) =>
    loadings.map(
      (__, j) =>
        rows.reduce((sum, row) => sum + ((row[i] as number) - (means[i] as number)) * ((row[j] as number) - (means[j] as number)), 0) /
        (students - 1),
    ),
  );
  return { matrix, n: students };
}

const loadings = [0.8, 0.7, 0.6, 0.75, 0.4, 0.5];
const loaded = loadings.reduce((sum, each) => sum + each, 0) ** 2;
const explained = loadings.reduce((sum, each) => sum + each * each, 0);
const whole = loaded + 6 - explained;
export const trueConsistency = { omega: loaded / whole, alpha: (6 / 5) * (1 - 6 / whole) };

export const consistencyOf = {
  alpha: (covariance: ReturnType<typeof drawOutcomes>) => found(cronbachAlpha(covariance)),
  omega: (covariance: ReturnType<typeof drawOutcomes>) => found(omega(covariance)),
};

/** Krippendorff's ordinal α of things on four levels, each rated by two to four raters. */
export function ordinalRatings(things: number, seed: number) {
  const chance = random(seed);
  const unit: number[] = [];
  const value: number[] = [];
  for (let thing = 0; thing < things; thing++) {
    const truth = 1.5 * chance.normal();
    for (let rater = 0; rater < 2 + chance.whole(3); rater++) {
      const seen = truth + 0.9 * chance.normal();
      unit.push(thing);
      value.push(seen < -1.2 ? 1 : seen < 0 ? 2 : seen < 1.2 ? 3 : 4);
    }
  }
  return { unit, value, cluster: null };
}

export const ordinalAlphaOf = (ratings: ReturnType<typeof ordinalRatings>) => found(krippendorffAlpha(ratings));
