import { expect, test } from 'vitest';
import { targetsInForce } from './rules.ts';

const target = (id: string, measureId: string | null) => ({ id, measureId });
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

test('an enrolment’s own target comes before the student’s for the same measure, and hides no other', () => {
  const own = [target('school english', 'english'), target('school maths', 'maths')];
  expect(ids(targetsInForce([], own))).toEqual(['school english', 'school maths']);
  expect(ids(targetsInForce([target('agreed english', 'english')], own))).toEqual(['school maths', 'agreed english']);
  // one for an outcome is for no measure
  expect(ids(targetsInForce([target('asks for help', null)], own))).toEqual(['school english', 'school maths', 'asks for help']);
});
