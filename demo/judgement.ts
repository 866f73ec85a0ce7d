import { daysBetween } from './calendar.ts';
import { grown, planted } from './planted.ts';
import type { Random } from './random.ts';
import type { SettingOutcome } from './setting.ts';
import type { Mentor } from './staff.ts';

/** What is true of a student and nobody can read off: their standing by outcome type, and how it moves. */
export interface Latent {
  /** On the scale of levels, at the first meeting, before the outcome's own difficulty. */
  start: Readonly<Record<string, number>>;
  /** Levels gained in a year of mentoring. */
  growth: Readonly<Record<string, number>>;
  /** How motivated compared with others, in standard deviations: those low leave more often. */
  motivation: number;
  /** By how much the student's own view differs from what others see, by outcome type. */
  selfView: Readonly<Record<string, number>>;
  /** The first day of tutoring, for those who have it. */
  tutoredFrom: string | null;
}

const typicalGrowth: Readonly<Record<string, number>> = planted.growth;
const typicalSelfView: Readonly<Record<string, number>> = planted.selfView;

/** @param background whether on free school meals, and whether of the school whose students start lower */
export function latentOf(random: Random, typeCodes: readonly string[], background: { fsm: boolean; lowIntake: boolean }): Latent {
  const lower = (background.fsm ? planted.fsmGap : 0) + (background.lowIntake ? planted.intakeGap : 0);
  const general = random.normal(0, 0.45);
  const motivation = random.normal(0, 1);
  const own = random.normal(0, 0.35);
  const pace = random.normal(1, 0.35);
  const byType = (value: (code: string) => number) => Object.fromEntries(typeCodes.map((code) => [code, value(code)]));
  return {
    start: byType(
      (code) => 1.95 + general + random.normal(0, 0.25) + (code === 'motivation' ? planted.leaving.start * motivation : 0) - lower,
    ),
    growth: byType((code) => (typicalGrowth[code] ?? 0.5) * pace + random.normal(0, 0.12)),
    motivation,
    selfView: byType((code) => (typicalSelfView[code] ?? 0.2) + own),
    tutoredFrom: null,
  };
}

/**
 * How much easier (above 0) or harder an outcome is than others of its type. The last outcome of the first type is so
 * easy that most students reach the top and stay there: a ceiling, which a mean alone would hide.
 */
export function easeOf(outcome: SettingOutcome, position: number, ofType: number): number {
  if (outcome.typeCode === planted.ceiling.typeCode && position === ofType - 1) return planted.ceiling.ease;
  return ofType <= 1 ? 0 : 0.35 - (0.7 * position) / (ofType - 1);
}

/** Where a student stands on an outcome on a day: it moves while they are mentored, fast at first. */
export function standingOn(latent: Latent, typeCode: string, ease: number, startedOn: string, day: string): number {
  const since = (from: string) => Math.max(0, daysBetween(from, day)) / 365;
  const gained = (latent.growth[typeCode] ?? 0.5) * grown(since(startedOn));
  const tutored = latent.tutoredFrom === null ? 0 : planted.tutoring.yearly * since(latent.tutoredFrom);
  return (latent.start[typeCode] ?? 2) + ease + gained + tutored;
}

/** The level a mentor gives: what they see, as they see it. */
export function mentorLevel(random: Random, standing: number, mentor: Mentor, firstDay: string, day: string, levels: number): number {
  const years = daysBetween(firstDay, day) / 365;
  return level(standing + mentor.leniency + mentor.drift * years + random.normal(0, 0.35), levels);
}

/** The level a student gives themselves. */
export function ownLevel(random: Random, standing: number, latent: Latent, typeCode: string, levels: number): number {
  return level(standing + (latent.selfView[typeCode] ?? 0) + random.normal(0, 0.5), levels);
}

function level(value: number, levels: number): number {
  return Math.min(levels, Math.max(1, Math.round(value)));
}

/** Whether an enrolment ends before its time, and after how many days: more likely the lower the motivation. */
export function leavesAfter(random: Random, motivation: number): number | undefined {
  const odds = Math.exp(-1.3 - planted.leaving.logOdds * motivation);
  return random.chance(odds / (1 + odds)) ? random.whole(60, 300) : undefined;
}
