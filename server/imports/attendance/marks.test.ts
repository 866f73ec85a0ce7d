import { ImportOptions } from '@waymark/contract/imports.ts';
import { attendancePercent } from '@waymark/contract/attendance.ts';
import { expect, test } from 'vitest';
import { marksReader, sessionOfHeading, type MarksPlan } from './marksRow.ts';
import { changedWeeks, type RecordedWeek } from './settle.ts';
import { cellsOf, emptyWeek, markOf, marksOf, overlaid, put, sessionsOf, textOfWeek, weekOfText } from './week.ts';

const columns = (fields: Record<string, string>) => Object.entries(fields).map(([header, field], index) => ({ index, header, field }));
const long: MarksPlan = {
  columns: columns({ UPN: 'upn', Date: 'markedOn', Session: 'session', Code: 'mark' }),
  width: 4,
  options: ImportOptions.parse({ words: { '*': { ZZ: 'authorised', '?': 'blank' } } }),
  today: '2026-03-11',
};
const upn = 'B801200005001';
const readLong = (...cells: string[]) => marksReader(long)([upn, ...cells]);

test.each([
  ['/', 'present'],
  ['\\', 'present'],
  ['L', 'present'],
  ...'B K P V W'.split(' ').map((code) => [code, 'approved']),
  ...'C C1 C2 E I J1 M R S T'.split(' ').map((code) => [code, 'authorised']),
  ...'G N O U'.split(' ').map((code) => [code, 'unauthorised']),
  ...'D X Z # Q Y1 Y2 Y3 Y4 Y5 Y6 Y7'.split(' ').map((code) => [code, 'not_possible']),
])('the code %s counts as %s', (code, kind) => {
  const { marks, problems } = readLong('04/09/2025', 'AM', code);
  expect(problems).toEqual([]);
  const week = emptyWeek();
  for (const { place, mark } of marks) put(week, place, mark);
  const sessions = sessionsOf(week);
  expect(sessions.possible).toBe(kind === 'not_possible' ? 0 : 1);
  if (kind !== 'not_possible') expect(sessions[kind as 'present']).toBe(1);
  expect([sessions.lateBefore, sessions.lateAfter]).toEqual([code === 'L' ? 1 : 0, code === 'U' ? 1 : 0]);
});

test('a session has its place in its week, small letters and words for codes are understood', () => {
  expect(readLong('04/09/2025', 'pm', 'l').marks).toEqual([{ week: '2025-09-01', place: 7, mark: 'L' }]);
  expect(readLong('2025-09-07', 'Morning', 'ZZ').marks).toEqual([{ week: '2025-09-01', place: 12, mark: 'ZZ:authorised' }]);
});

test('an unmarked session, and a code said to be left out, count nothing; an empty cell says nothing', () => {
  expect(readLong('04/09/2025', 'AM', '-')).toMatchObject({ marks: [{ place: 6, mark: '-' }], unmarked: 1, problems: [] });
  expect(readLong('04/09/2025', 'AM', '?')).toMatchObject({ marks: [], unmarked: 1 });
  expect(readLong('04/09/2025', 'AM', ' ')).toMatchObject({ marks: [], unmarked: 0, problems: [] });
});

test.each([
  ['a code that was retired', ['04/09/2025', 'AM', 'H'], 'Code', 'unknown-word'],
  ['a code nobody knows', ['04/09/2025', 'AM', 'here'], 'Code', 'unknown-word'],
  ['no half of a day', ['04/09/2025', 'Lunch', '/'], 'Session', 'session'],
  ['a day that has not come', ['12/03/2026', 'AM', '/'], 'Date', 'date'],
  ['no date', ['', 'AM', '/'], 'Date', 'no-date'],
  ['a comma too many', ['04/09/2025', 'AM', '/', '', 'x'], null, 'too-many-cells'],
])('%s is a problem of its row and column', (_, cells, column, code) => {
  const { marks, problems } = readLong(...cells);
  expect(marks).toEqual([]);
  expect(problems).toMatchObject([{ column, code, stops: true }]);
});

test('what unsure codes count as is a choice', () => {
  const read = marksReader({ ...long, options: ImportOptions.parse({ codes: { H: 'authorised', 'Y1–Y7': 'ask', '-': 'unauthorised' } }) });
  expect(read([upn, '04/09/2025', 'AM', 'H']).marks).toMatchObject([{ mark: 'H:authorised' }]);
  expect(read([upn, '04/09/2025', 'AM', 'Y3']).problems).toMatchObject([{ code: 'unknown-word' }]);
  expect(read([upn, '04/09/2025', 'AM', '-']).marks).toMatchObject([{ mark: '-:unauthorised' }]);
});

test('a row a day and a column a session say the same as a row a session', () => {
  const day = marksReader({ ...long, columns: columns({ UPN: 'upn', Date: 'markedOn', AM: 'markAm', PM: 'markPm' }) });
  expect(day([upn, '04/09/2025', '/', 'N']).marks).toEqual([
    { week: '2025-09-01', place: 6, mark: '/' },
    { week: '2025-09-01', place: 7, mark: 'N' },
  ]);
  // a row with a problem stays out whole
  expect(day([upn, '04/09/2025', '/', 'oops'])).toMatchObject({ marks: [], problems: [{ column: 'PM' }] });
  const wide = marksReader({
    ...long,
    columns: columns({ UPN: 'upn', '04/09/2025 AM': 'sessionColumn', '04/09/2025 PM': 'sessionColumn' }),
  });
  expect(wide([upn, '/', 'N']).marks).toEqual(day([upn, '04/09/2025', '/', 'N']).marks);
});

