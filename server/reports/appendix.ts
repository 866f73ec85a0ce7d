import { type Block, plain } from '@waymark/contract/documents.ts';
import type { DesignType, SuppressionPreset } from '@waymark/contract/reports.ts';
import { write } from './figure-words.ts';
import { presets } from './presets.ts';
import type { SectionAnswer } from './section-answer.ts';
import { isLong, tableBlocks } from './tables.ts';

interface About {
  design: DesignType;
  preset: SuppressionPreset;
  /** Below this many nothing is shown: `thresholdOf(preset, own)`. */
  threshold: number;
  /** The heading of the appendix is one above it, and not made here. */
  headingLevel: 1 | 2 | 3;
  /** The moment the figures are of, in words. */
  asOf: string;
  /** What a section is called, by its question. */
  titleOf: (answer: SectionAnswer) => string;
}

const designs: Record<DesignType, string> = {
  narrative:
    'Type 1 (narrative) by the Office for Students’ standards of evidence: an account of what was done and why it is thought to help. It does not say that change was seen, or what brought it about.',
  empirical:
    'Type 2 (empirical) by the Office for Students’ standards of evidence: change in students was recorded and is told with how sure it is. Without a comparison group nobody knows who would have changed anyway, so nothing here says what brought the change about (that would be type 3, causal).',
};

/** The words of an evaluation, for whoever meets them for the first time. */
const terms: readonly (readonly [string, string])[] = [
  ['Outcome', 'One statement about a student, such as “can say what helps them learn”, scored on a short scale of described levels.'],
  ['Outcome type', 'Outcomes that belong together.'],
  [
    'First and latest score',
    'A student’s earliest and most recent level on an outcome, by the same kind of assessor. A pair is the two of them.',
  ],
  ['Distance travelled', 'The change from first to latest score. It says that something changed, not why.'],
  ['Net movement', 'The share of pairs that moved up less the share that moved down, in points.'],
  [
    '95% interval',
    'Between these limits the figure would lie in 95 of 100 programmes like this one. A wide interval is a figure that is not known well.',
  ],
  ['Left early', 'An enrolment that ended before its planned end.'],
];

/**
 * What a reader needs who wants to check a report, or to write another like it: what kind of evidence it is, the words, the
 * method of every section, how small numbers were kept back, the tables that are too long for the sections, and how the same
 * figures are got again. Blocks under headings of `headingLevel`.
 */
export function appendixOf(answers: readonly SectionAnswer[], about: About): Block[] {
  const { headingLevel: level, titleOf } = about;
  const heading = (id: string, text: string): Block => ({ type: 'heading', id: `appendix-${id}`, level, text });
  const long = answers.flatMap((answer) =>
    answer.tables.filter(isLong).flatMap((table) => tableBlocks(table, `appendix-${answer.question}-${table.id}`, answer.roundedTo)),
  );
  return [
    heading('design', 'What kind of evidence this is'),
    { type: 'paragraph', id: 'appendix-design-text', runs: plain(designs[about.design]) },
    heading('words', 'Words'),
    { type: 'definitions', id: 'appendix-words-list', items: terms.map(([term, details]) => ({ term, details: plain(details) })) },
    ...(answers.length === 0
      ? []
      : [
          heading('methods', 'How the figures were worked out'),
          {
            type: 'definitions' as const,
            id: 'appendix-methods-list',
            items: answers.map((answer) => ({ term: titleOf(answer).slice(0, 400), details: plain(answer.method.paragraph) })),
          },
        ]),
    heading('small', 'Small numbers'),
    { type: 'paragraph', id: 'appendix-small-text', runs: plain(presets[about.preset].says(about.threshold)) },
    ...(long.length === 0 ? [] : [heading('tables', 'Tables'), ...long]),
    ...(answers.length === 0 ? [] : [heading('again', 'The same figures again'), ...again(answers, about)]),
  ];
}

function again(answers: readonly SectionAnswer[], { asOf, titleOf }: About): Block[] {
  const versions = [...new Set(answers.map(({ codeVersion }) => codeVersion))];
  return [
    {
      type: 'paragraph',
      id: 'appendix-again-text',
      runs: plain(
        `Data as of ${asOf}, worked out by Waymark ${versions.join(', ')}. Waymark keeps this report with the moment, the filters and the seed of chance of every section, and can work all of it out anew from the data as they were then (“Work out again” on the report’s page). A fingerprint is a short code made of every figure of a section: where it is the same, every figure is.`,
      ),
    },
    {
      type: 'table',
      id: 'appendix-again-table',
      caption: 'Fingerprints of the figures',
      columns: [
        { header: 'Section', align: 'start' },
        { header: 'Fingerprint', align: 'start' },
        { header: 'Seed', align: 'end' },
        { header: 'Whom it is about', align: 'start' },
      ],
      rows: answers.map((answer) =>
        [
          titleOf(answer),
          answer.fingerprint,
          answer.seed === null ? 'no chance used' : write(answer.seed, { useGrouping: false }),
          answer.about,
        ].map(plain),
      ),
      rowHeaders: true,
    },
  ];
}
