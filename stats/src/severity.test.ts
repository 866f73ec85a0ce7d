import { expect, test } from 'vitest';
import type { MixedTable } from './mixed-table.ts';
import { random } from './random.ts';
import { severity } from './severity.ts';

/** Sixty students of six mentors, rated four times; the second mentor is lenient. */
function table(mentorOf: (student: number, time: number) => number): MixedTable {
  const chance = random(5);
  const rows = Array.from({ length: 240 }, (_, i) => ({ student: i % 60, time: Math.floor(i / 60) }));
  const mentor = rows.map(({ student, time }) => mentorOf(student, time));
  return {
    covariates: [],
    columns: [],
    mean: rows.map(({ student }, i) => 2 + ((student * 5) % 3) / 2 + (mentor[i] === 1 ? 0.5 : 0) + 0.3 * chance.normal()),
    student: rows.map(({ student }) => student),
    crossed: [{ name: 'mentor', of: mentor }],
  };
}

test('where students change mentor, the lenient one shows as an interval above the other', () => {
  const answer = severity(
    table((student, time) => (student + time) % 6),
    { components: 1 },
  );
  if (answer.kind === 'refusal') throw new Error(answer.says);
  const [harsh, lenient] = answer.detail.mentors;
  expect(lenient!.effect - harsh!.effect).toBeGreaterThan(0.3);
  // six mentors: t with 5 degrees of freedom
  expect((lenient!.effect - lenient!.ci[0]) / lenient!.se).toBeCloseTo(2.5705818, 6);
  expect(answer.estimate).toBe(answer.detail.sd);
});

test('mentors in groups that share nobody are refused, with what would link them', () => {
  const answer = severity(
    table((student) => student % 6),
    { components: 2 },
  );
  expect(answer).toMatchObject({ kind: 'refusal', code: 'disconnected', wouldNeed: expect.stringContaining('ignette') as string });
});

test('being told that all is linked does not help when no student was seen by two', () => {
  expect(
    severity(
      table((student) => student % 6),
      { components: 1 },
    ),
  ).toMatchObject({ kind: 'refusal', code: 'disconnected' });
});

test('three mentors are too few to say how mentors differ', () => {
  expect(
    severity(
      table((student, time) => (student + time) % 3),
      { components: 1 },
    ),
  ).toMatchObject({ code: 'few-raters' });
});

test('few links are warned of', () => {
  const answer = severity(
    table((student, time) => (student < 6 && time > 1 ? (student + 1) % 6 : student % 6)),
    { components: 1 },
  );
  expect(answer.kind === 'estimate' && answer.warnings.map(({ code }) => code)).toContain('few-links');
});
