import { z } from 'zod';
import { Id, IdParams, Instant, PageQuery, PlainDate, Version } from './common.ts';
import { CharacteristicOption } from './characteristics.ts';
import { endpoint } from './endpoint.ts';
import { Measure } from './measures.ts';
import { Named, YearGroup } from './students.ts';

/**
 * The time a rule looks at. `half_term` begins at the last break between half terms (`docs/methods/referral-criteria.md`
 * says which days those are); `latest` is the newest reading, whenever it was taken.
 */
export const RulePeriod = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('latest') }),
  z.object({ kind: z.literal('weeks'), weeks: z.int().min(1).max(52) }),
  z.object({ kind: z.literal('half_term') }),
  z.object({ kind: z.literal('since'), date: PlainDate }),
]);
export type RulePeriod = z.infer<typeof RulePeriod>;

export const Comparison = z.enum(['below', 'at_most', 'at_least', 'above']);
export type Comparison = z.infer<typeof Comparison>;

/** One thing a rule asks about a student. */
export const Condition = z.discriminatedUnion('kind', [
  /** “Attendance below 92% in the last 6 weeks”. On an ordered scale the value is the step's. */
  z.object({
    kind: z.literal('measure'),
    measureId: Id,
    comparison: Comparison,
    value: z.number().min(0).max(100_000),
    period: RulePeriod,
  }),
  /** “2 or more steps below target in English or Mathematics”: in any one of them. */
  z.object({ kind: z.literal('target'), measureIds: z.array(Id).min(1).max(12), by: z.number().gt(0).max(1000) }),
  /** “Free school meals recorded as yes”. */
  z.object({ kind: z.literal('characteristic'), characteristicId: Id, values: z.array(z.string().min(1).max(20)).min(1).max(60) }),
]);
export type Condition = z.infer<typeof Condition>;

/** A rule holds when all, or any, of its conditions do. Its id stays from version to version. */
export const Rule = z.object({
  id: Id,
  combine: z.enum(['all', 'any']),
  conditions: z.array(Condition).min(1, 'A rule needs at least one condition.').max(6, 'A rule has at most six conditions.'),
});
export type Rule = z.infer<typeof Rule>;

/** Does the rule hold? `unknown` when what it asks about has not been recorded: that is never taken for a no. */
export const RuleResult = z.enum(['holds', 'not', 'unknown']);
export type RuleResult = z.infer<typeof RuleResult>;

/** Why a condition cannot be known. */
export const UnknownBecause = z.enum(['nothing_recorded', 'no_target', 'measure_gone', 'characteristic_gone']);

export const ConditionFinding = z.object({
  sentence: z.string(),
  result: RuleResult,
  /** The figures it was decided on, as they stood: “Attendance 88.4%”. */
  figures: z.array(z.object({ text: z.string(), from: PlainDate.nullable(), on: PlainDate.nullable(), n: z.int().nullable() })),
  because: UnknownBecause.nullable(),
});
export type ConditionFinding = z.infer<typeof ConditionFinding>;

export const RuleFinding = z.object({ ruleId: Id, sentence: z.string(), result: RuleResult, conditions: z.array(ConditionFinding) });
export type RuleFinding = z.infer<typeof RuleFinding>;

/** What a version of the criteria said about one student on one day, in words that later changes do not touch. */
export const CriteriaSnapshot = z.object({
  versionId: Id,
  number: z.int(),
  asOf: PlainDate,
  rules: z.array(RuleFinding),
  holds: z.int(),
  unknown: z.int(),
});
export type CriteriaSnapshot = z.infer<typeof CriteriaSnapshot>;

export const CriteriaStatus = z.enum(['draft', 'published', 'retired']);

const VersionSummary = z.object({
  id: Id,
  number: z.int(),
  status: CriteriaStatus,
  rules: z.int(),
  createdAt: Instant,
  publishedAt: Instant.nullable(),
  publishedBy: z.string().nullable(),
  version: Version,
});

/** A rule with its generated sentence. */
const SaidRule = Rule.extend({ sentence: z.string() });

export const CriteriaVersion = VersionSummary.extend({ rules: z.array(SaidRule) });
export type CriteriaVersion = z.infer<typeof CriteriaVersion>;

export const listCriteria = endpoint({
  method: 'GET',
  path: '/criteria',
  summary: 'List the versions of the referral criteria, latest first.',
  response: z.object({ items: z.array(VersionSummary) }),
});

