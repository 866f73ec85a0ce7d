import { agreedIn, followUp } from './agreeing.ts';
import { choose, howMany, judgedByMentor, judgedByStudent, pointOf, type Judged, type Judgement } from './assessing.ts';
import { moment } from './background.ts';
import { addDays, daysBetween } from './calendar.ts';
import { evenPlans, plansOf, times, type Habit, type Plan } from './meetings.ts';
import { noteOf } from './noting.ts';
import type { Random } from './random.ts';
import { amended, recorded } from './recording.ts';
import type { ActionRow, AssessmentRow, EnrolmentRow, MatchRow, MeetingRow, MemberRow, NoteRow, ScoreRow, StudentRow } from './rows.ts';
import type { Pairing, Stay } from './stays.ts';

/** What happened under one enrolment. */
export interface Mentored {
  matches: MatchRow[];
  meetings: MeetingRow[];
  notes: NoteRow[];
  assessments: AssessmentRow[];
  scores: ScoreRow[];
  actions: ActionRow[];
}

export interface Given {
  random: Random;
  newId: (date: string) => string;
  judgement: Judgement;
  student: StudentRow;
  seat: MemberRow | null;
  enrolment: EnrolmentRow;
  stay: Stay;
  pairings: readonly Pairing[];
  leadId: string;
  /** What has been written about the student, so that no note is written twice. */
  written: Set<string>;
}

interface Held {
  plan: Plan;
  pairing: Pairing;
  match: MatchRow;
  row: MeetingRow;
}

/** Lives one enrolment through, meeting by meeting in order of time, whoever held them. */
export function mentored(given: Given): Mentored {
  const { random, newId, judgement, enrolment, pairings } = given;
  const out: Mentored = { matches: [], meetings: [], notes: [], assessments: [], scores: [], actions: [] };
  const all: Held[] = [];
  for (const [i, pairing] of pairings.entries()) {
    const match = matchOf(given, pairing);
    out.matches.push(match);
    const plans = plansFor(given, pairing, i);
    const rows = new Map(plans.map((plan) => [plan, meetingOf(given, pairing, match, plan)]));
    for (const [plan, row] of rows) {
      if (plan.movedTo !== null) row.moved_to = rows.get(plan.movedTo)?.id ?? null;
      all.push({ plan, pairing, match, row });
    }
  }
  all.sort((a, b) => a.plan.date.localeCompare(b.plan.date) || a.plan.minutes - b.plan.minutes);
  out.meetings = all.map(({ row }) => row);

  const held = all.filter(({ plan }) => plan.status === 'held');
  const firstHeld = held[0]?.plan.date;
  const last = held.at(-1);
  const before = new Map<string, number>();
  const lastAsked = new Map<string, number>();
  let lastReview: string | null = null;
  let open: ActionRow[] = [];
  for (const [turn, meeting] of held.entries()) {
    const { date } = meeting.plan;
    const closing = meeting === last && enrolment.end_kind === 'planned' && random.chance(0.85);
    const point = pointOf(date, firstHeld ?? date, lastReview, closing);
    if (point === 'review') lastReview = date;
    // some meetings are a conversation and nothing is scored
    const scored = point !== undefined || random.chance(judgement.size.whole ? 0.85 : 1);
    const outcomes = scored
      ? choose(random, judgement.setting.framework.outcomes, lastAsked, howMany(random, point ?? 'progress', judgement.size), turn)
      : [];
    const judged = judgedByMentor(random, judgement, outcomes, meeting.pairing.mentor, date, point !== undefined);
    if (scored)
      recorded(given, out, {
        date,
        point: point ?? 'progress',
        judged,
        meeting: meeting.row,
        perspective: 'mentor',
        by: meeting.pairing.mentor.row,
      });
    open = converse(given, out, meeting, judged, before, open);
    if (judgement.size.whole && point !== undefined) ownView(given, out, date, point);
    for (const { outcome, level } of judged) if (level !== null) before.set(outcome.seriesId, level);
  }
  if (judgement.size.whole) amended(given, out);
  endActions(open, enrolment.ended_on);
  return out;

  /** Notes, what became of what was agreed, what is agreed now. Answers the actions still open. */
  function converse(
    of: Given,
    to: Mentored,
    meeting: Held,
    judged: readonly Judged[],
    earlier: ReadonlyMap<string, number>,
    still: readonly ActionRow[],
  ) {
    const { date } = meeting.plan;
    const left = followUp(random, still, meeting.row, date);
    // a new mentor takes over what was open
    for (const action of left) Object.assign(action, { match_id: meeting.match.id, mentor_id: meeting.row.mentor_id });
    const agreed = agreedIn(random, newId, judgement.setting, meeting.row, date, judged, earlier);
    to.actions.push(...agreed);
    to.notes.push(...noteOf(of, meeting.row, meeting.pairing, date, judged[0]?.outcome.typeCode ?? 'motivation'));
    return [...left, ...agreed];
  }
}

