/*
 * How often the intervals of agreement, movement and consistency hold the truth.
 * `node_modules/.bin/node stats/simulations/agreement.ts clustered-kappa` writes docs/methods/findings/clustered-kappa.md to its
 * output, `… coverage` docs/methods/findings/agreement-coverage.md.
 */
import * as cover from './pair-coverage.ts';
import { mean, sd } from './ratings.ts';
import { drawMovement, drawSelfViews } from './student-pairs.ts';

const seeds = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const percent = (values: readonly boolean[]) => `${(100 * mean(values.map(Number))).toFixed(1)}%`;
const holds =
  (truth: number) =>
  ({ ci }: cover.Found) =>
    ci[0] <= truth && truth <= ci[1];

/** The truth of a whole population: the estimate where there are very many students. */
function truthOf<T>(draw: (students: number, seed: number) => T, ask: (table: T) => cover.Found, students: number): number {
  return mean([1, 2, 3, 4].map((i) => ask(draw(students, 1_000_000 + i)).estimate));
}

type Line = (name: string, size: string, truth: number, all: readonly cover.Found[]) => string;

/** Each population and each sample drawn once for all that is asked of it: they are the slow part. */
function agreementRows(line: Line): string[] {
  const draw = (students: number, seed: number) => drawSelfViews({ students, own: 0.6, occasion: 0.6 }, seed);
  const asked = Object.entries(cover.ofPairs);
  const askAll = (students: number, chosen: readonly number[]) =>
    chosen.map((seed) => {
      const pairs = draw(students, seed);
      return asked.map(([, ask]) => ask(pairs));
    });
  const population = askAll(2_500, [1_000_001, 1_000_002, 1_000_003, 1_000_004]);
  const samples = [15, 40].map((students) => ({ students, drawn: askAll(students, seeds(500)) }));
  return asked.flatMap(([name], i) => {
    const truth = mean(population.map((all) => all[i]!.estimate));
    return samples.map(({ students, drawn }) =>
      line(
        name,
        `${students} students`,
        truth,
        drawn.map((all) => all[i]!),
      ),
    );
  });
}

const reports = {
  'clustered-kappa': () => {
    const rows = [0.3, 0.6, 1].flatMap((own) => {
      const draw = (students: number, seed: number) => drawSelfViews({ students, own, occasion: 0.6 }, seed);
      const [clustered, naive] = [cover.ofPairs['quadratic weighted κ']!, cover.ofPairs['the same, naive']!];
      const truth = truthOf(draw, clustered, 2_500);
      return [40, 160].map((students) => {
        const both = seeds(400).map((seed) => {
          const pairs = draw(students, seed);
          return { good: clustered(pairs), poor: naive(pairs) };
        });
        const [good, poor] = [both.map((each) => each.good), both.map((each) => each.poor)];
        const ratio = mean(good.map(({ se }) => se as number)) / mean(poor.map(({ se }) => se as number));
        const spread = sd(good.map(({ estimate }) => estimate)) / mean(good.map(({ se }) => se as number));
        return `| ${own} | ${students} | ${truth.toFixed(3)} | ${ratio.toFixed(2)} | ${spread.toFixed(2)} | ${percent(poor.map(holds(truth)))} | ${percent(good.map(holds(truth)))} |`;
      });
    });
    return [
      '# Cluster or be wrong',
      'A mentor and a student score 20 outcomes on 6 occasions from a partial-credit model with four levels. Each student sees themselves higher or lower than the mentor does, by a normal amount with the standard deviation of the first column (logits). 400 replicates a row; the truth is the mean of 4 × 2,500 students.',
      [
        '| own view (SD) | students | true κ | clustered / naive error | spread of estimates / clustered error | naive 95% interval holds | clustered 95% interval holds |',
        '| --- | --- | --- | --- | --- | --- | --- |',
        ...rows,
      ].join('\n'),
    ];
  },
  coverage() {
    const line: Line = (name, size, truth, all) =>
      `| ${name} | ${size} | ${truth.toFixed(3)} | ${percent(all.map(holds(truth)))} | ${all.length} |`;
    const movement = (students: number, seed: number) => drawMovement(students, 5, seed);
    const single = (students: number, seed: number) => ({ ...drawMovement(students, 1, seed), cluster: null });
    const rows = [
      ...agreementRows(line),
      ...Object.entries(cover.ofMovement).flatMap(([name, ask]) => {
        const truth = truthOf(movement, ask, 100_000);
        const alone = truthOf(single, ask, 300_000);
        return [
          ...[15, 60].map((size) =>
            line(
              name,
              `${size} students, 5 outcomes`,
              truth,
              seeds(2_000).map((seed) => ask(movement(size, seed))),
            ),
          ),
          ...[15, 60].map((size) =>
            line(
              name,
              `${size} students, 1 outcome`,
              alone,
              seeds(2_000).map((seed) => ask(single(size, seed))),
            ),
          ),
        ];
      }),
      ...[15, 60].flatMap((size) => {
        const tables = seeds(2_000).map((seed) => cover.drawRatings(size, seed));
        return [
          line('ICC(2,1)', `${size} things, 3 raters`, cover.trueIcc.two, tables.map(cover.iccOf('2'))),
          line('ICC(3,1)', `${size} things, 3 raters`, cover.trueIcc.three, tables.map(cover.iccOf('3'))),
        ];
      }),
      ...(() => {
        const truth = truthOf(cover.ordinalRatings, cover.ordinalAlphaOf, 3_000);
        return [20, 80].map((size) =>
          line(
            "Krippendorff's ordinal α",
            `${size} things`,
            truth,
            seeds(1_000).map((seed) => cover.ordinalAlphaOf(cover.ordinalRatings(size, seed))),
          ),
        );
      })(),
      ...[30, 120].flatMap((size) => {
        const drawn = seeds(1_000).map((seed) => cover.drawOutcomes(size, seed));
        return [
          line("Cronbach's α", `${size} students, 6 outcomes`, cover.trueConsistency.alpha, drawn.map(cover.consistencyOf.alpha)),
          line("McDonald's ω", `${size} students, 6 outcomes`, cover.trueConsistency.omega, drawn.map(cover.consistencyOf.omega)),
        ];
      }),
    ];
    return [
      '# How often intervals of agreement, movement and consistency hold the truth',
      'Pairs of mentor and student as in `clustered-kappa.md`, own view 0.6 logits; movement of several outcomes that rise together in a student; three raters drawn anew; ratings on four levels by two to four raters; six normal outcomes of one factor. At a nominal 95%.',
      ['| interval of | from | truth | held | replicates |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
    ];
  },
};

const name = process.argv[2] as keyof typeof reports;
if (!(name in reports)) throw new Error(`One of ${Object.keys(reports).join(', ')}.`);
process.stdout.write(
  `${reports[name]().join('\n\n')}\n\n\`node_modules/.bin/node stats/simulations/agreement.ts ${name}\` says this again, seeds 1 onwards.\n`,
);
