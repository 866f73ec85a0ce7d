import { gwetAc2 } from '@waymark/stats/ac2.ts';
import { weightedKappa } from '@waymark/stats/kappa.ts';
import { adjacentAgreement, exactAgreement, signedGap } from '@waymark/stats/pair-means.ts';
import type { Pairs } from '@waymark/stats/pairs.ts';
import { daysApart, readSeenByBoth, readWhoScored, type SeenByBoth } from '../agreement-queries.ts';
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
import { intervalOf, people, percentOf, say } from '../said.ts';
import { levelsOf, sayFromTo, sayInterval } from '../say.ts';
import { onOneScale } from '../scale.ts';

const method = {
  paragraph: `The latest score a mentor gave and the latest the student gave themselves, of the same outcome and no more than ${daysApart} days apart, were paired. Agreement is quadratic weighted κ (Cohen 1968; Fleiss, Cohen & Everitt 1969) with Gwet’s AC2 beside it, since κ collapses where nearly everybody is at one level (Gwet 2008), the share of pairs at the same level and at most one level apart, and the mean of the student’s level less the mentor’s. All intervals are 95% and clustered by student: a textbook interval for κ takes every outcome for another student and is three times too narrow.`,
  links: ['docs/methods/agreement.md', 'docs/methods/findings/clustered-kappa.md'],
};

/** Do mentor and student see the same? */
export async function agreement(given: Asked): Promise<AnswerDraft> {
  const draft = emptyDraft(method);
  draft.about = 'Mentors’ scores beside students’ own';
  const { levels, asked } = onOneScale(given, draft);
  const [{ all: everything, types, outcomes }, who] = [await readSeenByBoth(asked, levels), await readWhoScored(asked)];
  const { students, pairs } = everything;
  draft.included = { students, scores: 2 * total(pairs) };
  draft.excluded = [
    { reason: 'scored by a mentor, not by themselves', students: who.onlyMentor },
    { reason: 'scored by themselves, not by a mentor', students: who.onlyOwn },
    { reason: `scored by both, but never the same outcome within ${daysApart} days`, students: who.both - students },
    { reason: 'not scored on these outcomes', students: who.neither },
  ];
  if (students === 0) {
    draft.refusals.push({
      says: `No student under these filters has been scored by a mentor and by themselves on the same outcome, no more than ${daysApart} days apart: there is nothing to lay side by side.`,
      wouldNeed: 'Students’ own scores beside their mentors’, or wider filters.',
    });
    return draft;
  }
  const all = figures(pairs);
  const kappa = estimateOf(all.kappa, draft);
  if (kappa === null) return draft;
  const gap = estimateOf(all.gap, draft);
  const exact = estimateOf(all.exact, draft);
  const byType = [...types, { name: 'All outcomes', ...everything }];
  const byOutcome = asked.outcomes.map(({ statement }, at) => ({ name: statement, ...outcomes[at]! }));
  draft.counts = { ...waysOf('types', byType), ...waysOf('outcomes', byOutcome) };
  draft.tables.push(
    tableOf('types', 'Mentor and student, by outcome type', 'Outcome type', byType),
    tableOf('outcomes', 'Mentor and student, by outcome', 'Outcome', byOutcome),
  );
  for (const tableId of ['types', 'outcomes'])
    draft.charts.push({
      kind: 'intervals',
      tableId,
      label: 'name',
      value: 'gap',
      low: 'gap_low',
      high: 'gap_high',
      zero: 0,
      alt: 'How many levels higher (right) or lower (left) students put themselves than their mentors do, with 95% intervals.',
    });
  if (exact !== null) {
    const of = total(pairs);
    const same = total(pairs, (mentor, own) => mentor === own);
    draft.sentences.push({
      said:
        exact.ci === null
          ? say`${people(students)} students and their mentors gave the same level on ${percentOf(same, of)} of outcomes.`
          : say`${people(students)} students and their mentors gave the same level on ${percentOf(same, of)} of outcomes (${intervalOf(exact.ci, of)}).`,
      tells: ['higher', 'lower'].map((way) => `types All outcomes ${way}`),
    });
  }
  draft.sentences.push(
    `Beyond what chance would give, they agree ${strength(kappa.estimate)}: ${kappa.estimate.toFixed(2)} where 0 is chance and 1 is always alike${kappa.ci === null ? '' : ` (${sayInterval(kappa.ci, (value) => value.toFixed(2))})`}.`,
  );
  if (gap?.ci) draft.sentences.push(`Over all outcomes students put themselves ${sayGap(gap.estimate, gap.ci)}.`);
  for (const { name, pairs: own } of types) {
    const { gap: ofType } = figures(own);
    if (ofType.kind === 'estimate' && ofType.ci !== null && (ofType.ci[0] > 0 || ofType.ci[1] < 0))
      draft.sentences.push(`In ${name} they put themselves ${sayGap(ofType.estimate, ofType.ci)}.`);
  }
  draft.may.push(
    'How often the two see the same, and which way they differ where they do not.',
    'That a difference is worth a conversation: the two views are asked side by side for that.',
  );
  draft.mayNot.push(
    'That one of them is right: a student knows what nobody else sees, a mentor has seen many.',
    'An average of the two: they are separate series and stay so.',
  );
  return draft;
}

