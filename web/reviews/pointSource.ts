import type { EvidencePoint } from '@waymark/contract/evidence.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';

const words = t.reviews;

/** A value with the day or days it stands for and where it comes from. */
export function showPoint(point: EvidencePoint | null): string {
  if (point === null) return words.none;
  const on = point.on && formatShortDate(point.on);
  const when = point.from === null || on === null ? on : words.span(formatShortDate(point.from), on);
  return words.point(point.shown, when, point.source);
}
