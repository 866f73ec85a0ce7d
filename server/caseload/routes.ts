import { getCaseload } from '@waymark/contract/caseload.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { loadCaseload } from './load.ts';
import { readCaseload } from './policy.ts';
import { findMentor } from './queries.ts';

export const routes = [
  route(getCaseload, readCaseload, async ({ actor, tx, query }) => {
    const mentorId = query.mentorId ?? (actor.role === 'mentor' ? actor.memberId : null);
    if (mentorId === null) throw invalid('Say whose caseload.', [{ field: 'mentorId', message: 'Choose a mentor.' }]);
    // another mentor's caseload is not there for a mentor, even where they share a student
    if (actor.role === 'mentor' && mentorId !== actor.memberId) throw notFound('caseload');
    const [mentor, caseload] = await Promise.all([findMentor(tx, actor.orgId, mentorId), loadCaseload(tx, actor, mentorId)]);
    if (mentor === undefined) throw notFound('mentor');
    return { mentor, ...caseload };
  }),
];
