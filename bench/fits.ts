import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer } from '@waymark/stats/answer.ts';
import { cumulativeLinkMixed } from '@waymark/stats/cumulative-link-mixed.ts';
import { cumulativeLogit } from '@waymark/stats/cumulative-logit.ts';
import { mixedModel } from '@waymark/stats/mixed-model.ts';
import { tabulateRatings } from '@waymark/stats/ordinal-table.ts';
import type { MixedTable } from '@waymark/stats/mixed-table.ts';
import { rasch } from '@waymark/stats/rasch.ts';
import { raschTable } from '@waymark/stats/rasch-table.ts';
import { random } from '@waymark/stats/random.ts';
import { sharedSeverity } from '@waymark/stats/shared-severity.ts';
import { median, type Result } from './measure.ts';

/** Twenty outcomes, six occasions, forty students a mentor, a fifth changing mentor before each occasion. */
function ratings(count: number) {
  const chance = random(1);
  const students = Math.round(count / 120);
  const mentors = Math.max(4, Math.round(students / 40));
  const made = { student: new Int32Array(count), mentor: new Int32Array(count), outcome: new Int32Array(count) };
  const columns = { ...made, time: new Float64Array(count), group: new Float64Array(count), level: new Int32Array(count) };
  const effect = (sd: number, n: number) => Array.from({ length: n }, () => sd * chance.normal());
  const [ability, slope, severity, easy] = [effect(1, students), effect(0.1, students), effect(0.4, mentors), effect(0.5, 20)];
  let mentor = 0;
  for (let i = 0; i < count; i++) {
    const student = Math.min(Math.floor(i / 120), students - 1);
    const time = Math.floor((i % 120) / 20);
    const outcome = i % 20;
    if (i % 120 === 0) mentor = student % mentors;
    else if (outcome === 0 && chance.next() < 0.2) mentor = chance.whole(mentors);
    const group = student % 4 === 0 ? 1 : 0;
    const u = chance.next();
    const latent =
      ability[student]! + (0.2 + slope[student]!) * time - 0.3 * group + severity[mentor]! + easy[outcome]! + Math.log(u / (1 - u));
    columns.student[i] = student;
    columns.mentor[i] = mentor;
    columns.outcome[i] = outcome;
    columns.time[i] = time;
    columns.group[i] = group;
    columns.level[i] = 1 + [-1, 0.5, 2].filter((threshold) => latent > threshold).length;
  }
  return columns;
}

type Ratings = ReturnType<typeof ratings>;

/** Sixty outcomes of written cases, in place of students; each mentor scored thirty of them, the next one others. */
function cases(mentors: number): Ratings {
  const chance = random(2);
  const severity = Array.from({ length: mentors }, () => 0.4 * chance.normal());
  const shows = Array.from({ length: 60 }, () => chance.normal());
  const rows = severity.flatMap((_, mentor) => Array.from({ length: 30 }, (_, at) => ({ mentor, student: (7 * mentor + at) % 60 })));
  const level = rows.map(({ mentor, student }) => {
    const latent = shows[student]! + severity[mentor]! + 0.6 * chance.normal();
    return 1 + [-1, 0.3, 1.5].filter((threshold) => latent > threshold).length;
  });
  const none = new Int32Array(rows.length);
  return {
    student: Int32Array.from(rows, ({ student }) => student),
    mentor: Int32Array.from(rows, ({ mentor }) => mentor),
    level: Int32Array.from(level),
    outcome: none,
    time: new Float64Array(none),
    group: new Float64Array(none),
  };
}

/** The same ratings as the table that is kept up as scores are written: student × mentor × occasion, with the spread within. */
function cellsOf({ student, mentor, time, group, level }: Ratings): MixedTable {
  const cells = new Map<number, { at: number; n: number; sum: number; squares: number }>();
  level.forEach((one, i) => {
    const key = (student[i]! * 8 + time[i]!) * 4096 + mentor[i]!;
    const cell = cells.get(key) ?? { at: i, n: 0, sum: 0, squares: 0 };
    cell.n += 1;
    cell.sum += one;
    cell.squares += one * one;
    cells.set(key, cell);
  });
  const list = [...cells.values()];
  return {
    covariates: ['group', 'time'],
    columns: [list.map(({ at }) => group[at]!), list.map(({ at }) => time[at]!)],
    mean: list.map(({ n, sum }) => sum / n),
    n: list.map(({ n }) => n),
    within: list.map(({ n, sum, squares }) => Math.max(0, squares - sum ** 2 / n)),
    student: list.map(({ at }) => student[at]!),
    crossed: [{ name: 'mentor', of: list.map(({ at }) => mentor[at]!) }],
  };
}

