import type { CumulativeLogit } from '@waymark/stats/cumulative-logit.ts';
import { shareContrast } from '@waymark/stats/cumulative-shares.ts';
import type { Estimate } from '@waymark/stats/answer.ts';
import { type Design, designOf, xOf } from '../group-design.ts';
import { PairTally, typesOf } from '../pair-tally.ts';
import { eachStudent, readProfiles } from '../profiles.ts';
import { type Reach, ReachTally } from '../reach.ts';
import { points, reachExcluded, sayInterval, sayPercent } from '../say.ts';
import {
  type AnswerDraft,
  type Asked,
  count,
  emptyDraft,
  estimateOf,
  intervalCells,
  number,
  share,
  text,
  withInterval,
} from '../question.ts';
import { levelIds, onOneScale, whose } from '../scale.ts';
import { type Characteristic, chooseGroups, namedOptions } from '../characteristics.ts';
import { fitOf, ratioOf, sayByType } from './groups-by-type.ts';

/** With fewer students a group's interval would be as wide as the scale, and people might be told by it. */
const leastStudents = 10;
/** From so many comparisons on, one that is clear by chance alone is to be reckoned with. */
const several = 4;

const method = {
  paragraph:
    'First and latest scores of each student and outcome were compared between groups with a cumulative logit model of the ordered levels, logit P(level ≤ k) = α_k − xβ, with time (first, latest), group, group × time and outcome type as covariates. Standard errors are clustered by student, since a student is scored on several outcomes, twice each (McCullagh 1980; Liang & Zeger 1986). Shares at a level or above are what the model expects for the same mix of outcome types in every group, with intervals by the delta method. Differences of change scores are not used: on a short scale with a top they find gaps between groups that moved alike (Liddell & Kruschke 2018).',
  links: ['docs/methods/cumulative-logit.md', 'docs/methods/findings/ceiling.md'],
};

/** Did some groups move more than others? */
export async function groups(given: Asked): Promise<AnswerDraft> {
  const draft = emptyDraft(method);
  const { levels, asked } = onOneScale(given, draft);
  const chosen = await chooseGroups(asked, draft);
  const { tallies, reach } = await readGroups(asked, levels, chosen);
  draft.excluded = reachExcluded(reach);
  if (chosen === undefined || reach.students === 0) {
    draft.refusals.push({
      says: 'There is nobody to compare: no student under these filters has a first and a latest score.',
      wouldNeed: 'A second score of the same outcome for some students, or wider filters.',
    });
    return draft;
  }
  const grouped = whoIsCompared(tallies, namedOptions(chosen), draft, asked.threshold);
  draft.included = {
    students: grouped.tallies.reduce((sum, { students }) => sum + students, 0),
    scores: 2 * grouped.tallies.reduce((sum, { pairs }) => sum + pairs, 0),
  };
  if (grouped.names.length < 2) {
    draft.refusals.push({
      says: `Fewer than two groups by “${chosen.label}” have ${leastStudents} students or more with a first and a latest score.`,
      wouldNeed: `At least ${leastStudents} students in each group, or a characteristic that is recorded for more of them.`,
    });
    return draft;
  }
  const high = Math.ceil(levels / 2) + 1;
  const design = designOf(grouped.tallies, grouped.names, levels);
  const fit = estimateOf(fitOf(design), draft);
  if (fit !== null) sayFit(draft, asked, chosen, design, fit, high);
  sayByType(draft, grouped.tallies, grouped.names, levels);
  draft.tables.push(levelsTable(design, levels));
  draft.charts.push({
    kind: 'shares',
    tableId: 'levels',
    label: 'who',
    parts: levelIds(levels),
    whole: 'scores',
    colours: 'levels',
    alt: `Levels of first and latest scores in each group by “${chosen.label}”.`,
  });
  draft.may.push(
    'These groups began this far apart, and the gap between them changed by so much, as their mentors scored them.',
    'A gap that stayed may be put down as a gap the programme has not closed.',
  );
  draft.mayNot.push(
    'That belonging to a group is why students moved as they did: groups differ in much else.',
    'That groups moved alike because the interval includes no difference: it says which differences these data cannot rule out.',
    'That the programme closed, or widened, a gap: there is no comparison group.',
  );
  if (asked.filters.perspective === 'mentor')
    draft.warnings.push(
      'Mentors know their students. Where one mentor scores higher than others and works mainly with one group, that is part of the gap: see how consistent the assessors are.',
    );
  return draft;
}

