import { dosage, inseparable, type DosageDetail, type DosageRow } from '@waymark/stats/dosage.ts';
import type { Answer, Estimate } from '@waymark/stats/answer.ts';
import { readReceived, type Received } from '../help-queries.ts';
import { type AnswerDraft, type Asked, count, emptyDraft, estimateOf, number, text, withInterval } from '../question.ts';
import { levelsOf, reachExcluded, sayFromTo, sayInterval } from '../say.ts';
import { onOneScale } from '../scale.ts';

const method = {
  paragraph:
    'For each enrolment with a first and a latest score, hours of meetings held and of each intervention attended were added up between the mean day of its first and of its latest scores. The mean change over outcomes was regressed on all of them at once, on the mean first level and on the time between first and latest score with its square (help and movement both add up with time), by least squares with CR2 standard errors clustered by the mentor who gave the latest score, and Satterthwaite’s degrees of freedom (Bell & McCaffrey 2002; Pustejovsky & Tipton 2018). Whether the parts can be told apart was judged before: they are refused at a variance inflation of 10, or a condition number of 30 that two of them share (Belsley, Kuh & Welsch 1980); such parts are then taken together as one.',
  links: ['docs/methods/dosage.md'],
};

/** What did they receive, and can its parts be told apart? */
export async function help(given: Asked): Promise<AnswerDraft> {
  const draft = emptyDraft(method);
  const { levels, asked } = onOneScale(given, draft);
  const { names, received, reach } = await readReceived(asked, levels);
  draft.included = { students: reach.students, scores: 2 * reach.pairs };
  draft.excluded = reachExcluded(reach);
  const parts = ['Meetings', ...names];
  // what fewer than the threshold received, or all but so few, would be told of single students
  const told = parts.flatMap((name, at) => {
    const hours = received.hours[at]!;
    const some = hours.reduce((n, one) => (one > 0 ? n + 1 : n), 0);
    return some > 0 ? [{ name, at, hours, some, few: some < Math.max(10, asked.threshold) }] : [];
  });
  if (told.length === 0) {
    draft.refusals.push({
      says: 'Nobody under these filters has both a change to look at and help on record.',
      wouldNeed: 'Students with two scores of an outcome, and meetings held or sessions attended in between.',
    });
    draft.actions.push({ says: 'Keep a register of interventions', to: '/interventions' });
    return draft;
  }
  draft.tables.push(receivedTable(told, received.n));
  const enough = told.filter(({ few }) => !few);
  const few = told.filter((part) => part.few).map(({ name }) => sayPart(name));
  if (few.length > 0)
    draft.refusals.push({
      says: `Too few received ${listed(few, 'or')} for anything to be said of ${few.length === 1 && few[0] !== 'meetings' ? 'it' : 'them'}.`,
      wouldNeed: `At least ${Math.max(10, asked.threshold)} students with two scores who took part.`,
    });
  // of no part is there enough for a sentence or a model
  if (enough.length === 0) return draft;
  const hoursOf = enough.map(({ name, hours }) => `${mean(hours).toFixed(1)} hours of ${sayPart(name)}`);
  draft.sentences.push(`Between their first and latest score students received ${listed(hoursOf, 'and')} on average.`);
  const { found, taken } = oneByOne(draft, received, enough);
  const answer = estimateOf(found.kind === 'refusal' ? { ...found, says: capital(found.says) } : found, draft);
  if (answer !== null) sayParts(draft, answer, taken);
  draft.may.push(
    'Who received how much of what, and whether students who received more of one part, the others being equal, moved further.',
  );
  draft.mayNot.push(
    'That one part works and another does not: who receives more is decided by people who know the student, often because the student needs it.',
    'Anything of parts that went to the same students: no arithmetic can tell them apart afterwards.',
  );
  draft.actions.push(
    { says: 'See interventions, their groups and registers', to: '/interventions' },
    { says: 'See the provision map: who receives what, by group', to: '/provision' },
  );
  return draft;
}

interface Part {
  name: string;
  hours: Float64Array;
}