/** How many pairs there are, of those that are meant. */
const total = ({ first, second, count: n }: Pairs, meant: (mentor: number, own: number) => boolean = () => true): number =>
  Array.from(n).reduce((sum, one, row) => sum + (meant(first[row]!, second[row]!) ? one : 0), 0);

function figures(pairs: Pairs) {
  return {
    kappa: weightedKappa(pairs),
    ac2: gwetAc2(pairs),
    exact: exactAgreement(pairs),
    adjacent: adjacentAgreement(pairs),
    gap: signedGap(pairs),
  };
}

const ways = {
  same: (mentor: number, own: number) => own === mentor,
  higher: (mentor: number, own: number) => own > mentor,
  lower: (mentor: number, own: number) => own < mentor,
  apart: (mentor: number, own: number) => own !== mentor,
  within: (mentor: number, own: number) => Math.abs(own - mentor) <= 1,
  one: (mentor: number, own: number) => Math.abs(own - mentor) === 1,
  further: (mentor: number, own: number) => Math.abs(own - mentor) > 1,
};

/** How many pairs are alike, and which way the others differ: what the shares beside each other, and beside the mean, tell. */
const waysOf = (id: string, groups: readonly (SeenByBoth & { name: string })[]): Record<string, number> =>
  Object.fromEntries(
    groups.flatMap(({ name, pairs }) => Object.entries(ways).map(([way, meant]) => [`${id} ${name} ${way}`, total(pairs, meant)])),
  );

function tableOf(id: string, title: string, what: string, groups: readonly (SeenByBoth & { name: string })[]) {
  const known = groups.filter(({ students }) => students > 0);
  return {
    id,
    title,
    columns: [
      text('name', what),
      count('students', 'Students', 'Students scored by a mentor and by themselves'),
      count('pairs', 'Pairs', 'Pairs of a mentor’s and the student’s own score'),
      ...withInterval(number('gap', 'Own less mentor’s', 'Mean of the student’s level less the mentor’s', 'levels')),
      ...withInterval(
        number(
          'kappa',
          'Weighted κ',
          'Agreement beyond chance: 0 is what chance would give, 1 always alike; far misses weigh more (quadratic weighted κ)',
        ),
      ),
      number('ac2', 'AC2', 'The same, by a measure that also holds where nearly all are at one level (Gwet’s AC2, quadratic weights)'),
      ...withInterval(share('exact', 'Same level', 'Share of pairs at the same level', { of: 'pairs' })),
      ...withInterval(share('adjacent', 'At most one apart', 'Share of pairs at most one level apart', { of: 'pairs' })),
    ],
    rows: known.map(({ name, students, pairs }) => {
      const { kappa, ac2, exact, adjacent, gap } = figures(pairs);
      return [
        name,
        students,
        total(pairs),
        ...intervalCells(gap),
        ...intervalCells(kappa),
        ac2.kind === 'refusal' ? null : ac2.estimate,
        ...intervalCells(exact),
        ...intervalCells(adjacent),
      ];
    }),
    base: 'students',
    sharesOf: { exact: 'pairs', adjacent: 'pairs' },
    madeOf: known.map(({ name }) => {
      const tells = (...of: (keyof typeof ways)[]) => of.map((way) => `${id} ${name} ${way}`);
      const [exact, adjacent] = [tells('same', 'apart', 'higher', 'lower'), tells('within', 'one', 'further')];
      return { exact, exact_low: exact, exact_high: exact, adjacent, adjacent_low: adjacent, adjacent_high: adjacent };
    }),
  };
}

/** In words, where words are wanted: Landis and Koch's are arbitrary, these say no more than the number. */
const strength = (kappa: number): string =>
  kappa < 0.2 ? 'hardly' : kappa < 0.4 ? 'a little' : kappa < 0.6 ? 'in part' : kappa < 0.8 ? 'well' : 'closely';

const sayGap = (gap: number, ci: readonly [number, number]): string =>
  ci[0] <= 0 && ci[1] >= 0
    ? `neither clearly higher nor lower than their mentors do: anything from ${sayFromTo(ci, ['lower', 'higher'])}`
    : `${levelsOf(gap)} ${gap > 0 ? 'higher' : 'lower'} than their mentors do (${sayInterval(gap > 0 ? ci : [-ci[1], -ci[0]], (value) => value.toFixed(2))})`;
