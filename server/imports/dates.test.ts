import { expect, test } from 'vitest';
import { dateOrderOf, readDate } from './dates.ts';

test.each([
  ['31/12/2010', '2010-12-31'],
  ['3.4.2012', '2012-04-03'],
  ['2010-12-31', '2010-12-31'],
  ['2010-12-31T00:00:00', '2010-12-31'],
  ['31/12/2010 00:00', '2010-12-31'],
  ['20101231', '2010-12-31'],
  ['31 Dec 2010', '2010-12-31'],
  ['31-December-2010', '2010-12-31'],
  ['1st Sept 2010', '2010-09-01'],
  ['Fri, 31 December 2010', '2010-12-31'],
  ['December 31, 2010', '2010-12-31'],
  ['29/02/2012', '2012-02-29'],
  // Excel's serial of 2010-12-31
  ['40543', '2010-12-31'],
])('%s is %s', (text, date) => {
  expect(readDate(text, 'dmy')).toEqual({ date });
});

test.each([
  ['31/02/2010', 'There is no 31 February 2010.'],
  ['29/02/2011', 'There is no 29 February 2011.'],
  ['31/13/2010', 'There is no month 13.'],
  ['03/04/12', 'The year has only two digits, so the date could be read in several ways.'],
  ['3-Apr-12', 'The year has only two digits, so the date could be read in several ways.'],
  ['3 Smarch 2012', '“Smarch” is not a month.'],
  ['soon', 'This is not a date.'],
  ['7', 'This is not a date.'],
])('%s is refused: %s', (text, message) => {
  expect(readDate(text, 'dmy')).toMatchObject({ message });
});

test('a column is month first only when some date says so and none says otherwise', () => {
  expect(dateOrderOf(['03/04/2012', '04/13/2012'])).toBe('mdy');
  expect(dateOrderOf(['13/04/2012', '04/13/2012'])).toBe('dmy');
  expect(dateOrderOf(['03/04/2012'])).toBe('dmy');
  expect(readDate('04/13/2012', 'mdy')).toEqual({ date: '2012-04-13' });
});
