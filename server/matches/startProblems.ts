import type { Problem } from '@waymark/contract/common.ts';
import type { Tx } from '../db/actor.ts';
import { findGround } from './queries.ts';
import { matchProblem } from './rules.ts';
import type { NewMatch } from './start.ts';

type Fields = NonNullable<Problem['errors']>;

/** What stands against starting these matches, each by its place in the list. Their students are locked until the transaction ends. */
export async function startProblems(
  tx: Tx,
  orgId: string,
  matches: readonly Pick<NewMatch, 'studentId' | 'mentorId' | 'enrolmentId' | 'startedOn'>[],
): Promise<Fields> {
  const ground = await findGround(tx, orgId, matches);
  return matches.flatMap((match, index) => {
    const about = ground[index];
    const field = `matches.${index}`;
    if (about === undefined || about.student === null)
      return [{ field: `${field}.studentId`, value: match.studentId, message: 'This student is not here.' }];
    const message = matchProblem({
      startedOn: match.startedOn,
      student: { name: about.student, leftOn: about.leftOn },
      mentor: about.mentor === null ? undefined : { name: about.mentor, role: about.role ?? '', status: about.status ?? '' },
      enrolment:
        about.enrolledOn === null
          ? undefined
          : { startedOn: about.enrolledOn, endedOn: about.enrolmentEnded, programme: about.programme ?? '' },
      already: about.already,
    });
    return message === undefined ? [] : [{ field, value: match.mentorId, message }];
  });
}
