import { sql } from 'kysely';
import { Cells } from './cells.ts';
import { countedOf, dayOf, eachStudentOf, type Histories, readHistories } from './histories.ts';
import { typesOf } from './pair-tally.ts';
import type { Asked } from './question.ts';
import { type Reach, type ReachTally } from './reach.ts';

/** Scores of one student by one assessor in one quarter and outcome type. Students and assessors are numbered: they have no names here. */
export interface Cell {
  student: number;
  assessor: number;
  type: string;
  /** How many scores at each level, level 1 first. */
  counts: readonly number[];
  /** Years since the enrolment began, on average over the scores; 0 for scores given before it. */
  years: number;
  /** Years since the student's first enrolment began: of who came back, the scores go on and do not begin anew. */
  since: number;
  /** How long the assessor had been one when they gave the scores, in years, by their first score or match. */
  tenure: number;
}

/** Days in a year, of the Julian calendar. */
const year = 365.25;

/** What is done with the cells of each enrolment, and after the last of a student. */
interface Visit {
  /** @param began the day the enrolment began, where histories say that */
  enrolment: (cells: Cells, began: number) => void;
  student: () => void;
}

/** Goes through the cells of all students who have any; answers who has how many scores. */
async function eachCells(asked: Asked, histories: Histories, levels: number, { enrolment, student }: Visit): Promise<ReachTally> {
  const cells = new Cells(typesOf(asked), levels, countedOf(asked, histories.assessors));
  let scored = false;
  return eachStudentOf(
    histories,
    (line) => {
      line.end = cells.read(histories, line.at);
      if (cells.n === 0) return;
      line.most = 1;
      scored = true;
      enrolment(cells, line.began);
    },
    () => {
      if (scored) student();
      scored = false;
    },
  );
}

/** A cell of one student while it is not known whether the student is drawn. */
type Own = Omit<Cell, 'student' | 'since' | 'tenure'> & { began: number; scoredOn: number };

/**
 * The cells the filters leave, or, where there are more than a model can take, those of whole students drawn by chance: in the order
 * of a hash of the seed and their id, while all their cells together are no more than that. The hash is the same in every database
 * and version of it, and so are the students and, on every run, the order.
 * @param all how many cells there are
 */
export async function readCells(asked: Asked, levels: number, all: number): Promise<Cell[]> {
  const { mostCells, seed } = asked;
  const byStudent = sql`p.student_id, p.enrolment_id`;
  const order = all > mostCells ? sql`md5(${String(seed)} || ' ' || p.student_id), ${byStudent}` : byStudent;
  const histories = await readHistories(asked, { starts: true, order });
  const since = await readSince(asked, histories);
  const drawn: (Own & { student: number; firstBegan: number })[] = [];
  let [own, students, left]: [Own[], number, number] = [[], 0, mostCells];
  await eachCells(asked, histories, levels, {
    enrolment: (cells, began) => {
      for (let at = 0; at < cells.n; at++) since[cells.assessor[at]!] = Math.min(since[cells.assessor[at]!]!, cells.scoredOn(at));
      // whoever comes after the last who is drawn counts for that alone
      if (left < 0) return;
      const those = Array.from({ length: cells.n }, (_, at) => ({
        assessor: cells.assessor[at]!,
        type: cells.types.codes[cells.type[at]!]!,
        counts: [...cells.counts.subarray(at * levels, (at + 1) * levels)],
        years: Math.max(0, cells.scoredOn(at) - began) / year,
        scoredOn: cells.scoredOn(at),
        began,
      }));
      own.push(...those.toSorted((a, b) => a.scoredOn - b.scoredOn || a.assessor - b.assessor));
    },
    student: () => {
      left -= own.length;
      if (own.length > 0 && left >= 0) {
        const firstBegan = own.reduce((first, { began }) => Math.min(first, began), Infinity);
        for (const cell of own) drawn.push({ ...cell, student: students, firstBegan });
        students += 1;
      }
      own = [];
    },
  });
  return drawn.map(({ student, assessor, type, counts, years, scoredOn, firstBegan }) => ({
    student,
    assessor,
    type,
    counts,
    years,
    since: Math.max(0, scoredOn - firstBegan) / year,
    tenure: Math.max(0, scoredOn - since[assessor]!) / year,
  }));
}

/** Since which day each assessor has been one, by their first match; one without any by nothing yet. */
async function readSince({ tx, orgId, asOf }: Asked, { assessors }: Histories): Promise<Float64Array> {
  const { rows } = await sql<{ id: string; on: string }>`
    select mentor_id as id, min(started_on) as on from matches
    where org_id = ${orgId} and ${asOf === null ? sql`true` : sql`created_at <= ${asOf}`} group by mentor_id`.execute(tx);
  const first = new Map(rows.map(({ id, on }) => [id, dayOf(on)]));
  return Float64Array.from(assessors.ids, (id) => first.get(id) ?? Infinity);
}

/** How many students and scores are in cells. */
export const sizeOf = (cells: readonly Cell[]): { students: number; scores: number } => ({
  students: new Set(cells.map(({ student }) => student)).size,
  scores: cells.reduce((sum, { counts }) => sum + counts.reduce((all, n) => all + n, 0), 0),
});

