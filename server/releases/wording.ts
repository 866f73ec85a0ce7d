import { disclosureSentences } from '@waymark/contract/disclosure.ts';
import type { CodebookTable, Disclosure } from '@waymark/contract/releases.ts';
import { stringify } from 'csv-stringify/sync';

/** The codebook as a table for programs: a column a row. */
export function codebookFile(tables: readonly CodebookTable[]): string {
  return stringify(
    tables.flatMap((table) =>
      table.columns.map(({ name, type, unit, meaning, levels, missing }) => ({
        table: table.name,
        name,
        type,
        unit,
        meaning,
        levels: levels.map(({ value, means }) => `${value} = ${means}`).join('; '),
        missing,
        row_is: table.rowIs,
      })),
    ),
    { header: true },
  );
}

/** The codebook for people, as Markdown. */
export function codebookPage(tables: readonly CodebookTable[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
  const parts = tables.map(({ name, rowIs, columns }) => {
    const rows = columns.map((column) => {
      const levels = column.levels.map(({ value, means }) => `\`${cell(value)}\` ${cell(means)}`).join('; ');
      return `| \`${column.name}\` | ${column.type} | ${cell(column.meaning)} | ${cell(column.unit)} | ${levels} | ${cell(column.missing)} |`;
    });
    return `## ${name}\n\nOne row: ${rowIs}\n\n| column | type | meaning | unit | values | empty |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# Codebook\n\nPseudonyms are 20 letters and digits. Dates are \`YYYY-MM-DD\`. An empty cell is a missing value; the last column says what it means.\n\n${parts.join('\n')}`;
}

export interface ReadmeFacts {
  id: string;
  organisation: string;
  purpose: string;
  asOf: string;
  formats: readonly string[];
  below: number;
  disclosure: Disclosure;
}

export function readme({ id, organisation, purpose, asOf, formats, below, disclosure }: ReadmeFacts): string {
  return `# Pseudonymised data of ${organisation}

- Release: ${id}
- Data as of: ${asOf}
- Purpose: ${purpose.replaceAll(/\s+/g, ' ')}

## What it is

One folder for each kind of file (${formats.join(', ')}), one file for each table, all in long form: join them by \`student\`, \`enrolment\`,
\`match\`, \`outcome\`, \`series\` and \`measure\`. \`codebook.csv\` and \`codebook.md\` say what every column means, its unit, its values, and what an empty
cell says. \`read.R\` and \`read.py\` read everything with the right types.

Pseudonyms belong to this release alone. Made again, it has the same ones; another release has others, and the two cannot be joined by them.
Scores and readings are those on record at the time above; everything else is as it stood when the file was made.

Not in it: names, birth dates, contact details, notes, anything typed about a student, feedback, referrals, and concerns.

## What is left to tell people by

This is still personal data: pseudonymised, not anonymous. Keep it where the organisation keeps such data, show nobody rows, hide counts below
${below} in whatever you publish, do not try to find out who anybody is, and delete it when the purpose is served.

${disclosureSentences(disclosure, below)
  .map((sentence) => `- ${sentence}`)
  .join('\n')}

## Before you compute

- Levels are ordered words, not quantities: compare distributions and shares. A change of means shows gaps between groups that moved alike.
- The scores of one student are not independent: cluster by student, and by mentor where you compare mentors.
- Every score on record is here. Where the organisation asks mentors to calibrate first, Waymark's own figures leave out what a mentor scored
  from that day on until they have finished an exercise; what you count here may differ from them by that.
- Perspectives are separate series. A missing level has a reason; leaving is not missing at random.
- There is no comparison group: say "moved" and "associated with", not "because of".
`;
}
