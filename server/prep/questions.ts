import { dayLength } from '@waymark/contract/days.ts';
import type { QuestionReason, View } from '@waymark/contract/prep.ts';

/** An outcome as the choice sees it. Positions give the framework's own order. */
export interface Askable {
  seriesId: string;
  typePosition: number;
  position: number;
  levels: number;
  mentor: View | null;
  student: View | null;
  /** The open action due soonest that answers this outcome. */
  action: { id: string; title: string; dueOn: string } | null;
}

export interface Chosen {
  seriesId: string;
  reasons: QuestionReason[];
}

/** What each reason is worth. Changing a number here changes `docs/methods/questions.md` and the tests with it. */
export const worth = {
  action_due: 4,
  fell: 4,
  never_assessed: 3,
  disagree: 3,
  low: 2,
  /** Low, and at the very lowest level. */
  lowest: 3,
  stale: 2,
  longest_ago: 0,
  /** It came up in the last `restDays`: it may rest, unless an action is due or it fell. */
  rested: -3,
  /** For every question already chosen from the same outcome type. */
  sameType: -2,
} as const;

export const restDays = 14;
const most = 5;
const fewest = 3;

/**
 * The three to five questions most worth asking now, most pressing first, each with its reasons. One after the other, the
 * outcome with the highest worth is taken, less `sameType` for each question its outcome type already has; equal worth
 * goes by the framework's order. Fewer than three with a reason are made up with those asked longest ago.
 * The choice depends on nothing but what is given: not on the order it is given in, nor on chance.
 */
export function chooseQuestions(outcomes: readonly Askable[], today: string, staleAfterDays: number): Chosen[] {
  const open = outcomes.filter((outcome) => !setAside(outcome, today, staleAfterDays)).toSorted(inFrameworkOrder);
  const candidates = open.map((outcome) => {
    const reasons = reasonsFor(outcome, today, staleAfterDays);
    return { outcome, reasons, points: pointsOf(outcome, reasons, today) };
  });
  const chosen: typeof candidates = [];
  const net = (candidate: (typeof candidates)[number]) =>
    candidate.points + worth.sameType * chosen.filter((one) => one.outcome.typePosition === candidate.outcome.typePosition).length;
  let left = candidates.filter((candidate) => candidate.points > 0);
  while (chosen.length < most && left.length > 0) {
    // `reduce` keeps the earlier of two equals: the framework's order
    const best = left.reduce((leader, candidate) => (net(candidate) > net(leader) ? candidate : leader));
    chosen.push(best);
    left = left.filter((candidate) => candidate !== best);
  }
  const rest = candidates.filter((candidate) => !chosen.includes(candidate)).toSorted((a, b) => longestAgo(a.outcome, b.outcome));
  for (const { outcome } of rest.slice(0, Math.max(0, fewest - chosen.length))) {
    chosen.push({ outcome, reasons: [{ kind: 'longest_ago', on: outcome.mentor?.askedOn ?? null }], points: 0 });
  }
  return chosen.map(({ outcome, reasons }) => ({ seriesId: outcome.seriesId, reasons }));
}

/** Every reason to ask about an outcome now, the weightiest first. */
export function reasonsFor(outcome: Askable, today: string, staleAfterDays: number): QuestionReason[] {
  const { action, mentor, student, levels } = outcome;
  const reasons: QuestionReason[] = [];
  if (action !== null && action.dueOn <= today) {
    reasons.push({ kind: 'action_due', actionId: action.id, title: action.title, dueOn: action.dueOn, overdue: action.dueOn < today });
  }
  if (mentor === null || mentor.level === null || mentor.on === null) {
    reasons.push({ kind: 'never_assessed' });
    return reasons;
  }
  if (mentor.previousLevel !== null && mentor.level < mentor.previousLevel) {
    reasons.push({ kind: 'fell', from: mentor.previousLevel, to: mentor.level, on: mentor.on });
  }
  if (student?.level != null && Math.abs(student.level - mentor.level) >= Math.ceil((levels - 1) / 2)) {
    reasons.push({ kind: 'disagree', mentor: mentor.level, student: student.level });
  }
  if (mentor.level <= Math.max(1, Math.floor(levels / 2))) reasons.push({ kind: 'low', level: mentor.level, on: mentor.on });
  const days = daysBetween(mentor.on, today);
  if (days >= staleAfterDays) reasons.push({ kind: 'stale', on: mentor.on, days });
  return reasons;
}

function pointsOf(outcome: Askable, reasons: readonly QuestionReason[], today: string): number {
  const points = reasons.reduce(
    (sum, reason) => sum + (reason.kind === 'low' && reason.level === 1 ? worth.lowest : worth[reason.kind]),
    0,
  );
  if (reasons.some((reason) => reason.kind === 'action_due' || reason.kind === 'fell')) return points;
  const asked = lastCameUp(outcome.mentor);
  return points + (asked !== null && daysBetween(asked, today) < restDays ? worth.rested : 0);
}

/** Said not to apply to this student: not asked again until that, too, has gone stale. */
function setAside({ mentor }: Askable, today: string, staleAfterDays: number): boolean {
  return mentor?.missingReason === 'not_applicable' && mentor.askedOn !== null && daysBetween(mentor.askedOn, today) < staleAfterDays;
}

/** When it was last put to the student. "Not asked" and "not collected" are on record, but nobody asked. */
function lastCameUp(view: View | null): string | null {
  if (view === null) return null;
  return view.missingReason === 'not_asked' || view.missingReason === 'not_collected' ? view.on : view.askedOn;
}

function longestAgo(a: Askable, b: Askable): number {
  const [one, other] = [lastCameUp(a.mentor) ?? '', lastCameUp(b.mentor) ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return inFrameworkOrder(a, b);
}

function inFrameworkOrder(a: Askable, b: Askable): number {
  return a.typePosition - b.typePosition || a.position - b.position || (a.seriesId < b.seriesId ? -1 : 1);
}

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength);
}
