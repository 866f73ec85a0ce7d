import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** What a command speaks to: the terminal, or a test. */
export interface Terminal {
  env: Record<string, string | undefined>;
  /** A line of the answer itself. */
  out: (text: string) => void;
  /** What is said about the work: progress, problems. Never the answer, so that the answer can be piped. */
  say: (text: string) => void;
  /** Whether `say` reaches a person's screen, on which a line may be drawn over. */
  interactive: boolean;
  draw: (text: string) => void;
  fetch?: (request: Request) => Response | Promise<Response>;
}

export function terminal(): Terminal {
  return {
    env: process.env,
    out: (text) => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    say: (text) => void process.stderr.write(`${text}\n`),
    interactive: process.stderr.isTTY === true,
    draw: (text) => void process.stderr.write(`\r\u001B[2K${text}`),
  };
}

/** A bar for long work, drawn on a person's screen only. */
export class ProgressBar {
  readonly #terminal: Terminal;
  readonly #label: string;
  #drawn = false;

  constructor(to: Terminal, label: string) {
    this.#terminal = to;
    this.#label = label;
  }

  show(done: number, total: number): void {
    if (!this.#terminal.interactive) return;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const filled = Math.round(share * 24);
    this.#terminal.draw(
      `${this.#label} [${'█'.repeat(filled)}${'·'.repeat(24 - filled)}] ${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`,
    );
    this.#drawn = true;
  }

  end(): void {
    if (this.#drawn) this.#terminal.draw('');
    this.#drawn = false;
  }
}

/** Rows as a table of plain text, each column as wide as its widest cell. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}

const letters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/** Letters as a person counts them: an emoji or an accented letter is one. */
function widthOf(text: string): number {
  return [...letters.segment(text)].length;
}

/** An answer in text: to the terminal, or to the file somebody named. */
export async function deliverText(to: Terminal, text: string, output: string | undefined): Promise<void> {
  if (output === undefined) return to.out(text);
  await writeFile(output, text);
  to.say(`Written to ${output}.`);
}

/** A file as the API answers it: to where somebody said, or under its own name to the folder one is in. */
export async function deliverFile(
  to: Terminal,
  { fileName, content }: { fileName: string; content: string | Uint8Array | ReadableStream },
  output = basename(fileName),
): Promise<void> {
  await writeFile(output, content as Uint8Array);
  to.say(`Written to ${output}.`);
}
