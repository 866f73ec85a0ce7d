/*
 * Colours of charts. Categories are Okabe and Ito's set, made to be told apart with any common colour blindness, put in
 * an order whose greys also differ on a black-and-white print. No chart tells anything by colour alone: series carry
 * labels or marks, and a table stands beside.
 */

/** For series that are different things, in this order. At most seven: past that, small multiples. */
export const categories = ['#0b5d7a', '#d9822b', '#2f9e77', '#b45f94', '#6ea8d6', '#8a6d1d', '#5b6770'] as const;

/** Moved up, stayed, moved down: told apart by lightness too, and labelled ▲ = ▼. */
export const movement = { up: '#0b6e63', same: '#b9bdb7', down: '#c4622d' } as const;

/** Students who cannot be compared: one score, asked without a level, never asked. Told apart from movement by paleness. */
export const coverage = { one: '#8fa8b5', noLevel: '#dcc9a3', never: '#ece9e0' } as const;

/** Whose view: the mentor's is solid, the student's open, the joint one between. */
export const perspectives = { mentor: '#0b5d7a', student: '#d9822b', joint: '#2f9e77' } as const;

/** Nothing known: a value that is missing is shown, in this. */
export const missing = '#cfd2cc';

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
