import { shareInterval } from '@waymark/stats/share-interval.ts';

/**
 * A share of scores, added up student by student: several scores of one student are not several students. The share is a ratio
 * of two totals, and its error comes from how far each student's own count is from the share of their scores. Source:
 * Cochran 1977, Sampling Techniques, § 3.12, without the finite population correction; the interval as in `shareInterval`.
 */
export class ShareSum {
  students = 0;
  meant = 0;
  of = 0;
  #squares = { meant: 0, both: 0, of: 0 };

  /** @param meant how many of a student's `of` scores are meant */
  add(meant: number, of: number): void {
    if (of === 0) return;
    this.students += 1;
    this.meant += meant;
    this.of += of;
    this.#squares.meant += meant * meant;
    this.#squares.both += meant * of;
    this.#squares.of += of * of;
  }

  /** The share with its 95% interval, clustered by student; undefined of nobody. */
  get share(): { estimate: number; ci: readonly [number, number] | null } | undefined {
    const { students, meant, of } = this;
    if (of === 0) return undefined;
    const estimate = meant / of;
    if (students < 2) return { estimate, ci: null };
    const spread = this.#squares.meant - 2 * estimate * this.#squares.both + estimate * estimate * this.#squares.of;
    const se = Math.sqrt(Math.max(0, (students / (students - 1)) * spread)) / of;
    return { estimate, ci: shareInterval({ estimate, se, n: of, clusters: students, df: null }, 0.95) };
  }
}