/** All parts at once. Those that cannot be told apart are refused, and taken together as one for the rest to be told. */
function oneByOne(draft: AnswerDraft, received: Received, parts: readonly Part[]): { found: Answer<DosageDetail>; taken: readonly Part[] } {
  // where all were scored on the same days, time tells nothing
  const adjustFor = ['first level', 'years between', 'years between, squared'].slice(0, Math.min(3, fewDifferent(received.years)));
  const rows = { [Symbol.iterator]: () => dosageRows(received, parts, adjustFor.length) };
  const found = dosage(
    parts.map(({ name }) => sayPart(name)),
    rows,
    { adjustFor },
  );
  if (found.kind !== 'refusal' || found.code !== 'collinear') return { found, taken: parts };
  const [one, other] = (inseparable(dosesOf(rows), parts.length) ?? []).map((at) => parts[at]);
  if (one === undefined || other === undefined) return { found, taken: parts };
  estimateOf({ ...found, says: capital(found.says) }, draft);
  const both = { name: `${one.name} with ${sayPart(other.name)}`, hours: one.hours.map((hours, at) => hours + other.hours[at]!) };
  return oneByOne(
    draft,
    received,
    parts.flatMap((part) => (part === one ? [both] : part === other ? [] : [part])),
  );
}

/** The rows one after another, all in one object: there may be a million, and nobody keeps them. */
function* dosageRows({ n, mentor, change, first, years }: Received, parts: readonly Part[], adjusted: number): Generator<DosageRow> {
  const [doses, adjust] = [parts.map(() => 0), Array<number>(adjusted).fill(0)];
  const row = { cluster: '', outcome: 0, doses, adjust };
  for (let at = 0; at < n; at++) {
    if (at === 0 || mentor[at] !== mentor[at - 1]) row.cluster = String(mentor[at]);
    row.outcome = change[at]!;
    for (let part = 0; part < parts.length; part++) doses[part] = parts[part]!.hours[at]!;
    const between = years[at]!;
    if (adjusted > 0) adjust[0] = first[at]!;
    if (adjusted > 1) adjust[1] = between;
    if (adjusted > 2) adjust[2] = between * between;
    yield row;
  }
}

function* dosesOf(rows: Iterable<DosageRow>): Generator<readonly number[]> {
  for (const { doses } of rows) yield doses;
}

