import { refuse, type Answer, type Estimate } from './answer.ts';
import { tQuantile } from './distributions.ts';
import { mixedModel, type MixedModel, type MixedModelOptions } from './mixed-model.ts';
import type { MixedTable } from './mixed-table.ts';

export interface Severity {
  /** By number of the mentor: how much higher (lenient) or lower (harsh) they score than colleagues would the same student. */
  mentors: readonly { effect: number; se: number; ci: readonly [number, number] }[];
  /** Standard deviation between mentors, in levels. */
  sd: number;
  model: MixedModel;
}

export interface SeverityOptions extends MixedModelOptions {
  /**
   * Into how many groups the mentors fall that no shared student or vignette links (union–find over who scored whom): with more than
   * one, a lenient mentor and an able caseload cannot be told apart.
   */
  components: number;
  /** The grouping of `table.crossed` that is the mentor; 'mentor' if not said. */
  mentor?: string;
}

/** With fewer, the spread between mentors is often found to be nil, and the intervals with it: see docs/methods/findings/coverage.md. */
export const fewestMentors = 6;

/**
 * How lenient or harsh each mentor is, from students scored by more than one, or vignettes scored by all (a vignette is a student
 * like any other in the table). Each is an interval, never a place in an order: most intervals overlap. The answer is the spread
 * between mentors. Intervals from t with (mentors − 1)
 * degrees of freedom. Refuses where mentors are not linked, or are few. Source: Linacre 1989 for what links do; the mixed model for the rest.
 */
export function severity(table: MixedTable, options: SeverityOptions): Answer<Severity> {
  const name = options.mentor ?? 'mentor';
  const at = table.crossed.findIndex((grouping) => grouping.name === name);
  if (at < 0) throw new RangeError(`No grouping is called “${name}”.`);
  if (!Number.isInteger(options.components) || options.components < 0)
    throw new RangeError(`${options.components} groups of linked mentors.`);
  if (options.components > 1) {
    return refuse(
      'disconnected',
      `The mentors fall into ${options.components} groups that share no student and no vignette, so that a lenient mentor cannot be told from able students.`,
      'Vignettes scored by all mentors, double-scored meetings, or students who change mentor.',
    );
  }
  const links = sharedStudents(table.student, table.crossed[at]!.of);
  if (links === 0) {
    return refuse(
      'disconnected',
      'No student was scored by two mentors, so that a lenient mentor cannot be told from able students.',
      'Vignettes scored by all mentors, double-scored meetings, or students who change mentor.',
    );
  }
  const seen = new Set(Array.from(table.crossed[at]!.of)).size;
  if (seen < fewestMentors) {
    return refuse(
      'few-raters',
      `From ${seen} mentors one cannot tell how far mentors differ.`,
      `At least ${fewestMentors} mentors who are linked by students or vignettes.`,
    );
  }
  const answer = mixedModel(table, options);
  if (answer.kind === 'refusal') return answer;
  const { effect, se } = answer.detail.crossed[at]!;
  const width = tQuantile((1 + answer.level) / 2, effect.length - 1);
  const mentors = Array.from(effect, (estimate, m) => ({
    effect: estimate,
    se: se[m]!,
    ci: [estimate - width * se[m]!, estimate + width * se[m]!] as const,
  }));
  const { sd } = answer.detail.spread.crossed[at]!;
  const few = links < 2 * effect.length;
  const says = `Only ${links} students link ${effect.length} mentors: read the intervals, not the middles.`;
  return {
    ...answer,
    estimate: sd,
    se: null,
    ci: null,
    df: null,
    method: `${answer.method} A mentor’s severity is the predicted effect with its standard error.`,
    warnings: [...answer.warnings, ...(few ? [{ code: 'few-links', says }] : [])],
    detail: { mentors, sd, model: answer.detail },
  } satisfies Estimate<Severity>;
}

/** Students scored by two mentors or more. */
function sharedStudents(student: ArrayLike<number>, mentor: ArrayLike<number>): number {
  const first = new Map<number, number>();
  const shared = new Set<number>();
  for (let i = 0; i < student.length; i++) {
    const before = first.get(student[i]!);
    if (before === undefined) first.set(student[i]!, mentor[i]!);
    else if (before !== mentor[i]) shared.add(student[i]!);
  }
  return shared.size;
}
