import type { Consistency, MentorConsistency } from '@waymark/contract/calibration.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { OthersFirst } from '../others-first.ts';
import { countDrawn, type DoubleScored, doubleScored } from '../second-scorings/pairs.ts';
import { agreementOf } from './agreement.ts';
import { calibrationAnswers, type CalibrationAnswer } from './answers.ts';
import { findMentors, findOpenFor, type MentorRow } from './consistency-queries.ts';
import { readUncalibrated } from './provisional.ts';
import { compare } from './rules.ts';
import { alone, driftOf, tendenciesOf } from './tendency.ts';

/** What a lead sees of how consistent assessors are: in order of name, with intervals, never in order of anything judged. */
export async function readConsistency(tx: Tx, actor: Actor): Promise<Consistency> {
  const { orgId, today } = actor;
  const [answers, twice] = [await calibrationAnswers(tx, orgId), await doubleScored(tx, orgId)];
  const pairs = twice.filter(({ drawId }) => drawId !== null);
  const mentors = await findMentors(tx, orgId);
  const open = Map.groupBy(await findOpenFor(tx, orgId), ({ memberId }) => memberId);
  const provisional = await readUncalibrated(tx, orgId);
  const tendencies = tendenciesOf(answers);
  const own = Map.groupBy(answers, ({ memberId }) => memberId);
  const listed: MentorConsistency[] = [];
  const others = new OthersFirst();
  for (const mentor of mentors) {
    const { current, memberId } = mentor;
    if (!current && !own.has(memberId)) continue;
    // the drifts of a thousand mentors take a third of a second
    await others.letThrough();
    const due = open.get(memberId)?.[0];
    listed.push({
      ...mentorConsistency(mentor, own.get(memberId) ?? []),
      tendency: tendencies.get(memberId) ?? alone([]),
      due: due === undefined ? null : { id: due.id, title: due.title, dueOn: due.dueOn, overdue: due.dueOn < today },
      provisional: provisional?.mentorIds.includes(memberId) ?? false,
    });
  }
  return {
    gateFrom: provisional?.from ?? null,
    reference: agreementOf(
      answers.map(({ reference, level, levels, vignetteId }) => ({ first: reference, second: level, levels, cluster: vignetteId })),
      'case',
    ),
    doubleScored: {
      drawn: await countDrawn(tx, orgId),
      byHand: byHandOf(twice.filter(({ drawId }) => drawId === null)),
      ...agreementOf(
        pairs.map(({ first, second, levels, studentId }) => ({ first, second, levels, cluster: studentId })),
        'student',
      ),
      meetings: countMeetings(pairs),
    },
    mentors: listed,
  };
}

/** Chosen for a reason nobody knows: they are counted, and nothing is concluded from them. */
function byHandOf(pairs: readonly DoubleScored[]): Consistency['doubleScored']['byHand'] {
  const { same, near } = compare(pairs.map(({ first, second }) => ({ own: second, reference: first })));
  return { meetings: countMeetings(pairs), pairs: pairs.length, same, near };
}

const countMeetings = (pairs: readonly DoubleScored[]): number => new Set(pairs.map(({ meetingId }) => meetingId)).size;

function mentorConsistency(
  { memberId, name, lastFinishedAt }: MentorRow,
  answers: readonly CalibrationAnswer[],
): Omit<MentorConsistency, 'due' | 'provisional' | 'tendency'> {
  const { same, near, of } = compare(answers.map(({ level, reference }) => ({ own: level, reference })));
  const exercises = [...Map.groupBy(answers, ({ exerciseId }) => exerciseId)];
  return {
    memberId,
    name,
    exercises: exercises.length,
    answers: of,
    lastFinishedAt,
    exact: of === 0 ? null : same / of,
    adjacent: of === 0 ? null : (same + near) / of,
    drift: driftOf(answers),
    byExercise: exercises.map(([exerciseId, given]) => ({
      exerciseId,
      title: given[0]?.title ?? '',
      finishedOn: given[0]?.finishedOn ?? '',
      lean: compare(given.map(({ level, reference }) => ({ own: level, reference }))).lean,
      n: given.length,
    })),
  };
}
