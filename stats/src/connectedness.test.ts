import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectedness, type Link } from './connectedness.ts';

const links = (...pairs: string[]): Link[] => pairs.map((pair) => ({ student: pair.slice(1), mentor: pair[0]! }));
function detail(of: readonly Link[]) {
  const answer = connectedness(of);
  if (answer.kind === 'refusal') throw new Error(answer.says);
  return { ...answer.detail, groups: answer.estimate, warnings: answer.warnings };
}

test('mentors with caseloads of their own cannot be compared, and two students scored together would join three of them', () => {
  const own = detail(links('a1', 'a2', 'b3', 'b4', 'c5'));
  expect(own.components).toEqual([
    { mentors: ['a'], students: 2 },
    { mentors: ['b'], students: 2 },
    { mentors: ['c'], students: 1 },
  ]);
  expect(own.joins).toEqual([
    { mentors: ['a', 'b'], students: ['1', '3'] },
    { mentors: ['a', 'c'], students: ['1', '5'] },
  ]);
  expect(own.warnings[0]!.says).toContain('3 groups');
  expect(own.linking).toBe(0);
});

test('a student handed from one mentor to the next links them, and everybody linked to either', () => {
  const chain = detail(links('a1', 'a2', 'b2', 'b3', 'c3'));
  expect(chain).toMatchObject({ groups: 1, joins: [], linking: 2, alone: ['2', '3'], warnings: [] });
  // a second link round the chain: no student holds it alone
  expect(detail(links('a1', 'b1', 'b2', 'c2', 'c3', 'a3')).alone).toEqual([]);
  // two of three are linked twice, the third by one student alone
  expect(detail(links('a1', 'b1', 'c1', 'b2', 'c2')).alone).toEqual(['1']);
});

test('one mentor, or nobody, is refused', () => {
  expect(connectedness([])).toMatchObject({ code: 'empty' });
  expect(connectedness(links('a1', 'a2'))).toMatchObject({ code: 'one-rater' });
});

const anyLinks = fc.array(fc.record({ student: fc.nat(12).map(String), mentor: fc.nat(6).map((n) => 'abcdefg'[n]!) }), {
  minLength: 1,
  maxLength: 25,
});

/** Mentors reached from one another by walking, the slow way. */
function groupsByWalking(all: readonly Link[]): number {
  const left = new Set(all.map(({ mentor }) => mentor));
  let groups = 0;
  for (const start of left) {
    groups++;
    const reached = new Set([start]);
    for (let before = 0; before < reached.size;) {
      before = reached.size;
      const students = new Set(all.filter(({ mentor }) => reached.has(mentor)).map(({ student }) => student));
      for (const { student, mentor } of all) if (students.has(student)) reached.add(mentor);
    }
    for (const mentor of reached) left.delete(mentor);
  }
  return groups;
}

test('groups are those that walking finds, and the joins named join all of them', () => {
  fc.assert(
    fc.property(anyLinks, (all) => {
      const answer = connectedness(all);
      if (answer.kind === 'refusal') return;
      expect(answer.estimate).toBe(groupsByWalking(all));
      const joined = [...all, ...answer.detail.joins.map(({ mentors: [, mentor], students: [student] }) => ({ mentor, student }))];
      expect(connectedness(joined)).toMatchObject({ estimate: 1 });
    }),
  );
});

test('a student holds a group together alone exactly when without them there are more groups', () => {
  fc.assert(
    fc.property(anyLinks, (all) => {
      const answer = connectedness(all);
      if (answer.kind === 'refusal') return;
      // a mentor left with nobody stands alone: a mark of their own keeps them there
      const marked = [...all, ...[...new Set(all.map(({ mentor }) => mentor))].map((mentor) => ({ mentor, student: `only ${mentor}` }))];
      const cut = [...new Set(all.map(({ student }) => student))].filter(
        (without) => groupsByWalking(marked.filter(({ student }) => student !== without)) > groupsByWalking(marked),
      );
      expect(answer.detail.alone).toEqual(cut.toSorted());
    }),
  );
});
