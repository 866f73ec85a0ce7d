import { sql } from 'kysely';
import type { CriteriaSnapshot, Rule } from '@waymark/contract/criteria.ts';
import type { Tx } from '../db/actor.ts';
import { evaluate, type Criteria } from './evaluate.ts';
import { readFacts, readRuleParts } from './facts.ts';

/** So many students are held against the rules at a time: their figures are all in memory meanwhile. */
const atOnce = 1000;

/** The criteria in force; undefined when none are published. */
export async function publishedCriteria(tx: Tx, orgId: string): Promise<Criteria | undefined> {
  return tx
    .selectFrom('criteria_versions')
    .where('org_id', '=', orgId)
    .where('status', '=', 'published')
    .select(['id', 'number', sql<Rule[]>`rules`.as('rules')])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** What criteria say about each student on a day. Students the actor may not see are held against nothing. */
export async function findingsFor(
  tx: Tx,
  orgId: string,
  criteria: Criteria,
  studentIds: readonly string[],
  asOf: string,
): Promise<Map<string, CriteriaSnapshot>> {
  const parts = await readRuleParts(tx, orgId);
  const findings = new Map<string, CriteriaSnapshot>();
  for (let i = 0; i < studentIds.length; i += atOnce) {
    const facts = await readFacts(tx, orgId, studentIds.slice(i, i + atOnce), criteria.rules, asOf);
    for (const [id, known] of facts) findings.set(id, evaluate(criteria, parts, known, asOf));
  }
  return findings;
}

/** The published criteria held against one student: what is frozen with a referral. Null when none are published. */
export async function snapshotFor(tx: Tx, orgId: string, studentId: string, asOf: string): Promise<CriteriaSnapshot | null> {
  const criteria = await publishedCriteria(tx, orgId);
  if (criteria === undefined) return null;
  return (await findingsFor(tx, orgId, criteria, [studentId], asOf)).get(studentId) ?? null;
}