/** Scores given in one half-year since the start of an enrolment. */
export interface HalfYear {
  half: number;
  students: number;
  /** Of the students, those without a score in a later one. */
  last: number;
  cells: number;
  /** Scores at each level, level 1 first. */
  counts: readonly number[];
}

/** All scores the filters leave, by half-year since the start: everybody is counted, however many there are. */
export async function readHalfYears(asked: Asked, levels: number): Promise<{ halves: HalfYear[]; reach: Reach }> {
  const histories = await readHistories(asked, { starts: true });
  const halves: (HalfYear & { counts: number[] })[] = [];
  // half-years of the student who is being counted
  const own = new Set<number>();
  const reach = await eachCells(asked, histories, levels, {
    enrolment: (cells, began) => {
      for (let at = 0; at < cells.n; at++) {
        const half = Math.floor((Math.max(0, cells.scoredOn(at) - began) / year) * 2);
        own.add(half);
        while (halves.length <= half)
          halves.push({ half: halves.length, students: 0, last: 0, cells: 0, counts: Array<number>(levels).fill(0) });
        const found = halves[half]!;
        found.cells += 1;
        for (let level = 0; level < levels; level++) found.counts[level]! += cells.counts[at * levels + level]!;
      }
    },
    student: () => {
      let last = 0;
      for (const half of own) {
        halves[half]!.students += 1;
        if (half > last) last = half;
      }
      halves[last]!.last += 1;
      own.clear();
    },
  });
  return { halves: halves.filter(({ cells }) => cells > 0), reach: await reach.reach(asked) };
}

/** How scores go from one quarter with scores to the next: with the same mentor, and with another. */
export interface Steps {
  students: number;
  scores: number;
  cells: number;
  /** Students scored by more than one mentor, and mentors whose scores came next after another's. */
  movers: number;
  tookOver: number;
  same: StepsOf;
  another: StepsOf;
  reach: Reach;
}

interface StepsOf {
  students: number;
  steps: number;
  /** Mean of the steps, and of their sizes; null of none. */
  mean: number | null;
  size: number | null;
}

/** Levels are added up as whole ten-millionths: whatever order students come in, the sum is the same. */
const whole = 1e7;

/** Steps of one kind, added up. */
class StepTally {
  students = 0;
  steps = 0;
  #sum = 0;
  #size = 0;
  /** Whether the student who is being counted has one. */
  #own = false;

  add(size: number): void {
    this.steps += 1;
    this.#sum += size;
    this.#size += Math.abs(size);
    this.#own = true;
  }

  endStudent(): void {
    if (this.#own) this.students += 1;
    this.#own = false;
  }

  told(): StepsOf {
    const mean = (sum: number) => (this.steps === 0 ? null : sum / whole / this.steps);
    return { students: this.students, steps: this.steps, mean: mean(this.#sum), size: mean(this.#size) };
  }
}

/** Steps from one quarter's scores of an outcome type to those of the next with scores, of everybody the filters leave. */
export async function readSteps(asked: Asked, levels: number): Promise<Steps> {
  const histories = await readHistories(asked);
  const [same, another, took] = [new StepTally(), new StepTally(), new Uint8Array(histories.assessors.ids.length)];
  const told = { students: 0, scores: 0, cells: 0, movers: 0 };
  // of the student who is being counted: level and assessor of the latest cell of each type, and the only assessor so far
  const types = typesOf(asked).codes.length;
  const [level, assessor] = [new Float64Array(types), new Int32Array(types).fill(-1)];
  let [only, moved] = [-1, false];
  let order = new Int32Array(64);
  const reach = await eachCells(asked, histories, levels, {
    enrolment: (cells) => {
      const { n } = cells;
      told.cells += n;
      if (order.length < n) order = new Int32Array(2 * n);
      let several = false;
      for (let at = 0; at < n; at++) {
        order[at] = at;
        if (cells.assessor[at] !== cells.assessor[0]) several = true;
      }
      const inOrder = order.subarray(0, n);
      // one assessor's cells stand in the order of their quarters
      if (several) inOrder.sort((a, b) => cells.scoredOn(a) - cells.scoredOn(b) || cells.assessor[a]! - cells.assessor[b]!);
      for (const at of inOrder) {
        const [type, by] = [cells.type[at]!, cells.assessor[at]!];
        const now = Math.round((whole * cells.sum[at]!) / cells.scores[at]!);
        told.scores += cells.scores[at]!;
        if (assessor[type] === by) same.add(now - level[type]!);
        else if (assessor[type] !== -1) {
          another.add(now - level[type]!);
          took[by] = 1;
        }
        if (only === -1) only = by;
        else if (only !== by) moved = true;
        level[type] = now;
        assessor[type] = by;
      }
    },
    student: () => {
      told.students += 1;
      if (moved) told.movers += 1;
      same.endStudent();
      another.endStudent();
      assessor.fill(-1);
      [only, moved] = [-1, false];
    },
  });
  const tookOver = took.reduce((sum, one) => sum + one, 0);
  return { ...told, tookOver, same: same.told(), another: another.told(), reach: await reach.reach(asked) };
}
