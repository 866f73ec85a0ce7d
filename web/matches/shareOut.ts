/**
 * Shares students out among mentors so that the caseloads end as level as they can: each in turn to whoever then has
 * fewest, ties by the order given. Returns the mentor of each student, in the students' order;
 * none while no mentor is chosen.
 */
export function shareOut(students: number, loads: readonly { mentorId: string; students: number }[]): string[] {
  if (loads.length === 0) return [];
  const now = loads.map((load) => ({ ...load }));
  return Array.from({ length: students }, () => {
    const least = now.reduce((best, one) => (one.students < best.students ? one : best));
    least.students += 1;
    return least.mentorId;
  });
}
