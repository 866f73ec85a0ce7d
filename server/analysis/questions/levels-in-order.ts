import { rasch } from '@waymark/stats/rasch.ts';
import { raschTable } from '@waymark/stats/rasch-table.ts';
import { type AnswerDraft, count, number, text } from '../question.ts';
import type { OfType } from './outcomes.ts';

/** Infit and outfit: the last two cells of a row. */
const fits = (rows: readonly (readonly (string | number | null)[])[]): number[] => rows.flatMap((row) => row.slice(-2).map(Number));

/** Whether each level is the likeliest for somebody, outcome by outcome, from a partial-credit Rasch model of each type. */
export function sayThresholds(draft: AnswerDraft, types: readonly OfType[], levels: number): void {
  const rows: (string | number | null)[][] = [];
  const untold: { name: string; says: string; wouldNeed: string }[] = [];
  for (const { name, outcomes: own, rows: patterns } of types) {
    const shape = own.map(({ statement }) => ({ name: statement, levels }));
    const answer = rasch(
      raschTable(
        shape,
        patterns.map(({ levels: all }) => all.map((level) => (level === null ? null : level - 1))),
        patterns.map(({ n }) => n),
      ),
    );
    if (answer.kind === 'refusal') {
      untold.push({ name, says: answer.says, wouldNeed: answer.wouldNeed });
      continue;
    }
    answer.detail.outcomes.forEach((one, place) =>
      rows.push([
        one.name,
        patterns.reduce((sum, row) => sum + (row.levels[place] === null ? 0 : row.n), 0),
        ...one.thresholds.map(({ estimate }) => estimate),
        one.ordered ? 'in order' : 'not in order',
        one.infit,
        one.outfit,
      ]),
    );
  }
  refuseTogether(draft, untold);
  if (rows.length === 0) return;
  draft.tables.push({
    id: 'thresholds',
    title: 'Are the levels in order?',
    columns: [
      text('outcome', 'Outcome'),
      count('students', 'Students', 'Students with a score of the outcome'),
      ...Array.from({ length: levels - 1 }, (_, index) =>
        number(
          `threshold_${index + 1}`,
          `${index + 1} to ${index + 2}`,
          `Where levels ${index + 1} and ${index + 2} are equally likely`,
          'logits',
        ),
      ),
      text('order', 'Thresholds'),
      number(
        'infit',
        'Infit',
        'How far scores stray from what the model expects: 1 is as expected, above 1.3 noisier (mean square weighted by information)',
      ),
      number('outfit', 'Outfit', 'The same, where single far misses weigh most (mean square)'),
    ],
    rows,
    base: 'students',
  });
  const odd = rows.filter((row) => row.includes('not in order')).length;
  draft.sentences.push(
    odd === 0
      ? `On the ${rows.length} outcomes for which it can be told, the levels are in order: each of them is the likeliest for some students.`
      : `On ${odd} of ${rows.length} outcomes the levels are not in order: one of them is the likeliest for no student, so that its description wants another look.`,
  );
  draft.figures.push(
    `Infit and outfit of ${rows.length} outcomes lie between ${Math.min(...fits(rows)).toFixed(2)} and ${Math.max(...fits(rows)).toFixed(2)}; 0.7 to 1.3 is usual, above it scores are noisier than the model expects.`,
  );
}

const inWords = new Intl.ListFormat('en-GB');

/** Types of which it cannot be told are named in one sentence; what is in the way of each stands with the method. */
function refuseTogether(draft: AnswerDraft, untold: readonly { name: string; says: string; wouldNeed: string }[]): void {
  if (untold.length === 0) return;
  draft.refusals.push({
    says: `Whether the levels are in order cannot be told of ${inWords.format(untold.map(({ name }) => name))}.`,
    wouldNeed: [...new Set(untold.map(({ wouldNeed }) => wouldNeed))].join(' '),
  });
  draft.figures.push(...untold.map(({ name, says }) => `Levels of ${name}: ${says}`));
}
