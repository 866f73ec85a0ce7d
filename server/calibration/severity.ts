import { createHash } from 'node:crypto';
import type { Finding } from '@waymark/contract/calibration.ts';
import type { Severity } from '@waymark/contract/severity.ts';
import type { Answer, RefusalCode } from '@waymark/stats/answer.ts';
import { fewestMentors } from '@waymark/stats/severity.ts';
import type { SharedLevels, SharedSeverity } from '@waymark/stats/shared-severity.ts';
import { type ToFit, workWithin } from '../analysis/beside.ts';
import { findFitted } from '../analysis/runs.ts';
import type { Tx } from '../db/actor.ts';
import { Recent } from '../recent.ts';
import { type DoubleScored, doubleScored } from '../second-scorings/pairs.ts';
import { findingOf } from './agreement.ts';
import { calibrationAnswers, type CalibrationAnswer } from './answers.ts';
import { findMentors } from './consistency-queries.ts';
import { severityFit } from './rules.ts';

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
function sharedLevels(
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

/** How mentors compare, without their names: what is kept of a comparison, with the levels it rests on as a hash. */
export interface Compared extends Pick<Severity, 'says' | 'wouldNeed'> {
  key: string;
  items: { memberId: string; severity: Finding }[];
}

/**
 * How much more generous (+) or severe (−) each mentor is than their colleagues, from what they judged in common, to be worked
 * out in a thread. Only those linked to the largest group by common cases and meetings are told of: between the others nothing
 * is known, and a mixed model would take a caseload's ability for its mentor's severity.
 */
export function comparison(levels: readonly SharedLevel[]): ToFit<Compared> & { key: string } {
  const [mentors, things] = [new Numbers(), new Numbers()];
  const columns = {
    mentor: Int32Array.from(levels, ({ memberId }) => mentors.of(memberId)),
    thing: Int32Array.from(levels, ({ thing }) => things.of(thing)),
    level: Int8Array.from(levels, ({ level }) => level),
  } satisfies SharedLevels;
  const hash = createHash('sha256').update(mentors.names.join());
  for (const column of Object.values(columns)) hash.update(column);
  const key = hash.digest('hex');
  const dense = Math.min(mentors.names.length, things.names.length);
  return {
    key,
    // few rows may be of many mentors: a step of the model goes with the cube of mentors or things, whichever are fewer
    cells: Math.max(levels.length / 3, dense ** 3 / 3_000),
    fits: 1,
    work: async (fit) => ({ key, ...compared(await fit('mentors side by side', 'sharedSeverity', columns, {}), mentors.names) }),
  };
}

/** Numbers from 0 in the order names are met. */
class Numbers {
  readonly names: string[] = [];
  readonly #known = new Map<string, number>();

  of(name: string): number {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

function compared(answer: Answer<SharedSeverity>, memberIds: readonly string[]): Omit<Compared, 'key'> {
  if (answer.kind === 'refusal') {
    const { why, wouldNeed } = refusals[answer.code] ?? tooLittle;
    return { says: `Cannot be said. ${why}`, wouldNeed, items: [] };
  }
  const { mentors, things, apart } = answer.detail;
  return {
    wouldNeed: null,
    says: `From ${answer.n} levels that ${mentors.length} mentors gave to ${things} outcomes of cases and meetings judged in common.${
      apart > 0 ? ` ${apart} more ${apart === 1 ? 'mentor has' : 'mentors have'} nothing in common with them and cannot be compared.` : ''
    }`,
    items: mentors.map(({ mentor, effect, se, ci, n }) => ({
      memberId: memberIds[mentor] ?? '',
      severity: findingOf({ ...answer, estimate: effect, se, ci, n }),
    })),
  };
}

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

/** What mentors of an organisation judged in common by now, to be compared. */
export async function readComparison(tx: Tx, orgId: string): Promise<ReturnType<typeof comparison>> {
  return comparison(sharedLevels(await calibrationAnswers(tx, orgId), await doubleScored(tx, orgId)));
}

/** By the levels: the same give the same answer, and hundreds of mentors are a second of work each time. */
const worked = new Recent<Compared>(20);

/**
 * Severity of everybody who ever mentored, in order of name: reads, and gives what compares them, with no transaction open. What
 * is too large for a page to wait for stands as it was last worked out beside it.
 * @param within works out what a page waits for; null where that is too long
 */
export async function readSeverity(tx: Tx, orgId: string, within: typeof workWithin = workWithin): Promise<() => Promise<Severity>> {
  const names = new Map((await findMentors(tx, orgId)).map(({ memberId, name }) => [memberId, name]));
  const { key, ...toFit } = await readComparison(tx, orgId);
  const fitted = await findFitted(tx, orgId, severityFit);
  const before = fitted === null ? null : { compared: fitted.answer as Compared, at: fitted.at };
  const tell = ({ says, wouldNeed, items }: Compared, of: Pick<Severity, 'toFit' | 'fittedAt'>): Severity => ({
    says,
    wouldNeed,
    items: items
      .map(({ memberId, severity }) => ({ memberId, name: names.get(memberId) ?? '', severity }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
    ...of,
  });
  return async () => {
    if (before?.compared.key === key) return tell(before.compared, { toFit: false, fittedAt: before.at });
    const now = worked.get(key) ?? (await within(toFit));
    if (now !== null) {
      worked.set(key, now);
      return tell(now, { toFit: false, fittedAt: null });
    }
    if (before !== null) return tell(before.compared, { toFit: true, fittedAt: before.at });
    return {
      says: 'So many mentors take longer to compare than a page should wait for.',
      wouldNeed: null,
      items: [],
      toFit: true,
      fittedAt: null,
    };
  };
}
