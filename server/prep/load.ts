import type { Prep } from '@waymark/contract/prep.ts';
import { dayIn, type Actor, type Tx } from '../db/actor.ts';
import { feedbackWaiting, latestFeedback } from '../feedback/latest.ts';
import { currentFramework } from '../frameworks/current.ts';
import { notFound } from '../http/refusal.ts';
import { changesSince, scoredIn, type Since } from './changes.ts';
import { classroomNow } from './classroom.ts';
import { chooseQuestions, type Askable } from './questions.ts';
import {
  readActions,
  readEvents,
  readHead,
  readNotes,
  readPastScores,
  readStandings,
  type MeetingHead,
  type PastAction,
  type PastScore,
} from './queries.ts';
import { actionsBySeries, mentorView, studentView, type StandingRow } from './views.ts';

/** How many steps of an outcome's history are shown before a meeting; the student's page has them all. */
const stepsShown = 8;

/**
 * Everything somebody wants to know before a meeting, read by the actor's own sight.
 * @throws Refusal 404 when the meeting is not there for them
 */
export async function loadPrep(tx: Tx, actor: Actor, meeting: { id: string }): Promise<Prep> {
  const { orgId, timeZone } = actor;
  const head = await readHead(tx, orgId, meeting.id);
  if (head === undefined) throw notFound('meeting');
  const { studentId, enrolmentId } = head;
  const since = sinceOf(head, timeZone);
  const [standings, scores, actions, events, notes, framework, said, waiting] = await Promise.all([
    readStandings(tx, orgId, studentId, enrolmentId),
    readPastScores(tx, orgId, studentId, enrolmentId, timeZone),
    readActions(tx, orgId, studentId, since.day, timeZone),
    readEvents(tx, orgId, head, since, timeZone),
    readNotes(tx, orgId, head, timeZone),
    currentFramework(tx, orgId, head.frameworkId),
    latestFeedback(tx, orgId, studentId),
    feedbackWaiting(tx, orgId, studentId, new Date(`${actor.today}T23:59:59Z`)),
  ]);
  const open = actions.filter((action) => action.status === 'open');
  const types = typesOf(framework?.outcomeTypes ?? [], standings, scores);
  return {
    ...peopleOf(head),
    today: actor.today,
    last: lastOf(head, scores),
    changes: changesSince(since, scores, actions, events),
    questions: chooseQuestions(askables(types, framework?.levels ?? 4, open), actor.today, head.staleAfterDays),
    levels: framework?.levels ?? 4,
    types,
    actions: open.map(({ id, title, detail, owner, dueOn, seriesId }) => ({ id, title, detail, owner, dueOn, seriesId })),
    notes,
    classroom: { items: classroomNow(said, since.at, actor.today), waiting },
    mayMeet: actor.memberId === head.mentorId && head.status === 'scheduled',
  };
}

function sinceOf(head: MeetingHead, timeZone: string): Since {
  if (head.lastStartsAt === null) return { at: `${head.enrolledOn}T00:00:00Z`, day: head.enrolledOn, lastMeetingId: null };
  return { at: head.lastStartsAt, day: dayIn(timeZone, new Date(head.lastStartsAt)), lastMeetingId: head.lastId };
}

function peopleOf(head: MeetingHead): Pick<Prep, 'meeting' | 'student'> {
  return {
    meeting: {
      id: head.id,
      startsAt: head.startsAt,
      status: head.status,
      mode: head.mode,
      place: head.place,
      plannedMinutes: head.plannedMinutes,
      mentor: { id: head.mentorId, name: head.mentor },
      programme: head.programme,
      purpose: head.purpose,
    },
    student: { id: head.studentId, name: head.student, yearGroup: head.yearGroup, school: head.school },
  };
}

function lastOf(head: MeetingHead, scores: readonly PastScore[]): Prep['last'] {
  if (head.lastId === null || head.lastStartsAt === null) return null;
  return {
    id: head.lastId,
    startsAt: head.lastStartsAt,
    mentor: head.lastMentor ?? '',
    minutes: head.lastMinutes,
    scored: scoredIn(head.lastId, scores),
  };
}

type FrameworkTypes = NonNullable<Awaited<ReturnType<typeof currentFramework>>>['outcomeTypes'];

/** Each outcome of the framework with where the student stands and the last steps to there. */
function typesOf(outcomeTypes: FrameworkTypes, standings: readonly StandingRow[], scores: readonly PastScore[]): Prep['types'] {
  return outcomeTypes.map((type) => ({
    code: type.code,
    name: type.name,
    outcomes: type.outcomes.map((outcome) => {
      const own = standings.filter((standing) => standing.seriesId === outcome.seriesId);
      const steps = scores.flatMap((score) =>
        score.seriesId === outcome.seriesId && score.level !== null
          ? [{ on: score.on, level: score.level, perspective: score.perspective, point: score.point }]
          : [],
      );
      return {
        seriesId: outcome.seriesId,
        outcomeId: outcome.id,
        statement: outcome.statement,
        question: outcome.question,
        descriptors: outcome.descriptors,
        mentor: mentorView(own),
        student: studentView(own),
        history: steps.slice(-stepsShown),
      };
    }),
  }));
}

function askables(types: Prep['types'], levels: number, open: readonly PastAction[]): Askable[] {
  const actions = actionsBySeries(open);
  return types.flatMap((type, typePosition) =>
    type.outcomes.map(({ seriesId, mentor, student }, position) => ({
      seriesId,
      typePosition,
      position,
      levels,
      mentor,
      student,
      action: actions.get(seriesId) ?? null,
    })),
  );
}
