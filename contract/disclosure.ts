import type { Disclosure } from './releases.ts';

/** What was made coarser, and what people could still be told by: said plainly, for the release's page and its file. */
export function disclosureSentences(
  { generalised, students, rareCombinations, studentsInRare, alone }: Disclosure,
  below: number,
): string[] {
  const many = (n: number, one: string, other: string): string => `${n} ${n === 1 ? one : other}`;
  return [
    ...generalised.map(({ column, label, values, students: n, withheld }) =>
      withheld
        ? `${label} (${column}) is empty for everybody: a value that fewer than ${below} students share could not be put together with another without saying nothing.`
        : `In ${label} (${column}), ${many(values, 'value', 'values')} that ${many(n, 'student has', 'students have')} stand as *.`,
    ),
    ...(generalised.length === 0 ? [`No value of a single column is shared by fewer than ${below} students.`] : []),
    students === 0
      ? 'There are no students in it.'
      : studentsInRare === 0
        ? `Every combination of school, year or age and characteristics is shared by at least ${below} students.`
        : `Several columns together still tell more: ${many(studentsInRare, 'student', 'students')} of ${students} stand in ${many(rareCombinations, 'combination', 'combinations')} of school, year or age and characteristics that fewer than ${below} share, ${alone} of them alone. Somebody who knows a student could find their rows.`,
    'Dates of meetings, scores and attendance can tell a student as well, to somebody who knows when they met.',
  ];
}