/** What R takes for the same fit of the same ratings; null where there is no R with these packages. */
function inR(which: string, data: Ratings): { seconds: number; estimate: number } | null {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-fits-'));
  try {
    const names = ['student', 'mentor', 'outcome', 'time', 'group', 'level'] as const;
    const lines = Array.from(data.level, (_, i) => names.map((name) => data[name][i]).join(','));
    writeFileSync(join(folder, 'ratings.csv'), [names.join(','), ...lines].join('\n'));
    const run = spawnSync('Rscript', ['--vanilla', join(import.meta.dirname, 'fits.R'), which, join(folder, 'ratings.csv')], {
      encoding: 'utf8',
      env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
    });
    return run.status === 0 ? (JSON.parse(run.stdout) as { seconds: number; estimate: number }) : null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Fits beside R's of the same ratings, in seconds of processor time of both, so that what else the machine does falls on
 * neither; the ratios to hold are those measured when the methods were chosen. `only` says which, by their names in fits.R.
 */
export function* measureFits(full: boolean, only: (which: string) => boolean): Generator<Result> {
  const million = ratings(1_000_000);
  const many = full ? million : ratings(100_000);
  const some = ratings(full ? 100_000 : 12_000);
  const product = million.group.map((group, i) => group * million.time[i]!);
  const asTable = {
    covariates: ['group', 'time', 'group × time'],
    columns: [million.group, million.time, product],
    level: million.level,
    levels: 4,
  };
  const table = tabulateRatings(asTable);
  const cells = cellsOf(many);
  const common = cases(400);
  const crossed = (data: Ratings, names: readonly ('student' | 'mentor' | 'outcome')[]) => names.map((name) => ({ name, of: data[name] }));
  const fixed = (data: Ratings) => ({ covariates: ['group', 'time'], columns: [data.group, data.time] });
  const scores = (data: Ratings) => ({ ...fixed(data), mean: data.level, student: data.student });
  const count = (data: Ratings) => data.level.length.toLocaleString('en-GB');
  const fits: [string, string, Ratings, () => Answer, number | null][] = [
    ['cumulative-rows', `cumulative logit from ${count(million)} ratings`, million, () => cumulativeLogit(tabulateRatings(asTable)), 20],
    ['cumulative-table', 'cumulative logit from their table', million, () => cumulativeLogit(table), 10],
    ['mixed', `mixed model, student and mentor, ${count(many)}, from cells`, many, () => mixedModel(cells), full ? 100 : null],
    [
      'mixed-slope',
      `mixed model, slope, mentor and outcome, ${count(many)}`,
      many,
      () => mixedModel({ ...scores(many), slope: many.time, crossed: crossed(many, ['mentor', 'outcome']) }),
      full ? 24 : null,
    ],
    [
      'link-mixed',
      `cumulative-link mixed, three crossed, ${count(some)}`,
      some,
      () =>
        cumulativeLinkMixed({ ...fixed(some), level: some.level, levels: 4, groupings: crossed(some, ['student', 'mentor', 'outcome']) }),
      full ? 48 : null,
    ],
    [
      'severity',
      `how 400 mentors compare on ${count(common)} levels of cases`,
      common,
      () => sharedSeverity({ mentor: common.mentor, thing: common.student, level: common.level }),
      null,
    ],
  ];
  for (const [which, what, data, fit, atLeast] of fits) if (only(which)) yield compare(what, which, data, fit, atLeast);
  if (only('rasch')) yield conditionalRasch(full);
}

/** Twenty outcomes at four levels, first occasion of each student; from the single levels to thresholds, as R does it. */
function conditionalRasch(full: boolean): Result {
  const data = ratings(full ? 240_000 : 60_000);
  const students = data.student.at(-1)! + 1;
  const rows = Array.from({ length: students }, () => Array.from({ length: 20 }, () => 0));
  data.level.forEach((level, i) => {
    if (data.time[i] === 0) rows[data.student[i]!]![data.outcome[i]!] = level - 1;
  });
  const outcomes = Array.from({ length: 20 }, (_, at) => ({ name: `outcome ${at + 1}`, levels: 4 }));
  const fit = () => {
    const answer = rasch(raschTable(outcomes, rows));
    // thresholds may have their nought elsewhere; the likelihood is the same whichever
    return answer.kind === 'refusal' ? answer : { ...answer, estimate: answer.detail.logLikelihood };
  };
  return compare(`partial-credit Rasch, 20 outcomes, ${students.toLocaleString('en-GB')} students`, 'rasch', data, fit, full ? 60 : null);
}

function compare(what: string, which: string, data: Ratings, fit: () => Answer, atLeast: number | null): Result {
  const taken: number[] = [];
  let answer = fit();
  for (let turn = 0; turn < 3 && (turn === 0 || taken[0]! < 5_000); turn++) {
    const before = process.cpuUsage();
    answer = fit();
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / 1000);
  }
  const ours = median(taken) / 1000;
  const theirs = inR(which, data);
  if (answer.kind === 'refusal') throw new Error(answer.says);
  const apart = theirs ? Math.abs(answer.estimate - theirs.estimate) : 0;
  return {
    where: 'fits',
    what: theirs ? `${what} (estimates ${apart.toExponential(0)} apart)` : what,
    ours: `${ours.toFixed(3)} s`,
    baseline: theirs ? `${theirs.seconds.toFixed(3)} s in R` : 'no R here',
    ratio: theirs ? theirs.seconds / ours : 1,
    hold: theirs && atLeast !== null ? { atLeast } : null,
  };
}
