import type { FrameworkVersion } from '@waymark/contract/framework-content.ts';
import type { OwnQuestion, OwnScore } from '@waymark/contract/own-view.ts';
import type { z } from 'zod';
import type { NewScore } from '../assessments/rules.ts';

/** A framework as a student is asked it: each outcome in the student's wording, with what they said before. */
export function questionsOf(
  framework: Pick<FrameworkVersion, 'outcomeTypes'>,
  before: ReadonlyMap<string, { level: number | null; on: string | null }>,
): OwnQuestion[] {
  return framework.outcomeTypes.flatMap((type) =>
    type.outcomes.map((outcome) => {
      const previous = before.get(outcome.seriesId);
      return {
        outcomeId: outcome.id,
        wording: outcome.studentWording,
        typeName: type.name,
        previousLevel: previous?.level ?? null,
        previousOn: previous?.level == null ? null : previous.on,
      };
    }),
  );
}

/** What a student sent as scores to record, each in its series. An outcome that is not in the framework keeps no series, and is refused when recorded. */
export function scoresOf(scores: readonly z.output<typeof OwnScore>[], framework: Pick<FrameworkVersion, 'outcomeTypes'>): NewScore[] {
  const series = new Map(framework.outcomeTypes.flatMap((type) => type.outcomes.map((outcome) => [outcome.id, outcome.seriesId])));
  return scores.map(({ id, outcomeId, level, missingReason, comment }) => ({
    id,
    outcomeId,
    seriesId: series.get(outcomeId) ?? outcomeId,
    level,
    missingReason,
    reason: comment,
  }));
}
