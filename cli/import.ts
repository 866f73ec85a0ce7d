import {
  checkImport,
  decideImportRows,
  discardImport,
  downloadBadRows,
  getImport,
  ImportMapping,
  listImportRows,
  runImport,
  uploadImport,
  type ImportDetail,
  type ImportKind,
  type ImportOptions,
} from '@waymark/contract/imports.ts';
import type { Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { chooseCohort, chooseProgramme, chooseSchool } from './choose.ts';
import { connect, print, type Connection } from './connection.ts';
import { CommandEnd, exit } from './exit.ts';
import { ProgressBar, type Terminal } from './terminal.ts';

interface Given {
  mapping?: string;
  sheet?: string;
  dates?: string;
  programme?: string;
  cohort?: string;
  school?: string;
  start?: string;
  perspective?: string;
  point?: string;
  duplicates?: string;
  badRows?: string;
  dryRun?: boolean;
  takeGood?: boolean;
}

const about = `
The columns are recognised by their headings; --mapping FILE.json says otherwise, as
{"Heading": "field"}: givenName, familyName, fullName, upn, externalId, birthDate, yearGroup,
school, programme, cohort, characteristic:CODE, outcome, level, assessedOn, assessor,
level:OUTCOME, ignore. --dry-run shows what is recognised and changes nothing.

Without --take-good nothing is taken while any row has a problem. With it the good rows are taken,
and the others are written to a file, each with what is wrong; mend them there and import that file.`;

function common(command: Command): Command {
  return command
    .argument('<file>', 'CSV or Excel (.xlsx) file')
    .option('--mapping <file>', 'JSON file: heading → field, for columns that are recognised wrongly')
    .option('--sheet <name>', 'sheet of a workbook; the first when not given')
    .option('--dates <order>', 'dmy or mdy: how 03/04/2012 is read; found from the file when not given')
    .option('--programme <name>', 'programme for every row')
    .option('--duplicates <decision>', 'probable duplicates: same, new, skip, or ask (leave them out)', 'ask')
    .option('--bad-rows <file>', 'where rows that are not taken are written; beside the file when not given')
    .option('--dry-run', 'check every row and say what would happen; change nothing')
    .option('--take-good', 'take the good rows although others have problems')
    .addHelpText('after', about);
}

export function addImport(program: Command, to: Terminal): void {
  const imports = program.command('import').description('Import a roll of students, or historic scores.');
  common(imports.command('roll').description('Import students from a school’s roll: one row for each student.'))
    .option('--cohort <name>', 'cohort of the programme')
    .option('--school <name>', 'school for rows that name none')
    .option('--start <day>', 'first day in the programme, YYYY-MM-DD; today when not given')
    .action((file: string, given: Given, command: Command) => take(connect(command, to), 'roll', file, given));
  common(imports.command('scores').description('Import historic scores: a row for each outcome, or a column for each.'))
    .option('--perspective <whose>', 'mentor, student or joint', 'mentor')
    .option('--point <point>', 'baseline, progress, review or closing; when not given the first is the baseline')
    .action((file: string, given: Given, command: Command) => take(connect(command, to), 'scores', file, given));
  for (const [kind, description] of more)
    common(imports.command(kind).description(description)).action((file: string, given: Given, command: Command) =>
      take(connect(command, to), kind, file, given),
    );
}

/** What a school's system exports besides: each recognised by its headings as the others are. */
const more: readonly [ImportKind, string][] = [
  ['attendance', 'Import attendance marks by code: a row for each session, each day, or each student.'],
  ['results', 'Import assessment results as readings: a row for each subject, or a column for each.'],
  ['behaviour', 'Import behaviour events: a row for each.'],
];

async function take(connection: Connection, kind: ImportKind, file: string, given: Given): Promise<void> {
  const { call, to } = connection;
  oneOf(given.dates, ['dmy', 'mdy'], '--dates');
  oneOf(given.duplicates, ['same', 'new', 'skip', 'ask'], '--duplicates');
  oneOf(given.perspective, ['mentor', 'student', 'joint'], '--perspective');
  oneOf(given.point, ['baseline', 'progress', 'review', 'closing'], '--point');
  const mapping = given.mapping === undefined ? {} : await readMapping(given.mapping);
  const bytes = await readFile(file).catch(() => {
    throw new CommandEnd(exit.usage, `There is no file “${file}” that can be read.`);
  });
  const options = await optionsOf(connection, given);
  const id = uuidv7();
  const sent = await call(uploadImport, {
    query: { id, kind, file: basename(file), ...(given.sheet === undefined ? {} : { sheet: given.sheet }) },
    file: bytes,
  });
  let taken = false;
  try {
    const checked = await check(connection, sent, mapping, options, given.duplicates ?? 'ask');
    const { counts } = checked;
    const good = counts.create + counts.update;
    const left = counts.bad + counts.choose;
    if (given.dryRun) {
      print(connection, report(checked), () => [...recognised(checked), '', ...would(checked), 'Nothing was changed.'].join('\n'));
      await sayProblems(connection, checked);
      if (left > 0) throw new CommandEnd(good + counts.unchanged > 0 ? exit.partlyTaken : exit.badData, '');
      return;
    }
    if (left > 0 && !given.takeGood) {
      await sayProblems(connection, checked);
      const where = await writeBadRows(connection, checked, file, given.badRows);
      throw new CommandEnd(
        exit.badData,
        `${rows(left)} cannot be taken (written to ${where}), so nothing was. Mend them, or add --take-good to take the other ${rows(good)}.`,
      );
    }
    taken = true;
    const done = await work(connection, await call(runImport, { params: { id }, ifMatch: checked.version }), 'Importing');
    if (done.status === 'failed') throw new CommandEnd(exit.unexpected, done.error ?? 'The import stopped.');
    print(connection, report(done), () => did(done).join('\n'));
    const stayed = done.counts.bad + done.counts.choose;
    if (stayed > 0) {
      const where = await writeBadRows(connection, done, file, given.badRows);
      throw new CommandEnd(
        good + counts.unchanged > 0 ? exit.partlyTaken : exit.badData,
        `${rows(stayed)} not taken: see ${where}. Mend them there and import that file.`,
      );
    }
    to.say(`Undo it with: waymark imports undo ${id}`);
  } finally {
    // what was not taken is not left lying about
    if (!taken) await call(discardImport, { params: { id } }).catch(() => undefined);
  }
}

async function optionsOf({ call }: Connection, given: Given): Promise<Partial<ImportOptions>> {
  if (given.cohort !== undefined && given.programme === undefined) throw new CommandEnd(exit.usage, '--cohort needs --programme.');
  const programme = given.programme === undefined ? undefined : await chooseProgramme(call, given.programme);
  return {
    ...(given.dates === undefined ? {} : { dateOrder: given.dates as 'dmy' }),
    ...(programme === undefined ? {} : { programmeId: programme.id }),
    ...(programme === undefined || given.cohort === undefined ? {} : { cohortId: chooseCohort(programme, given.cohort).id }),
    ...(given.school === undefined ? {} : { schoolId: (await chooseSchool(call, given.school)).id }),
    ...(given.start === undefined ? {} : { startedOn: given.start }),
    ...(given.perspective === undefined ? {} : { perspective: given.perspective as 'mentor' }),
    ...(given.point === undefined ? {} : { point: given.point as 'baseline' }),
  };
}

async function check(
  connection: Connection,
  sent: ImportDetail,
  said: ImportMapping,
  options: Partial<ImportOptions>,
  duplicates: string,
): Promise<ImportDetail> {
  const { call } = connection;
  const guessed = Object.fromEntries(sent.columns.map(({ header, field }) => [header, field]));
  // a field said for one column is taken from the column it was guessed for
  const given = new Set(Object.values(said));
  const mapping = {
    ...Object.fromEntries(Object.entries(guessed).map(([header, field]) => [header, given.has(field) ? 'ignore' : field])),
    ...said,
  };
  const started = await call(checkImport, {
    params: { id: sent.id },
    ifMatch: sent.version,
    body: { mapping, options: { ...sent.options, ...options } },
  });
  const checked = await work(connection, started, 'Checking');
  if (checked.status === 'failed') throw new CommandEnd(exit.unexpected, checked.error ?? 'The check stopped.');
  if (duplicates === 'ask' || checked.counts.choose === 0) return checked;
  await call(decideImportRows, { params: { id: sent.id }, body: { decision: duplicates as 'same' } });
  return call(getImport, { params: { id: sent.id } });
}

/** Waits while the server works on it. */
async function work({ call, to }: Connection, started: ImportDetail, label: string): Promise<ImportDetail> {
  const bar = new ProgressBar(to, label);
  let detail = started;
  try {
    while (detail.status === 'checking' || detail.status === 'running') {
      bar.show(detail.counts.worked, detail.status === 'checking' ? detail.rowCount : detail.counts.create + detail.counts.update);
      await wait(500);
      detail = await call(getImport, { params: { id: detail.id } });
    }
  } finally {
    bar.end();
  }
  return detail;
}

const shownProblems = 20;

async function sayProblems({ call, to, json }: Connection, detail: ImportDetail): Promise<void> {
  if (json) return;
  for (const show of ['bad', 'choose'] as const) {
    const { items, next } = await call(listImportRows, { params: { id: detail.id }, query: { show, limit: shownProblems } });
    for (const row of items)
      for (const one of row.problems)
        to.say(
          `Row ${row.from ?? row.row}${one.column === null ? '' : `, ${one.column}`}${one.value === '' ? '' : ` “${one.value}”`}: ${one.message} ${one.remedy}`,
        );
    if (next !== null) to.say('… and more.');
  }
}

async function writeBadRows({ call }: Connection, detail: ImportDetail, file: string, wanted: string | undefined): Promise<string> {
  const { content } = await call(downloadBadRows, { params: { id: detail.id } });
  const where = wanted ?? `${file.replace(/\.\w+$/, '')} to mend.csv`;
  await writeFile(where, content as Uint8Array);
  return where;
}

async function readMapping(file: string): Promise<ImportMapping> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandEnd(exit.usage, `There is no mapping file “${file}” that can be read.`);
  });
  try {
    return ImportMapping.parse(JSON.parse(text));
  } catch {
    throw new CommandEnd(exit.usage, `${file} is not a mapping. Write it as {"Heading": "field", …}.`);
  }
}

