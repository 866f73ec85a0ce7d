import { expect, test } from 'vitest';
import type { Estimate } from './answer.ts';
import { cumulativeLinkMixed, type CumulativeLinkMixed } from './cumulative-link-mixed.ts';
import { random } from './random.ts';
import { studentTrajectory, trajectoryShares } from './trajectory-shares.ts';

const students = 120;
const chance = random(12);
const ability = Array.from({ length: students }, () => 1.5 * chance.normal());
const rows = Array.from({ length: students * 6 }, (_, i) => ({ student: i % students, time: Math.floor(i / students) % 3 }));
const level = rows.map(({ student, time }) => {
  const u = chance.next();
  const latent = ability[student]! + 0.6 * time + Math.log(u / (1 - u));
  return 1 + [-1, 0.8, 2.5].filter((threshold) => latent > threshold).length;
});
const answer = cumulativeLinkMixed({
  covariates: ['time'],
  columns: [rows.map(({ time }) => time)],
  level,
  levels: 4,
  groupings: [{ name: 'student', of: rows.map(({ student }) => student) }],
});
const fit = answer as Estimate<CumulativeLinkMixed>;

test('the shares expected over all students are those seen, at each occasion', () => {
  trajectoryShares(fit, [[0], [1], [2]]).forEach((shares, time) => {
    const here = level.filter((_, i) => rows[i]!.time === time);
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    for (const { level: k, share, se, ci } of shares) {
      const seen = here.filter((one) => one === k).length / here.length;
      expect(Math.abs(share - seen)).toBeLessThan(0.07);
      expect(se).toBeGreaterThan(0);
      expect(ci[0]).toBeLessThan(share);
      expect(ci[1]).toBeGreaterThan(share);
    }
  });
});

test('the error of a share is what moving each parameter says', () => {
  const [, , top] = trajectoryShares(fit, [[1]])[0]!;
  // by differences instead of derivatives
  const size = 5;
  const shareAt = (i: number, by: number) => {
    const { thresholds, coefficients, spread } = fit.detail;
    const moved: Estimate<CumulativeLinkMixed> = {
      ...fit,
      detail: {
        ...fit.detail,
        thresholds: thresholds.map((value, k) => value + (k === i ? by : 0)),
        coefficients: coefficients.map((one, j) => ({ ...one, estimate: one.estimate + (3 + j === i ? by : 0) })),
        spread: spread.map((one, f) => ({ ...one, sd: one.sd + (4 + f === i ? by : 0) })),
      },
    };
    return trajectoryShares(moved, [[1]])[0]![2]!.share;
  };
  const slope = Array.from({ length: size }, (_, i) => (shareAt(i, 1e-5) - shareAt(i, -1e-5)) / 2e-5);
  let variance = 0;
  slope.forEach((a, i) => slope.forEach((b, j) => (variance += a * b * fit.detail.covariance[i * size + j]!)));
  expect(top!.se).toBeCloseTo(Math.sqrt(variance), 8);
});

test('a student who scored high so far is expected higher than one who scored low', () => {
  const { effect } = fit.detail.effects[0]!;
  const order = Array.from(effect.keys()).sort((a, b) => effect[a]! - effect[b]!);
  const high = (number: number) =>
    studentTrajectory(fit, { grouping: 'student', number }, [[2]])[0]!
      .slice(2)
      .reduce((a, b) => a + b);
  expect(high(order.at(-1)!)).toBeGreaterThan(high(order[0]!) + 0.4);
  expect(() => studentTrajectory(fit, { grouping: 'student', number: 999 }, [[2]])).toThrow(/999/);
});
