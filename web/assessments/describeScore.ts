import type { HistoryScore, MissingReason } from '@waymark/contract/assessments.ts';
import * as t from '../strings/catalogue.ts';
import { formatDate } from '../ui/format.ts';

/** `level 2 of 4 on 3 September 2026`, or why there is none. */
export function describeScore({ level, levels, missingReason, assessedOn }: HistoryScore): string {
  return level === null
    ? t.ladders.noStep(missingText(missingReason), formatDate(assessedOn))
    : t.ladders.step(level, levels, formatDate(assessedOn));
}

export function missingText(reason: MissingReason | null): string {
  return t.levelChoice.missing[reason ?? 'not_collected'];
}

/** `2 of 4`, or why there is none. */
export function levelText(score: { level: number | null; missingReason: MissingReason | null }, levels: number): string {
  return score.level === null ? missingText(score.missingReason) : t.ladders.level(score.level, levels);
}