function oneOf(value: string | undefined, allowed: readonly string[], option: string): void {
  if (value !== undefined && !allowed.includes(value))
    throw new CommandEnd(exit.usage, `${option} is ${allowed.join(', ')}; “${value}” is not.`);
}

const counted = (n: number, one: string, many = `${one}s`): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
const rows = (n: number): string => counted(n, 'row');

function report({ id, status, fileName, rowCount, counts, columns }: ImportDetail): object {
  return { id, status, fileName, rowCount, counts, mapping: Object.fromEntries(columns.map(({ header, field }) => [header, field])) };
}

function recognised(detail: ImportDetail): string[] {
  const width = Math.max(...detail.headers.map((header) => header.length));
  return ['Columns', ...detail.columns.map(({ header, field }) => `  ${header.padEnd(width)}  ${field}`)];
}

function would({ counts }: ImportDetail): string[] {
  return [
    `${rows(counts.create)} new, ${counts.update} with changes, ${counts.unchanged} the same, ${counts.skip} left out, ${counts.choose} to decide, ${counts.bad} with problems.`,
  ];
}

function did({ kind, counts }: ImportDetail): string[] {
  const lines =
    kind === 'attendance'
      ? [
          `${counted(counts.weeks, 'week')} of ${counted(counts.students, 'student')} added, ${counts.replaced} of them in place of others; ${counted(counts.unchanged, 'student')} the same.`,
        ]
      : kind === 'results' || kind === 'behaviour'
        ? [
            `${counted(counts.readings + counts.events, kind === 'results' ? 'result' : 'event')} added, ${rows(counts.unchanged)} the same.`,
          ]
        : kind === 'roll'
          ? [
              `${counted(counts.created, 'student')} added, ${counts.updated} changed, ${counts.unchanged} the same; ${counts.enrolled} enrolled.`,
            ]
          : [
              `${counted(counts.scores, 'score')} in ${counted(counts.assessments, 'assessment')} added, ${rows(counts.unchanged)} the same; ${counts.enrolled} enrolled.`,
            ];
  return counts.created + counts.updated + counts.enrolled + counts.scores + counts.weeks + counts.readings + counts.events === 0
    ? ['Nothing was changed: everything in the file was here already.', ...lines]
    : lines;
}