export const getCriteriaVersion = endpoint({
  method: 'GET',
  path: '/criteria/:id',
  summary: 'Read one version of the referral criteria: each rule with its sentence.',
  params: IdParams,
  response: CriteriaVersion,
});

/** What a rule and its sentence need to know of a measure. */
export const RuleMeasure = Measure.pick({ id: true, name: true, scale: true, better: true, archived: true });
export type RuleMeasure = z.infer<typeof RuleMeasure>;

export const RuleCharacteristic = z.object({ id: Id, label: z.string(), options: z.array(CharacteristicOption), archived: z.boolean() });
export type RuleCharacteristic = z.infer<typeof RuleCharacteristic>;

export const listRuleParts = endpoint({
  method: 'GET',
  path: '/criteria-parts',
  summary: 'List what rules can be written about: measures with their units, characteristics with their values.',
  response: z.object({ measures: z.array(RuleMeasure), characteristics: z.array(RuleCharacteristic) }),
});

export const createCriteriaDraft = endpoint({
  method: 'POST',
  path: '/criteria',
  summary: 'Start a draft of the criteria, from the newest version where there is one. There is one draft at a time.',
  body: z.object({ id: Id }),
  response: z.object({ id: Id, version: Version }),
});

export const updateCriteriaDraft = endpoint({
  method: 'PUT',
  path: '/criteria/:id',
  summary: 'Change the rules of a draft. A published version never changes.',
  params: IdParams,
  ifMatch: true,
  body: z.object({ rules: z.array(Rule).max(30, 'Thirty rules are as many as anybody can weigh.') }),
  response: z.object({ id: Id, version: Version }),
});

export const deleteCriteriaDraft = endpoint({
  method: 'DELETE',
  path: '/criteria/:id',
  summary: 'Drop a draft.',
  params: IdParams,
  ifMatch: true,
  response: z.object({ id: Id }),
});

export const publishCriteria = endpoint({
  method: 'POST',
  path: '/criteria/:id/publication',
  summary: 'Publish a draft: referrals are held against it from now on, and the version before is retired.',
  params: IdParams,
  ifMatch: true,
  response: z.object({ id: Id, number: z.int(), version: Version }),
});

export const retireCriteria = endpoint({
  method: 'POST',
  path: '/criteria/:id/retirement',
  summary: 'Retire the published criteria without others in their place: referrals are then held against none.',
  params: IdParams,
  ifMatch: true,
  response: z.object({ id: Id, version: Version }),
});

export const getCriteriaReach = endpoint({
  method: 'GET',
  path: '/criteria/:id/reach',
  summary: 'Count for how many students each rule of a version, or of a draft, holds today.',
  params: IdParams,
  response: z.object({
    asOf: PlainDate,
    students: z.int(),
    rules: z.array(z.object({ ruleId: Id, sentence: z.string(), holds: z.int(), not: z.int(), unknown: z.int() })),
    /** Students for whom at least one rule holds. */
    any: z.int(),
  }),
});

export const Proposal = z.object({
  student: Named,
  yearGroup: YearGroup.nullable(),
  school: Named.nullable(),
  findings: CriteriaSnapshot,
  /** The student's last referral, where there was one: declined a week ago is worth knowing. */
  lastReferral: z.object({ status: z.string(), receivedAt: Instant, decidedAt: Instant.nullable() }).nullable(),
});
export type Proposal = z.infer<typeof Proposal>;

export const listProposals = endpoint({
  method: 'GET',
  path: '/criteria-proposals',
  summary: 'List students nobody referred for whom published rules hold today, those with most rules first. Written to the access log.',
  query: PageQuery.omit({ cursor: true }).extend({
    schoolId: Id.optional(),
    yearGroup: z.coerce.number().int().min(0).max(14).optional(),
  }),
  response: z.object({
    /** Null when no criteria are published. */
    criteria: z.object({ id: Id, number: z.int() }).nullable(),
    asOf: PlainDate,
    /** Students looked at: here, not taking part in a programme, without an open referral. */
    considered: z.int(),
    /** For how many of them at least one rule holds; the list is cut at the limit. */
    found: z.int(),
    items: z.array(Proposal),
  }),
});

export const referProposed = endpoint({
  method: 'POST',
  path: '/criteria-proposals/referrals',
  summary: 'Make referrals of students the criteria found, all or none. A student with an open referral is left out and named.',
  body: z.object({
    referrals: z
      .array(z.object({ id: Id, studentId: Id }))
      .min(1)
      .max(100),
  }),
  response: z.object({ made: z.int(), already: z.array(Named) }),
});
