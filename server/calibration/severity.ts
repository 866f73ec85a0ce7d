import type { Consistency } from '@waymark/contract/calibration.ts';
import { connectedness } from '@waymark/stats/connectedness.ts';
import { severity } from '@waymark/stats/severity.ts';
import type { Tx } from '../db/actor.ts';
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
  return {
    wouldNeed: null,
    says: `From ${rows.length} levels that ${mentors.length} mentors gave to ${ofThing.size} outcomes of cases and meetings judged in common.${
      apart > 0 ? ` ${apart} more ${apart === 1 ? 'mentor has' : 'mentors have'} nothing in common with them and cannot be compared.` : ''
    }`,
    items: mentors
      .map((memberId, at) => ({ memberId, name: names.get(memberId) ?? '', effect: detail.mentors[at] }))
      .flatMap(({ memberId, name, effect }) => {
        if (effect === undefined) return [];
        const n = rows.filter((row) => row.memberId === memberId).length;
        const told = { ...answer, estimate: effect.effect, se: effect.se, ci: effect.ci, n, method, warnings };
        return [{ memberId, name, severity: findingOf(told, 'case') }];
      })
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

const numbers = (of: readonly string[]) => new Map(of.map((one, number) => [one, number]));

function nothing({ says, wouldNeed }: { says: string; wouldNeed: string }): Consistency['severity'] {
  // the statistics speak of students who change mentor; here are only cases and meetings
  const say = (text: string) =>
    text
      .replace(
        'Vignettes scored by all mentors, double-scored meetings, or students who change mentor.',
        'The same cases scored by all mentors, or meetings drawn for a second mentor.',
      )
      .replace('students or vignettes', 'common cases or drawn meetings')
      .replace('no student and no vignette', 'no case and no meeting')
      .replaceAll('student', 'case');
  return { says: `Cannot be said. ${say(says)}`, wouldNeed: say(wouldNeed), items: [] };
}

/** Severity of everybody who ever mentored, read from the organisation's cases and drawn meetings. */
export async function readSeverity(tx: Tx, orgId: string): Promise<Consistency['severity']> {
  const names = new Map((await findMentors(tx, orgId)).map(({ memberId, name }) => [memberId, name]));
  return severityOf(sharedLevels(await calibrationAnswers(tx, orgId), await doubleScored(tx, orgId)), names);
}
