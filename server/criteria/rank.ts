import type { CriteriaSnapshot } from '@waymark/contract/criteria.ts';

/**
 * Students for whom at least one rule holds, those with most rules first. Among equals, those of whom less is unknown: what
 * is known of them is surer.
 */
export function ranked(findings: ReadonlyMap<string, CriteriaSnapshot>): { id: string; findings: CriteriaSnapshot }[] {
  return [...findings]
    .filter(([, found]) => found.holds > 0)
    .map(([id, found]) => ({ id, findings: found }))
    .sort((a, b) => b.findings.holds - a.findings.holds || a.findings.unknown - b.findings.unknown || a.id.localeCompare(b.id));
}

export interface RuleCount {
  holds: number;
  not: number;
  unknown: number;
}

/** For how many students each rule holds, by the rule's id. */
export function countRules(findings: Iterable<CriteriaSnapshot>): Map<string, RuleCount> {
  const counts = new Map<string, RuleCount>();
  for (const { rules } of findings) {
    for (const { ruleId, result } of rules) {
      const count = counts.get(ruleId) ?? { holds: 0, not: 0, unknown: 0 };
      count[result]++;
      counts.set(ruleId, count);
    }
  }
  return counts;
}
