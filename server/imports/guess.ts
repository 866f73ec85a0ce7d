import { checkUpn } from '@waymark/contract/upn.ts';
import type { ImportKind, ImportMapping } from '@waymark/contract/imports.ts';
import { readDate } from './dates.ts';
import { characteristicOf, type CharacteristicChoice, type OutcomeChoice } from './fields.ts';
import { knownFields } from './knownFields.ts';
import { sessionOfHeading } from './attendance/marksRow.ts';
import { measureOf, type MeasureChoice } from './results/resultsRow.ts';
import { problemHeading } from './headers.ts';
import { readYearGroup } from './words.ts';
import { fold, likeliest } from './text.ts';

export interface Column {
  header: string;
  /** Cells of the first rows that have anything in them. */
  samples: readonly string[];
}

/**
 * What each column is, by its heading, and where that says nothing by its contents. A field is given to one column only,
 * the surer heading first; whatever is left is ignored.
 */
export function guessMapping(
  kind: ImportKind,
  columns: readonly Column[],
  characteristics: readonly CharacteristicChoice[],
  outcomes: readonly OutcomeChoice[],
  measures: readonly MeasureChoice[] = [],
): ImportMapping {
  const mapping: ImportMapping = Object.fromEntries(columns.map(({ header }) => [header, 'ignore']));
  const taken = new Set<string>();
  const take = (header: string, field: string): void => {
    mapping[header] = field;
    taken.add(field);
  };
  const free = (column: Column): boolean => mapping[column.header] === 'ignore' && column.header !== problemHeading;

  const byHeading = columns
    .filter(free)
    .flatMap((column) => {
      // “Name (2)” is a repeated heading; “Surname (legal)” still says surname
      const heading = fold(column.header.replace(/\s*\(\d+\)$/, ''));
      const bare = fold(column.header.replace(/\(.*?\)|\[.*?\]/g, ''));
      return knownFields.flatMap((field) => {
        if (!field.kinds.includes(kind)) return [];
        // “Target grade (Maths)” is a column of one measure, not of whichever each row is about
        if (field.field === 'target' && targetOf(column.header, measures)) return [];
        const place = Math.min(...[field.headings.indexOf(heading), field.headings.indexOf(bare)].map((at) => (at === -1 ? Infinity : at)));
        return place === Infinity ? [] : [{ column, field: field.field, place }];
      });
    })
    .toSorted((a, b) => a.place - b.place);
  for (const { column, field } of byHeading) {
    if (free(column) && !taken.has(field) && plausible(field, column.samples)) take(column.header, field);
  }

  for (const column of columns.filter(free)) {
    if (kind === 'roll') {
      const found = characteristicOf(column.header, characteristics);
      if (!found) continue;
      const field = `characteristic:${found.code}${/decile/i.test(column.header) ? '/deciles' : ''}`;
      const other = [...taken].some((one) => one.startsWith(`characteristic:${found.code}`));
      if (!other) take(column.header, field);
    } else if (kind === 'results') {
      if (taken.has('measure')) continue;
      const target = targetOf(column.header, measures);
      const found = target ?? measureOf(column.header, measures);
      const field = `${target ? 'target' : 'measure'}:${found?.code ?? ''}`;
      if (found && !taken.has(field)) take(column.header, field);
    } else if (kind === 'behaviour') {
      continue;
    } else if (kind === 'attendance') {
      if (sessionOfHeading(column.header, 'dmy') ?? sessionOfHeading(column.header, 'mdy')) take(column.header, 'sessionColumn');
    } else if (!taken.has('outcome')) {
      const found = outcomeOf(column.header, outcomes);
      if (found && !taken.has(`level:${found.code}`)) take(column.header, `level:${found.code}`);
    }
  }

  for (const column of columns.filter(free)) {
    const field = byContents(kind, column.samples).find((one) => !taken.has(one));
    if (field !== undefined) take(column.header, field);
  }
  // one column of whole names beside given and family name says the same twice
  if (taken.has('fullName') && taken.has('givenName') && taken.has('familyName')) {
    for (const [header, field] of Object.entries(mapping)) if (field === 'fullName') mapping[header] = 'ignore';
  }
  return mapping;
}

/** The measure a column of targets is about: “English target”, “Target grade (English)”. */
function targetOf(heading: string, measures: readonly MeasureChoice[]): MeasureChoice | undefined {
  const rest = heading.replace(/\b(target|tgt)s?(\s+(grade|level|mark|result|score)s?)?\b/i, ' ').replace(/[()[\]:_–-]/g, ' ');
  return rest === heading.replace(/[()[\]:_–-]/g, ' ') ? undefined : measureOf(rest, measures);
}

/** An outcome by its code (“K1”, “K1: Can name…”), its statement, or a statement much like it. */
export function outcomeOf(text: string, outcomes: readonly OutcomeChoice[]): OutcomeChoice | undefined {
  const folded = fold(text);
  if (folded === '') return undefined;
  const lead = fold(/^\s*([\p{L}]{1,4}[-. ]?\d{1,3})\b/u.exec(text)?.[1] ?? '');
  return (
    outcomes.find((outcome) => fold(outcome.code) === folded || fold(outcome.statement) === folded) ??
    outcomes.find((outcome) => fold(outcome.code) === lead) ??
    likeliest(text, outcomes, (outcome) => [outcome.statement], 0.7)
  );
}

function most(samples: readonly string[], holds: (sample: string) => boolean): boolean {
  return samples.length > 0 && samples.filter(holds).length >= samples.length * 0.6;
}

const isDate = (sample: string): boolean => 'date' in readDate(sample, 'dmy') || 'date' in readDate(sample, 'mdy');

/** A heading may mean two things: “Year” is a year group only if its cells are, “ID” is not a UPN. */
function plausible(field: string, samples: readonly string[]): boolean {
  if (samples.length === 0) return true;
  if (field === 'yearGroup') return most(samples, (sample) => typeof readYearGroup(sample) === 'number');
  if (field === 'assessedOn') return samples.some((sample) => /\d/.test(sample));
  if (field === 'fullName' || field === 'givenName' || field === 'familyName')
    return !most(samples, (sample) => checkUpn(sample).ok || !/\p{L}/u.test(sample));
  if (field === 'email') return samples.some((sample) => sample.includes('@'));
  return true;
}

const dateFields: Record<ImportKind, string[]> = {
  roll: [],
  scores: ['assessedOn'],
  attendance: ['markedOn'],
  results: ['takenOn'],
  behaviour: ['happenedOn'],
};

function byContents(kind: ImportKind, samples: readonly string[]): string[] {
  if (most(samples, (sample) => checkUpn(sample).ok)) return ['upn'];
  if (kind === 'roll' && most(samples, (sample) => /^\S+@\S+\.\S+$/.test(sample))) return ['email'];
  if (kind === 'scores' && most(samples, (sample) => /^\S+@\S+\.\S+$/.test(sample))) return ['assessor'];
  if (most(samples, isDate)) {
    const births = most(samples, (sample) => {
      const read = readDate(sample, 'dmy');
      return 'date' in read && read.date < '2020';
    });
    return births && kind !== 'scores' ? ['birthDate'] : dateFields[kind];
  }
  return [];
}
