import { amendScore, getStudentOutcomes } from '@waymark/contract/assessments.ts';
import { route } from '../http/route.ts';
import { amend } from './amend.ts';
import { readStudentOutcomes } from './page.ts';
import { amendAssessments, readAssessments } from './policy.ts';

export const routes = [
  route(getStudentOutcomes, readAssessments, async ({ actor, tx, params, logAccess }) => {
    const outcomes = await readStudentOutcomes(tx, actor, params.id);
    await logAccess('outcomes', params.id);
    return outcomes;
  }),

  route(amendScore, amendAssessments, async ({ actor, tx, params, body, audit }) => {
    const before = await amend(tx, actor, params.id, body);
    await audit('score.amended', 'score', body.id, {
      studentId: before.studentId,
      detail: {
        supersedes: params.id,
        from: { level: before.level, missingReason: before.missingReason },
        to: { level: body.level, missingReason: body.missingReason },
        why: body.amendmentReason,
      },
    });
    return { id: body.id, supersedes: params.id };
  }),
];
