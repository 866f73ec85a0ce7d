import { sessionOfHeading } from './attendance/marksRow.ts';
import type { ImportRecord } from './queries.ts';

type Given = Pick<ImportRecord, 'mapping' | 'options'>;

export const whoLacks = 'Say which column tells the student: the UPN, your own number, or the names.';

/** What is not said of the sessions of a file of marks: one a row, a day a row, or a column for each. */
function marksLacking({ mapping, options }: Given): string[] {
  const fields = new Set(Object.values(mapping));
  const lacking: string[] = [];
  const columns = Object.keys(mapping).filter((header) => mapping[header] === 'sessionColumn');
  const byDay = fields.has('markAm') || fields.has('markPm');
  const unclear = columns.filter((header) => sessionOfHeading(header, options.dateOrder) === undefined);
  if (unclear.length > 0)
    lacking.push(
      `The heading “${unclear[0] ?? ''}” is no date with AM or PM, such as “03/09/2025 AM”: leave the column out, or change the heading.`,
    );
  if (fields.has('mark') && !fields.has('session')) lacking.push('Say which column holds the session: AM or PM.');
  if (fields.has('mark') && byDay)
    lacking.push('Either each row has one code, or one for the morning and one for the afternoon: take away one of the two.');
  if (!fields.has('mark') && !byDay && columns.length === 0)
    lacking.push('Say which column holds the code, which hold those of the morning and the afternoon, or which are sessions themselves.');
  if ((fields.has('mark') || byDay) && !fields.has('markedOn')) lacking.push('Say which column holds the date.');
  return lacking;
}

function resultsLacking({ mapping, options }: Given): string[] {
  const fields = Object.values(mapping);
  const results = fields.some((field) => field === 'result' || field.startsWith('measure:'));
  const wide = fields.some((field) => field.startsWith('measure:') || field.startsWith('target:'));
  const lacking: string[] = [];
  if (!wide && !(fields.includes('measure') && (fields.includes('result') || fields.includes('target'))))
    lacking.push('Say which columns hold the subject and the grade, mark or target, or which column is which measure.');
  if (wide && fields.includes('measure'))
    lacking.push('Either each row has a subject, or each subject has a column: take away one of the two.');
  if (results && !fields.includes('takenOn') && options.takenOn === null)
    lacking.push('Say which column holds the date, or give one day for every row.');
  return lacking;
}

function eventsLacking({ mapping, options }: Given): string[] {
  const fields = Object.values(mapping);
  const lacking: string[] = [];
  if (!fields.includes('happenedOn')) lacking.push('Say which column holds the date of the event.');
  if (!fields.includes('eventKind') && options.eventKind === null)
    lacking.push('Say which column tells incidents from positive events, or what every row is.');
  return lacking;
}

/** What a mapping still needs besides whom the rows are about. */
export const moreLacking = { attendance: marksLacking, results: resultsLacking, behaviour: eventsLacking };
