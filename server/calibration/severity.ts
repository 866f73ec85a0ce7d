import type { Consistency } from '@waymark/contract/calibration.ts';
import { tQuantile } from '@waymark/stats/distributions.ts';
import { type MixedModel, mixedModel } from '@waymark/stats/mixed-model.ts';

/** A level somebody gave to something that others judged too: a case, or a meeting two mentors scored. */
export interface SharedLevel {
  memberId: string;
  /** What was judged. */
  thing: string;
  level: number;
}

/**
 * How much more generous (+) or severe (−) each mentor is than their colleagues, from what they judged in common. Only
 * those linked to the largest group by common cases and meetings are told of: between the others nothing is known, and a
 * mixed model would take a caseload's ability for its mentor's severity.
 */
export function severityOf(levels: readonly SharedLevel[], names: ReadonlyMap<string, string>): Consistency['severity'] {
  const linked = largestLinked(levels);
  const mentors = [...new Set(linked.map(({ memberId }) => memberId))];
  const things = [...new Set(linked.map(({ thing }) => thing))];
  const apart = new Set(levels.map(({ memberId }) => memberId)).size - mentors.length;
  if (mentors.length < 3)
    return {
      says: 'Fewer than three mentors have judged the same cases or meetings, so that nobody’s own way can be told from what they happened to see. It would need an exercise that several mentors finish.',
      items: [],
    };
  const last = mentors.length - 1;
  const ofThing = new Map(things.map((thing, number) => [thing, number]));
  const others = mentors.slice(0, last);
  const answer = mixedModel({
    covariates: others,
    // each mentor against the mean of all: the last is what makes the deviations add up to nothing
    columns: others.map((one) => linked.map(({ memberId }) => (memberId === one ? 1 : memberId === mentors[last] ? -1 : 0))),
    mean: linked.map(({ level }) => level),
    student: linked.map(({ thing }) => ofThing.get(thing) ?? 0),
    crossed: [],
  });
  const ofCases = (text: string) => text.replaceAll('student', 'case');
  if (answer.kind === 'refusal') return { says: ofCases(`${answer.says} It would need: ${answer.wouldNeed}`), items: [] };
  const deviations = deviationsOf(answer.detail);
  return {
    says: `From ${linked.length} levels that ${mentors.length} mentors gave to ${things.length} things judged in common.${
      apart > 0 ? ` ${apart} more ${apart === 1 ? 'mentor has' : 'mentors have'} nothing in common with them and cannot be compared.` : ''
    }`,
    items: mentors
      .map((memberId, at) => {
        const { estimate, reach } = deviations[at] ?? { estimate: 0, reach: 0 };
        return {
          memberId,
          name: names.get(memberId) ?? '',
          severity: {
            kind: 'estimate' as const,
            estimate,
            ci: [estimate - reach, estimate + reach] as [number, number],
            n: linked.filter((one) => one.memberId === memberId).length,
            method:
              'Linear mixed model (REML): an intercept for each outcome of a case or meeting, and mentors as deviations from their mean.',
            warnings: answer.warnings.map(({ says }) => ofCases(says)),
          },
        };
      })
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

/** Each mentor's deviation from the mean of all, and how far its 95 % interval reaches; the last is less the sum of the others. */
function deviationsOf({ coefficients, covariance }: MixedModel): { estimate: number; reach: number }[] {
  const deviations = coefficients.slice(1);
  const reachOf = (variance: number, df: number) => Math.sqrt(variance) * tQuantile(0.025, df, 'upper');
  const size = coefficients.length;
  let variance = 0;
  for (let i = 1; i < size; i++) for (let j = 1; j < size; j++) variance += covariance[j * size + i] ?? 0;
  const sum = deviations.reduce((total, { estimate }) => total + estimate, 0);
  return [
    ...deviations.map(({ estimate, se, df }) => ({ estimate, reach: reachOf(se * se, df) })),
    { estimate: -sum, reach: reachOf(variance, deviations[0]?.df ?? 1) },
  ];
}

/** The levels of the largest group of mentors that common cases and meetings hold together. */
function largestLinked(levels: readonly SharedLevel[]): readonly SharedLevel[] {
  const group = new Map<string, string>();
  const find = (id: string): string => {
    const up = group.get(id) ?? id;
    return up === id ? id : find(up);
  };
  for (const judges of Map.groupBy(levels, ({ thing }) => thing).values())
    for (const { memberId } of judges) group.set(find(memberId), find(judges[0]?.memberId ?? memberId));
  const groups = Map.groupBy(levels, ({ memberId }) => find(memberId));
  return [...groups.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
}
