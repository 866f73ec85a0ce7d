import { dayLength } from '@waymark/contract/days.ts';
import { lastDay } from '../assessments/profile-texts.ts';
import { type Counts, type Histories, Reading } from './histories.ts';
import { longer } from './longer.ts';
import type { Types } from './pair-tally.ts';

/**
 * Scores of one enrolment counted by assessor, quarter of the year and outcome type: few enough rows for a model, and a student
 * scored ten times at one meeting does not count as ten meetings. The first `n` of each column; used again for the next enrolment.
 */
export class Cells extends Reading {
  readonly levels: number;
  readonly types: Types;
  n = 0;
  /** Where the type is among `types`, and the assessor among `Assessors`. */
  type = new Int16Array(64);
  assessor = new Int32Array(64);
  /** How many scores, and their levels and days (since 1 January 1970) added up. */
  scores = new Int32Array(64);
  sum = new Int32Array(64);
  days = new Float64Array(64);
  /** How many scores at each level: those of a row lie together, level 1 first. */
  counts: Int32Array;
  readonly #counts: Counts;
  /** Where the cells of the latest quarter begin, and of which quarter, day and assessor the scores are that come. */
  #open = 0;
  #quarter = -1;
  #day = 0;
  #assessor = 0;
  #counted = true;

  constructor(types: Types, levels: number, counts: Counts) {
    super(levels);
    this.types = types;
    this.levels = levels;
    this.counts = new Int32Array(64 * levels);
    this.#counts = counts;
  }

  /** Counts a history, of scores that count, from where it begins; answers where it ends. */
  read(histories: Histories, at: number): number {
    this.n = 0;
    this.#quarter = -1;
    return this.walk(histories, at);
  }

  protected begin(day: number, assessor: number): void {
    this.#counted = this.#counts(assessor, day);
    this.#day = day;
    this.#assessor = assessor;
    const quarter = quarterOf(day);
    if (quarter === this.#quarter) return;
    this.#quarter = quarter;
    this.#open = this.n;
  }

  protected score(outcome: number, level: number): void {
    if (!this.#counted) return;
    const at = this.#cellOf(this.types.of[outcome]!);
    this.scores[at]! += 1;
    this.sum[at]! += level;
    this.days[at]! += this.#day;
    this.counts[at * this.levels + level - 1]! += 1;
  }

  /** The day the scores of a cell were given, on average. */
  scoredOn(at: number): number {
    return Math.round(this.days[at]! / this.scores[at]!);
  }

  #cellOf(type: number): number {
    const assessor = this.#assessor;
    for (let at = this.#open; at < this.n; at++) if (this.type[at] === type && this.assessor[at] === assessor) return at;
    if (this.n === this.type.length) this.#grow();
    const at = this.n++;
    this.type[at] = type;
    this.assessor[at] = assessor;
    this.scores[at] = this.sum[at] = this.days[at] = 0;
    this.counts.fill(0, at * this.levels, (at + 1) * this.levels);
    return at;
  }

  #grow(): void {
    this.type = longer(this.type);
    [this.assessor, this.scores, this.sum, this.counts] = [
      longer(this.assessor),
      longer(this.scores),
      longer(this.sum),
      longer(this.counts),
    ];
    this.days = longer(this.days);
  }
}

/** Which quarter of which year a day since 1970 is in, counted from the first. Worked out once for a hundred and fifty years. */
const quarters = Int16Array.from({ length: lastDay + 1 }, (_, day) => {
  const date = new Date(day * dayLength);
  return date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3);
});
const quarterOf = (day: number): number => quarters[day]!;
