import type { Point } from '@waymark/contract/assessments.ts';
import { addDays, daysBetween } from './calendar.ts';
import { easeOf, mentorLevel, ownLevel, standingOn, type Latent } from './judgement.ts';
import { withOwnWords } from './own-words.ts';
import { declinedReason, scoreReason } from './phrases.ts';
import { randomOf, type Random } from './random.ts';
import type { Setting, SettingOutcome, Size } from './setting.ts';
import type { Mentor } from './staff.ts';

/** A level and a line, or why there is none. */
export interface Judged {
  outcome: SettingOutcome;
  level: number | null;
  missingReason: 'not_asked' | 'declined' | 'not_applicable' | null;
  reason: string;
}

/** Where the outcomes of a framework stand within their types: what makes some easier. */
export function easesOf(outcomes: readonly SettingOutcome[]): Map<string, number> {
  const byType = Map.groupBy(outcomes, (outcome) => outcome.typeCode);
  return new Map(
    outcomes.map((outcome) => [
      outcome.id,
      easeOf(outcome, (byType.get(outcome.typeCode) ?? []).indexOf(outcome), byType.get(outcome.typeCode)?.length ?? 1),
    ]),
  );
}

/** What is judged about one student in one stay: who they are, since when. */
export interface Judgement {
  setting: Setting;
  size: Size;
  eases: ReadonlyMap<string, number>;
  latent: Latent;
  /** The first day of the first stay: growth counts from there, through every mentor. */
  since: string;
  /** The first day of the organisation's records: a mentor's drift counts from there. */
  firstDay: string;
}

/** Which point a held meeting is: the first is the baseline, the closing is at a planned end, reviews come twice a year. */
export function pointOf(date: string, firstHeld: string, lastReview: string | null, closing: boolean): Point | undefined {
  if (date === firstHeld) return 'baseline';
  if (closing) return 'closing';
  const day = date.slice(5);
  const season = (day >= '01-18' && day <= '02-12') || (day >= '06-05' && day <= '07-01');
  if (season && daysBetween(lastReview ?? firstHeld, date) > 60) return 'review';
  return undefined;
}

/** How many outcomes a mentor goes through. Some baselines are thin: there was only half an hour. */
export function howMany(random: Random, point: Point, size: Size): number {
  if (!size.whole) return random.whole(...size.outcomes);
  if (point === 'baseline') return random.chance(0.1) ? random.whole(3, 7) : random.whole(17, 23);
  if (point === 'review') return random.whole(11, 18);
  if (point === 'closing') return random.whole(15, 23);
  return random.whole(...size.outcomes);
}

/** The outcomes longest not asked about, with some chance in it. */
export function choose(
  random: Random,
  outcomes: readonly SettingOutcome[],
  lastAsked: Map<string, number>,
  count: number,
  turn: number,
): SettingOutcome[] {
  const order = outcomes
    .map((outcome) => ({ outcome, key: (lastAsked.get(outcome.id) ?? -3) + random.next() * 3 }))
    .sort((a, b) => a.key - b.key);
  const chosen = order.slice(0, count).map(({ outcome }) => outcome);
  for (const outcome of chosen) lastAsked.set(outcome.id, turn);
  return chosen;
}

export function judgedByMentor(
  random: Random,
  of: Judgement,
  outcomes: readonly SettingOutcome[],
  mentor: Mentor,
  date: string,
  whole: boolean,
): Judged[] {
  const { levels } = of.setting.framework;
  return outcomes.map((outcome) => {
    const gap = random.weighted({
      '': whole ? 89 : 95,
      not_asked: whole ? 6 : 1,
      declined: of.latent.motivation < -0.8 ? 5 : 2,
      not_applicable: 1.5,
    });
    if (gap !== '')
      return { outcome, level: null, missingReason: gap, reason: gap === 'declined' && random.chance(0.4) ? declinedReason : '' };
    const standing = standingOn(of.latent, outcome.typeCode, of.eases.get(outcome.id) ?? 0, of.since, date);
    const level = mentorLevel(random, standing, mentor, of.firstDay, date, levels);
    const says = of.size.whole && random.chance(0.35);
    return { outcome, level, missingReason: null, reason: says ? scoreReason(random, level, levels) : '' };
  });
}

/** The student's own view, a few days after the mentor's. */
export function judgedByStudent(random: Random, of: Judgement, date: string): { on: string; scores: Judged[] } {
  const on = addDays(date, random.whole(0, 6));
  const outcomes = random.sample(of.setting.framework.outcomes, random.whole(9, 21));
  const scores = outcomes.map((outcome): Judged => {
    if (random.chance(0.03)) return { outcome, level: null, missingReason: 'declined', reason: '' };
    const standing = standingOn(of.latent, outcome.typeCode, of.eases.get(outcome.id) ?? 0, of.since, on);
    return {
      outcome,
      level: ownLevel(random, standing, of.latent, outcome.typeCode, of.setting.framework.levels),
      missingReason: null,
      reason: '',
    };
  });
  // drawn for itself: what was planted in the levels comes out the same with words beside them and without
  const words = randomOf('own words', on, of.latent.motivation);
  return { on, scores: of.size.whole ? withOwnWords(words, scores, of.setting.framework.levels) : scores };
}
