import type { Agreement, Finding } from '@waymark/contract/calibration.ts';
import type { Answer } from '@waymark/stats/answer.ts';
import { weightedKappa } from '@waymark/stats/kappa.ts';
import { adjacentAgreement, exactAgreement } from '@waymark/stats/pair-means.ts';
import type { Pairs } from '@waymark/stats/pairs.ts';

/** Two levels of one thing on a scale of `levels`, and what it belongs to together with others: a case, a student. */
export interface Pair {
  first: number;
  second: number;
  levels: number;
  cluster: string;
}

/** An answer as it is told: in the words of whoever worked it out. */
export function findingOf(answer: Answer): Finding {
  if (answer.kind === 'refusal') return { kind: 'refusal', says: answer.says, wouldNeed: answer.wouldNeed };
  const { estimate, ci, n, method, warnings } = answer;
  return {
    kind: 'estimate',
    estimate,
    ci: ci === null ? null : [ci[0], ci[1]],
    n,
    method,
    warnings: warnings.map(({ says }) => says),
  };
}

/**
 * How alike `first` and `second` are. Clustered by what the pairs belong to: the answers to one case stand or fall together,
 * and so do the outcomes of one student. Pairs of another scale than most are left out: levels of 4 and of 6 do not compare.
 */
export function agreementOf(pairs: readonly Pair[], cluster: 'student' | 'case'): Agreement {
  const table = { ...pairsOf(pairs), clusterName: cluster };
  return {
    n: table.first.length,
    kappa: findingOf(weightedKappa(table)),
    exact: findingOf(exactAgreement(table)),
    adjacent: findingOf(adjacentAgreement(table)),
  };
}

function pairsOf(all: readonly Pair[]): Pairs & { first: number[] } {
  const scales = Map.groupBy(all, ({ levels }) => levels);
  const [levels, pairs] = [...scales].toSorted((a, b) => b[1].length - a[1].length)[0] ?? [4, []];
  const numbers = new Map([...new Set(pairs.map(({ cluster }) => cluster))].map((cluster, number) => [cluster, number]));
  return {
    levels,
    first: pairs.map(({ first }) => first),
    second: pairs.map(({ second }) => second),
    count: pairs.map(() => 1),
    cluster: pairs.map(({ cluster }) => numbers.get(cluster) ?? 0),
  };
}
