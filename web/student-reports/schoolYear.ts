/** The first of September before a day, or on it: when the school year it is in began. */
export function schoolYearOf(day: string): string {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) < '09-01' ? year - 1 : year}-09-01`;
}
