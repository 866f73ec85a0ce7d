/** Who was assessed again and who left, for what leaving could do to a mean change. */
export interface Stayers {
  /** Students assessed again, their mean change and its standard deviation; and how many were not. */
  stayed: number;
  mean: number;
  sd: number;
  left: number;
}

/** Throws RangeError for what cannot be. */
export function checkStayers({ stayed, mean, sd, left }: Stayers): void {
  for (const count of [stayed, left]) if (!Number.isInteger(count) || count < 0) throw new RangeError(`${count} is no number of students.`);
  if (!Number.isFinite(mean) || !(sd >= 0)) throw new RangeError(`A mean of ${mean} with a spread of ${sd} cannot be.`);
}