/** First and latest levels by the students' value of a characteristic, `null` for those without one. */
async function readGroups(
  asked: Asked,
  levels: number,
  group: Characteristic | undefined,
): Promise<{ tallies: Map<string | null, PairTally>; reach: Reach }> {
  const profiles = await readProfiles(asked, asked.filters.perspective, { group });
  const reach = new ReachTally();
  const types = typesOf(asked);
  const groups = profiles.groups ?? [null];
  const tallies = groups.map(() => new PairTally(types, levels));
  await eachStudent(profiles, (standing) => {
    reach.add(standing);
    tallies[standing.group]!.add(standing);
  });
  return { tallies: new Map(groups.map((value, at) => [value, tallies[at]!])), reach: await reach.reach(asked) };
}

/** Students by group: those without a value, and groups of too few, are left out and said. */
function whoIsCompared(
  tallies: ReadonlyMap<string | null, PairTally>,
  options: readonly { code: string; label: string }[],
  draft: AnswerDraft,
  threshold: number,
): { tallies: PairTally[]; names: { code: string; label: string; students: number }[] } {
  const studentsOf = (code: string | null) => tallies.get(code)?.students ?? 0;
  draft.excluded.push({ reason: 'no value recorded for this characteristic', students: studentsOf(null) });
  const present = options.map(({ code, label }) => ({ code, label, students: studentsOf(code) })).filter(({ students }) => students > 0);
  const small = present.filter(({ students }) => students < Math.max(leastStudents, threshold));
  for (const { label, students } of small) draft.excluded.push({ reason: `in a group of fewer than ${leastStudents}: ${label}`, students });
  if (small.length > 0)
    draft.refusals.push({
      says: `Nothing is said of ${small.map(({ label }) => `“${label}”`).join(', ')}: fewer than ${leastStudents} students with a first and a latest score.`,
      wouldNeed: `At least ${leastStudents} such students in a group, over more cohorts for instance.`,
    });
  // the group the others are compared with: "no" where there is one, else the largest
  const large = present.filter(({ students }) => students >= Math.max(leastStudents, threshold));
  const reference = large.find(({ code }) => ['no', 'none', 'N'].includes(code)) ?? large.toSorted((a, b) => b.students - a.students)[0];
  const names = [...large.filter((one) => one === reference), ...large.filter((one) => one !== reference)];
  return { names, tallies: names.flatMap(({ code }) => tallies.get(code) ?? []) };
}

function levelsTable({ names, observed }: Design, levels: number) {
  return {
    id: 'levels',
    title: 'Levels of first and latest scores, by group',
    columns: [
      text('who', 'Group and time', 'The group, and whether its first or its latest scores'),
      count('scores', 'Scores', 'Scores of students with a first and a latest score of the outcome'),
      ...levelIds(levels).map((id, at) => count(id, `Level ${at + 1}`, `Scores at level ${at + 1}`)),
    ],
    rows: names.flatMap(({ label }, group) =>
      (['first', 'latest'] as const).map((when, time) => {
        const counts = observed[group]?.[time] ?? [];
        return [`${label}, ${when}`, counts.reduce((sum, n) => sum + n, 0), ...counts];
      }),
    ),
    base: 'scores',
    parts: levelIds(levels),
    note: 'A student counts once for each outcome.',
  };
}

