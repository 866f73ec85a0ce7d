import type { LinkMixedTable } from '@waymark/stats/link-mixed-table.ts';
import { cellOfCounts, type MixedTable } from '@waymark/stats/mixed-table.ts';
import type { Cell } from './cell-queries.ts';

/** Cells as a mixed model takes them: mean, number and spread of each; mentor and outcome type crossed where there are two or more. */
export function mixedTableOf(
  cells: readonly Cell[],
  covariates: Readonly<Record<string, (cell: Cell, at: number) => number>>,
  { slope, byAssessor }: { slope: boolean; byAssessor: boolean },
): MixedTable {
  const moments = cells.map(({ counts }) => cellOfCounts(counts));
  return {
    covariates: Object.keys(covariates),
    columns: Object.values(covariates).map((of) => Float64Array.from(cells, of)),
    mean: moments.map(({ mean }) => mean),
    n: moments.map(({ n }) => n),
    within: moments.map(({ within }) => within),
    student: numbered(cells.map(({ student }) => student)),
    ...(slope ? { slope: Float64Array.from(cells, ({ years }) => years) } : {}),
    crossed: crossedOf(cells, byAssessor),
  };
}

/** The same for the model that keeps levels as levels: a row for each level somebody is at. */
export function linkTableOf(
  cells: readonly Cell[],
  covariates: Readonly<Record<string, (cell: Cell) => number>>,
  { levels, byAssessor }: { levels: number; byAssessor: boolean },
): LinkMixedTable {
  const rows = cells.flatMap((cell) => cell.counts.flatMap((n, at) => (n === 0 ? [] : [{ cell, level: at + 1, n }])));
  const behind = rows.map(({ cell }) => cell);
  return {
    covariates: Object.keys(covariates),
    columns: Object.values(covariates).map((of) => Float64Array.from(behind, of)),
    level: rows.map(({ level }) => level),
    levels,
    n: rows.map(({ n }) => n),
    groupings: [{ name: 'student', of: numbered(behind.map(({ student }) => student)) }, ...crossedOf(behind, byAssessor)],
  };
}

/** Groupings with one group say nothing of how groups differ, and are left out. */
function crossedOf(cells: readonly Cell[], byAssessor: boolean): { name: string; of: number[] }[] {
  return [
    ...(byAssessor ? [{ name: 'mentor', of: numbered(cells.map(({ assessor }) => assessor)) }] : []),
    { name: 'outcome type', of: numbered(cells.map(({ type }) => type)) },
  ].filter(({ of }) => of.some((group) => group > 0));
}

/** Groups numbered from 0 in the order they come. */
function numbered(groups: readonly (string | number)[]): number[] {
  const places = new Map<string | number, number>();
  return groups.map((group) => {
    const known = places.get(group);
    if (known !== undefined) return known;
    places.set(group, places.size);
    return places.size - 1;
  });
}
