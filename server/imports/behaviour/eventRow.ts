import type { ImportOptions, ImportProblem } from '@waymark/contract/imports.ts';
import { createHash } from 'node:crypto';
import { cellsByField, dateIn, line, readPerson, requirePerson, type MappedColumn, type PersonReading } from '../person.ts';
import { Problems } from '../problems.ts';
import { tooWide } from '../rollRow.ts';
import { fold, tidy } from '../text.ts';

export type EventKind = 'incident' | 'positive';

export interface EventsPlan {
  columns: readonly MappedColumn[];
  width: number;
  options: ImportOptions;
  today: string;
}

/** A behaviour event as understood. What was written about it is not kept. */
export interface EventReading extends PersonReading {
  happened_on: string | null;
  /** Null: the row's kind is to be left out. */
  kind: EventKind | null;
  category: string;
  points: number | null;
  /** The id in the school's own system; else what the row is known again by. */
  key: string;
  by_id: boolean;
}

const kindWords: Record<EventKind, readonly string[]> = {
  incident: [
    'incident',
    'incidents',
    'negative',
    'behaviour',
    'behaviourincident',
    'behavior',
    'sanction',
    'demerit',
    'consequence',
    'detention',
  ],
  positive: ['positive', 'positives', 'achievement', 'praise', 'reward', 'merit', 'positivebehaviour', 'commendation', 'recognition'],
};

/** What a word for the kind of an event means, where it is plain. */
export function readEventKind(text: string): EventKind | undefined {
  const folded = fold(text);
  return (['incident', 'positive'] as const).find((kind) => kindWords[kind].includes(folded));
}

/** What the same row has in every export, whatever the order of its columns. */
function keyOf(cells: readonly string[]): string {
  const told = cells.map(tidy).filter((cell) => cell !== '');
  return `row:${createHash('sha256').update(told.toSorted().join('\n')).digest('hex').slice(0, 32)}`;
}

/** Makes the reader of rows of behaviour events. */
export function eventsReader(plan: EventsPlan): (cells: readonly string[]) => { reading: EventReading; problems: ImportProblem[] } {
  const { columns, options } = plan;
  return (cells) => {
    const problems = new Problems();
    const cell = cellsByField(columns, cells);
    tooWide(plan.width, cells, problems);
    const person = readPerson(cell, options.dateOrder, plan.today, problems);
    requirePerson(person, problems);
    const dateCell = cell('happenedOn');
    const happenedOn = dateIn(dateCell, options.dateOrder, problems);
    if (dateCell.text === '') problems.stop(dateCell.header, '', 'no-date', 'The date of the event is missing.', 'Fill it in.');
    else if (happenedOn !== null && happenedOn > plan.today)
      problems.stop(dateCell.header, dateCell.text, 'date', 'This day has not come yet.', 'Check the year.');

    const kindCell = cell('eventKind');
    const said = options.words[kindCell.header]?.[kindCell.text];
    const kind =
      kindCell.text === ''
        ? options.eventKind
        : said === 'incident' || said === 'positive'
          ? said
          : said === 'blank'
            ? null
            : readEventKind(kindCell.text);
    if (kind === undefined)
      problems.stop(
        kindCell.header,
        kindCell.text,
        'unknown-word',
        'This does not say whether it is an incident or positive.',
        'Say which it is.',
      );
    else if (kind === null && said !== 'blank')
      problems.stop(kindCell.header, '', 'no-kind', 'The row does not say whether it is an incident or positive.', 'Fill it in.');

    const pointsCell = cell('points');
    const points = pointsCell.text === '' ? null : Number(pointsCell.text.replace(',', '.'));
    if (points !== null && (!Number.isFinite(points) || Math.abs(points) > 10_000))
      problems.stop(
        pointsCell.header,
        pointsCell.text,
        'points',
        'This is not a number of points.',
        'Write a number, or leave the cell empty.',
      );
    const id = line(cell('eventId'), problems);
    return {
      reading: {
        ...person,
        happened_on: happenedOn,
        kind: kind ?? null,
        category: line(cell('category'), problems) ?? '',
        points: points !== null && Number.isFinite(points) ? points : null,
        key: id === null ? keyOf(cells.slice(0, plan.width)) : `id:${id}`,
        by_id: id !== null,
      },
      problems: problems.list,
    };
  };
}
