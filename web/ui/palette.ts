/*
 * Colours of charts: told apart with any common colour blindness, and by their greys on a black-and-white print. No chart
 * tells anything by colour alone: series carry labels or marks, and a table stands beside.
 */

/** Moved up, stayed, moved down: told apart by lightness too, and labelled ▲ = ▼. */
export const movement = { up: '#0b6e63', same: '#b9bdb7', down: '#c4622d' } as const;

/** Lines and dots, which stand on the page itself: 3:1 on a light page and on a dark one. */
export const line = '#178072';

/** Students who cannot be compared: one score, asked without a level, never asked. Told apart from movement by paleness. */
export const coverage = { one: '#8fa8b5', noLevel: '#dcc9a3', never: '#ece9e0' } as const;

const low = [226, 239, 235] as const;
const high = [11, 78, 70] as const;

/** The colour of a level on a scale: pale for the lowest, dark for the highest, even steps, one hue. */
export function levelColour(level: number, levels: number): string {
  const share = levels <= 1 ? 1 : (level - 1) / (levels - 1);
  const part = (at: 0 | 1 | 2) => Math.round(low[at] + (high[at] - low[at]) * share);
  return `#${[part(0), part(1), part(2)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** All colours of a scale, level 1 first. */
export function levelColours(levels: number): string[] {
  return Array.from({ length: levels }, (_, index) => levelColour(index + 1, levels));
}

/** Black or white, whichever reads better on the colour (WCAG relative luminance). */
export function inkOn(colour: string): string {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return luminance > 0.179 ? '#14201f' : '#ffffff';
}
