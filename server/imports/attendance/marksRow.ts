import { AttendanceClass, meaningOfCode } from '@waymark/contract/attendance-codes.ts';
import type { ImportOptions, ImportProblem } from '@waymark/contract/imports.ts';
import { readDate, type DateOrder } from '../dates.ts';
import { cellsByField, readPerson, requirePerson, type MappedColumn, type PersonReading } from '../person.ts';
import { Problems } from '../problems.ts';
import { tooWide } from '../rollRow.ts';
import { fold, tidy } from '../text.ts';
import { markOf, noMark, placeOf } from './week.ts';

/** Words for codes are said once for the whole file, not column by column. */
export const everyColumn = '*';

export interface MarksPlan {
  columns: readonly MappedColumn[];
  width: number;
  options: ImportOptions;
  today: string;
}

/** Whom rows are about, as the file writes them; each is read once. */
export interface PersonInFile {
  key: string;
  reading: PersonReading;
  problems: ImportProblem[];
}

export interface MarksReading {
  person: PersonInFile;
  marks: { week: string; place: number; mark: string }[];
  unmarked: number;
  problems: readonly ImportProblem[];
}

type Read<T> = { value: T } | { problem: ImportProblem };
/** A mark, or that there is none; `unmarked` for a word that is left out, and null for an empty cell. */
type ReadCode = Read<string | null>;

const personFields = new Set(['upn', 'externalId', 'givenName', 'familyName', 'fullName', 'birthDate']);
const halves: Record<string, number> = { am: 0, a: 0, morning: 0, '1': 0, am1: 0, pm: 1, p: 1, afternoon: 1, '2': 1, pm2: 1 };
const none: readonly ImportProblem[] = [];

function problem(column: string, value: string, code: string, message: string, remedy: string): { problem: ImportProblem } {
  return { problem: { column, value: value.slice(0, 200), code, message, remedy, stops: true } };
}

/** The day and half of it a heading such as `03/09/2025 AM` names. */
export function sessionOfHeading(header: string, order: DateOrder): { day: string; half: number } | undefined {
  const match = /^(?:(am|pm)[\s:_-]+)?(.*?\d{4}.*?|\d[\d/.-]+?)(?:[\s:_(-]*(am|pm|morning|afternoon)\)?)?$/i.exec(tidy(header));
  const half = halves[(match?.[1] ?? match?.[3] ?? '').toLowerCase()];
  if (match === null || half === undefined) return undefined;
  const read = readDate((match[2] ?? '').trim().replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+(?=\d)/i, ''), order);
  return 'date' in read ? { day: read.date, half } : undefined;
}

/**
 * Makes the reader of rows of attendance marks: one session a row, a day with its two, or a column for each session. What a
 * file says again and again, its dates, codes and people, is read once each.
 */
