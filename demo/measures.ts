import type { MissingReason, Point } from '@waymark/contract/assessments.ts';
import { attendancePercent, punctualityPercent } from '@waymark/contract/attendance.ts';
import type { Scale } from '@waymark/contract/measures.ts';
import { attendanceOf, type EventRow, type WeekRow } from './attendance.ts';
import { moment } from './background.ts';
import { addDays, daysBetween, nextSchoolDay } from './calendar.ts';
import { idMaker } from './ids.ts';
import type { Life } from './life.ts';
import { randomOf, type Random } from './random.ts';
import type { EnrolmentRow } from './rows.ts';

/** A measure of the organisation, as the demo needs to know it. */
export interface SettingMeasure {
  id: string;
  code: string;
  scale: Scale;
}

export interface ReadingRow {
  id: string;
  student_id: string;
  measure_id: string;
  enrolment_id: string;
  point: Point;
  taken_on: string;
  period_from: string | null;
  value: number | null;
  step: string | null;
  missing_reason: MissingReason | null;
  note: string;
  source: 'hand' | 'questionnaire' | 'marks';
  recorded_at: string;
  recorded_by: string | null;
  recorded_role: string;
}

interface BaselineRow {
  id: string;
  student_id: string;
  enrolment_id: string;
  readings: { readingId: string; measureId: string }[];
  gaps: { measureId: string | null; seriesId: string | null; why: string }[];
  confirmed_at: string;
  confirmed_by: string | null;
}

/** What is measured by people, and where it starts and how far it moves in a year, on its own scale. */
const followed: Record<string, { start: [mean: number, deviation: number]; growth: number; every: number; source?: 'questionnaire' }> = {
  attainment_english: { start: [4.1, 1.3], growth: 0.6, every: 110 },
  attainment_maths: { start: [3.9, 1.4], growth: 0.6, every: 110 },
  attainment_science: { start: [4, 1.3], growth: 0.5, every: 110 },
  homework: { start: [2.6, 0.9], growth: 0.7, every: 80 },
  coursework: { start: [2.9, 0.9], growth: 0.6, every: 110 },
  attitude_to_learning: { start: [3.1, 0.6], growth: 0.35, every: 110, source: 'questionnaire' },
  attitude_to_school: { start: [3.2, 0.7], growth: 0.25, every: 110, source: 'questionnaire' },
  friendships: { start: [3.1, 0.9], growth: 0.4, every: 150 },
  parental_engagement: { start: [3, 0.9], growth: 0.3, every: 150 },
};

const whyMissing = [
  'The school sends these after the mocks.',
  'Not asked yet: the first meetings were short.',
  'The student would rather talk about it later.',
];

/** Rows of measures by table: attendance, behaviour, readings over the years, and baselines as they were confirmed. */
export function measureTables(
  lives: readonly Life[],
  measures: readonly SettingMeasure[],
  { today, seed, seriesIds }: { today: string; seed: string; seriesIds: readonly string[] },
): [table: string, rows: readonly object[]][] {
  const weeks: WeekRow[] = [];
  const events: object[] = [];
  const readings: ReadingRow[] = [];
  const baselines: BaselineRow[] = [];
  for (const [index, life] of lives.entries()) {
    const attended = attendanceOf(life, index, today, seed);
    weeks.push(...attended.weeks);
    events.push(...attended.events);
    const random = randomOf(seed, 'measures', index);
    const newId = idMaker(randomOf(seed, 'measure ids', index));
    for (const enrolment of life.enrolments) {
      const taken = readingsOf(life, enrolment, measures, attended, { random, newId, today });
      readings.push(...taken);
      const confirmed = baselineOf(life, enrolment, measures, taken, { random, newId, today, seriesIds });
      if (confirmed !== undefined) baselines.push(confirmed);
    }
  }
  return [
    ['attendance_weeks', weeks],
    ['behaviour_events', events],
    ['readings', readings],
    ['baselines', baselines],
  ];
}

interface Making {
  random: Random;
  newId: (date: string) => string;
  today: string;
}

