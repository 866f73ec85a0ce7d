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

/** An answer as it is told; the statistics speak of students, and here the clusters may be something else. */
export function findingOf(answer: Answer, cluster: 'student' | 'case' = 'student'): Finding {
  const say = (text: string) => (cluster === 'case' ? text.replaceAll('student', 'case') : text);
  if (answer.kind === 'refusal') return { kind: 'refusal', says: say(answer.says), wouldNeed: say(answer.wouldNeed) };
  const { estimate, ci, n, method, warnings } = answer;
  return {
    kind: 'estimate',
    estimate,
    ci: ci === null ? null : [ci[0], ci[1]],
    n,
    method: say(method),
    warnings: warnings.map(({ says }) => say(says)),
  };
}

/**
 * How alike `first` and `second` are. Clustered by what the pairs belong to: the answers to one case stand or fall together,
 * and so do the outcomes of one student. Pairs of another scale than most are left out: levels of 4 and of 6 do not compare.
 */
export function agreementOf(pairs: readonly Pair[], cluster: 'student' | 'case'): Agreement {
  const table = pairsOf(pairs);
  return {
    n: table.first.length,
    kappa: findingOf(weightedKappa(table), cluster),
    exact: findingOf(exactAgreement(table), cluster),
    adjacent: findingOf(adjacentAgreement(table), cluster),
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
