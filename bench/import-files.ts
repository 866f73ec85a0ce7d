import { upnCheckLetter } from '@waymark/contract/upn.ts';
import { person } from '@waymark/demo/names.ts';
import { randomOf } from '@waymark/demo/random.ts';

/** A file to import: its headings, its text and how many rows it has. */
export interface ImportFile {
  headings: readonly string[];
  csv: string;
  rows: number;
}

/** The right UPN of the student of a row, of a series of their own. */
function upnOf(row: number): string {
  const rest = `9${String(row).padStart(11, '0')}`;
  return upnCheckLetter(rest) + rest;
}

/** Students nobody has yet. */
export function rollFile(rows: number): ImportFile {
  const headings = ['UPN', 'Forename', 'Surname', 'DOB', 'Year', 'FSM'];
  const random = randomOf('roll');
  const lines: string[] = [];
  for (let row = 0; row < rows; row++) {
    const { givenName, familyName } = person(random);
    const birth = [random.whole(1, 28), random.whole(1, 12), random.whole(2009, 2014)].join('/');
    lines.push([upnOf(row), givenName, familyName, birth, random.whole(7, 11), random.chance(0.3) ? 'Y' : 'N'].join(','));
  }
  return { headings, csv: text(headings, lines), rows };
}

/** The students of the roll, as far as the rows reach: two assessments each, a row for each outcome, by ten mentors on record. */
export function scoresFile(rows: number, outcomes: readonly string[]): ImportFile {
  const headings = ['UPN', 'Date', 'Outcome', 'Level', 'Assessor'];
  const random = randomOf('scores');
  const mentors = Array.from({ length: 10 }, () => Object.values(person(random)).join(' '));
  const lines: string[] = [];
  for (let student = 0; lines.length < rows; student++) {
    const mentor = random.pick(mentors);
    for (const month of ['09', '02']) {
      const day = `2025-${month}-${String(random.whole(10, 28))}`;
      for (const outcome of outcomes.slice(0, rows - lines.length))
        lines.push([upnOf(student), day, outcome, random.whole(1, 4), mentor].join(','));
    }
  }
  return { headings, csv: text(headings, lines), rows };
}

/**
 * A school year of marks, 380 sessions of each student of the roll as far as they reach, in the order of the days, as a
 * register is exported.
 */
export function marksFile(students: number, sessions = 380): ImportFile {
  const headings = ['UPN', 'Date', 'Session', 'Code'];
  const random = randomOf('marks');
  const lines: string[] = [];
  const upns = Array.from({ length: students }, (_, row) => upnOf(row));
  for (let session = 0; session < sessions; session++) {
    const weekday = Math.floor(session / 2) % 5;
    const week = Math.floor(session / 10);
    const day = new Date(Date.UTC(2024, 8, 2 + week * 7 + weekday)).toISOString().slice(0, 10);
    const half = session % 2 === 0 ? 'AM' : 'PM';
    for (const upn of upns) {
      const code = random.chance(0.92) ? (half === 'AM' ? '/' : '\\') : random.pick(['L', 'B', 'I', 'M', 'C', 'O', 'N', 'U', 'X']);
      lines.push(`${upn},${day},${half},${code}`);
    }
  }
  return { headings, csv: text(headings, lines), rows: lines.length };
}

const text = (headings: readonly string[], lines: readonly string[]): string => `${[headings, ...lines].join('\n')}\n`;
