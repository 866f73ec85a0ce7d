import type { SuppressionPreset } from '@waymark/contract/reports.ts';

/** How a body wants small numbers kept back. */
export interface Preset {
  /** Counts from 1 to one less than this are hidden; the organisation's own threshold where that is higher. */
  threshold: number;
  /** Counts are rounded to the nearest multiple of this, half up; 1: not rounded. */
  roundTo: 1 | 5;
  /** Percentages of fewer people than this are hidden. */
  leastForShare: number;
  /** Means over this many people or fewer are hidden. */
  mostHiddenMean: number;
  /** The rule in words, for the report's appendix. */
  says: (threshold: number) => string;
}

const others = 'Where a count that is hidden could be found by subtraction, the next smallest is hidden with it. A nought is shown.';
const rounded =
  'All other counts of people and scores are rounded to the nearest 5, half up, and may therefore not add up. Percentages are worked out from the rounded counts and shown in whole percent; intervals of counted shares are widened to steps of five people.';

/**
 * The rules one can choose from. Figures marked "to be confirmed" are from general knowledge of the body's rule, not from its
 * current text: see `docs/methods/suppression.md`.
 */
export const presets: Readonly<Record<SuppressionPreset, Preset>> = {
  own: {
    threshold: 2,
    roundTo: 1,
    leastForShare: 0,
    mostHiddenMean: 0,
    says: (threshold) => `By the organisation’s own rule, counts from 1 to ${threshold - 1} are hidden. ${others}`,
  },
  dfe: {
    threshold: 3,
    roundTo: 5,
    leastForShare: 0,
    mostHiddenMean: 0,
    says: (threshold) =>
      `By the rule of the Department for Education, counts of 1 and 2, and percentages worked out from them, are hidden${stricter(threshold, 3)}. ${others} ${rounded}`,
  },
  ofqual: {
    threshold: 5,
    roundTo: 5,
    leastForShare: 0,
    mostHiddenMean: 0,
    says: (threshold) =>
      `By the rule of Ofqual, counts from 1 to 4 (“fewer than 5”) are hidden${stricter(threshold, 5)}. ${others} ${rounded}`,
  },
  // to be confirmed with HESA's current text: 22.5 and 7
  hesa: {
    threshold: 3,
    roundTo: 5,
    leastForShare: 22.5,
    mostHiddenMean: 7,
    says: (threshold) =>
      `By the rounding rule of HESA, counts of 1 and 2 are hidden${stricter(threshold, 3)}, and so are percentages of fewer than 22.5 people and means over 7 or fewer. ${others} ${rounded}`,
  },
};

const stricter = (threshold: number, theirs: number): string =>
  threshold > theirs ? `; the organisation’s own rule is stricter, and hides counts from 1 to ${threshold - 1}` : '';
