/**
 * Which values of a column are put together because fewer than `below` students share them. The rare ones go together;
 * where they are still few together, the next smallest joins them, so that the group cannot be told by subtraction
 * either. `withheld` when that leaves nothing to tell apart: the column then says nothing of anybody.
 * @param counts value → students with it
 */
export function rareValues(counts: ReadonlyMap<string, number>, below: number): { grouped: string[]; students: number; withheld: boolean } {
  const ascending = [...counts].filter(([, n]) => n > 0).toSorted((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
  const grouped: string[] = [];
  let students = 0;
  for (const [value, n] of ascending) {
    if (n >= below && (grouped.length === 0 || students >= below)) break;
    grouped.push(value);
    students += n;
  }
  return { grouped, students, withheld: grouped.length > 0 && grouped.length === ascending.length };
}
