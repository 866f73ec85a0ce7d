import { sql } from 'kysely';
import { narrows } from '../outcomes/filters.ts';
import { enrolmentsOf } from './population.ts';
import type { Standing } from './profiles.ts';
import type { Asked } from './question.ts';

/** How many students a question about change can use, and how many not and why. */
export interface Reach {
  students: number;
  /** Outcomes with a first and a latest score, over all those students. */
  pairs: number;
  one: number;
  withoutLevel: number;
  never: number;
}

/** Counts who has two scores of an outcome or more, who one, and who was asked without a level. */
export class ReachTally {
  readonly #reach = { students: 0, pairs: 0, one: 0, withoutLevel: 0 };

  add(standing: Standing): void {
    let pairs = 0;
    for (let row = 0; row < standing.n; row++) if (standing.isPair(row)) pairs += 1;
    this.addStudent(standing.most, pairs);
  }

  /**
   * @param most how many scores of an outcome the student has at most: 2 for two or more, -1 for never asked
   * @param pairs how many outcomes have a first and a latest score
   */
  addStudent(most: number, pairs: number): void {
    if (most === 2) {
      this.#reach.students += 1;
      this.#reach.pairs += pairs;
    } else if (most === 1) this.#reach.one += 1;
    else if (most === 0) this.#reach.withoutLevel += 1;
  }

  /** The rest of the students the filters leave were never asked. */
  async reach(asked: Asked): Promise<Reach> {
    const { students, one, withoutLevel } = this.#reach;
    return { ...this.#reach, never: (await countStudents(asked)) - students - one - withoutLevel };
  }
}

/** Students with an enrolment that the filters leave: of a whole organisation or programme they have been counted ahead. */
export async function countStudents(asked: Asked): Promise<number> {
  const { orgId, filters, asOf } = asked;
  const ahead = asOf === null && !narrows({ ...filters, programmeId: undefined });
  const { rows } = await (
    ahead
      ? sql<{ n: number }>`
        select coalesce(sum(students), 0)::int as n from enrolment_counts
        where org_id = ${orgId} and programme_id is not distinct from ${filters.programmeId ?? null}::uuid`
      : sql<{ n: number }>`select count(distinct student_id)::int as n from (${enrolmentsOf(asked)}) who`
  ).execute(asked.tx);
  return rows[0]?.n ?? 0;
}
