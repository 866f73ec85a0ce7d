/** A framework as people write it, without ids: what a framework file holds and what rules about wording compare. */
export interface FrameworkText {
  name: string;
  description: string;
  levels: number;
  outcomeTypes: OutcomeTypeText[];
}

export interface OutcomeTypeText {
  code: string;
  name: string;
  description: string;
  outcomes: OutcomeText[];
}

export interface OutcomeText {
  code: string;
  statement: string;
  question: string;
  studentWording: string;
  evidence: string;
  /** Level 1 first. */
  descriptors: string[];
}
