import type { ImportOptions, ImportProblem } from '@waymark/contract/imports.ts';
import { characteristicTarget, type CharacteristicChoice } from './fields.ts';
import { cellsByField, dateIn, line, readPerson, type MappedColumn, type PersonReading } from './person.ts';
import { Problems } from './problems.ts';
import { fold, tidy } from './text.ts';
import { optionOfHeading, readCharacteristic, readYearGroup, type CharacteristicReading } from './words.ts';

export interface SchoolChoice {
  id: string;
  name: string;
  urn: string | null;
}

export interface ProgrammeChoice {
  id: string;
  name: string;
  cohorts: readonly { id: string; name: string }[];
}

/** Everything a row of a roll is read against. */
export interface RollPlan {
  columns: readonly MappedColumn[];
  /** How many columns the file has headings for. */
  width: number;
  options: ImportOptions;
  characteristics: readonly CharacteristicChoice[];
  schools: readonly SchoolChoice[];
  programmes: readonly ProgrammeChoice[];
  today: string;
}

/** A row as understood. Null means the row says nothing, and an import never takes away what is there. */
export interface RollReading extends PersonReading {
  /** The id the student gets if the row adds one. */
  id?: string;
  preferred_name: string | null;
  year_group: number | null;
  school_id: string | null;
  email: string | null;
  characteristics: { id: string; value: string | null; missing: string | null }[];
  enrolment: { programme_id: string; cohort_id: string | null; started_on: string } | null;
}

/** Finds by a word of the file, with what the person said the word stands for. */
export interface Finder<T> {
  /** Null is “leave it blank”; undefined is not understood. */
  (header: string, text: string): T | null | undefined;
}

/** Makes the reader of a roll's rows. What repeats down a column is understood once. */
export function rollReader(plan: RollPlan): (cells: readonly string[]) => { reading: RollReading; problems: ImportProblem[] } {
  const school = finder(plan.options.words, plan.schools, (one) => [one.name, ...(one.urn === null ? [] : [one.urn])]);
  const programme = finder(plan.options.words, plan.programmes, (one) => [one.name]);
  const cohorts = new Map(plan.programmes.map((one) => [one.id, finder(plan.options.words, one.cohorts, (cohort) => [cohort.name])]));
  const characteristicColumns = plan.columns.flatMap((column) => {
    const target = characteristicTarget(column.field);
    const choice = target && plan.characteristics.find((one) => one.code === target.code);
    return choice ? [{ column, choice, read: characteristicReader(column.header, choice, target.deciles, plan.options.words) }] : [];
  });

  return (cells) => {
    const problems = new Problems();
    const cell = cellsByField(plan.columns, cells);
    tooWide(plan.width, cells, problems);
    const person = readPerson(cell, plan.options.dateOrder, plan.today, problems);
    for (const [field, value] of [
      ['givenName', person.given_name],
      ['familyName', person.family_name],
    ] as const) {
      if (value === null && !problems.list.some((one) => one.code === 'one-name' || one.code === 'too-long')) {
        const what = field === 'givenName' ? 'given name' : 'family name';
        problems.stop(
          cell(field).header === field ? null : cell(field).header,
          '',
          'no-name',
          `The ${what} is missing.`,
          'Fill it in. Somebody with one name has it in both places.',
        );
      }
    }

    const year = cell('yearGroup');
    const yearGroup = year.text === '' ? null : readYearGroup(year.text);
    if (yearGroup === undefined)
      problems.stop(year.header, year.text, 'year-group', 'This is not a year group.', 'Write R for Reception or a number from 1 to 14.');

    const email = cell('email');
    if (email.text !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.text)) {
      problems.stop(email.header, email.text, 'email', 'This is not an e-mail address.', 'Correct it, or leave the cell empty.');
    }

    const schoolCell = cell('school');
    const foundSchool = schoolCell.text === '' ? null : school(schoolCell.header, schoolCell.text);
    if (foundSchool === undefined)
      problems.stop(
        schoolCell.header,
        schoolCell.text,
        'unknown-word',
        'There is no school of this name or URN.',
        'Choose which school it is, or add it.',
      );

    const characteristics: RollReading['characteristics'] = [];
    for (const { column, choice, read } of characteristicColumns) {
      const text = cells[column.index] ?? '';
      const found = read(text);
      if (found === null) continue;
      if (found === undefined)
        problems.stop(
          column.header,
          tidy(text),
          'unknown-word',
          `This is not a value of “${choice.label}”.`,
          'Choose what it stands for, or leave it out.',
        );
      else
        characteristics.push(
          'value' in found ? { id: choice.id, value: found.value, missing: null } : { id: choice.id, value: null, missing: found.missing },
        );
    }

    const reading: RollReading = {
      ...person,
      preferred_name: line(cell('preferredName'), problems),
      year_group: yearGroup ?? null,
      school_id: foundSchool?.id ?? (schoolCell.text === '' ? plan.options.schoolId : null),
      email: email.text === '' ? null : email.text.toLowerCase(),
      characteristics,
      enrolment: enrolmentOf(),
    };
    return { reading, problems: problems.list };

    function enrolmentOf(): RollReading['enrolment'] {
      const programmeCell = cell('programme');
      const found = programmeCell.text === '' ? null : programme(programmeCell.header, programmeCell.text);
      if (found === undefined)
        problems.stop(
          programmeCell.header,
          programmeCell.text,
          'unknown-word',
          'There is no programme of this name.',
          'Choose which programme it is, or add it under Programmes first.',
        );
      const programmeId = found?.id ?? (programmeCell.text === '' ? plan.options.programmeId : null);
      const startedOn = dateIn(cell('enrolledOn'), plan.options.dateOrder, problems) ?? plan.options.startedOn ?? plan.today;
      if (programmeId === null) return null;
      const cohortCell = cell('cohort');
      const cohort = cohortCell.text === '' ? null : cohorts.get(programmeId)?.(cohortCell.header, cohortCell.text);
      if (cohort === undefined)
        problems.stop(
          cohortCell.header,
          cohortCell.text,
          'unknown-word',
          'The programme has no cohort of this name.',
          'Choose which cohort it is, or add it.',
        );
      const oneForAll = programmeId === plan.options.programmeId && cohortCell.text === '' ? plan.options.cohortId : null;
      return { programme_id: programmeId, cohort_id: cohort?.id ?? oneForAll, started_on: startedOn };
    }
  };
}

