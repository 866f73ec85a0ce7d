/** One line of the table: what was measured, against what, and what it should hold. */
export interface Result {
  what: string;
  where: string;
  /** With its unit. */
  ours: string;
  baseline: string;
  ratio: number;
  /** The ratio to hold, and on which side of it; null for what is only told. */
  hold: { atMost: number } | { atLeast: number } | null;
}

/** The median of how long each takes, in milliseconds. Runs take turns, so that a busy moment falls on all alike. */
export async function medians<K extends string>(
  runs: Record<K, (turn: number) => Promise<unknown>>,
  times: number,
): Promise<Record<K, number>> {
  const names = Object.keys(runs) as K[];
  const taken = new Map<K, number[]>(names.map((name) => [name, []]));
  const warmUp = Math.max(3, Math.floor(times / 5));
  for (let turn = 0; turn < times + warmUp; turn++) {
    for (const name of names) {
      const started = performance.now();
      await runs[name](turn);
      if (turn >= warmUp) taken.get(name)?.push(performance.now() - started);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(taken.get(name) ?? [])])) as Record<K, number>;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? (sorted[Math.floor(middle)] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export const milliseconds = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;

const held = ({ ratio, hold }: Result): boolean => hold === null || ('atMost' in hold ? ratio <= hold.atMost : ratio >= hold.atLeast);

const verdict = (result: Result): string => (result.hold === null ? 'told' : held(result) ? 'holds' : 'MISSED');

/** One line while the rest is still being measured. */
export const told = (result: Result): string =>
  `${result.where}: ${result.what}: ${result.ours} against ${result.baseline}, ${result.ratio.toFixed(2)} × ${verdict(result)}`;

/** The table, and how many lines of it do not hold. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.where,
    result.what,
    result.ours,
    result.baseline,
    `${result.ratio.toFixed(2)} ×`,
    result.hold === null ? '' : 'atMost' in result.hold ? `≤ ${result.hold.atMost} ×` : `≥ ${result.hold.atLeast} ×`,
    verdict(result),
  ]);
  const head = ['where', 'what', 'Waymark', 'baseline', 'ratio', 'to hold', ''];
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}

export const missed = (results: readonly Result[]): number => results.filter((result) => !held(result)).length;

/** How long it takes, in milliseconds, and what comes of it. */
export async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const started = performance.now();
  const done = await work();
  return [performance.now() - started, done];
}
