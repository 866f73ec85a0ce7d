import type { ReportProblem, ReportSection } from '@waymark/contract/reports.ts';
import { disclosures, type Disclosure, type ReleasedFigure } from '@waymark/stats/differencing.ts';
import { Contradiction } from '@waymark/stats/largest-possible.ts';
import { readCharacteristics } from '../analysis/characteristics.ts';
import type { Tx } from '../db/actor.ts';
import { saidOf } from './disclosed-words.ts';
import { severalAtOnce } from './figures.ts';

/** A count a reader would learn, and the section it stands in. */
export interface SectionFigure {
  section: ReportSection;
  figure: ReleasedFigure;
}

/** More figures of one day than this take longer to set against each other than somebody should wait for a preview. */
const mostOfOneDay = 700;
/** Problems told of one report: more would not be read, and what is done about one mostly does away with others. */
const mostTold = 6;

/** Small numbers that a reader with earlier reports could find by taking figures from one another: each stops. */
export async function problemsOfDisclosure(
  tx: Tx,
  orgId: string,
  next: readonly SectionFigure[],
  earlier: readonly ReleasedFigure[],
  threshold: number,
): Promise<ReportProblem[]> {
  let found: Disclosure[];
  try {
    found = findAll(next, earlier, threshold);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [
      {
        kind: 'disclosure',
        section: null,
        says: 'Whether somebody could be found by taking figures of this report and of earlier ones from each other could not be checked: together they tell students apart in too many ways.',
        todo: 'Take out “Who took part” or “Did some groups move more than others?”, or choose another day or period.',
        stops: true,
      },
    ];
  }
  if (found.length === 0) return [];
  const rounds = next.some(({ figure }) => figure.roundedTo !== undefined);
  const sectionOf = new Map(next.map(({ section, figure }) => [figure.table, section]));
  const named = await readNames(tx, orgId);
  return found.slice(0, mostTold).map(({ by, tables, about, atMost }): ReportProblem => {
    const others = tables.filter((table) => !sectionOf.has(table));
    const students = atMost === 1 ? 'one student' : `at most ${Math.floor(atMost)} students`;
    return {
      kind: 'disclosure',
      section: tables.map((table) => sectionOf.get(table)).find((section) => section !== undefined) ?? null,
      says:
        by === 'two days'
          ? `${others.length === 0 ? 'An earlier report' : others.join(' and ')} and this report give the same count at two times. Their difference tells of ${students} ${whomIt(about, named)} who came or left in between, and a reader may know who that was.`
          : `${others.length === 0 ? 'A reader' : `With ${others.join(' and ')}, a reader`} could find, by taking one count from another, that there ${atMost === 1 ? 'is' : 'are'} ${students} ${whomIt(about, named)}.`,
      todo:
        by === 'two days'
          ? 'Reports with exact counts that follow each other closely are stopped by this again and again. Choose a rule for small numbers that rounds; or make it less often, so that more students come and go in between; or leave this section out.'
          : `Choose coarser groups${rounds ? ' or another period' : ', another period, or a rule for small numbers that rounds'}; or leave this section out.`,
      stops: true,
    };
  });
}

/**
 * What these figures and the earlier ones tell together.
 * @throws RangeError when there are too many, or the new ones contradict each other
 */
function findAll(next: readonly SectionFigure[], earlier: readonly ReleasedFigure[], threshold: number): Disclosure[] {
  const figures = next.map(({ figure }) => figure);
  const how = { threshold, several: severalAtOnce, whole: wholeOf(next) };
  const beside = (others: readonly ReleasedFigure[]) => disclosures(relatedTo(figures, others), figures, how);
  try {
    return beside(earlier);
  } catch (error) {
    if (!(error instanceof Contradiction)) throw error;
    // something was recorded since the earlier reports of this day: they are of another moment, as they will be tomorrow
    const days = new Set(figures.map(({ asOf }) => asOf));
    return beside(earlier.map((figure) => (days.has(figure.asOf) ? { ...figure, asOf: `${figure.asOf}, earlier` } : figure)));
  }
}

