/*
 * How figures are written wherever they are read: on a screen, in a sentence, in a file that leaves. British, and the same
 * everywhere, so that a table and the sentence above it show one number.
 */

/** The most decimals of a share as a percentage: one where it is small. */
export const percentDecimals = (share: number): number => (Math.abs(share) < 0.0995 ? 1 : 0);

/** Decimals of an estimate: two, one from ten on, and none where it is whole (months, hours). */
export const decimals = (value: number): number => (Number.isInteger(value) ? 0 : Math.abs(value) < 9.995 ? 2 : 1);
