import type { MissingReason } from '@waymark/contract/assessments.ts';
import type { ImportOptions, ImportProblem } from '@waymark/contract/imports.ts';
import { problemWithValue } from '@waymark/contract/measure-values.ts';
import type { Measure, Scale } from '@waymark/contract/measures.ts';
import { cellsByField, dateIn, readPerson, requirePerson, type MappedColumn, type PersonReading } from '../person.ts';
import { Problems } from '../problems.ts';
import { tooWide } from '../rollRow.ts';
import { fold, tidy } from '../text.ts';
import { missingScore } from '../words.ts';

export type MeasureChoice = Pick<Measure, 'id' | 'code' | 'name' | 'subject' | 'scale'>;

export interface ResultsPlan {
  columns: readonly MappedColumn[];
  width: number;
  options: ImportOptions;
  measures: readonly MeasureChoice[];
  today: string;
}

export interface ResultReading {
  measure_id: string;
  /** What the measure is called, for a sentence about a clash. */
  name: string;
  value: number | null;
  step: string | null;
  missing: MissingReason | null;
}

/** What a measure should become, as the file has it. */
export interface TargetReading {
  measure_id: string;
  name: string;
  value: number;
  step: string | null;
}

/** A row of results as understood: who, when, what of which measures, and what they should become. */
export interface ResultsReading extends PersonReading {
  taken_on: string | null;
  results: ResultReading[];
  targets: TargetReading[];
  /** Once the row is compared with the records: the targets that are new, and what others on record they take the place of. */
  takes?: Omit<TargetReading, 'name'>[];
  changes?: { label: string; before: string; after: string }[];
}

/** A measure by its name, its code, or its subject where only one has it. */
export function measureOf(text: string, measures: readonly MeasureChoice[]): MeasureChoice | undefined {
  const folded = fold(text);
  if (folded === '') return undefined;
  const bySubject = measures.filter((one) => one.subject !== null && fold(one.subject) === folded);
  return (
    measures.find((one) => fold(one.name) === folded || fold(one.code) === folded) ?? (bySubject.length === 1 ? bySubject[0] : undefined)
  );
}

const plain = (text: string): string => tidy(text).toLowerCase().replace(/\s+/g, '').replaceAll('–', '-');

type Value = { value: number; step: string | null } | { missing: MissingReason } | { message: string; word: boolean };

/** A result as a scale has it: a step by its name with or without the scale's word, a percentage, a number. */
export function readResult(scale: Scale, text: string): Value {
  if (scale.type === 'ordered') {
    const written = plain(text);
    const bare = [plain(scale.word), 'grade', 'level'].reduce(
      (rest, word) => (word !== '' && rest.startsWith(word) ? rest.slice(word.length) : rest),
      written,
    );
    const step = scale.steps.find((one) => plain(one.label) === written) ?? scale.steps.find((one) => plain(one.label) === bare);
    if (step) return { value: step.value, step: step.label };
  }
  const missing = missingScore(text);
  if (missing !== undefined) return { missing };
  if (scale.type === 'ordered') return { message: 'This is not a step of the measure’s scale.', word: true };
  const written = plain(text).replace(',', '.');
  const number = /^-?\d+(\.\d+)?%?$/.test(written) ? Number.parseFloat(written) : Number.NaN;
  const wrong = problemWithValue(scale, number);
  return wrong === undefined ? { value: number, step: null } : { message: wrong, word: false };
}

/** Makes the reader of rows of results, one measure a row or a column for each. */
export function resultsReader(plan: ResultsPlan): (cells: readonly string[]) => { reading: ResultsReading; problems: ImportProblem[] } {
  const { columns, measures, options } = plan;
  return (cells) => {
    const problems = new Problems();
    const cell = cellsByField(columns, cells);
    tooWide(plan.width, cells, problems);
    const person = readPerson(cell, options.dateOrder, plan.today, problems);
    requirePerson(person, problems);
    const dateCell = cell('takenOn');
    const takenOn = dateCell.text === '' ? options.takenOn : dateIn(dateCell, options.dateOrder, problems);
    if (takenOn !== null && takenOn > plan.today)
      problems.stop(dateCell.header, dateCell.text, 'date', 'This day has not come yet.', 'Check the year.');

    const results: ResultReading[] = [];
    const targets: TargetReading[] = [];
    const read = (measure: MeasureChoice, header: string, text: string): Value | undefined => {
      const said = options.words[header]?.[text];
      if (text === '' || /^[-–—]+$/.test(text) || said === 'blank') return undefined;
      const value: Value = said?.startsWith('missing:')
        ? { missing: said.slice(8) as MissingReason }
        : readResult(measure.scale, said ?? text);
      if ('message' in value)
        problems.stop(
          header,
          text,
          value.word ? 'unknown-word' : 'result',
          value.message,
          `Say what it stands for on the scale of ${measure.name}, or correct it.`,
        );
      return value;
    };
    const add = (measure: MeasureChoice, header: string, text: string): void => {
      const value = read(measure, header, text);
      if (value === undefined || 'message' in value) return;
      if ('missing' in value) results.push({ measure_id: measure.id, name: measure.name, value: null, step: null, missing: value.missing });
      else results.push({ measure_id: measure.id, name: measure.name, value: value.value, step: value.step, missing: null });
    };
    const aim = (measure: MeasureChoice, header: string, text: string): void => {
      const value = read(measure, header, text);
      // “no target” and “not applicable” are as good as an empty cell
      if (value !== undefined && 'value' in value) targets.push({ measure_id: measure.id, name: measure.name, ...value });
    };
    if (columns.some((one) => one.field === 'measure')) {
      const [what, grade, target] = [cell('measure'), cell('result'), cell('target')];
      const said = options.words[what.header]?.[what.text];
      const measure = measures.find((one) => one.id === said) ?? measureOf(what.text, measures);
      if (measure) {
        add(measure, grade.header, grade.text);
        aim(measure, target.header, target.text);
      } else if (said !== 'blank' && what.text === '')
        problems.stop(what.header, '', 'no-measure', 'The row names no subject or measure.', 'Fill it in.');
      else if (said !== 'blank')
        problems.stop(
          what.header,
          what.text,
          'unknown-word',
          'There is no measure of this name.',
          'Choose which it is, or add it under Measures first.',
        );
    }
    for (const { field, header } of columns) {
      const [kind, code] = [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 1)];
      const measure = kind === 'measure' || kind === 'target' ? measures.find((one) => one.code === code) : undefined;
      if (measure) (kind === 'target' ? aim : add)(measure, header, cell(field).text);
    }
    if (results.length > 0 && dateCell.text === '' && takenOn === null)
      problems.stop(dateCell.header, '', 'no-date', 'The date of the result is missing.', 'Fill it in.');
    if (results.length === 0 && targets.length === 0 && !problems.stopped)
      problems.notice(null, '', 'nothing', 'There is no result in this row, so nothing is recorded.', '');
    return { reading: { ...person, taken_on: takenOn, results, targets }, problems: problems.list };
  };
}
