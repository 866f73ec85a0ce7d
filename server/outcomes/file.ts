import type { OutcomeFigures, OutcomesOverTime } from '@waymark/contract/outcomes.ts';
import { csvOf } from '../csv.ts';

const missingLabels = {
  not_asked: 'No level: not asked',
  declined: 'No level: declined',
  not_applicable: 'No level: not applicable',
  not_collected: 'No level: not collected',
} as const;

const header = ['Outcome type', 'Outcome', 'Figure', 'Group', 'Students', 'Out of', 'Filters', 'Data as of'];
const note =
  'A student counts once for each outcome. Small numbers can identify people: suppress them before this leaves the organisation.';

/**
 * The figures of the page as a CSV file, a figure a row, with the filters and the moment on every row so that a row cut
 * out of the file still says what it is of. Cells that a spreadsheet would take for a formula are escaped.
 */
export function outcomesFile(outcomes: OutcomesOverTime, filters: string): string {
  const rows: (string | number)[][] = [];
  const about = [[filters, ...provisionalNote(outcomes.provisionalMentors ?? 0)].join('; '), outcomes.asOf];
  rows.push(['', '', 'Enrolments that match', note, outcomes.enrolments, outcomes.enrolments, ...about]);
  rows.push(['', '', 'Students that match', note, outcomes.students, outcomes.students, ...about]);
  for (const type of outcomes.types) {
    for (const outcome of type.outcomes) {
      for (const [figure, group, students, of] of figureRows(outcome))
        rows.push([type.name, outcome.statement, figure, group, students, of, ...about]);
    }
    if (type.outcomes.length > 1) {
      const all = `All of ${type.name}: a student counts once for each outcome`;
      for (const [figure, group, students, of] of figureRows(type)) rows.push([type.name, all, figure, group, students, of, ...about]);
    }
  }
  return csvOf([header, ...rows]);
}

/** Where mentors calibrate first, a file without this would look complete. */
const provisionalNote = (mentors: number): string[] =>
  mentors === 0
    ? []
    : [
        `left out: provisional scores of ${mentors} ${mentors === 1 ? 'mentor who has' : 'mentors who have'} not finished a calibration exercise`,
      ];

type FigureRow = [figure: string, group: string, students: number, of: number];

function figureRows(figures: OutcomeFigures): FigureRow[] {
  const { of, paired, points } = figures;
  const sum = (counts: readonly number[]) => counts.reduce((total, n) => total + n, 0);
  const levels = (figure: string, counts: readonly number[]) =>
    counts.map((n, index): FigureRow => [figure, `Level ${index + 1} of ${figures.levels}`, n, sum(counts)]);
  return [
    ['Scores on record', 'Two or more', paired, of],
    ['Scores on record', 'Only one', figures.onlyOne, of],
    ...Object.entries(missingLabels).map(([reason, label]): FigureRow => [
      'Scores on record',
      label,
      figures.missing[reason as keyof typeof missingLabels],
      of,
    ]),
    ['Scores on record', 'Never assessed', figures.never, of],
    ...levels('First score', figures.first),
    ...levels('Latest score', figures.latest),
    ...levels('Baseline', points.baseline),
    ...levels('Progress', points.progress),
    ...levels('Review', points.review),
    ...levels('Closing', points.closing),
    ['First to latest', 'Moved up', figures.moved.up, paired],
    ['First to latest', 'Same', figures.moved.same, paired],
    ['First to latest', 'Moved down', figures.moved.down, paired],
    ...figures.pairs.flatMap((row, first) =>
      row.map((n, latest): FigureRow => ['First to latest, in detail', `From ${first + 1} to ${latest + 1}`, n, paired]),
    ),
  ];
}
