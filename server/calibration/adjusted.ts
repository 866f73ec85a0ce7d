import type { AdjustedLevels, Severity } from '@waymark/contract/severity.ts';

/** A student's latest level of one outcome, as it stands, with who gave it. */
export interface LatestLevel {
  typeCode: string;
  typeName: string;
  level: number;
  levels: number;
  assessorId: string;
  assessor: string;
}

/**
 * The mean of a student's latest levels, type by type, beside the same less its assessors' severity (levels above or below
 * their colleagues, `readSeverity`). What an assessor gave carries their whole error, however many outcomes they scored:
 * half-widths add within an assessor and combine as independent between assessors (root of the sum of squares). Held to the scale.
 * Null where one of the assessors is not linked to the others.
 */
export function adjustedLevels(latest: readonly LatestLevel[], severity: Pick<Severity, 'items'>): AdjustedLevels['types'] {
  const effects = new Map(severity.items.map((item) => [item.memberId, item.severity]));
  return [...Map.groupBy(latest, ({ typeCode }) => typeCode)].map(([code, own]) => {
    const levels = Math.max(...own.map((one) => one.levels));
    const asGiven = mean(own.map(({ level }) => level));
    const by = [...Map.groupBy(own, ({ assessorId }) => assessorId)].map(([id, given]) => ({
      effect: effects.get(id),
      share: given.length / own.length,
    }));
    let [shift, squares, known] = [0, 0, true];
    for (const { effect, share } of by) {
      if (effect?.kind !== 'estimate' || effect.ci === null) known = false;
      else {
        shift += share * effect.estimate;
        squares += (share * ((effect.ci[1] - effect.ci[0]) / 2)) ** 2;
      }
    }
    const hold = (value: number) => Math.min(levels, Math.max(1, value));
    const [estimate, half] = [asGiven - shift, Math.sqrt(squares)];
    return {
      code,
      name: own[0]?.typeName ?? code,
      levels,
      outcomes: own.length,
      assessors: [...new Set(own.map(({ assessor }) => assessor))].toSorted((a, b) => a.localeCompare(b)),
      asGiven,
      adjusted: known ? { estimate: hold(estimate), ci: [hold(estimate - half), hold(estimate + half)] } : null,
    };
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