test.each([
  ['03/09/2025 AM', { day: '2025-09-03', half: 0 }],
  ['2025-09-03 PM', { day: '2025-09-03', half: 1 }],
  ['Wed 03/09/2025 (am)', { day: '2025-09-03', half: 0 }],
  ['PM 3 Sep 2025', { day: '2025-09-03', half: 1 }],
  ['3 September 2025 Afternoon', { day: '2025-09-03', half: 1 }],
  ['Attendance AM', undefined],
  ['03/09/2025', undefined],
])('the heading “%s” names its session, or none', (heading, session) => {
  expect(sessionOfHeading(heading, 'dmy')).toEqual(session);
});

test('marks read part by part come together; the same mark twice is one, two different ones are neither', () => {
  const [first, second] = [emptyWeek(), emptyWeek()];
  put(first, 0, '/');
  put(first, 1, 'N');
  put(second, 0, '/');
  put(second, 1, '\\');
  put(second, 2, 'U');
  const cells = [
    { rows: 2, week: first },
    { rows: 3, week: second },
  ].flatMap(({ rows, week }) => cellsOf({ rows, unmarked: 1, weeks: new Map([['2025-09-01', week]]) }));
  const marks = marksOf(cells);
  expect(marks).toMatchObject({ rows: 5, unmarked: 2 });
  expect(marks.weeks.get('2025-09-01')?.slice(0, 3)).toEqual(['/', 'N!\\', 'U']);
  expect(marksOf(cellsOf(marks))).toEqual(marks);
  expect(sessionsOf(marks.weeks.get('2025-09-01') ?? [])).toMatchObject({ possible: 2, present: 1, unauthorised: 1, lateAfter: 1 });
});

const given = (text: string) => ({ rows: 1, unmarked: 0, weeks: new Map([['2025-09-01', weekOfText(text) ?? emptyWeek()]]) });
const blank = '. . . . . . . . . .';
const recorded = (marks: string, more: Partial<RecordedWeek> = {}): Map<string, RecordedWeek> =>
  new Map([['2025-09-01', { id: 'w', student_id: 's', week: '2025-09-01', marks, ...sessionsOf(weekOfText(marks) ?? []), ...more }]]);

test('a week brought again: the same changes nothing, other marks take the place of those of their sessions alone', () => {
  const week = `/ \\ N N ${blank}`;
  expect(changedWeeks(given(week), undefined)).toMatchObject([{ marks: week, possible: 4, present: 2, before: undefined }]);
  expect(changedWeeks(given(week), recorded(week))).toEqual([]);
  expect(changedWeeks(given(`/ \\ . . ${blank}`), recorded(week))).toEqual([]);
  expect(changedWeeks(given(`. . / . ${blank}`), recorded(week))).toMatchObject([
    { marks: `/ \\ / N ${blank}`, possible: 4, present: 3, unauthorised: 1, before: { id: 'w' } },
  ]);
});

test('where a file says that there is no mark, the one on record goes; where there was none, nothing changes', () => {
  const week = `/ \\ N N ${blank}`;
  expect(changedWeeks(given(`. . - . ${blank}`), recorded(week))).toMatchObject([
    { marks: `/ \\ . N ${blank}`, possible: 3, present: 2, unauthorised: 1, taken: 1 },
  ]);
  expect(changedWeeks(given(`- - - - ${blank}`), recorded(week))).toMatchObject([{ marks: `. . . . ${blank}`, possible: 0, taken: 4 }]);
  expect(changedWeeks(given(`. . . . - . . . . . . . . .`), recorded(week))).toEqual([]);
  expect(changedWeeks(given(`- . . . ${blank}`), undefined)).toEqual([]);
  expect(changedWeeks(given(`/ - . . ${blank}`), undefined)).toMatchObject([{ marks: `/ . . . ${blank}`, possible: 1, taken: 0 }]);
  // nothing says what sessions a week was made of that was recorded without its marks
  expect(changedWeeks(given(`- - . . ${blank}`), recorded('', { possible: 2, present: 2 }))).toEqual([]);
  // a file that has both means the mark
  const both = emptyWeek();
  for (const mark of ['-', '/', '-']) put(both, 0, mark);
  expect(both[0]).toBe('/');
});

test('a week recorded without its marks is replaced whole, unless it comes to the same', () => {
  const counts = { possible: 2, present: 2, approved: 0, authorised: 0, unauthorised: 0, lateBefore: 0, lateAfter: 0 };
  expect(changedWeeks(given(`/ \\ . . ${blank}`), recorded('', counts))).toEqual([]);
  expect(changedWeeks(given(`/ N . . ${blank}`), recorded('', counts))).toMatchObject([{ present: 1, possible: 2 }]);
});

test('attendance is present and approved of possible, to the mark', () => {
  const week = weekOfText(`/ L B X # N C U Q:not_possible . . . . .`) ?? [];
  const sessions = sessionsOf(week);
  expect(sessions).toEqual({ possible: 6, present: 2, approved: 1, authorised: 1, unauthorised: 2, lateBefore: 1, lateAfter: 1 });
  expect(attendancePercent(sessions)).toBe(50);
  expect(sessions.possible).toBe(sessions.present + sessions.approved + sessions.authorised + sessions.unauthorised);
  expect(textOfWeek(overlaid(week, emptyWeek()))).toBe(textOfWeek(week));
  expect(markOf('Off site!', 'approved')).toBe('OFF_site_:approved'.replace('OFF', 'Off'));
});
