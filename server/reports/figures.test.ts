import fc from 'fast-check';
import type { AnalysisFilters } from '@waymark/contract/analysis.ts';
import { disclosures, type ReleasedFigure } from '@waymark/stats/differencing.ts';
import { expect, test } from 'vitest';
import { hideSmall } from '../analysis/hide.ts';
import { count, text } from '../analysis/question.ts';
import { answerOf } from './exampleAnswer.ts';
import { releasedFigures, severalAtOnce } from './figures.ts';
import type { SectionAnswer } from './section-answer.ts';
import { thresholdOf, underPreset } from './suppress.ts';

interface Student {
  school: string;
  began: string;
}

const shown = (n: number, threshold: number) => (n > 0 && n < threshold ? null : n);

/** Who took part, of the students the filters leave, as a report of the day gives it. */
function takingPart(
  students: readonly Student[],
  filters: Partial<AnalysisFilters>,
  threshold: number,
  asOf = '2026-07-01',
): SectionAnswer {
  const { schoolId, startedFrom = '', startedTo = '9' } = filters;
  const own = students.filter(
    ({ school, began }) => (schoolId === undefined || school === schoolId) && began >= startedFrom && began <= startedTo,
  );
  const schools = [...new Set(own.map(({ school }) => school))].toSorted();
  const table = hideSmall(
    {
      id: 'schools',
      title: 'Students by school',
      base: 'students',
      total: true,
      columns: [text('of', 'School'), count('students', 'Students', '')],
      each: { by: 'school', is: [...schools, null] },
      rows: [...schools.map((school) => [school, own.filter((one) => one.school === school).length]), ['All', own.length]],
    },
    threshold,
  );
  const included = { students: shown(own.length, threshold), scores: 0 };
  const answer = answerOf({
    filters: { perspective: 'mentor', enrolment: 'all', ...filters },
    asOf: `${asOf}T10:00:00Z`,
    included,
    tables: [table],
  });
  return { ...answer, question: 'taking-part' };
}

const figures = (answer: SectionAnswer, title: string) => releasedFigures(answer, answer.question, title);
const told = (released: SectionAnswer, next: SectionAnswer, threshold = 5) =>
  disclosures(figures(released, 'first'), figures(next, 'second'), { threshold, several: severalAtOnce });

const months = ['2025-09-15', '2025-10-15', '2025-11-15', '2025-12-15'];
const cohort = fc.array(fc.record({ school: fc.constantFrom('ash', 'birch', 'cedar'), began: fc.constantFrom(...months) }), {
  minLength: 30,
  maxLength: 60,
});

test('a report of a month more gives away the few who began in it, and is caught; rounded, it leaves them room', () => {
  fc.assert(
    fc.property(cohort, fc.integer({ min: 0, max: 4 }), (students, few) => {
      const late = Array.from({ length: few }, (): Student => ({ school: 'ash', began: '2026-01-15' }));
      const all = [...students, ...late];
      const until = (startedTo: string, threshold = 5) => takingPart(all, { startedFrom: '2025-09-01', startedTo }, threshold);
      const found = told(until('2025-12-31'), until('2026-01-31'));
      expect(found.some(({ atMost }) => atMost === few)).toBe(few > 0);
      const threshold = thresholdOf('dfe', 5);
      const rounded = (day: string) => underPreset(until(day, threshold), 'dfe', threshold);
      const whole = disclosures(figures(rounded('2025-12-31'), 'first').slice(0, 1), figures(rounded('2026-01-31'), 'second').slice(0, 1), {
        threshold,
        several: severalAtOnce,
      });
      // from 38 to 42 less from 38 to 42: nobody, or up to four; only a figure that moved says that somebody came
      for (const { atMost } of whole) expect(atMost).toBeGreaterThanOrEqual(few);
    }),
    { numRuns: 25 },
  );
});

test('a report on one school beside one on all of two gives away the other, where it is small', () => {
  const of = (ash: number, birch: number): Student[] => [
    ...Array.from({ length: ash }, () => ({ school: 'ash', began: '2025-09-15' })),
    ...Array.from({ length: birch }, () => ({ school: 'birch', began: '2025-09-15' })),
  ];
  const both = (students: readonly Student[]) => ({ ...takingPart(students, {}, 5), tables: [] });
  const one = (students: readonly Student[]) => takingPart(students, { schoolId: 'ash' }, 5);
  expect(told(both(of(40, 3)), one(of(40, 3)))).toMatchObject([{ about: { school: [] }, atMost: 3 }]);
  expect(told(both(of(40, 9)), one(of(40, 9)))).toEqual([]);
});

test('what one report hides between its own rows another may not show', () => {
  const students = [
    ...Array.from({ length: 3 }, () => ({ school: 'ash', began: '2025-09-15' })),
    ...Array.from({ length: 8 }, () => ({ school: 'birch', began: '2025-09-15' })),
    ...Array.from({ length: 30 }, () => ({ school: 'cedar', began: '2025-09-15' })),
  ];
  const annual = takingPart(students, {}, 5);
  expect(annual.tables[0]!.rows.map((row) => row[1])).toEqual([null, null, 30, 41]);
  const found = told(annual, takingPart(students, { schoolId: 'birch' }, 5));
  expect(found.some(({ about }) => about['school']?.includes('ash') ?? false)).toBe(true);
});

test('students in two periods do not make figures contradict each other', () => {
  const figure = (n: number, ...began: string[]): ReleasedFigure => ({
    table: 't',
    asOf: '2026-07-01',
    n,
    where: began.length === 0 ? {} : { began },
  });
  const spans = [figure(30, '2024-09-01..2025-08-31'), figure(20, '2025-09-01..2026-08-31'), figure(44)];
  expect(disclosures([], spans, { threshold: 5, several: severalAtOnce })).toEqual([]);
  expect(() => disclosures([], spans, { threshold: 5 })).toThrow('cannot all be true');
});

test('those who are in a question, and those who are not and why, are told apart by how they were scored', () => {
  const answer = answerOf({
    filters: { perspective: 'mentor', enrolment: 'early', programmeId: 'p', characteristics: ['fsm:yes', 'fsm:missing'] },
    included: { students: 40, scores: 80 },
    excluded: [{ reason: 'only one score of each outcome: nothing to compare it with', students: null }],
  });
  const where = { programme: ['p'], enrolment: ['early'], fsm: ['yes', 'missing'] };
  expect(releasedFigures(answer, 'movement', 't')).toEqual([
    { table: 't', asOf: '2026-07-01', where: { ...where, 'scored by mentor': ['twice'] }, n: 40 },
    { table: 't', asOf: '2026-07-01', where: { ...where, 'scored by mentor': ['one'] }, n: null },
  ]);
  expect(releasedFigures({ ...answer, excluded: [] }, 'trajectories', 't')[0]!.where['scored by mentor']).toEqual(['twice', 'one']);
  // where to improve counts groups among those with a score, who are fewer than took part
  const six = Array.from({ length: 6 }, () => ({ school: 'ash', began: '2025-09-15' }));
  const improvement = releasedFigures(takingPart(six, {}, 5), 'improvement', 't');
  expect(improvement.map(({ where: of }) => of['scored by mentor'])).toEqual(Array(2).fill(['twice', 'one']));
});
