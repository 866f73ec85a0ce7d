import { dayLength } from '@waymark/contract/days.ts';
import { importKeptDays, type ImportMapping, type ImportOptions } from '@waymark/contract/imports.ts';
import { conflict, invalid } from '../http/refusal.ts';
import { fieldsOf, lackingIn, type Ground } from './ground.ts';
import type { ImportRecord } from './queries.ts';

/** @throws Refusal 409 once an import has begun to take rows */
export function requireChangeable(record: ImportRecord): void {
  if (['uploaded', 'checking', 'previewed'].includes(record.status)) return;
  throw conflict(
    'import-taken',
    'This import has already been taken.',
    'It can be undone, as long as nobody has built on it; or choose the file again to import it anew.',
  );
}

/**
 * @throws Refusal 409 once rows have been taken
 * @throws Refusal 422 when the mapping or an option cannot be, or something is still lacking
 */
export function requireCheckable(record: ImportRecord, ground: Ground, given: { mapping: ImportMapping; options: ImportOptions }): void {
  requireChangeable(record);
  const { mapping, options } = given;
  const changed = { ...record, mapping, options };
  const fields = new Set(['ignore', ...fieldsOf(changed, ground).map((one) => one.field)]);
  const errors = [];
  for (const [header, field] of Object.entries(mapping)) {
    if (!record.headers.includes(header))
      errors.push({ field: `mapping.${header}`, value: field, message: 'The file has no column with this heading.' });
    else if (!fields.has(field)) errors.push({ field: `mapping.${header}`, value: field, message: 'This is nothing a column can be.' });
  }
  const among = (field: keyof ImportOptions, list: readonly { id: string }[], message: string): void => {
    const value = options[field];
    if (value !== null && !list.some((one) => one.id === value)) errors.push({ field: `options.${field}`, value, message });
  };
  if (record.kind === 'roll') {
    among('schoolId', ground.schools, 'This school is not here.');
    among('programmeId', ground.programmes, 'This programme is not here.');
    among(
      'cohortId',
      ground.programmes.find((one) => one.id === options.programmeId)?.cohorts ?? [],
      'This cohort is not one of the programme’s.',
    );
  } else if (record.kind === 'scores') {
    among('programmeId', ground.scored, 'This programme has no published framework.');
    among('assessorId', ground.assessors, 'This assessor is not here.');
  }
  if (errors.length > 0) throw invalid('Something in the mapping cannot be.', errors);
  const lacking = lackingIn(changed, ground);
  if (lacking.length > 0)
    throw invalid(
      lacking[0] ?? '',
      lacking.map((message) => ({ field: 'mapping', message })),
    );
}

/** Until when an import's rows are kept; null when they are gone. */
export function keptUntil({ rowsDroppedAt, finishedAt, undoneAt, touchedAt }: ImportRecord): string | null {
  if (rowsDroppedAt !== null) return null;
  const last =
    [finishedAt, undoneAt, touchedAt]
      .filter((at) => at !== null)
      .toSorted((a, b) => a.localeCompare(b))
      .at(-1) ?? touchedAt;
  return new Date(Date.parse(last) + importKeptDays * dayLength).toISOString();
}

/** @throws Refusal 409 once the rows of the file have been dropped */
export function requireRows(record: ImportRecord): void {
  if (record.rowsDroppedAt === null) return;
  throw conflict(
    'rows-dropped',
    'The rows of this file are no longer kept.',
    `They are kept for ${importKeptDays} days. Import the file itself again: what is here already stays as it is.`,
  );
}

/** @throws Refusal 409 unless the import has been previewed, or was interrupted by a failure */
export function requireRunnable(record: ImportRecord): void {
  if (record.status === 'failed') requireRows(record);
  if (record.status === 'previewed' || record.status === 'failed') return;
  throw conflict(
    'not-previewed',
    record.status === 'uploaded' ? 'The columns of this file have not been confirmed yet.' : 'This import cannot be run now.',
    'Load the page again to see how far it is.',
  );
}

/** @throws Refusal 409 unless the import is done, or failed half-way, and its rows are still kept */
export function requireUndoable(record: ImportRecord, now: Date): void {
  if (record.status === 'done' || record.status === 'failed') {
    const until = keptUntil(record);
    if (until !== null && until > now.toISOString()) return;
    throw conflict(
      'too-late-to-undo',
      'This import can no longer be undone.',
      `That can be done for ${importKeptDays} days, as long as the rows of the file are kept. Change by hand what is wrong.`,
    );
  }
  throw conflict('not-done', record.status === 'undone' ? 'This import has been undone already.' : 'There is nothing to undo yet.');
}
