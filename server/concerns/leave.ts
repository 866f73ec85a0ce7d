import { plain, type Block, type Document } from '@waymark/contract/documents.ts';
import { csvOf } from '../csv.ts';

/** A concern as it leaves for the school's own safeguarding system. */
interface LeavingConcern {
  number: number;
  studentName: string;
  student: { upn: string | null; birthDate: string | null; yearGroup: number | null; school: string | null };
  raisedBy: string | null;
  raisedRole: string;
  raisedAt: string;
  happenedOn: string | null;
  happenedTime: string | null;
  place: string;
  seen: string;
  ownWords: string;
  doneAlready: string;
  inDangerNow: boolean;
  status: string;
  notes: { at: string; by: string | null; body: string }[];
}

/** One row with a heading: what other systems take. A cell a spreadsheet would run as a formula is escaped. */
export function concernRow(concern: LeavingConcern, timeZone: string): string {
  const at = momentIn(timeZone);
  const cells: [heading: string, value: string][] = [
    ['Concern', String(concern.number)],
    ['Student', concern.studentName],
    ['UPN', concern.student.upn ?? ''],
    ['Date of birth', concern.student.birthDate ?? ''],
    ['Year group', concern.student.yearGroup === null ? '' : String(concern.student.yearGroup)],
    ['School', concern.student.school ?? ''],
    ['Raised by', concern.raisedBy ?? ''],
    ['Role', concern.raisedRole],
    ['Raised at', at(concern.raisedAt)],
    ['Happened', [concern.happenedOn, concern.happenedTime].filter(Boolean).join(' ')],
    ['Where', concern.place],
    ['What was seen or heard', concern.seen],
    ["In the child's own words", concern.ownWords],
    ['Done already', concern.doneAlready],
    ['In danger at the time', concern.inDangerNow ? 'Yes' : 'No'],
    ['Status', concern.status],
    ['Notes', concern.notes.map((note) => `${at(note.at)}, ${note.by ?? ''}: ${note.body}`).join('\n')],
  ];
  return csvOf([cells.map(([heading]) => heading), cells.map(([, value]) => value)]);
}

/** The same to be read and filed. */
export function concernDocument(concern: LeavingConcern, organisation: string, today: string, timeZone: string): Document {
  const at = momentIn(timeZone);
  const { student } = concern;
  const about: [term: string, details: string][] = [
    ['Student', concern.studentName],
    ['UPN', student.upn ?? 'not recorded'],
    ['Date of birth', student.birthDate ?? 'not recorded'],
    [
      'School',
      [student.school, student.yearGroup === null ? null : `Year ${student.yearGroup}`].filter(Boolean).join(', ') || 'not recorded',
    ],
    ['Raised by', `${concern.raisedBy ?? 'not recorded'}, ${at(concern.raisedAt)}`],
    ['Happened', [concern.happenedOn, concern.happenedTime].filter(Boolean).join(' ') || 'not known'],
    ['Where', concern.place || 'not recorded'],
    ['In danger at the time', concern.inDangerNow ? 'Yes' : 'No'],
  ];
  const parts: [title: string, text: string][] = [
    ['What was seen or heard', concern.seen],
    ["In the child's own words", concern.ownWords],
    ['Done already', concern.doneAlready],
    ...concern.notes.map((note): [string, string] => [`Note, ${at(note.at)}, ${note.by ?? 'not recorded'}`, note.body]),
  ];
  const blocks: Block[] = [
    { type: 'definitions', id: 'about', items: about.map(([term, details]) => ({ term, details: plain(details) })) },
    ...parts
      .filter(([, text]) => text !== '')
      .flatMap(([title, text], index): Block[] => [
        { type: 'heading', id: `heading-${index}`, level: 1, text: title },
        { type: 'paragraph', id: `text-${index}`, runs: plain(text) },
      ]),
  ];
  return {
    title: `Concern ${concern.number}`,
    subtitle: '',
    language: 'en-GB',
    organisation,
    date: today,
    marking: 'Confidential: safeguarding',
    blocks,
  };
}

function momentIn(timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone });
  return (at) => format.format(new Date(at));
}
