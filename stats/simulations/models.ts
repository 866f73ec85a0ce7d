/*
 * What the models do when the truth is known, as Markdown. The committed output is in docs/methods/findings:
 *   node_modules/.bin/node stats/simulations/models.ts severity > docs/methods/findings/severity.md
 */
import { simulateCeiling } from './ceiling.ts';
import { coverage } from './coverage.ts';
import { simulateDropOut, trueGain } from './drop-out.ts';
import { mean, sd } from './ratings.ts';
import { simulateSeverity, type SeverityDesign } from './severity.ts';

const percent = (values: readonly boolean[]) => `${(100 * mean(values.map(Number))).toFixed(1)}%`;
const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed + 1);

const reports = {
  severity() {
    const base: SeverityDesign = { mentors: 20, caseload: 40, occasions: 6, outcomes: 20, changing: 0, vignettes: 0 };
    const designs: [string, SeverityDesign][] = [
      ['no mentor changes', base],
      ['no changes, ten shared vignettes', { ...base, vignettes: 10 }],
      ['5% change mentor an occasion', { ...base, changing: 0.05 }],
      ['20% change mentor an occasion', { ...base, changing: 0.2 }],
    ];
    const rows = designs.flatMap(([name, design]) => {
      const found = seeds(40).map((seed) => simulateSeverity(design, seed));
      const row = (way: string, judged: readonly { taken: number; error: number }[]) =>
        `| ${name} | ${way} | ${(100 * mean(judged.map(({ taken }) => taken))).toFixed(0)}% | ${mean(judged.map((one) => one.error)).toFixed(3)} |`;
      return [
        row(
          'raw means',
          found.map(({ raw }) => raw),
        ),
        row(
          'mixed model',
          found.map(({ mixed }) => mixed),
        ),
        ...(design.vignettes === 0
          ? []
          : [
              row(
                'means of the vignettes alone',
                found.map(({ vignettes }) => vignettes!),
              ),
            ]),
      ];
    });
    return [
      '# Severity is not identified without links',
      '20 mentors of 40 students, 6 occasions, 20 outcomes; caseloads differ in ability (SD 0.5 logit) and mentors in severity (SD 0.4), independently; 40 replicates. “Taken” is how much of a caseload’s ability passes for its mentor’s severity; the error is in levels.',
      ['| design | way | taken | error |', '| --- | --- | --- | --- |', ...rows].join('\n'),
      'Without links both ways take nearly all of it, and `severity` refuses. Vignettes tell the truth when read alone; in one model with caseloads that no student links they are outweighed, so give `severity` the vignettes’ rows by themselves then. Students who change mentor link well.',
    ];
  },
  ceiling() {
    const rows = [200, 400, 800].map((students) => {
      const count = students === 800 ? 300 : 1_000;
      const found = seeds(count).map((seed) => simulateCeiling(students, seed, { mixed: seed <= 300 }));
      const careful = found.flatMap(({ mixed }) => (mixed === null ? [] : [mixed]));
      return `| ${students} | ${percent(found.map((one) => one.changeScores))} | ${percent(found.map((one) => one.cumulative))} | ${percent(careful)} | ${count}, ${careful.length} |`;
    });
    return [
      '# Change scores invent gaps at the ceiling',
      'Two groups grow alike by one logit from first to second score on a scale of four levels; one starts 1.8 logits higher, near the top. How often each way declares that one group grew more, at a nominal 5%.',
      [
        '| students | t-test of change scores | cumulative logit, errors by student | cumulative-link mixed model | replicates |',
        '| --- | --- | --- | --- | --- |',
        ...rows,
      ].join('\n'),
    ];
  },
  'drop-out': () => {
    const found = seeds(500).map((seed) => simulateDropOut(300, seed));
    const row = (name: string, values: readonly number[]) => `| ${name} | ${mean(values).toFixed(3)} | ${sd(values).toFixed(3)} |`;
    return [
      '# Drop-out moves the answer',
      `300 students, six occasions, a true gain of ${trueGain.toFixed(2)} levels. Students leave when they last scored low: ${(100 * mean(found.map(({ stayed }) => stayed))).toFixed(0)}% stay to the end. 500 replicates.`,
      [
        '| way | gain found | SD over replicates |',
        '| --- | --- | --- |',
        row(
          'last minus first, whoever is there',
          found.map(({ whoeverIsThere }) => whoeverIsThere),
        ),
        row(
          'completers only',
          found.map(({ completersOnly }) => completersOnly),
        ),
        row(
          'mixed model',
          found.map(({ mixed }) => mixed),
        ),
      ].join('\n'),
      `The mixed model’s 95% interval held the truth in ${percent(found.map(({ holds }) => holds))} of replicates; with the usual errors (lme4’s), which take the variances for known, it would have in ${percent(found.map(({ usualHolds }) => usualHolds))}.`,
    ];
  },
  coverage() {
    const rows = [40, 100, 200].flatMap((students) => {
      const run = (one: (students: number, seed: number) => boolean[], count: number) => seeds(count).map((seed) => one(students, seed));
      const row = (name: string, what: string, values: readonly boolean[]) =>
        `| ${name} | ${students} | ${what} | ${percent(values)} | ${values.length} |`;
      const logit = run(coverage.cumulativeLogit, 1_000);
      const linear = run(coverage.mixedModel, 600);
      const link = run(coverage.cumulativeLinkMixed, 400);
      const at = (found: readonly boolean[][], i: number) => found.map((one) => one[i]!);
      return [
        row('cumulative logit, errors by student', 'group × time', at(logit, 0)),
        row('cumulative logit, errors by student', 'group', at(logit, 1)),
        row('cumulative logit, errors that ignore students', 'group', at(logit, 2)),
        row('mixed model', 'group × time', at(linear, 0)),
        row('mixed model', 'group', at(linear, 1)),
        row('mixed model', 'effect of a mentor', at(linear, 2)),
        row('cumulative-link mixed model', 'group × time', at(link, 0)),
        row('cumulative-link mixed model', 'group', at(link, 1)),
      ];
    });
    return [
      '# How often the models’ 95% intervals hold the truth',
      'Four occasions, three outcomes, a fifth of students changing mentor before each later occasion, a third of students in the group.',
      ['| model | students | of | held | replicates |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
    ];
  },
};

const name = process.argv[2] as keyof typeof reports;
if (!(name in reports)) throw new Error(`One of ${Object.keys(reports).join(', ')}.`);
process.stdout.write(
  `${reports[name]().join('\n\n')}\n\n\`node_modules/.bin/node stats/simulations/models.ts ${name}\` says this again, seeds 1 onwards.\n`,
);
