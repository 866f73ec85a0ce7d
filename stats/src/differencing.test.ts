import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disclosures, type ReleasedFigure } from './differencing.ts';

const figure = (table: string, n: number | null, where: ReleasedFigure['where'] = {}, asOf = '2026-07-01'): ReleasedFigure => ({
  table,
  n,
  where,
  asOf,
});

test('a report on every school but one, beside one on all, gives away a small school', () => {
  const annual = figure('Annual report', 43);
  const partner = figure('Partner report', 40, { school: ['ash', 'birch'] });
  expect(disclosures([annual], [partner], { threshold: 5 })).toEqual([
    { by: 'subtraction', tables: ['Annual report'], about: { school: [] }, atMost: 3 },
  ]);
});

test('a school of many left over gives nothing away', () => {
  expect(disclosures([figure('Annual', 60)], [figure('Partner', 40, { school: ['ash'] })], { threshold: 5 })).toEqual([]);
});

test('a group left over that is empty gives nothing away', () => {
  expect(disclosures([figure('Annual', 40)], [figure('Partner', 40, { school: ['ash'] })], { threshold: 5 })).toEqual([]);
});

test('year groups cut otherwise in a second report are told apart by it', () => {
  const before = [figure('A', 20, { year: ['7', '8'] }), figure('A', 20, { year: ['9', '10'] })];
  const next = [figure('B', 22, { year: ['7', '8', '9'] })];
  expect(disclosures(before, next, { threshold: 5 })).toMatchObject([{ about: { year: ['9'] }, atMost: 2 }]);
});

test('what two classifications give away only together is found', () => {
  // of 30, 12 are in Ash and 27 in year 7; all of Ash but at most 3 are in year 7, and so on round the table
  const before = [figure('A', 30), figure('A', 12, { school: ['ash'] }), figure('A', 20, { year: ['7'] })];
  const next = [figure('B', 9, { school: ['ash'], year: ['7'] })];
  expect(disclosures(before, next, { threshold: 5 })).toMatchObject([{ about: { school: ['ash'], year: [] }, atMost: 3 }]);
});

test('a hidden figure is safe until another report shows what lies beside it', () => {
  const school = (name: string, n: number | null, table = 'A') => figure(table, n, { school: [name] });
  // the three are all there are
  const all = figure('A', 50, { school: ['ash', 'birch', 'cedar'] });
  const before = [figure('A', 50), all, school('ash', null), school('birch', null), school('cedar', 40)];
  expect(disclosures([], before, { threshold: 5 })).toEqual([]);
  expect(disclosures(before, [school('birch', 8, 'B')], { threshold: 5 })).toMatchObject([{ about: { school: ['ash'] }, atMost: 2 }]);
});

test('what was already given away is not told again', () => {
  const before = [figure('A', 43), figure('A', 40, { school: ['ash'] })];
  expect(disclosures(before, [figure('B', 43)], { threshold: 5 })).toEqual([]);
});

test('the same figure a month later tells how many came', () => {
  const later = figure('August', 42, {}, '2026-08-01');
  expect(disclosures([figure('July', 40)], [later], { threshold: 5 })).toEqual([
    { by: 'two days', tables: ['July', 'August'], about: {}, atMost: 2 },
  ]);
});

test('rounded figures disclose less: what is left over is known between limits only', () => {
  const round = (one: ReleasedFigure): ReleasedFigure => ({ ...one, roundedTo: 5 });
  const [all, part] = [figure('Annual', 45), figure('Partner', 40, { school: ['ash'] })];
  // 43 to 47 less 38 to 42: from 1 to 9
  expect(disclosures([round(all)], [round(part)], { threshold: 5 })).toEqual([]);
  expect(disclosures([round(all)], [round(part)], { threshold: 10 })).toMatchObject([{ about: { school: [] }, atMost: 9 }]);
  // exact, 45 is at most 7 more than what 40 can stand for
  expect(disclosures([all], [round(part)], { threshold: 8 })).toMatchObject([{ atMost: 7 }]);
  expect(disclosures([all], [part], { threshold: 6 })).toMatchObject([{ atMost: 5 }]);
  expect(disclosures([round(figure('July', 40))], [round(figure('August', 45, {}, '2026-08-01'))], { threshold: 5 })).toEqual([]);
});

