import { daysAfter } from '@waymark/contract/days.ts';
import type { Figure, Measure } from '@waymark/contract/measures.ts';
import type { Tx } from '../db/actor.ts';
import { baselineReadings, eventsIn, findMeasures, readingsIn, sessionsIn, startsOf, type FoundReading, type Span } from './queries.ts';
import { derivedFigure, firstSixWeeks, lastSixWeeks, type Marks } from './rules.ts';

export type { Figure } from '@waymark/contract/measures.ts';

/** Figures of measures by student, or by enrolment; a measure nobody has recorded is not in the inner map. */
export type Figures = Map<string, Map<string, Figure>>;

const longAgo = '1900-01-01';

/** All measures in the order they are shown in, archived ones last: past readings of those are still read. */
export async function readMeasures(tx: Tx, orgId: string): Promise<Measure[]> {
  return findMeasures(tx, orgId);
}

/**
 * What every measure says of students on a day: the latest reading until then; for what is derived, the six weeks up to it
 * where there are marks, and the latest reading where there are none.
 */
export async function latestFigures(tx: Tx, orgId: string, studentIds: readonly string[], asOf: string): Promise<Figures> {
  const unique = [...new Set(studentIds)];
  const spans = unique.map((studentId) => ({ key: studentId, studentId, from: longAgo, to: asOf }));
  return figuresOf(tx, orgId, spans, lastSixWeeks(asOf));
}

/**
 * What every measure says of students over the days from one to another, both included: the latest reading among them; for
 * what is derived, all of those days.
 */
export async function figuresOver(tx: Tx, orgId: string, studentIds: readonly string[], from: string, to: string): Promise<Figures> {
  const spans = [...new Set(studentIds)].map((studentId) => ({ key: studentId, studentId, from, to }));
  return figuresOf(tx, orgId, spans, { from, to });
}

/**
 * Where students stood at the start of their enrolments: what was taken as the baseline; else, for what is derived, the six
 * weeks up to the first day, or the six from it where there are no marks before; else the reading nearest to the first
 * day, those before it first, from half a year before to six weeks after. By enrolment.
 */
export async function baselineFigures(tx: Tx, orgId: string, enrolments: readonly { id: string; studentId: string }[]): Promise<Figures> {
  const starts = await startsOf(
    tx,
    orgId,
    enrolments.map(({ id }) => id),
  );
  const spans = enrolments.flatMap(({ id, studentId }) => {
    const startedOn = starts.get(id);
    if (startedOn === undefined) return [];
    return [{ key: id, studentId, startedOn, from: daysAfter(startedOn, -182), to: daysAfter(startedOn, 41) }];
  });
  const before = await marksIn(
    tx,
    orgId,
    spans.map((span) => ({ ...span, ...lastSixWeeks(span.startedOn) })),
  );
  const after = await marksIn(
    tx,
    orgId,
    spans.map((span) => ({ ...span, ...firstSixWeeks(span.startedOn) })),
  );
  const measures = await findMeasures(tx, orgId);
  const readings = Map.groupBy(await baselineReadings(tx, orgId, spans), ({ key }) => key);
  return byKey(spans, (key) => {
    const own = new Map((readings.get(key) ?? []).map((reading) => [reading.measureId, reading]));
    return figuresWith(measures, (measure) => {
      const reading = own.get(measure.id);
      if (reading?.taken === true) return figureOf(reading);
      return derivedFigure(measure, before.get(key)) ?? derivedFigure(measure, after.get(key)) ?? (reading && figureOf(reading));
    });
  });
}

async function figuresOf(tx: Tx, orgId: string, spans: readonly Span[], derived: { from: string; to: string }): Promise<Figures> {
  const measures = await findMeasures(tx, orgId);
  const readings = Map.groupBy(await readingsIn(tx, orgId, spans), ({ key }) => key);
  const marks = await marksIn(
    tx,
    orgId,
    spans.map((span) => ({ ...span, ...derived })),
  );
  return byKey(spans, (key) => {
    const own = new Map((readings.get(key) ?? []).map((reading) => [reading.measureId, reading]));
    return figuresWith(measures, (measure) => {
      const reading = own.get(measure.id);
      return derivedFigure(measure, marks.get(key)) ?? (reading && figureOf(reading));
    });
  });
}

async function marksIn(tx: Tx, orgId: string, spans: readonly Span[]): Promise<Map<string, Marks>> {
  const sessions = new Map((await sessionsIn(tx, orgId, spans)).map((one) => [one.key, one]));
  const events = new Map((await eventsIn(tx, orgId, spans)).map((one) => [one.key, one]));
  return new Map(
    spans.map(({ key, from, to }) => {
      const counted = events.get(key);
      return [key, { sessions: sessions.get(key), events: counted && { ...counted, from, on: to } }];
    }),
  );
}

function byKey(spans: readonly Span[], figures: (key: string) => Map<string, Figure>): Figures {
  return new Map(spans.map(({ key }) => [key, figures(key)]));
}

function figuresWith(measures: readonly Measure[], figure: (measure: Measure) => Figure | undefined): Map<string, Figure> {
  return new Map(
    measures.flatMap((measure): [string, Figure][] => {
      const found = figure(measure);
      return found === undefined ? [] : [[measure.id, found]];
    }),
  );
}

function figureOf({ measureId, value, step, missingReason, from, on, source }: FoundReading): Figure {
  return { measureId, value, step, missingReason, from, on, source, n: 1 };
}
