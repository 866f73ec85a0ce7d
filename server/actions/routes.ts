import {
  closeAction,
  createAction,
  editAction,
  getAction,
  listActionProposals,
  listActions,
  reopenAction,
} from '@waymark/contract/actions.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { requireOpenCase } from '../enrolments/case.ts';
import { after, page } from '../http/pages.ts';
import { invalid, notFound, stale } from '../http/refusal.ts';
import { route } from '../http/route.ts';
import { agreeActions, closeActions, readActions } from './policy.ts';
import { proposeActions, standingScores } from './propose.ts';
import {
  findAction,
  historyOf,
  listActions as queryActions,
  matchesToActUnder,
  noDay,
  seesStudent,
  setClosed,
  setOpen,
  updateAction,
} from './queries.ts';
import { createActions, writingActions } from './record.ts';
import { changesOf, requireClosed, requireCloser, requireOpen } from './rules.ts';

async function requireAction(tx: Tx, actor: Actor, id: string) {
  const action = await findAction(tx, actor, actor.today, id);
  if (action === undefined) throw notFound('action');
  return action;
}

/** The match an action is agreed under: the one named, the mentor's own, or the only one there is. */
async function requireMatch(tx: Tx, actor: Actor, studentId: string, matchId: string | undefined) {
  const all = await matchesToActUnder(tx, actor.orgId, studentId, actor.today);
  if (all.length === 0)
    throw invalid('An action needs a current match.', [
      { field: 'studentId', value: studentId, message: 'Nobody mentors this student at present. Match them first.' },
    ]);
  const own = actor.role === 'mentor' ? all.filter(({ mentorId }) => mentorId === actor.memberId) : all;
  const match = matchId === undefined ? own[0] : own.find(({ id }) => id === matchId);
  if (match === undefined) throw notFound('match');
  if (matchId === undefined && actor.role !== 'mentor' && own.length > 1) {
    throw invalid('Say which match this action belongs to.', [
      { field: 'matchId', message: 'The student has several current matches: name one of them.' },
    ]);
  }
  return match;
}

const events = {
  'action.created': 'created',
  'action.changed': 'changed',
  'action.closed': 'closed',
  'action.reopened': 'reopened',
} as const;

export const routes = [
  route(listActions, readActions, async ({ actor, tx, query, today }) => {
    const from = after(query.cursor, 2);
    const rows = await queryActions(tx, actor, today, {
      ...query,
      limit: query.limit + 1,
      after: from && { day: String(from[0]), id: String(from[1]) },
    });
    return page(rows, query.limit, (row) => [(query.state === 'closed' ? row.closedOn : row.dueOn) ?? noDay, row.id]);
  }),

  route(getAction, readActions, async ({ actor, tx, params }) => {
    const action = await requireAction(tx, actor, params.id);
    const rows = await historyOf(tx, actor.orgId, action.id);
    const history = rows.flatMap(({ at, by, action: what, detail }) =>
      what in events ? [{ at, by, what: events[what as keyof typeof events], detail: detail as Record<string, unknown> }] : [],
    );
    return { ...action, history };
  }),

  route(createAction, agreeActions, async ({ actor, tx, body, now }) => {
    if (body.matchId !== undefined) await requireOpenCase(tx, actor, { matchIds: [body.matchId] });
    const match = await requireMatch(tx, actor, body.studentId, body.matchId);
    await createActions(tx, actor, now, [{ ...body, matchId: match.id, mentorId: match.mentorId, meetingId: null }]);
    return requireAction(tx, actor, body.id);
  }),

  route(editAction, agreeActions, async ({ actor, tx, params, body, ifMatch, audit }) => {
    const action = await requireAction(tx, actor, params.id);
    await requireOpenCase(tx, actor, { matchIds: [action.matchId] });
    requireOpen(action);
    const { title, detail, owner, dueOn, seriesId, sharedWithStudent } = action;
    const before = { title, detail, owner, dueOn, seriesId, sharedWithStudent };
    const changes = changesOf(before, body);
    const state = { ...before, ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) };
    const write = async () => updateAction(tx, actor.orgId, action.id, ifMatch, state);
    if (!(await writingActions(tx, actor.orgId, [action.studentId], write))) throw stale('action');
    await audit('action.changed', 'action', action.id, { studentId: action.studentId, detail: { changes } });
    return requireAction(tx, actor, action.id);
  }),

  route(closeAction, closeActions, async ({ actor, tx, params, body, ifMatch, audit, today }) => {
    const action = await requireAction(tx, actor, params.id);
    requireCloser(actor.role, action, body.ending);
    // open in a closed case is only what was kept to be finished: finishing it is what it was kept for
    requireOpen(action);
    const closure = { id: action.id, status: body.ending, note: body.note, closedOn: today, meetingId: null };
    const write = async () => setClosed(tx, actor.orgId, closure, ifMatch);
    if (!(await writingActions(tx, actor.orgId, [action.studentId], write))) throw stale('action');
    await audit('action.closed', 'action', action.id, { studentId: action.studentId, detail: { ending: body.ending, note: body.note } });
    return requireAction(tx, actor, action.id);
  }),

  route(reopenAction, closeActions, async ({ actor, tx, params, ifMatch, audit }) => {
    const action = await requireAction(tx, actor, params.id);
    requireCloser(actor.role, action, 'reopen');
    await requireOpenCase(tx, actor, { matchIds: [action.matchId] });
    requireClosed(action);
    const write = async () => setOpen(tx, actor.orgId, action.id, ifMatch);
    if (!(await writingActions(tx, actor.orgId, [action.studentId], write))) throw stale('action');
    await audit('action.reopened', 'action', action.id, { studentId: action.studentId, detail: { was: action.status } });
    return requireAction(tx, actor, action.id);
  }),

  route(listActionProposals, agreeActions, async ({ actor, tx, params }) => {
    if (!(await seesStudent(tx, actor.orgId, params.id))) throw notFound('student');
    return { items: await proposeActions(tx, actor, params.id, await standingScores(tx, actor.orgId, params.id)) };
  }),
];
