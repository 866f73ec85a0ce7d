import { listStudents, type StudentRow } from '@waymark/contract/students.ts';
import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import { writeFile } from 'node:fs/promises';
import { chooseCohort, chooseProgramme, chooseSchool } from './choose.ts';
import { connect, everyPage, print, type Connection } from './connection.ts';
import { CommandEnd, exit } from './exit.ts';
import { ProgressBar, table, type Terminal } from './terminal.ts';

interface Filters {
  search?: string;
  programme?: string;
  cohort?: string;
  school?: string;
  year?: string;
  unmatched?: boolean;
  left?: 'no' | 'only' | 'all';
}

function withFilters(command: Command): Command {
  return command
    .option('--search <text>', 'beginning of a name, or a UPN')
    .option('--programme <name>', 'who takes part in this programme')
    .option('--cohort <name>', 'of the programme')
    .option('--school <name>', 'at this school')
    .option('--year <group>', 'year group, 0 (Reception) to 14')
    .option('--unmatched', 'only students without a mentor')
    .option('--left <who>', 'students who left: no, only or all', 'no');
}

export function addStudents(program: Command, to: Terminal): void {
  const students = program.command('students').description('List and export students.');
  withFilters(students.command('list').description('List students by family name.'))
    .option('--limit <number>', 'at most this many', '100')
    .action(async (options: Filters & { limit: string }, command: Command) => {
      const connection = connect(command, to);
      const limit = wholeNumber(options.limit, '--limit');
      const rows = await read(connection, options, limit);
      print(connection, rows, () =>
        rows.length === 0 ? 'Nobody.' : table(['Name', 'Year', 'School', 'Programme', 'Mentors'], rows.map(cells)),
      );
    });
  withFilters(students.command('export').description('Export students as CSV, or as JSON with --json.'))
    .option('-o, --output <file>', 'write to a file instead of the terminal')
    .action(async (options: Filters & { output?: string }, command: Command) => {
      const connection = connect(command, to);
      const rows = await read(connection, options, Infinity);
      const text = connection.json ? JSON.stringify(rows, null, 2) : csv(rows);
      if (options.output === undefined) return to.out(text);
      await writeFile(options.output, text);
      to.say(`${rows.length} ${rows.length === 1 ? 'student' : 'students'} written to ${options.output}.`);
    });
}

async function read({ call, to }: Connection, options: Filters, limit: number): Promise<StudentRow[]> {
  if (options.cohort !== undefined && options.programme === undefined) throw new CommandEnd(exit.usage, '--cohort needs --programme.');
  if (!['no', 'only', 'all'].includes(options.left ?? 'no')) throw new CommandEnd(exit.usage, '--left is no, only or all.');
  const programme = options.programme === undefined ? undefined : await chooseProgramme(call, options.programme);
  const query = {
    search: options.search,
    programmeId: programme?.id,
    cohortId: programme && options.cohort !== undefined ? chooseCohort(programme, options.cohort).id : undefined,
    schoolId: options.school === undefined ? undefined : (await chooseSchool(call, options.school)).id,
    yearGroup: options.year === undefined ? undefined : wholeNumber(options.year, '--year'),
    unmatched: options.unmatched ? 'true' : undefined,
    left: options.left,
  } as const;
  const bar = new ProgressBar(to, 'Reading');
  const rows: StudentRow[] = [];
  let total = 0;
  const pages = everyPage(async (cursor) => {
    const page = await call(listStudents, {
      query: { ...query, limit: Math.min(200, limit), ...(cursor === undefined ? {} : { cursor }) },
    });
    total = Math.max(total, page.count?.atLeast ?? 0, rows.length + page.items.length);
    return page;
  });
  for await (const row of pages) {
    rows.push(row);
    if (rows.length % 200 === 0) bar.show(rows.length, total);
    if (rows.length >= limit) break;
  }
  bar.end();
  return rows;
}

function cells(row: StudentRow): string[] {
  return [
    `${row.familyName}, ${row.givenName}`,
    row.yearGroup === null ? '' : String(row.yearGroup),
    row.school?.name ?? '',
    row.enrolments.map((one) => (one.cohort === null ? one.programme : `${one.programme} (${one.cohort})`)).join('; '),
    row.mentors.map((one) => one.name).join('; '),
  ];
}

function csv(rows: readonly StudentRow[]): string {
  const records = rows.map((row) => {
    const [, year, school, programmes, mentors] = cells(row);
    return [
      row.id,
      row.upn ?? '',
      row.givenName,
      row.familyName,
      row.preferredName ?? '',
      year,
      school,
      programmes,
      mentors,
      row.leftOn ?? '',
    ];
  });
  // names come from people: none may become a formula in a spreadsheet
  return stringify(
    [['Id', 'UPN', 'Given name', 'Family name', 'Preferred name', 'Year group', 'School', 'Programme', 'Mentors', 'Left on'], ...records],
    { bom: true, escape_formulas: true },
  );
}

export function wholeNumber(text: string, option: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new CommandEnd(exit.usage, `${option} is a whole number; “${text}” is not.`);
  return number;
}