export function marksReader({ columns, width, options, today }: MarksPlan): (cells: readonly string[]) => MarksReading {
  const people = new Map<string, PersonInFile>();
  const personColumns = columns.filter((one) => personFields.has(one.field));
  const column = (field: string) => columns.find((one) => one.field === field);
  const [dateColumn, halfColumn, markColumn] = [column('markedOn'), column('session'), column('mark')];
  const dayColumns = [column('markAm'), column('markPm')];
  const sessions = columns
    .filter((one) => one.field === 'sessionColumn')
    .flatMap((one) => {
      const session = sessionOfHeading(one.header, options.dateOrder);
      return session ? [{ ...one, ...placeOf(session.day), ...session }] : [];
    });
  const day = remembered((text: string, header): Read<{ week: string; weekday: number }> => {
    if (text === '') return problem(header, '', 'no-date', 'The date is missing.', 'Fill it in.');
    const read = readDate(text, options.dateOrder);
    if (!('date' in read)) return problem(header, text, 'date', read.message, read.remedy);
    return read.date > today
      ? problem(header, text, 'date', 'This day has not come yet.', 'Check the year.')
      : { value: placeOf(read.date) };
  });
  const half = remembered((text: string, header): Read<number> => {
    const found = halves[fold(text)];
    return found === undefined
      ? problem(header, text, 'session', 'This does not say which half of the day is meant.', 'Write AM or PM.')
      : { value: found };
  });
  const code = remembered((text: string, header): ReadCode => {
    if (text === '') return { value: null };
    const upper = text.toUpperCase();
    const said = options.words[everyColumn]?.[upper];
    if (said === 'blank') return { value: 'unmarked' };
    const meant = AttendanceClass.safeParse(said).data ?? meaningOfCode(upper, options.codes);
    if (meant === 'unmarked') return { value: noMark };
    return meant === undefined || meant === 'ask'
      ? problem(header, upper, 'unknown-word', 'This is not an attendance code in use.', 'Say what it counts as, or correct it.')
      : { value: markOf(upper, meant) };
  });

  return (cells) => {
    const person = personOf(cells);
    const marks: MarksReading['marks'] = [];
    let unmarked = 0;
    let problems: ImportProblem[] | undefined;
    const fail = (one: ImportProblem) => (problems ??= []).push(one);
    const take = (read: ReadCode, week: string, place: number) => {
      if ('problem' in read) fail(read.problem);
      else if (read.value === 'unmarked') unmarked++;
      else if (read.value !== null) {
        if (read.value === noMark) unmarked++;
        marks.push({ week, place, mark: read.value });
      }
    };
    if (cells.length > width) {
      const wide = new Problems();
      tooWide(width, cells, wide);
      for (const one of wide.list) fail(one);
    }
    if (dateColumn) {
      const on = day(cells, dateColumn);
      const at = halfColumn && markColumn ? half(cells, halfColumn) : undefined;
      if ('problem' in on) fail(on.problem);
      if (at && 'problem' in at) fail(at.problem);
      const place = 'value' in on ? on.value : { week: '', weekday: 0 };
      if (at && markColumn) take(code(cells, markColumn), place.week, place.weekday * 2 + ('value' in at ? at.value : 0));
      else
        dayColumns.forEach((one, index) => {
          if (one) take(code(cells, one), place.week, place.weekday * 2 + index);
        });
    }
    for (const session of sessions) {
      const read = code(cells, session);
      const ahead = session.day > today && 'value' in read && read.value !== null;
      // a sheet laid out for weeks to come has no marks for them
      if (ahead && (read.value === 'unmarked' || read.value === noMark)) unmarked++;
      else if (ahead)
        fail(problem(session.header, read.value ?? '', 'date', 'This day has not come yet.', 'Check the year in the heading.').problem);
      else take(read, session.week, session.weekday * 2 + session.half);
    }
    return { person, marks: problems ? [] : marks, unmarked: problems ? 0 : unmarked, problems: problems ?? none };
  };

  function personOf(cells: readonly string[]): PersonInFile {
    let key = '';
    for (const one of personColumns) key += `${cells[one.index] ?? ''}\u001F`;
    let person = people.get(key);
    if (person === undefined) {
      const problems = new Problems();
      const reading = readPerson(cellsByField(columns, cells), options.dateOrder, today, problems);
      requirePerson(reading, problems);
      person = { key, reading, problems: problems.list };
      people.set(key, person);
    }
    return person;
  }
}

/** Reads each text of a column once. */
function remembered<T>(read: (text: string, header: string) => T): (cells: readonly string[], column: MappedColumn) => T {
  const known = new Map<string, Map<string, T>>();
  return (cells, { index, header }) => {
    const raw = cells[index] ?? '';
    let ofColumn = known.get(header);
    if (ofColumn === undefined) known.set(header, (ofColumn = new Map()));
    let found = ofColumn.get(raw);
    if (found === undefined) {
      found = read(tidy(raw), header);
      // a column of free text would otherwise be remembered whole
      if (ofColumn.size < 2000) ofColumn.set(raw, found);
    }
    return found;
  };
}
