/** What an estimator answers with: an estimate and how far it may be trusted, or why the question cannot be answered. */
export type Answer<D = unknown> = Estimate<D> | Refusal;

export interface Estimate<D = unknown> {
  kind: 'estimate';
  estimate: number;
  /** Standard error of `estimate`; null where the method gives none. */
  se: number | null;
  /** Lower and upper end at `level`; null where the method gives none. */
  ci: readonly [number, number] | null;
  /** Coverage of `ci`, such as 0.95. */
  level: number;
  /** Degrees of freedom behind `ci`; null for the normal distribution. */
  df: number | null;
  /** What was counted: ratings, pairs, students, as the estimator says. */
  n: number;
  /** Independent clusters (students, as a rule) behind `se`; null where the method does not cluster. */
  clusters: number | null;
  /** The method in one sentence. */
  method: string;
  warnings: readonly Warning[];
  /** What else the method gives. */
  detail: D;
}

export interface Warning {
  code: string;
  says: string;
}

/** A question that the data cannot answer. */
export interface Refusal {
  kind: 'refusal';
  code: RefusalCode;
  /** Why not, in a sentence for the reader of the page. */
  says: string;
  /** What would make the question answerable. */
  wouldNeed: string;
}

export type RefusalCode =
  /** There is nothing to count. */
  | 'empty'
  /** Fewer independent clusters than the method's error can be trusted with. */
  | 'few-clusters'
  /** Agreement or an ICC was asked of one rater. */
  | 'one-rater'
  /** Fewer raters (mentors) than their spread can be told from. */
  | 'few-raters'
  /** Everybody has the same value: there is nothing to explain. */
  | 'no-variation'
  /** A base under the threshold below which nothing is shown. */
  | 'small-base'
  /** A level nobody has, where a threshold beside it would be estimated. */
  | 'empty-category'
  /** The raters (mentors) are not linked to each other by shared students. */
  | 'disconnected'
  /** Explanations that move together and cannot be told apart. */
  | 'collinear'
  /** The likelihood has no maximum inside: a group is all at one end. */
  | 'separation'
  /** The fit did not settle. */
  | 'not-converged'
  /** Too little of something else, said in `says`. */
  | 'too-little-data';

export function refuse(code: RefusalCode, says: string, wouldNeed: string): Refusal {
  return { kind: 'refusal', code, says, wouldNeed };
}
