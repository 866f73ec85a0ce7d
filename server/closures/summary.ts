import { Temporal } from 'temporal-polyfill';
import type { Evidence } from '@waymark/contract/evidence.ts';

/** What the words for a student are first made from. */
export interface SummaryGround {
  firstName: string;
  programme: string;
  mentors: readonly string[];
  startedOn: string;
  today: string;
  evidence: Evidence;
  /** Series id → the outcome in the student's own words: "I know what I could do …". */
  studentWording: ReadonlyMap<string, string>;
  /** What the last review said comes next. */
  plan: string;
}

/** So many things are named; more is a list, not a letter. */
const named = 4;

const month = (date: string) => Temporal.PlainDate.from(date).toLocaleString('en-GB', { month: 'long', year: 'numeric' });
const and = new Intl.ListFormat('en-GB', { type: 'conjunction' });
const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/**
 * First words to a student at the end of a programme: what they did and what moved, in kind and plain words, never what
 * went down. A person reads and changes them before they are given.
 */
export function suggestSummary(of: SummaryGround): string {
  const { firstName, programme, mentors, startedOn, today, evidence } = of;
  const span = month(startedOn) === month(today) ? `in ${month(today)}` : `from ${month(startedOn)} to ${month(today)}`;
  const paragraphs = [`Dear ${firstName},`, `You took part in ${programme} ${span}.${metText(evidence, mentors)}`];
  const moved = movedWording(of);
  if (moved.length > 0) paragraphs.push(`This is where you have come further:\n${moved.map((line) => `- ${line}`).join('\n')}`);
  const better = evidence.questions
    .filter(({ key }) => key !== 'outcomes')
    .flatMap(({ lines }) => lines)
    .filter(({ movement, baseline, now }) => movement === 'better' && baseline !== null && now !== null)
    .slice(0, named)
    .map(({ name, baseline, now }) => `${name}: from ${baseline?.shown} to ${now?.shown}`);
  if (better.length > 0) paragraphs.push(`These changed for the better:\n${better.map((line) => `- ${line}`).join('\n')}`);
  const reached = evidence.targets.filter(({ state }) => state === 'on').map(({ name }) => name);
  if (reached.length > 0) paragraphs.push(`You reached what you set out to reach in ${and.format(reached.slice(0, named))}.`);
  const { done } = evidence.actions;
  if (done > 0) paragraphs.push(`You and your mentor agreed on steps to take, and ${count(done, 'of them is', 'of them are')} done.`);
  if (moved.length === 0 && better.length === 0 && reached.length === 0)
    paragraphs.push('Thank you for your time and for speaking openly. What you found out about yourself stays yours.');
  if (of.plan.trim() !== '') paragraphs.push(of.plan.trim());
  paragraphs.push('Well done, and all the best for what comes next.');
  return paragraphs.join('\n\n');
}

function metText({ meetings }: Evidence, mentors: readonly string[]): string {
  if (meetings.held === 0) return '';
  const whom = mentors.length === 0 ? 'your mentor' : and.format(mentors);
  return meetings.held === 1 ? ` You met once with ${whom}.` : ` You met ${meetings.held} times with ${whom}.`;
}

/** Outcomes that went up in somebody's eyes, furthest first, each once, as the student would say it. */
function movedWording({ evidence, studentWording }: SummaryGround): string[] {
  const up = evidence.questions
    .filter(({ key }) => key === 'outcomes')
    .flatMap(({ lines }) => lines)
    .filter(({ movement }) => movement === 'better')
    .map(({ id, baseline, now }) => ({ id, steps: (now?.value ?? 0) - (baseline?.value ?? 0) }))
    .toSorted((a, b) => b.steps - a.steps);
  return [...new Set(up.flatMap(({ id }) => studentWording.get(id) ?? []))].slice(0, named);
}
