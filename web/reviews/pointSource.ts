import type { EvidencePoint } from '@waymark/contract/evidence.ts';
import * as t from '../strings/catalogue.ts';
import { formatShortDate } from '../ui/format.ts';

const words = t.reviews;

/** The day or days a value stands for and where it comes from. */
export function pointSource(point: EvidencePoint): string {
  const on = point.on && formatShortDate(point.on);
  const when = point.from === null || on === null ? on : words.span(formatShortDate(point.from), on);
  return words.point(when, point.source);
}