test('a hidden figure tells that it is small, and no more: what others leave of it must be as wide', () => {
  const all = figure('A', 30);
  const many = figure('A', 26, { seen: ['often'] });
  const few = { ...figure('A', 0, { seen: ['once'] }), n: null };
  // rounded to 30 and 25, one to four may have been seen once: as much as hiding says
  expect(disclosures([], [{ ...all, roundedTo: 5 }, { ...many, n: 25, roundedTo: 5 }, few], { threshold: 5 })).toEqual([]);
  // of 28 to 32, 29 were seen often: one to three are left, and hiding says one to four
  expect(disclosures([], [{ ...all, roundedTo: 5 }, { ...many, n: 29 }, few], { threshold: 5, whole: ['seen'] })).toMatchObject([
    { atMost: 3, about: { seen: ['once'] } },
  ]);
  // exact, they were four, where everybody was seen in one of the two ways
  expect(disclosures([], [all, many, few], { threshold: 5, whole: ['seen'] })).toMatchObject([{ atMost: 4, about: { seen: ['once'] } }]);
});

test('rounding protects nobody where many rounded figures leave no room', () => {
  const round = (one: ReleasedFigure): ReleasedFigure => ({ ...one, roundedTo: 5 });
  const schools = ['a', 'b', 'c', 'd'];
  // four schools of 8 to 12 each, and with a fifth no more than 35 to… 33 to 37: the fifth has 5 at most
  const shown = [...schools.map((name) => figure('A', 10, { school: [name] })), figure('A', 35, { school: [...schools, 'e'] })];
  expect(disclosures([], shown.map(round), { threshold: 6 })).toMatchObject([{ about: { school: ['e'] }, atMost: 5 }]);
});

test('figures that contradict each other are refused', () => {
  expect(() => disclosures([figure('A', 10)], [figure('B', 12, { school: ['ash'] })], { threshold: 5 })).toThrow('cannot all be true');
  expect(() => disclosures([figure('A', -1)], [], { threshold: 5 })).toThrow('A has a count of -1');
});

test('whatever is subtracted from whatever, a small group left over is found', () => {
  // students in cells of school × year; any two figures, one inside the other, that leave 1 to 4 students
  const cells = fc.array(fc.array(fc.nat(12), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
  const some = fc.option(fc.subarray(['0', '1', '2'], { minLength: 1 }), { nil: undefined });
  fc.assert(
    fc.property(cells, fc.array(fc.record({ school: some, year: some }), { minLength: 2, maxLength: 6 }), (counts, wheres) => {
      const within = (set: readonly string[] | undefined, at: number) => set === undefined || set.includes(`${at}`);
      const members = (where: (typeof wheres)[number]) =>
        counts.flatMap((row, s) => row.flatMap((_, y) => (within(where.school, s) && within(where.year, y) ? [s * 3 + y] : [])));
      const flat = counts.flat();
      const figures = wheres.map((where, at) => {
        const named = Object.fromEntries(Object.entries(where).flatMap(([k, v]) => (v ? [[k, v]] : [])));
        return figure(
          `t${at}`,
          members(where).reduce((sum, cell) => sum + flat[cell]!, 0),
          named,
        );
      });
      // nobody is in a school or year that is not named
      const all = flat.reduce((sum, n) => sum + n, 0);
      const closed = [figure('all', all), ...(['school', 'year'] as const).map((name) => figure('all', all, { [name]: ['0', '1', '2'] }))];
      const found = disclosures([], [...figures, ...closed], { threshold: 5 });
      const attack = wheres.some((outer) =>
        wheres.some((inner) => {
          const [large, few] = [new Set(members(outer)), new Set(members(inner))];
          if (![...few].every((cell) => large.has(cell))) return false;
          const left = [...large].filter((cell) => !few.has(cell)).reduce((sum, cell) => sum + flat[cell]!, 0);
          return left > 0 && left < 5;
        }),
      );
      if (attack) expect(found.length).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});
