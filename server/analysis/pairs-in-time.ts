import { type Counts, type Histories, Reading } from './histories.ts';

/** First and latest score of each outcome of one enrolment, with their days and assessors. Used again for the next enrolment. */
export class PairsInTime extends Reading {
  /** The outcomes with two scores or more: where they are in the list of outcomes asked about. */
  readonly outcomes: number[] = [];
  /** By outcome: days since 1 January 1970, and assessors as in `Assessors`. */
  readonly firstLevel: Int8Array;
  readonly firstDay: Int32Array;
  readonly latestLevel: Int8Array;
  readonly latestDay: Int32Array;
  readonly latestAssessor: Int32Array;
  readonly #firstAssessor: Int32Array;
  readonly #scored: Int32Array;
  readonly #asked: number[] = [];
  readonly #counts: Counts;
  #day = 0;
  #assessor = 0;

  /**
   * @param outcomes how many are asked about
   * @param counts whether a score counts: where the first or the latest does not, there is no pair, as in standings
   */
  constructor(outcomes: number, levels: number, counts: Counts) {
    super(levels);
    [this.firstLevel, this.latestLevel] = [new Int8Array(outcomes), new Int8Array(outcomes)];
    [this.firstDay, this.latestDay] = [new Int32Array(outcomes), new Int32Array(outcomes)];
    [this.#firstAssessor, this.latestAssessor, this.#scored] = [
      new Int32Array(outcomes),
      new Int32Array(outcomes),
      new Int32Array(outcomes),
    ];
    this.#counts = counts;
  }

  /** How many scores of an outcome there are at most: 2 for two or more. */
  get most(): number {
    return this.outcomes.length > 0 ? 2 : Math.min(1, this.#asked.length);
  }

  /** Reads a history from where it begins; answers where it ends. */
  read(histories: Histories, at: number): number {
    for (const outcome of this.#asked) this.#scored[outcome] = 0;
    this.#asked.length = this.outcomes.length = 0;
    const end = this.walk(histories, at);
    for (const outcome of this.#asked) if (this.#scored[outcome]! >= 2 && this.#isCounted(outcome)) this.outcomes.push(outcome);
    return end;
  }

  #isCounted(at: number): boolean {
    return this.#counts(this.#firstAssessor[at]!, this.firstDay[at]!) && this.#counts(this.latestAssessor[at]!, this.latestDay[at]!);
  }

  protected begin(day: number, assessor: number): void {
    this.#day = day;
    this.#assessor = assessor;
  }

  protected score(at: number, level: number): void {
    if (this.#scored[at] === 0) {
      this.#asked.push(at);
      this.firstLevel[at] = level;
      this.firstDay[at] = this.#day;
      this.#firstAssessor[at] = this.#assessor;
    }
    this.#scored[at]! += 1;
    this.latestLevel[at] = level;
    this.latestDay[at] = this.#day;
    this.latestAssessor[at] = this.#assessor;
  }
}
