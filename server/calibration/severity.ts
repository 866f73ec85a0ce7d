import { createHash } from 'node:crypto';
import type { Consistency, Finding } from '@waymark/contract/calibration.ts';
import type { Refusal, RefusalCode } from '@waymark/stats/answer.ts';
import { connectedness } from '@waymark/stats/connectedness.ts';
import { fewestMentors, severity } from '@waymark/stats/severity.ts';
import type { Tx } from '../db/actor.ts';
import { Recent } from '../recent.ts';
import { type DoubleScored, doubleScored } from '../second-scorings/pairs.ts';
import { findingOf } from './agreement.ts';
import { calibrationAnswers, type CalibrationAnswer } from './answers.ts';
import { findMentors } from './consistency-queries.ts';

/** A level somebody gave to something that others judged too: an outcome of a case, or of a meeting two mentors scored. */
interface SharedLevel {
  memberId: string;
  /** What was judged. */
  thing: string;
  level: number;
}

/**
 * What mentors judged in common: written cases, and meetings drawn to be scored twice. A meeting chosen by hand may have been
 * chosen because its levels looked high or low; the second mentor then comes out on the other side by chance alone.
 */
export function sharedLevels(
  answers: readonly Pick<CalibrationAnswer, 'memberId' | 'vignetteId' | 'outcomeId' | 'level'>[],
  twice: readonly Pick<DoubleScored, 'meetingId' | 'outcomeId' | 'firstId' | 'secondId' | 'first' | 'second' | 'drawId'>[],
): SharedLevel[] {
  return [
    ...answers.map(({ memberId, vignetteId, outcomeId, level }) => ({ memberId, thing: `${vignetteId} ${outcomeId}`, level })),
    ...twice
      .filter(({ drawId }) => drawId !== null)
      .flatMap(({ meetingId, outcomeId, firstId, secondId, first, second }) => {
        const thing = `${meetingId} ${outcomeId}`;
        return [
          { memberId: firstId, thing, level: first },
          { memberId: secondId, thing, level: second },
        ];
      }),
  ];
}

/**
 * How much more generous (+) or severe (−) each mentor is than their colleagues, from what they judged in common. Only
 * those linked to the largest group by common cases and meetings are told of: between the others nothing is known, and a
 * mixed model would take a caseload's ability for its mentor's severity. In order of name.
 */
export function severityOf(levels: readonly SharedLevel[], names: ReadonlyMap<string, string>): Consistency['severity'] {
  const { items, ...told } = compared(levels);
  return {
    ...told,
    items: items
      .map(({ memberId, severity: found }) => ({ memberId, name: names.get(memberId) ?? '', severity: found }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

type Compared = Pick<Consistency['severity'], 'says' | 'wouldNeed'> & { items: { memberId: string; severity: Finding }[] };

/** By a hash of the levels: the same give the same answer, and hundreds of mentors are seconds of work each time. */
const worked = new Recent<Compared>(20);

function compared(levels: readonly SharedLevel[]): Compared {
  const hash = createHash('sha256');
  for (const { memberId, thing, level } of levels) hash.update(`${memberId} ${thing} ${level}\n`);
  const key = hash.digest('hex');
  const before = worked.get(key);
  if (before !== undefined) return before;
  const now = compareMentors(levels);
  worked.set(key, now);
  return now;
}

function compareMentors(levels: readonly SharedLevel[]): Compared {
  // what was judged stands where the statistics have a student
  const linked = connectedness(levels.map(({ memberId, thing }) => ({ student: thing, mentor: memberId })));
  if (linked.kind === 'refusal') return nothing(linked);
  const mentors = linked.detail.components[0]?.mentors ?? [];
  const ofMentor = numbers(mentors);
  const rows = levels.filter(({ memberId }) => ofMentor.has(memberId));
  const ofThing = numbers([...new Set(rows.map(({ thing }) => thing))]);
  const answer = severity(
    {
      covariates: [],
      columns: [],
      mean: rows.map(({ level }) => level),
      student: rows.map(({ thing }) => ofThing.get(thing) ?? 0),
      crossed: [{ name: 'mentor', of: rows.map(({ memberId }) => ofMentor.get(memberId) ?? 0) }],
    },
    { components: 1 },
  );
  if (answer.kind === 'refusal') return nothing(answer);
  const { method, warnings, detail } = answer;
  const apart = linked.detail.components.slice(1).reduce((sum, { mentors: others }) => sum + others.length, 0);
  const given = Map.groupBy(rows, ({ memberId }) => memberId);
  return {
    wouldNeed: null,
    says: `From ${rows.length} levels that ${mentors.length} mentors gave to ${ofThing.size} outcomes of cases and meetings judged in common.${
      apart > 0 ? ` ${apart} more ${apart === 1 ? 'mentor has' : 'mentors have'} nothing in common with them and cannot be compared.` : ''
    }`,
    items: mentors.flatMap((memberId, at) => {
      const effect = detail.mentors[at];
      if (effect === undefined) return [];
      const n = given.get(memberId)?.length ?? 0;
      const told = { ...answer, estimate: effect.effect, se: effect.se, ci: effect.ci, n, method, warnings };
      return [{ memberId, severity: findingOf(told, 'case') }];
    }),
  };
}

const numbers = (of: readonly string[]) => new Map(of.map((one, number) => [one, number]));

const inCommon = 'The same cases scored by all mentors, or meetings drawn for a second mentor.';

/** Why nothing can be said, in the words of cases and meetings: the statistics speak of students who change mentor. */
const refusals: Partial<Record<RefusalCode, { why: string; wouldNeed: string }>> = {
  empty: { why: 'No case and no drawn meeting has been scored yet.', wouldNeed: inCommon },
  'one-rater': { why: 'All levels are of one mentor.', wouldNeed: inCommon },
  disconnected: {
    why: 'No two mentors have scored the same case or drawn meeting, so that nobody can be said to be more generous or more severe than another.',
    wouldNeed: inCommon,
  },
  'few-raters': {
    why: `From fewer than ${fewestMentors} mentors one cannot tell how far mentors differ.`,
    wouldNeed: `At least ${fewestMentors} mentors who are linked by common cases or drawn meetings.`,
  },
  'no-variation': { why: 'Every level is the same.', wouldNeed: 'Cases or meetings of which some show more than others.' },
};
const tooLittle = {
  why: 'Too little was judged in common to tell mentors apart from chance.',
  wouldNeed: 'More cases, or more drawn meetings.',
};

function nothing({ code }: Refusal): Compared {
  const { why, wouldNeed } = refusals[code] ?? tooLittle;
  return { says: `Cannot be said. ${why}`, wouldNeed, items: [] };
}

/** Severity of everybody who ever mentored, read from the organisation's cases and drawn meetings. */
export async function readSeverity(tx: Tx, orgId: string): Promise<Consistency['severity']> {
  const names = new Map((await findMentors(tx, orgId)).map(({ memberId, name }) => [memberId, name]));
  return severityOf(sharedLevels(await calibrationAnswers(tx, orgId), await doubleScored(tx, orgId)), names);
}
