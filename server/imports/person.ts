import { checkUpn } from '@waymark/contract/upn.ts';
import { nameKey } from '../students/nameKey.ts';
import { birthDateProblem } from '../students/rules.ts';
import { readDate, type DateOrder } from './dates.ts';
import type { Problems } from './problems.ts';
import { splitName, tidy } from './text.ts';

/** One column of the file that is not ignored. */
export interface MappedColumn {
  index: number;
  header: string;
  field: string;
}

/** Who a row is about, as far as it says. */
export interface PersonReading {
  upn: string | null;
  external_id: string | null;
  given_name: string | null;
  family_name: string | null;
  birth_date: string | null;
  /** Names as they are compared. */
  given_key: string;
  family_key: string;
}

const longest = 200;

/** The cell of a field: its heading and its tidied text, empty when there is no such column or nothing in it. */
export type CellOf = (field: string) => { header: string; text: string };

/** Looks cells up by field. */
export function cellsByField(columns: readonly MappedColumn[], cells: readonly string[]): CellOf {
  return (field) => {
    const column = columns.find((one) => one.field === field);
    return column ? { header: column.header, text: tidy(cells[column.index] ?? '') } : { header: field, text: '' };
  };
}

export function readPerson(cell: CellOf, dateOrder: DateOrder, today: string, problems: Problems): PersonReading {
  const upnCell = cell('upn');
  let upn: string | null = null;
  if (upnCell.text !== '') {
    const checked = checkUpn(upnCell.text);
    if (checked.ok) upn = checked.upn;
    else problems.stop(upnCell.header, upnCell.text, 'upn', checked.message, 'If the number is not to be had, leave the cell empty.');
  }

  let given = line(cell('givenName'), problems);
  let family = line(cell('familyName'), problems);
  const whole = cell('fullName');
  if ((given === null || family === null) && whole.text !== '') {
    const split = splitName(whole.text);
    if (split) [given, family] = [given ?? split.givenName, family ?? split.familyName];
    else
      problems.stop(
        whole.header,
        whole.text,
        'one-name',
        'Given and family name cannot be told apart.',
        'Write “Surname, Forename”. Somebody with one name has it in both places.',
      );
  }

  return {
    upn,
    external_id: line(cell('externalId'), problems),
    given_name: given,
    family_name: family,
    birth_date: birthDate(cell('birthDate'), dateOrder, today, problems),
    given_key: given === null ? '' : nameKey(given),
    family_key: family === null ? '' : nameKey(family),
  };
}

/** Names the problem of a row that does not say whom it is about. */
export function requirePerson({ upn, external_id, given_name, family_name }: PersonReading, problems: Problems): void {
  if (upn !== null || external_id !== null || (given_name !== null && family_name !== null) || problems.stopped) return;
  problems.stop(
    null,
    '',
    'nobody',
    'The row does not say which student it is about.',
    'Fill in the UPN, your own number, or the name with the date of birth.',
  );
}

/** A line of text, or null when the cell is empty or too long. */
export function line(cell: { header: string; text: string }, problems: Problems): string | null {
  if (cell.text === '') return null;
  if (cell.text.length <= longest) return cell.text;
  problems.stop(
    cell.header,
    cell.text.slice(0, 60),
    'too-long',
    `This is ${cell.text.length} characters long; ${longest} is the most.`,
    'Perhaps a quotation mark is missing and several cells have run together. Shorten it.',
  );
  return null;
}

/** A date in the field, or null when it is empty or unreadable. */
export function dateIn(cell: { header: string; text: string }, order: DateOrder, problems: Problems): string | null {
  if (cell.text === '') return null;
  const read = readDate(cell.text, order);
  if ('date' in read) return read.date;
  problems.stop(cell.header, cell.text, 'date', read.message, read.remedy);
  return null;
}

function birthDate(cell: { header: string; text: string }, order: DateOrder, today: string, problems: Problems): string | null {
  const date = dateIn(cell, order, problems);
  if (date === null) return null;
  const problem = birthDateProblem(date, today);
  if (problem === undefined) return date;
  problems.stop(cell.header, cell.text, 'birth-date', problem, 'Correct it, or leave the cell empty.');
  return null;
}
