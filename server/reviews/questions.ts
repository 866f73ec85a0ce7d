import { type EvidenceLine, type EvidenceQuestion, QuestionKey } from '@waymark/contract/evidence.ts';
import { movement } from '@waymark/contract/measure-values.ts';
import type { Measure } from '@waymark/contract/measures.ts';
import type { Case, Ground } from '../targets/ground.ts';
import { levelMovement, levelPoint, pointOf, whyUnsaid } from '../targets/rules.ts';

/** What the guidance asks, in its order; each is answered from measures of its kind, or from outcomes. */
export const questionOrder: readonly QuestionKey[] = QuestionKey.options;

/** One answer from many lines: what is known decides, and up and down together are mixed. */
export function answerOf(lines: readonly Pick<EvidenceLine, 'movement'>[]): EvidenceQuestion['answer'] {
  const moved = new Set(lines.map((line) => line.movement));
  if (moved.has('better')) return moved.has('worse') ? 'mixed' : 'better';
  if (moved.has('worse')) return 'worse';
  return moved.has('same') ? 'same' : 'unknown';
}

/** Why a question has no answer: what most needs doing about its lines, in the order in which it would be done. */
function whyNoAnswer(lines: readonly EvidenceLine[]): EvidenceQuestion['cannotSay'] {
  if (lines.length === 0) return 'not_followed';
  for (const why of ['no_baseline', 'nothing_new'] as const) if (lines.some((line) => line.cannotSay === why)) return why;
  return 'nothing_recorded';
}

function measureLine(measure: Measure, of: Case, ground: Ground): EvidenceLine {
  const before = ground.baseline.get(of.id)?.get(measure.id);
  const latest = ground.latest.get(of.studentId)?.get(measure.id);
  const [baseline, now] = [pointOf(measure, before), pointOf(measure, latest)];
  const cannotSay = whyUnsaid(baseline, now);
  return {
    id: measure.id,
    name: measure.name,
    group: null,
    perspective: null,
    baseline,
    now,
    movement: cannotSay === null ? movement(measure, before, latest) : 'unknown',
    cannotSay,
  };
}

/** A line for each perspective an outcome was judged from: side by side, never averaged. */
function outcomeLines(of: Case, ground: Ground): EvidenceLine[] {
  const standings = Map.groupBy(ground.standings.get(of.id) ?? [], ({ seriesId }) => seriesId);
  return ground.catalogue
    .filter(({ frameworkId }) => frameworkId === of.frameworkId)
    .flatMap(({ seriesId, statement, typeName, levels, current }): EvidenceLine[] => {
      const rows = (standings.get(seriesId) ?? []).filter(({ latestLevel }) => latestLevel !== null);
      const head = { id: seriesId, name: statement, group: typeName };
      // one that was never judged is worth saying only while it is still asked
      if (rows.length === 0)
        return current
          ? [{ ...head, perspective: null, baseline: null, now: null, movement: 'unknown', cannotSay: 'nothing_recorded' }]
          : [];
      return rows.map((row) => {
        const baseline = levelPoint(row.firstLevel, row.firstOn, levels);
        const now = levelPoint(row.latestLevel, row.latestOn, levels);
        const cannotSay = whyUnsaid(baseline, now);
        const moved = cannotSay === null ? levelMovement(row.firstLevel, row.latestLevel) : 'unknown';
        return { ...head, perspective: row.perspective, baseline, now, movement: moved, cannotSay };
      });
    });
}

/** Every question of a review with its answer, or why there is none. */
export function questionsOf(of: Case, ground: Ground): EvidenceQuestion[] {
  return questionOrder.flatMap((key) => {
    const lines =
      key === 'outcomes'
        ? outcomeLines(of, ground)
        : ground.measures
            .filter((measure) => measure.kind === key && measure.atReview && !measure.archived)
            .map((measure) => measureLine(measure, of, ground));
    // what the organisation added of its own is asked about only where there is something of it
    if (key === 'indicator' && lines.length === 0) return [];
    const answer = answerOf(lines);
    return [{ key, answer, lines, cannotSay: answer === 'unknown' ? whyNoAnswer(lines) : null }];
  });
}