/** More cells than headings: a comma inside a value has moved everything after it. */
export function tooWide(width: number, cells: readonly string[], problems: Problems): void {
  const extra = cells.slice(width).find((cell) => cell.trim() !== '');
  if (extra === undefined) return;
  problems.stop(
    null,
    extra,
    'too-many-cells',
    `This row has ${cells.length} cells, and there are ${width} headings.`,
    'Perhaps a value has a comma in it: put that value in quotation marks.',
  );
}

/** Finds among choices by any of their texts, folded; the person's own word list comes first. */
export function finder<T extends { id: string }>(
  words: ImportOptions['words'],
  choices: readonly T[],
  textsOf: (choice: T) => readonly string[],
): Finder<T> {
  const byText = new Map(choices.flatMap((choice) => textsOf(choice).map((text) => [fold(text), choice] as const)));
  const byId = new Map(choices.map((choice) => [choice.id, choice]));
  return (header, text) => {
    const said = words[header]?.[text];
    if (said === 'blank') return null;
    return (said === undefined ? undefined : byId.get(said)) ?? byText.get(fold(text));
  };
}

function characteristicReader(
  header: string,
  choice: CharacteristicChoice,
  deciles: boolean,
  words: ImportOptions['words'],
): (text: string) => CharacteristicReading | null {
  const known = new Map<string, CharacteristicReading | null>();
  const meantByYes = optionOfHeading(header, choice.options);
  const read = (text: string): CharacteristicReading | null => {
    const tidied = tidy(text);
    if (tidied === '' || /^[-–—.]+$/.test(tidied)) return null;
    const said = words[header]?.[tidied];
    if (said === 'blank') return null;
    if (said?.startsWith('missing:')) return { missing: said.slice(8) as 'not_known' };
    if (said !== undefined && choice.options.some((option) => option.code === said)) return { value: said };
    return readCharacteristic(tidied, choice.options, deciles, meantByYes);
  };
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before;
    const found = read(text);
    // a column of free text would otherwise be remembered whole
    if (known.size < 500) known.set(text, found);
    return found;
  };
}