function readingsOf(
  life: Life,
  enrolment: EnrolmentRow,
  measures: readonly SettingMeasure[],
  { weeks, events }: { weeks: readonly WeekRow[]; events: readonly EventRow[] },
  { random, newId, today }: Making,
): ReadingRow[] {
  const rows: ReadingRow[] = [];
  const until = enrolment.ended_on !== null && enrolment.ended_on < today ? enrolment.ended_on : today;
  const mentor = life.matches.find((match) => match.enrolment_id === enrolment.id)?.mentor_id ?? null;
  const row = (measure: SettingMeasure, on: string, more: Partial<ReadingRow>): ReadingRow => ({
    id: newId(on),
    student_id: life.student.id,
    measure_id: measure.id,
    enrolment_id: enrolment.id,
    point: on <= addDays(enrolment.started_on, 35) ? 'baseline' : 'progress',
    taken_on: on,
    period_from: null,
    value: null,
    step: null,
    missing_reason: null,
    note: '',
    source: 'hand',
    recorded_at: moment(on, 15 * 60 + 40),
    recorded_by: mentor,
    recorded_role: 'mentor',
    ...more,
  });
  for (const measure of measures) {
    const follows = followed[measure.code];
    if (follows === undefined) continue;
    const start = random.normal(...follows.start) + life.truth.latent.motivation * 0.25;
    // a baseline has a gap now and then, as baselines have
    let on = nextSchoolDay(addDays(enrolment.started_on, random.whole(2, 24)));
    if (random.chance(0.12)) on = nextSchoolDay(addDays(enrolment.started_on, 100 + random.whole(0, 20)));
    while (on <= until) {
      const grown = start + (follows.growth * daysBetween(enrolment.started_on, on)) / 365 + random.normal(0, 0.25);
      const value = random.chance(0.03) ? null : onScale(measure.scale, grown);
      const by =
        follows.source === 'questionnaire' ? { source: 'questionnaire' as const, recorded_by: null, recorded_role: 'student' } : {};
      rows.push(
        row(measure, on, {
          value,
          step: stepOf(measure.scale, value),
          missing_reason: value === null ? (follows.source === 'questionnaire' ? 'declined' : 'not_collected') : null,
          ...by,
        }),
      );
      on = nextSchoolDay(addDays(on, follows.every + random.whole(-8, 8)));
    }
  }
  const on = nextSchoolDay(addDays(enrolment.started_on, 21));
  if (on > until) return rows;
  const within = (day: string) => day <= on && day > addDays(enrolment.started_on, -42);
  const sessions = summed(weeks.filter(({ week_start }) => within(week_start)));
  const first = weeks.find(({ week_start }) => within(week_start))?.week_start;
  const happened = (kind: EventRow['kind']) => events.filter((event) => event.kind === kind && within(event.happened_on)).length;
  const worked: Record<string, number | null> = {
    attendance: attendancePercent(sessions),
    punctuality: punctualityPercent(sessions),
    behaviour: happened('incident'),
    positive_behaviour: happened('positive'),
  };
  for (const measure of measures) {
    const value = worked[measure.code];
    if (first === undefined || value === undefined || value === null) continue;
    rows.push(row(measure, on, { value, period_from: first, source: 'marks' }));
  }
  return rows;
}

function summed(weeks: readonly WeekRow[]) {
  const sum = (key: Exclude<keyof WeekRow, 'id' | 'student_id' | 'week_start'>) => weeks.reduce((all, week) => all + week[key], 0);
  return {
    possible: sum('possible'),
    present: sum('present'),
    approved: sum('approved'),
    authorised: sum('authorised'),
    unauthorised: sum('unauthorised'),
    lateBefore: sum('late_before'),
    lateAfter: sum('late_after'),
  };
}

function onScale(scale: Scale, value: number): number {
  if (scale.type === 'number') return Math.min(scale.max, Math.max(scale.min, Math.round(value * 8) / 8));
  if (scale.type !== 'ordered') return Math.min(100, Math.max(0, value));
  const values = scale.steps.map((step) => step.value);
  return Math.min(values.at(-1) ?? 0, Math.max(values[0] ?? 0, Math.round(value)));
}

function stepOf(scale: Scale, value: number | null): string | null {
  return scale.type === 'ordered' ? (scale.steps.find((step) => step.value === value)?.label ?? null) : null;
}

/** Most baselines were confirmed five weeks in; the newest enrolments still have theirs to do, and some never had one. */
function baselineOf(
  life: Life,
  enrolment: EnrolmentRow,
  measures: readonly SettingMeasure[],
  readings: readonly ReadingRow[],
  { random, newId, today, seriesIds }: Making & { seriesIds: readonly string[] },
): BaselineRow | undefined {
  const on = nextSchoolDay(addDays(enrolment.started_on, 35));
  if (on > today || (enrolment.ended_on !== null && on > enrolment.ended_on) || random.chance(0.1)) return undefined;
  const taken = readings.filter(({ point }) => point === 'baseline');
  const has = new Set(taken.map(({ measure_id }) => measure_id));
  const own = new Set(life.assessments.filter(({ enrolment_id }) => enrolment_id === enrolment.id).map(({ id }) => id));
  const scored = new Set(
    life.scores.filter(({ assessment_id, level }) => level !== null && own.has(assessment_id)).map(({ series_id }) => series_id),
  );
  const why = random.pick(whyMissing);
  return {
    id: newId(on),
    student_id: life.student.id,
    enrolment_id: enrolment.id,
    readings: taken.map(({ id, measure_id }) => ({ readingId: id, measureId: measure_id })),
    gaps: [
      ...measures.filter(({ id }) => !has.has(id)).map(({ id }) => ({ measureId: id, seriesId: null, why })),
      ...seriesIds
        .filter((id) => !scored.has(id))
        .map((seriesId) => ({ measureId: null, seriesId, why: 'To be scored in the coming meetings.' })),
    ],
    confirmed_at: moment(on, 16 * 60),
    confirmed_by: life.matches.find((match) => match.enrolment_id === enrolment.id)?.mentor_id ?? null,
  };
}