/**
 * Of the earlier figures those that can tell anything beside the new ones: of another day, or of the same day and, directly or
 * through others, about students the new ones may be about too. Reports of different schools tell nothing of each other.
 * @throws RangeError when there are too many
 */
export function relatedTo(figures: readonly ReleasedFigure[], earlier: readonly ReleasedFigure[]): ReleasedFigure[] {
  const days = new Set(figures.map(({ asOf }) => asOf));
  let apart = earlier.filter(({ asOf }) => days.has(asOf));
  const related = earlier.filter(({ asOf }) => !days.has(asOf));
  let reached: readonly ReleasedFigure[] = figures;
  let ofOneDay = 0;
  while (reached.length > 0 && apart.length > 0) {
    const by = Map.groupBy(apart, (one) => reached.some((other) => mayShare(one, other)));
    reached = by.get(true) ?? [];
    apart = by.get(false) ?? [];
    related.push(...reached);
    ofOneDay += reached.length;
  }
  if (ofOneDay > mostOfOneDay) throw new RangeError(`${ofOneDay} figures of one day are too many to be set against each other.`);
  return related;
}

/** Whether a student may be counted in both: not, where something each is in one category of says two. */
function mayShare({ where: one }: ReleasedFigure, { where: other }: ReleasedFigure): boolean {
  return Object.entries(one).every(([classification, categories]) => {
    const theirs = other[classification];
    if (theirs === undefined || severalAtOnce.some((each) => each === classification)) return true;
    return categories.some((category) => theirs.includes(category));
  });
}

/**
 * Classifications that name all there are: every student was scored in one of the ways that are counted, and who took part is
 * told with those without a value, wherever it is not a filter that leaves only some in.
 */
export function wholeOf(next: readonly SectionFigure[]): string[] {
  const names = [...new Set(next.flatMap(({ figure }) => Object.keys(figure.where)))];
  const tookPart = next.filter(({ section }) => section === 'taking-part').map(({ figure }) => figure.where);
  return names.filter(
    (name) =>
      name.startsWith('scored by') ||
      (tookPart.some((where) => where[name] !== undefined) && tookPart.some((where) => where[name] === undefined)),
  );
}

type Names = (classification: string, category: string) => { of: string; is: string };

/** "with Free school meals: yes; in school: Hill Road": the group in words. */
function whomIt(about: Disclosure['about'], names: Names): string {
  const parts = Object.entries(about).map(([classification, categories]) => {
    if (categories.length === 0) return `of another ${names(classification, '').of.toLowerCase()} than those named`;
    const said = categories.map((category) => names(classification, category).is);
    return `${names(classification, '').of}: ${said.slice(0, 4).join(' or ')}${said.length > 4 ? ' …' : ''}`;
  });
  return parts.length === 0 ? 'among all' : `(${parts.join('; ')})`;
}

const classes: Readonly<Record<string, string>> = {
  programme: 'Programme',
  cohort: 'Cohort',
  school: 'School',
  year: 'Year group',
  enrolment: 'Enrolment',
};

/** What programmes, schools, cohorts and characteristics are called. */
async function readNames(tx: Tx, orgId: string): Promise<Names> {
  const ids = new Map<string, string>();
  for (const table of ['programmes', 'schools', 'cohorts'] as const)
    for (const { id, name } of await tx.selectFrom(table).select(['id', 'name']).where('org_id', '=', orgId).execute()) ids.set(id, name);
  const characteristics = new Map((await readCharacteristics(tx, orgId, null)).map((one) => [one.code, one]));
  return (classification, category) => {
    const said = saidOf(classification, category);
    if (said !== undefined) return said;
    const characteristic = characteristics.get(classification);
    const option = characteristic?.options.find(({ code }) => code === category)?.label;
    return {
      of: characteristic?.label ?? classes[classification] ?? capital(classification),
      is: option ?? ids.get(category) ?? (category === 'missing' ? 'not recorded' : category),
    };
  };
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
