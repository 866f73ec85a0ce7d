/** Outcomes scored together and, for every total, how many students had each level: all that conditional Rasch needs. */
export interface RaschTable {
  /** Levels count from 0: an outcome on levels 1–4 has `levels` 4 and is scored 0 to 3. */
  outcomes: readonly { name: string; levels: number }[];
  /** A set for every exact combination of outcomes that students were scored on. */
  sets: readonly OutcomeSet[];
}

export interface OutcomeSet {
  /** Positions in `outcomes`. */
  outcomes: readonly number[];
  /** counts[total][outcome of the set][level from 0]: students. */
  counts: readonly (readonly (readonly number[])[])[];
}

/**
 * The table of single responses: a row a student, levels from 0, null where there is none. A row without any level is left out.
 * @param students how many students gave each row, where alike ones have been put together
 * @throws RangeError for a level outside an outcome's
 */
export function raschTable(
  outcomes: readonly { name: string; levels: number }[],
  rows: readonly (readonly (number | null)[])[],
  students?: ArrayLike<number>,
): RaschTable {
  const byOutcomes = Map.groupBy(rows.keys(), (at) => rows[at]!.flatMap((level, outcome) => (level === null ? [] : [outcome])).join());
  byOutcomes.delete('');
  const sets = [...byOutcomes]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => {
      const positions = key.split(',').map(Number);
      const most = positions.reduce((sum, at) => sum + outcomes[at]!.levels - 1, 0);
      const counts = Array.from({ length: most + 1 }, () => positions.map((at) => Array.from({ length: outcomes[at]!.levels }, () => 0)));
      for (const one of own) {
        const row = rows[one]!;
        const n = students?.[one] ?? 1;
        for (const at of positions) {
          const level = row[at]!;
          if (!Number.isInteger(level) || level < 0 || level >= outcomes[at]!.levels)
            throw new RangeError(`${outcomes[at]!.name} has no level ${level}.`);
        }
        const total = positions.reduce((sum, at) => sum + row[at]!, 0);
        positions.forEach((at, k) => (counts[total]![k]![row[at]!]! += n));
      }
      return { outcomes: positions, counts };
    });
  return { outcomes, sets };
}

/** How many students of a set had each total. */
export const totalsOf = ({ counts }: OutcomeSet): number[] => counts.map((byOutcome) => sum(byOutcome[0] ?? []));

/** @throws RangeError where a table contradicts itself */
export function checkRaschTable({ outcomes, sets }: RaschTable): void {
  for (const { name, levels } of outcomes)
    if (!Number.isInteger(levels) || levels < 2) throw new RangeError(`${name} needs at least two levels.`);
  for (const set of sets) {
    const most = set.outcomes.reduce((total, at) => total + outcomes[at]!.levels - 1, 0);
    if (set.counts.length !== most + 1) throw new RangeError(`A set of ${set.outcomes.length} outcomes has totals from 0 to ${most}.`);
    set.counts.forEach((byOutcome, total) => {
      const students = sum(byOutcome[0] ?? []);
      const points = byOutcome.reduce((all, levels) => all + levels.reduce((own, n, level) => own + n * level, 0), 0);
      if (
        byOutcome.some(
          (levels, k) => levels.length !== outcomes[set.outcomes[k]!]!.levels || sum(levels) !== students || levels.some((n) => !(n >= 0)),
        )
      )
        throw new RangeError(`Not every outcome counts the same students at total ${total}.`);
      if (points !== total * students) throw new RangeError(`The levels at total ${total} do not add up to it.`);
    });
  }
}

const sum = (ns: readonly number[]): number => ns.reduce((total, n) => total + n, 0);
