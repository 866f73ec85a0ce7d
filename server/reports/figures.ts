import type { ReportSection } from '@waymark/contract/reports.ts';
import type { ReleasedFigure } from '@waymark/stats/differencing.ts';
import type { SectionAnswer } from './section-answer.ts';

type Where = Record<string, string[]>;

/** Classifications in which one student can be in several categories: two programmes, two enrolments. */
export const severalAtOnce = ['programme', 'cohort', 'began', 'enrolment'] as const;

/** How far students got in being scored, by the reason they are given for not being in it; those in it are the rest. */
const reached: Readonly<Record<string, string>> = {
  'only one score of each outcome: nothing to compare it with': 'one',
  'asked, but without a level (not asked, declined, not applicable)': 'without a level',
  'never scored on these outcomes': 'never',
};
/** Questions that take in students with one score, who have nothing to compare it with. */
const takesInOne: readonly string[] = ['outcomes', 'leaving', 'trajectories', 'mentor-change', 'improvement'];

/**
 * The counts of students that a reader of an answer learns, each with whom it counts, as `disclosures` sets them against
 * those of other reports: who is in it, who is not and why, and what tables count by school, programme, year or group. What
 * is hidden is learnt to be one or more; what is rounded, between limits.
 *
 * Counts of scores, and of students with a score of one outcome type, are not in it: they tell how much was recorded, and by
 * themselves nothing of who a student is.
 * @param answer as it leaves, after `underPreset`
 */
export function releasedFigures(answer: SectionAnswer, section: ReportSection, title: string): ReleasedFigure[] {
  const { asOf, roundedTo, included, excluded, tables } = answer;
  const base = whereOf(answer);
  const figure = (where: Where, n: number | null): ReleasedFigure => ({
    table: title,
    asOf: asOf.slice(0, 10),
    where: { ...base, ...where },
    n,
    // nought is nobody, however the rest is rounded
    ...(roundedTo === undefined ? {} : { roundedTo }),
  });
  const scored = scoredBy(answer);
  const inIt: Where = section === 'taking-part' ? {} : { [scored]: inCategories(section, excluded) };
  const byRow = tables.flatMap(({ each, columns, rows }) => {
    const at = columns.findIndex(({ id }) => id === 'students');
    if (each === undefined || at === -1) return [];
    return rows.flatMap((row, index): ReleasedFigure[] => {
      const [is, n] = [each.is[index], row[at]];
      return is == null || typeof n === 'string' ? [] : [figure({ ...inIt, [each.by]: within(base[each.by], is) }, n ?? null)];
    });
  });
  const out = excluded.flatMap(({ reason, students }) => {
    const category = categoryOf(section, reason);
    return category === null ? [] : [figure({ [scored]: [category] }, students)];
  });
  // who is compared in "groups" are the groups in its table, which are counted there
  return [...(section === 'groups' ? [] : [figure(inIt, included.students)]), ...out, ...byRow];
}

/** A filter may have left several values of what the rows tell apart. */
const within = (filtered: readonly string[] | undefined, is: string): string[] =>
  filtered === undefined || filtered.includes(is) ? [is] : [];

/** Whom the filters leave, as classifications. */
function whereOf({ filters }: SectionAnswer): Where {
  const { programmeId, cohortId, schoolId, startedFrom, startedTo, enrolment, characteristics = [] } = filters;
  const where: Where = {
    ...(programmeId === undefined ? {} : { programme: [programmeId] }),
    ...(cohortId === undefined ? {} : { cohort: [cohortId] }),
    ...(schoolId === undefined ? {} : { school: [schoolId] }),
    ...(startedFrom === undefined && startedTo === undefined ? {} : { began: [`${startedFrom ?? ''}..${startedTo ?? ''}`] }),
    ...(enrolment === 'all' ? {} : { enrolment: [enrolment] }),
  };
  for (const wish of characteristics) {
    const [code = '', value = ''] = wish.split(':');
    where[code] = [...(where[code] ?? []), value];
  }
  return where;
}

/** Having been scored is told apart by who scored, which outcomes, and under which version: each is a classification of its own. */
const scoredBy = ({ question, filters }: SectionAnswer): string =>
  [
    question === 'agreement' ? 'scored by both' : `scored by ${filters.perspective}`,
    filters.type,
    filters.seriesId,
    filters.frameworkVersionId,
  ]
    .filter((part) => part !== undefined)
    .join(', ');

function inCategories(section: ReportSection, excluded: SectionAnswer['excluded']): string[] {
  if (section === 'agreement') return ['seen by both'];
  const one = takesInOne.includes(section) && !excluded.some(({ reason }) => reached[reason] === 'one');
  return one ? ['twice', 'one'] : ['twice'];
}

/** @returns null for students who are counted elsewhere under other words (a group too small to compare) */
function categoryOf(section: ReportSection, reason: string): string | null {
  if (section === 'agreement') return reason;
  return reached[reason] ?? null;
}
