/** An enrolment as scores need it. */
export interface Span {
  id: string;
  startedOn: string;
  endedOn: string | null;
}

export type Place = { kind: 'within'; id: string } | { kind: 'earlier'; id: string; from: string } | { kind: 'new'; from: string };

/**
 * Under which of a student's enrolments in a programme a score of `day` belongs. One that covers the day; else the first
 * that began later, which is then taken to have begun on that day (a roll imported in November says November, the
 * spreadsheet knows better); else, when every one had ended before it, a new one from that day.
 */
export function placeOf(day: string, enrolments: readonly Span[]): Place {
  const covering = enrolments.find((one) => one.startedOn <= day && (one.endedOn === null || one.endedOn >= day));
  if (covering) return { kind: 'within', id: covering.id };
  const later = enrolments.filter((one) => one.startedOn > day).toSorted((a, b) => a.startedOn.localeCompare(b.startedOn))[0];
  return later ? { kind: 'earlier', id: later.id, from: day } : { kind: 'new', from: day };
}

/** Places many days at once, earliest first, so that an enrolment is moved or made once and the later days lie within it. */
export function placeAll(
  days: readonly string[],
  enrolments: readonly Span[],
  newId: () => string,
): { byDay: Map<string, string>; moved: Map<string, string>; made: Span[] } {
  const spans = enrolments.map((one) => ({ ...one }));
  const byDay = new Map<string, string>();
  const moved = new Map<string, string>();
  const made: Span[] = [];
  for (const day of [...new Set(days)].toSorted()) {
    const place = placeOf(day, spans);
    if (place.kind === 'new') {
      const span = { id: newId(), startedOn: day, endedOn: null };
      spans.push(span);
      made.push(span);
      byDay.set(day, span.id);
      continue;
    }
    byDay.set(day, place.id);
    if (place.kind === 'earlier') {
      const span = spans.find((one) => one.id === place.id);
      if (span) span.startedOn = place.from;
      moved.set(place.id, place.from);
    }
  }
  return { byDay, moved, made };
}
