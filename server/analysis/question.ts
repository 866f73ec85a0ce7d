import type { AnalysisAnswer, AnalysisColumn, AnalysisTable, Said } from '@waymark/contract/analysis.ts';
import type { Answer, Estimate } from '@waymark/stats/answer.ts';
import type { CatalogueOutcome } from '../assessments/catalogue.ts';
import type { Tx } from '../db/actor.ts';
import type { Beside } from './beside.ts';
import type { Population } from './population.ts';

/** What a question is answered from. */
export interface Asked extends Population {
  tx: Tx;
  /** The outcomes the filters leave, in the framework's order. */
  outcomes: readonly CatalogueOutcome[];
  /** Every outcome type there is, to choose from. */
  types: AnalysisAnswer['choices']['types'];
  /** Below this many students nothing is shown. */
  threshold: number;
  seed: number;
  /** More cells than this a model is not fitted to: it is fitted to students drawn by chance, who have no more together. */
  mostCells: number;
  /** Whether the page does not wait for a model of more cells than it has time for: they are then not read. */
  quick: boolean;
}

/** A table before small numbers are hidden in it. */
export interface TableDraft extends Omit<AnalysisTable, 'hidden'> {
  /** A row about too few, by this column, is hidden whole. */
  base?: string;
  /** Columns that add up to the base. */
  parts?: readonly string[];
  /** Shares that are a count in another dress: the share's column → the column of what it is a share of. */
  sharesOf?: Readonly<Record<string, string>>;
  /** Rows, but the last, add up to the last. */
  total?: boolean;
  /** What the parts add up to, where that is not the base. */
  whole?: string;
  /** Counts that stand in other tables too, or in the sums of the answer: for each row, the column → what the count is called. */
  names?: readonly Readonly<Record<string, string>>[];
  /** Figures and words that tell a count: for each row, the column → the counts it tells. It goes where one of them does. */
  madeOf?: readonly Readonly<Record<string, readonly string[]>>[];
}

/** A sentence that tells counts of the tables, by their names: it is not said where one of them is hidden. */
interface Telling {
  said: Said;
  tells: readonly string[];
}

type Sentence = string | Said | Telling;

/** A sentence with the counts it tells, however it was written down. */
export function tellingOf(sentence: Sentence): Telling {
  if (typeof sentence === 'string') return { said: [sentence], tells: [] };
  return Array.isArray(sentence) ? { said: sentence, tells: [] } : sentence;
}

/** What a question works out; the rest of the answer is the same for all (`answer.ts`). */
export interface AnswerDraft extends Pick<
  AnalysisAnswer,
  'may' | 'mayNot' | 'included' | 'excluded' | 'charts' | 'warnings' | 'refusals' | 'actions'
> {
  method: Omit<AnalysisAnswer['method'], 'figures'>;
  /** Those with figures that are counts of people, or worked out from such counts, are made by `say` (`said.ts`). */
  sentences: Sentence[];
  tables: TableDraft[];
  /** Which counts add up to which from one table to another, by their names. */
  sums?: { whole: string; parts: readonly string[] }[];
  /** Counts that stand in no table and could be worked out from those that do. */
  counts?: Readonly<Record<string, number>>;
  /** Whose scores it is about, where that is not as the filters have it. */
  about?: string;
  /** For whoever asks how it was worked out: test statistics, and the limits that figures are held to. */
  figures: Sentence[];
  /** The characteristics that could make the groups. */
  groups?: AnalysisAnswer['choices']['groups'];
  /** Whether scores that do not count yet, where mentors are asked to calibrate first, are in it all the same. */
  provisionalToo?: boolean;
  /** Whether chance was used: the seed is then part of the answer. */
  seeded?: boolean;
}

export type AnswerQuestion = (asked: Asked) => Promise<AnswerDraft | Beside>;

/** An answer with nothing in it yet. */
export function emptyDraft(method: AnswerDraft['method']): AnswerDraft {
  return {
    sentences: [],
    may: [],
    mayNot: [],
    included: { students: 0, scores: 0 },
    excluded: [],
    tables: [],
    figures: [],
    charts: [],
    warnings: [],
    refusals: [],
    actions: [],
    method,
  };
}

export const text = (id: string, label: string, means = label): AnalysisColumn => ({ id, label, kind: 'text', means });
export const count = (id: string, label: string, means: string): AnalysisColumn => ({ id, label, kind: 'count', means });
export const share = (id: string, label: string, means: string, shareOf?: AnalysisColumn['shareOf']): AnalysisColumn => ({
  id,
  label,
  kind: 'share',
  means,
  ...(shareOf === undefined ? {} : { shareOf }),
});
export const number = (id: string, label: string, means: string, unit?: string): AnalysisColumn => ({
  id,
  label,
  kind: 'number',
  means,
  ...(unit === undefined ? {} : { unit }),
});

/** A figure and the ends of its 95% interval: three columns, the ends called after the figure. */
export function withInterval(figure: AnalysisColumn): AnalysisColumn[] {
  const { id, label, kind, unit } = figure;
  const end = (which: 'low' | 'high', means: string): AnalysisColumn => ({
    id: `${id}_${which}`,
    label: `${label} ${which}`,
    kind,
    means,
    ...(unit === undefined ? {} : { unit }),
  });
  return [figure, end('low', 'Lower end of the 95% interval'), end('high', 'Upper end of the 95% interval')];
}

/** What stands in those three columns: nothing where it cannot be told. */
export function intervalCells(
  answer: { estimate: number; ci: readonly [number, number] | null } | { kind: 'refusal' } | undefined,
): [number | null, number | null, number | null] {
  if (answer === undefined || !('estimate' in answer)) return [null, null, null];
  return [answer.estimate, answer.ci?.[0] ?? null, answer.ci?.[1] ?? null];
}

/** The estimate behind an answer; a refusal is put on the answer once, however many rows it is said of. */
export function estimateOf<D>(answer: Answer<D>, draft: Pick<AnswerDraft, 'refusals' | 'warnings'>): Estimate<D> | null {
  if (answer.kind === 'refusal') {
    const { says, wouldNeed } = answer;
    if (!draft.refusals.some((known) => known.says === says)) draft.refusals.push({ says, wouldNeed });
    return null;
  }
  for (const { says } of answer.warnings) if (!draft.warnings.includes(says)) draft.warnings.push(says);
  return answer;
}
