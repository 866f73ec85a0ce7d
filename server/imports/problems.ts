import type { ImportProblem } from '@waymark/contract/imports.ts';

/** Gathers what is wrong with one row. */
export class Problems {
  readonly list: ImportProblem[] = [];

  stop(column: string | null, value: string, code: string, message: string, remedy: string): void {
    this.list.push({ column, value: value.slice(0, 200), code, message, remedy, stops: true });
  }

  notice(column: string | null, value: string, code: string, message: string, remedy: string): void {
    this.list.push({ column, value: value.slice(0, 200), code, message, remedy, stops: false });
  }

  get stopped(): boolean {
    return this.list.some((problem) => problem.stops);
  }
}

/** The cell in the `Problem` column of the returned file: every reason and remedy, in one line. */
export function problemLine(problems: readonly ImportProblem[]): string {
  return problems
    .map(({ column, value, message, remedy }) =>
      `${column === null ? '' : `${column}${value === '' ? '' : ` “${value}”`}: `}${message} ${remedy}`.trim(),
    )
    .join(' | ');
}
