import type { AnalysisAnswer, AnalysisTable } from '@waymark/contract/analysis.ts';
import type { SuppressionPreset } from '@waymark/contract/reports.ts';
import { rounded } from '@waymark/stats/rounded.ts';
import { fingerprintOf } from '../analysis/answer.ts';
import { saidUnder, widened, wordsOf } from '../analysis/said.ts';
import { type Preset, presets } from './presets.ts';

/** Below how many nothing is shown under a preset: never fewer than the organisation's own rule hides. */
export const thresholdOf = (preset: SuppressionPreset, own: number): number => Math.max(presets[preset].threshold, own);

/**
 * An answer as a preset lets it leave: rounded and hidden on top of what was hidden already, sentences included.
 * @param answer as it was hidden at `threshold`, complementary cells included
 * @param threshold `thresholdOf(preset, own)`
 * @returns the same answer where the preset rounds nothing; else another, with a fingerprint of what it shows: one of the exact
 *   figures could be tried against guesses at them
 */
export function underPreset<A extends Omit<AnalysisAnswer, 'question'>>(answer: A, preset: SuppressionPreset, threshold: number): A {
  const rule = presets[preset];
  if (rule.roundTo === 1) return answer;
  const round = (n: number | null) => (n === null ? null : rounded(n, rule.roundTo));
  const included = { students: round(answer.included.students), scores: round(answer.included.scores) };
  const excluded = answer.excluded.map(({ reason, students }) => ({ reason, students: round(students) }));
  const tables = answer.tables.map((table) => roundedTable(table, rule));
  const told = answer.said.flatMap((said) => {
    const allowed = saidUnder(said, { ...rule, threshold });
    return allowed === null ? [] : [wordsOf(allowed)];
  });
  return {
    ...answer,
    roundedTo: rule.roundTo,
    included,
    excluded,
    tables,
    sentences: told,
    // worked out from exact counts, and they cannot be rounded
    method: { ...answer.method, figures: [] },
    // nothing exact is handed on
    said: told.map((sentence) => [sentence]),
    fingerprint: fingerprintOf({ included, excluded, tables }),
  };
}

type Cell = string | number | null;

/** Counts rounded, shares worked out from rounded counts, other figures no finer than two decimals, and what the rule hides beside. */
function roundedTable(table: AnalysisTable, rule: Preset): AnalysisTable {
  const at = new Map(table.columns.map(({ id }, column) => [id, column]));
  const hidden = [...table.hidden];
  const rows = table.rows.map((cells, row) => {
    const exact = (id: string | undefined): number | null => {
      const value = id === undefined ? null : cells[at.get(id) ?? -1];
      return typeof value === 'number' ? value : null;
    };
    return cells.map((content, column): Cell => {
      if (typeof content !== 'number') return content;
      const shown = roundedCell(table, rule, column, content, exact);
      if (shown === null) hidden.push([row, column]);
      return shown;
    });
  });
  return { ...table, rows, hidden };
}

/** @returns null where the preset hides the figure */
function roundedCell(
  { columns, base }: AnalysisTable,
  rule: Preset,
  column: number,
  value: number,
  exact: (id: string | undefined) => number | null,
): number | null {
  const { id = '', kind, shareOf } = columns[column] ?? {};
  const round = (n: number) => rounded(n, rule.roundTo);
  if (kind === 'count') return round(value);
  // whom a row is about: pairs and scores are more than the people they are of
  const people = [exact('students'), exact(base)].filter((n) => n !== null);
  const fewest = people.length === 0 ? Infinity : Math.min(...people);
  if (kind === 'number' && fewest <= rule.mostHiddenMean && !isPlace(id)) return null;
  // so many a person is a share of sorts: exact, it would give the exact count of people
  if (kind === 'number' && shareOf === undefined) return twoDecimals(value);
  if (kind !== 'share' && kind !== 'number') return value;
  const [, of = id, end] = /^(.+)_(low|high)$/.exec(id) ?? [];
  const counted = shareOf ?? columns.find((one) => one.id === of)?.shareOf;
  const whole = exact(counted?.of);
  if (kind === 'share' && Math.min(fewest, whole ?? Infinity) < rule.leastForShare) return null;
  if (counted === undefined) return twoDecimals(value);
  // what a share is of is not shown, or is nobody to speak of
  if (whole === null || round(whole) === 0) return null;
  const centre = (estimate: number) => twoDecimals(countBehind(counted, estimate, whole, exact, round) / round(whole));
  if (end === undefined) return centre(value);
  const [estimate, low, high] = [exact(of), exact(`${of}_low`), exact(`${of}_high`)];
  if (estimate === null || low === null || high === null) return null;
  return widened([low, high], whole, rule.roundTo, centre(estimate))[end === 'low' ? 0 : 1];
}

function countBehind(
  { more, less = [] }: NonNullable<AnalysisTable['columns'][number]['shareOf']>,
  value: number,
  whole: number,
  exact: (id: string) => number | null,
  round: (n: number) => number,
): number {
  const named = [...(more ?? []).map((id) => [id, 1] as const), ...less.map((id) => [id, -1] as const)];
  const beside = named.map(([id, sign]) => ({ n: exact(id), sign }));
  // from the rounded counts beside it, so that it tells nothing they do not
  if (beside.length > 0 && beside.every(({ n }) => n !== null)) return beside.reduce((sum, { n, sign }) => sum + sign * round(n ?? 0), 0);
  return Math.sign(value) * round(Math.round(Math.abs(value) * whole));
}

/** Where a row stands (a month), not something worked out from people. */
const isPlace = (id: string): boolean => id === 'month' || id === 'months' || id === 'outcomes';

const twoDecimals = (value: number): number => Math.round(value * 100) / 100;