/** How many different values there are, as far as three. */
function fewDifferent(values: Float64Array): number {
  const seen = new Set<number>();
  for (const value of values) if (seen.add(value).size === 3) break;
  return seen.size;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const listed = (names: readonly string[], last: 'and' | 'or'): string =>
  new Intl.ListFormat('en-GB', { type: last === 'and' ? 'conjunction' : 'disjunction' }).format(names);
const sayPart = (name: string): string => name.replace(/^Meetings\b/, 'meetings');

function receivedTable(parts: readonly (Part & { some: number; few: boolean })[], all: number) {
  return {
    id: 'received',
    title: 'What students received between first and latest score',
    columns: [
      text('part', 'Help'),
      count('all', 'Enrolments', 'Enrolments with a first and a latest score'),
      count('some', 'Received some', 'Of them, those who received some'),
      count('none', 'Received none', 'Of them, those who received none'),
      number('mean', 'Hours, mean', 'Mean hours of those who received some', 'hours'),
      number('low', 'Lower quarter', 'A quarter of those who received some received fewer hours', 'hours'),
      number('high', 'Upper quarter', 'A quarter of those who received some received more hours', 'hours'),
    ],
    rows: parts.map(({ name, hours, some, few }) => {
      const own = hours.filter((one) => one > 0).toSorted();
      const at = (share: number) => own[Math.min(own.length - 1, Math.floor(share * own.length))] ?? null;
      return [name, all, some, all - some, ...(few ? [null, null, null] : [mean(own), at(0.25), at(0.75)])];
    }),
    base: 'all',
    parts: ['some', 'none'],
    names: parts.map(({ name }) => ({ all: 'all', some: `some ${sayPart(name)}`, none: `none ${sayPart(name)}` })),
  };
}

function sayParts(draft: AnswerDraft, answer: Estimate<DosageDetail>, parts: readonly Part[]): void {
  const { doses, overlaps } = answer.detail;
  // by ten hours: an hour's worth is too small a figure to read
  const rows = doses.flatMap(({ estimate, ci, vif }, at) =>
    ci === null ? [] : [{ name: parts[at]?.name ?? '', estimate: 10 * estimate, low: 10 * ci[0], high: 10 * ci[1], vif }],
  );
  for (const [at, { ci }] of doses.entries())
    if (ci === null)
      draft.refusals.push({
        says: `What goes with ${sayPart(parts[at]?.name ?? '')} cannot be told: those who received it had the same mentor, and how they moved with it cannot be told from how they moved with that mentor.`,
        wouldNeed: 'Students of several mentors who received it.',
      });
  if (rows.length === 0) return;
  draft.tables.push({
    id: 'parts',
    title: 'Movement that goes with ten more hours',
    columns: [
      text('part', 'Help'),
      ...withInterval(
        number(
          'change',
          'With ten hours more',
          'Mean change in levels that goes with ten more hours, the other parts, the first level and the time between the scores being equal',
          'levels',
        ),
      ),
      number('vif', 'Overlap', 'Variance inflation: 1 where a part overlaps with no other; from 10 it is refused'),
    ],
    rows: rows.map(({ name, estimate, low, high, vif }) => [name, estimate, low, high, vif]),
    note: 'What goes together, not what brought it about.',
  });
  draft.charts.push({
    kind: 'intervals',
    tableId: 'parts',
    label: 'part',
    value: 'change',
    low: 'change_low',
    high: 'change_high',
    zero: 0,
    alt: 'Change in levels that goes with ten more hours of each part, the others being equal, with 95% intervals.',
  });
  if (overlaps.length > 0) {
    // the two tables tell of the same enrolments: who received some of a part did so with the other part or without it
    draft.sums = overlaps.flatMap(({ first, second }, at) => [
      ...sumOf(draft, `some ${first}`, [`both ${at}`, `first ${at}`]),
      ...sumOf(draft, `some ${second}`, [`both ${at}`, `second ${at}`]),
      ...sumOf(draft, `none ${first}`, [`second ${at}`, `neither ${at}`]),
      ...sumOf(draft, `none ${second}`, [`first ${at}`, `neither ${at}`]),
    ]);
    draft.tables.push({
      id: 'overlaps',
      title: 'Who received both',
      columns: [
        text('pair', 'Parts'),
        count('all', 'Enrolments', 'Enrolments with a first and a latest score'),
        count('both', 'Both', 'Received some of both'),
        count('first', 'Only the first', 'Received some of the first alone'),
        count('second', 'Only the second', 'Received some of the second alone'),
        count('neither', 'Neither', 'Received none of the two'),
        number('correlation', 'Correlation', 'Correlation of the hours: near 1 or −1 the two cannot be told apart'),
      ],
      rows: overlaps.map(({ first, second, both, onlyFirst, onlySecond, neither, correlation }) => [
        `${capital(first)} and ${second}`,
        both + onlyFirst + onlySecond + neither,
        both,
        onlyFirst,
        onlySecond,
        neither,
        correlation,
      ]),
      base: 'all',
      parts: ['both', 'first', 'second', 'neither'],
      names: overlaps.map((_, at) => ({
        all: 'all',
        both: `both ${at}`,
        first: `first ${at}`,
        second: `second ${at}`,
        neither: `neither ${at}`,
      })),
    });
  }
  for (const { name, estimate, low, high } of rows) {
    const unsure = low <= 0 && high >= 0;
    const ends = estimate > 0 ? ([low, high] as const) : ([-high, -low] as const);
    draft.sentences.push(
      unsure
        ? `Students who received more ${sayPart(name)} did not clearly move further or less far: with ten hours more it may be anything from ${sayFromTo([low, high], ['less far', 'further'])}.`
        : `Students with ten hours more of ${sayPart(name)} moved ${levelsOf(estimate)} ${estimate > 0 ? 'further' : 'less far'}, the other parts being equal (${sayInterval(ends, (value) => value.toFixed(2))}).`,
    );
  }
}

/** Parts that were taken together as one stand in no other table. */
const sumOf = ({ tables }: AnswerDraft, whole: string, parts: string[]) =>
  tables.some(({ names = [] }) => names.some((row) => Object.values(row).includes(whole))) ? [{ whole, parts }] : [];

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