function sayFit(
  draft: AnswerDraft,
  { filters }: Asked,
  { code }: { code: string },
  design: Design,
  fit: Estimate<CumulativeLogit>,
  high: number,
): void {
  const { names, mix } = design;
  const at = (group: number, time: 0 | 1, weight: number) =>
    mix.map((part, type) => ({ x: xOf(design, group, time, type), weight: weight * part }));
  const expected = names.map((_, group) => ({
    first: shareContrast(fit, high, at(group, 0, 1)),
    latest: shareContrast(fit, high, at(group, 1, 1)),
  }));
  draft.tables.push({
    id: 'shares',
    title: `Share at level ${high} or above, first and latest`,
    columns: [
      text('group', 'Group'),
      count('students', 'Students', 'Students with a first and a latest score'),
      ...withInterval(share('first', 'First', `Expected share at level ${high} or above at the first score`)),
      ...withInterval(share('latest', 'Latest', `Expected share at level ${high} or above at the latest score`)),
    ],
    rows: names.map(({ label: name, students }, group) => {
      const { first, latest } = expected[group] ?? expected[0]!;
      return [name, students, ...intervalCells(first), ...intervalCells(latest)];
    }),
    base: 'students',
    each: { by: code, is: names.map((name) => name.code) },
  });
  const gaps = names.slice(1).map((name, index) => {
    const group = index + 1;
    const gap = (time: 0 | 1) => shareContrast(fit, high, [...at(group, time, 1), ...at(0, time, -1)]);
    const change = shareContrast(fit, high, [...at(group, 1, 1), ...at(0, 1, -1), ...at(group, 0, -1), ...at(0, 0, 1)]);
    const odds = fit.detail.coefficients.find(({ covariate }) => covariate === `time × group ${group}`);
    return { name, first: gap(0), latest: gap(1), change, odds };
  });
  const reference = names[0]?.label ?? '';
  draft.tables.push({
    id: 'gaps',
    title: `Gaps to “${reference}” at level ${high} or above`,
    columns: [
      text('group', 'Group'),
      count('students', 'Students', 'Students with a first and a latest score'),
      ...(['first', 'latest', 'change'] as const).flatMap((when) =>
        withInterval(
          share(
            when,
            { first: 'Gap at first', latest: 'Gap at latest', change: 'Change of the gap' }[when],
            'Difference of shares, as the model expects them for the same mix of outcomes',
          ),
        ),
      ),
      ...withInterval(
        number(
          'odds',
          'Odds ratio of moving',
          'Group × time: how much more (above 1) or less the odds of a higher level grew than in the group compared with',
        ),
      ),
    ],
    rows: gaps.map(({ name, first, latest, change, odds }) => [
      name.label,
      name.students,
      ...[first, latest, change, ratioOf(odds)].flatMap(intervalCells),
    ]),
    base: 'students',
  });
  draft.charts.push({
    kind: 'intervals',
    tableId: 'gaps',
    label: 'group',
    value: 'change',
    low: 'change_low',
    high: 'change_high',
    zero: 0,
    alt: `How far the gap to “${reference}” changed between first and latest score, with 95% intervals.`,
  });
  for (const [index, { name, first, latest, odds }] of gaps.entries()) {
    const own = expected[index + 1];
    const said = (when: 'first' | 'latest', { estimate, ci: [from, to] }: typeof first) => {
      // "15 points lower" has an interval of points lower
      const [way, ci] = estimate < 0 ? (['lower', [-to, -from]] as const) : (['higher', [from, to]] as const);
      const unsure = `no clear difference, anything from ${points(Math.abs(from))} lower to ${points(to)} higher`;
      const apart = from <= 0 && to >= 0 ? unsure : `${points(Math.abs(estimate))} ${way} (${sayInterval(ci)})`;
      return `${sayPercent(own?.[when].estimate ?? 0)} of “${name.label}” are at level ${high} or above and ${sayPercent(expected[0]?.[when].estimate ?? 0)} of “${reference}”: ${apart}`;
    };
    draft.sentences.push(
      `Of the first scores by ${whose[filters.perspective]}, ${said('first', first)}.`,
      `Of the latest, ${said('latest', latest)}.`,
    );
    if (odds === undefined) continue;
    const clear = odds.ci[0] > 0 ? 'more' : odds.ci[1] < 0 ? 'less' : null;
    draft.sentences.push(
      clear === null
        ? `There is no clear sign that “${name.label}” moved more or less than “${reference}”.`
        : `“${name.label}” moved ${clear} than “${reference}”, by more than chance would give.`,
    );
  }
  if (gaps.length >= several)
    draft.warnings.push(
      `${gaps.length} groups are compared with “${reference}” one by one: among so many differences one may look clear by chance alone.`,
    );
}
