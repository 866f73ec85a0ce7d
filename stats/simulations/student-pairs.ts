import type { Pairs } from '../src/pairs.ts';
import { random, type Random } from '../src/random.ts';
import { drawLevel } from './ratings.ts';

/** How a mentor and a student score the same 20 outcomes on 6 occasions. */
export interface SelfView {
  students: number;
  /** SD of how much higher or lower a student sees themselves than the mentor does, in logits, for good and on an occasion. */
  own: number;
  occasion: number;
}

const outcomes = 20;
const occasions = 6;

/**
 * Levels from 1 to 4 of mentor and student from a partial-credit model whose outcomes differ in difficulty. What a student shares
 * with nobody else (ability, growth, own view) is in all 120 of their pairs: that is what the naive error does not see.
 */
export function drawSelfViews({ students, own, occasion }: SelfView, seed: number): Pairs {
  const chance = random(seed);
  const first: number[] = [];
  const second: number[] = [];
  const cluster: number[] = [];
  for (let student = 0; student < students; student++) {
    const ability = 1.2 * chance.normal();
    const view = own * chance.normal();
    for (let time = 0; time < occasions; time++) {
      const now = ability + 0.15 * time + occasion * chance.normal();
      for (let outcome = 0; outcome < outcomes; outcome++) {
        const eta = now - difficulty(outcome);
        first.push(partialCredit(chance, eta));
        second.push(partialCredit(chance, eta + view));
        cluster.push(student);
      }
    }
  }
  return { levels: 4, first, second, count: first.map(() => 1), cluster };
}

/** Evenly spread from −1 to 1 logits, the same for every student. */
const difficulty = (outcome: number) => -1 + (2 * outcome) / (outcomes - 1);

/** Adjacent levels a logit apart: P(k + 1) / P(k) = exp(eta − step). Source: Masters 1982. */
function partialCredit(chance: Random, eta: number): number {
  const steps = [-1.2, 0, 1.2];
  const weights = [1];
  for (const step of steps) weights.push((weights.at(-1) as number) * Math.exp(eta - step));
  let left = chance.next() * weights.reduce((sum, each) => sum + each, 0);
  for (const [k, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return k + 1;
  }
  return weights.length;
}

/** First and latest level of several outcomes a student, who move together. */
export function drawMovement(students: number, perStudent: number, seed: number): Pairs {
  const chance = random(seed);
  const first: number[] = [];
  const second: number[] = [];
  const cluster: number[] = [];
  for (let student = 0; student < students; student++) {
    const ability = chance.normal();
    const gain = 0.5 + 0.8 * chance.normal();
    for (let outcome = 0; outcome < perStudent; outcome++) {
      first.push(drawLevel(chance, ability, [-1.5, 0, 1.5]));
      second.push(drawLevel(chance, ability + gain, [-1.5, 0, 1.5]));
      cluster.push(student);
    }
  }
  return { levels: 4, first, second, count: first.map(() => 1), cluster };
}
