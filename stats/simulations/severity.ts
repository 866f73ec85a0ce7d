import { mixedModel } from '../src/mixed-model.ts';
import { cellOfCounts, type MixedTable } from '../src/mixed-table.ts';
import { random } from '../src/random.ts';
import { drawLevel, error, mean } from './ratings.ts';

export interface SeverityDesign {
  mentors: number;
  caseload: number;
  occasions: number;
  outcomes: number;
  /** Share of students who go to another mentor before each occasion after the first. */
  changing: number;
  /** Vignettes that every mentor scores. */
  vignettes: number;
}

const thresholds = [-1.5, 0, 1.5];
const caseloadSd = 0.5;
const severitySd = 0.4;

/**
 * Mentors whose caseloads differ in ability and who are lenient or harsh, independently. How much of the caseload's ability each
 * way takes for severity (0: none; 1: all of it), and how far its severities are from the truth, in levels: raw means of caseloads,
 * the mixed model of all there is, and means of the vignettes alone.
 */
export function simulateSeverity(design: SeverityDesign, seed: number) {
  const chance = random(seed);
  const severe = Array.from({ length: design.mentors }, () => severitySd * chance.normal());
  const caseload = Array.from({ length: design.mentors }, () => caseloadSd * chance.normal());
  const difficulty = Array.from({ length: design.outcomes }, () => 0.5 * chance.normal());
  const cells: { student: number; mentor: number; time: number; counts: number[] }[] = [];
  const score = (student: number, mentor: number, time: number, ability: number) => {
    const counts = [0, 0, 0, 0];
    for (const hard of difficulty) counts[drawLevel(chance, ability + 0.15 * time - hard + severe[mentor]!, thresholds) - 1]! += 1;
    cells.push({ student, mentor, time, counts });
  };
  const students = design.mentors * design.caseload;
  for (let student = 0; student < students; student++) {
    let mentor = student % design.mentors;
    const ability = caseload[mentor]! + chance.normal();
    for (let time = 0; time < design.occasions; time++) {
      if (time > 0 && chance.next() < design.changing) mentor = chance.whole(design.mentors);
      score(student, mentor, time, ability);
    }
  }
  for (let vignette = 0; vignette < design.vignettes; vignette++) {
    const ability = chance.normal();
    for (let mentor = 0; mentor < design.mentors; mentor++) score(students + vignette, mentor, 0, ability);
  }
  const summed = cells.map(({ counts }) => cellOfCounts(counts));
  const table: MixedTable = {
    covariates: ['time'],
    columns: [cells.map(({ time }) => time)],
    mean: summed.map((cell) => cell.mean),
    n: summed.map((cell) => cell.n),
    within: summed.map((cell) => cell.within),
    student: cells.map(({ student }) => student),
    crossed: [{ name: 'mentor', of: cells.map(({ mentor }) => mentor) }],
  };
  const answer = mixedModel(table);
  if (answer.kind === 'refusal') throw new Error(answer.says);
  const own = cells.map((cell, i) => ({ ...cell, mean: summed[i]!.mean }));
  const rawOf = (from: number, to: number) =>
    severe.map((_, m) =>
      mean(own.filter(({ mentor, student }) => mentor === m && student >= from && student < to).map((cell) => cell.mean)),
    );
  const perLogit = levelsPerLogit(difficulty);
  const centred = (values: readonly number[]) => values.map((value) => value - mean(values));
  const truth = centred(severe.map((value) => value * perLogit));
  const ability = centred(caseload.map((value) => value * perLogit));
  const judged = (estimates: readonly number[]) => {
    const wrong = centred(estimates).map((value, m) => value - truth[m]!);
    const taken = mean(wrong.map((value, m) => value * ability[m]!)) / mean(ability.map((value) => value ** 2));
    return { taken, error: error(centred(estimates), truth) };
  };
  return {
    raw: judged(rawOf(0, students)),
    mixed: judged(Array.from(answer.detail.crossed[0]!.effect)),
    vignettes: design.vignettes === 0 ? null : judged(rawOf(students, Infinity)),
  };
}

/** How far the expected score of an average student moves for a small step on the logit scale. */
function levelsPerLogit(difficulty: readonly number[]): number {
  const chance = random(11);
  const draws = Array.from({ length: 2_000 }, () => chance.normal() + 0.4);
  const density = (x: number) => 1 / (2 + Math.exp(x) + Math.exp(-x));
  return mean(
    difficulty.map((hard) => mean(draws.map((ability) => thresholds.reduce((sum, at) => sum + density(at - ability + hard), 0)))),
  );
}