function plansFor({ random, judgement, stay }: Given, pairing: Pairing, nth: number): Plan[] {
  const { size, setting } = judgement;
  if (size.meetings !== null) return nth === 0 ? evenPlans(random, pairing, size.meetings, setting.today) : [];
  const habit: Habit = {
    weekday: random.whole(0, 4),
    time: random.pick(times),
    everyWeeks: stay.kind === 'university' ? 3 : 2,
    misses: judgement.latent.motivation < -0.7 ? 17 : 8,
  };
  return plansOf(random, pairing, habit, stay.endKind === 'early', setting.today);
}

function matchOf({ newId, student, enrolment, leadId }: Given, pairing: Pairing): MatchRow {
  return {
    id: newId(pairing.startedOn),
    student_id: student.id,
    mentor_id: pairing.mentor.row.id,
    enrolment_id: enrolment.id,
    purpose: pairing.purpose,
    started_on: pairing.startedOn,
    ended_on: pairing.endedOn,
    end_reason: pairing.endReason,
    ended_by: pairing.endedBy,
    handed_over_to: pairing.handedOverTo?.row.id ?? null,
    created_at: moment(addDays(pairing.startedOn, -1), 15 * 60),
    created_by: leadId,
  };
}

const places = ['Room 4', 'Library', 'Sixth form study', 'Hall office', 'Room 12'] as const;

function meetingOf({ random, newId, judgement, student }: Given, pairing: Pairing, match: MatchRow, plan: Plan): MeetingRow {
  const mode = random.weighted({ in_person: 80, online: 12, phone: 6, group: 2 });
  const ahead = daysBetween(plan.date, judgement.setting.today) <= 0;
  const plannedMinutes = random.pick([20, 30, 30, 40]);
  const minutes = plan.status === 'held' ? Math.max(10, plannedMinutes + random.whole(-8, 10)) : null;
  return {
    id: newId(plan.date),
    student_id: student.id,
    match_id: match.id,
    mentor_id: pairing.mentor.row.id,
    starts_at: moment(plan.date, plan.minutes),
    planned_minutes: plannedMinutes,
    mode,
    place: mode === 'in_person' || mode === 'group' ? random.pick(places) : '',
    status: plan.status,
    minutes,
    status_reason: plan.reason,
    moved_to: null,
    finished_at: plan.status === 'scheduled' || ahead ? null : moment(plan.date, plan.minutes + (minutes ?? 5) + 5),
    created_at: moment(addDays(plan.date, -10), 16 * 60),
    created_by: pairing.mentor.row.id,
  };
}

/** The student's own answers, for those who have a seat and use it. */
function ownView(given: Given, out: Mentored, date: string, point: AssessmentRow['point']): void {
  const { random, judgement, seat, enrolment } = given;
  if (seat === null || random.chance(0.2)) return;
  const own = judgedByStudent(random, judgement, date);
  if (own.on >= judgement.setting.today || (enrolment.ended_on !== null && own.on > enrolment.ended_on)) return;
  recorded(given, out, { date: own.on, point, judged: own.scores, meeting: null, perspective: 'student', by: seat });
}

/** What was still open when the student left the programme is let go. */
function endActions(open: readonly ActionRow[], endedOn: string | null): void {
  if (endedOn === null) return;
  for (const action of open) Object.assign(action, { status: 'dropped', closed_on: endedOn, close_note: 'The student left the programme' });
}
