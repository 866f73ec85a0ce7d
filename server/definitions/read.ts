import { isAlias, isNode, isPair, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import type { z } from 'zod';

/** One thing wrong in a definition file: where, what was found, what to do. */
export interface FileProblem {
  /** Counted from 1; undefined when it is about the file as a whole. */
  line: number | undefined;
  /** `outcome_types[0].outcomes[2].descriptors`; counted from 0 as programs do; empty for the file as a whole. */
  path: string;
  value: unknown;
  message: string;
}

/** What a reader found that its schema cannot see: two things of one code, a list of the wrong length. */
export interface Nonsense {
  path: PropertyKey[];
  value: unknown;
  message: string;
}

export type ReadDefinition<T> = { value: T; problems: [] } | { value: undefined; problems: FileProblem[] };

type Path = readonly PropertyKey[];

/**
 * Reads a definition file of one kind (`what`: "framework", "questionnaire"), YAML or JSON (which is YAML). All problems
 * are returned at once, in the order of the file; the value only when there are none.
 */
export function readDefinition<Schema extends z.ZodType>(
  source: string,
  what: string,
  schema: Schema,
  sense: (value: z.output<Schema>) => Nonsense[],
): ReadDefinition<z.output<Schema>> {
  const text = source.replace(/^\uFEFF/, '');
  const whole = (message: string) => refused([{ line: undefined, path: '', value: '', message }]);
  if (text.trim() === '') return whole(`The file is empty. Choose a ${what} file.`);
  if (nesting(text) > 100) return whole(`The file is nested too deeply to be a ${what}. Choose a ${what} file.`);
  const lines = new LineCounter();
  // failsafe: every value stays the text that was written; nothing turns into a number, a date or a yes
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const broken = document.errors.map((error): FileProblem => {
    const line = lines.linePos(error.pos[0]).line;
    return { line, path: '', value: lineOf(text, line), message: syntaxMessage(error.code, error.message) };
  });
  if (broken.length > 0) return refused(broken);

  const referred = references(document, lines, what);
  if (referred.length > 0) return refused(referred);
  emptyToNull(document);

  const at = (path: Path): FileProblem['line'] => lineAt(document, lines, path);
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue): FileProblem[] => {
      const paths: Path[] = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
      return paths.map((path) => ({ line: at(path), path: written(path), value: valueAt(document, path), message: issue.message }));
    });
    return refused(problems);
  }
  const nonsense = sense(parsed.data);
  if (nonsense.length > 0)
    return refused(nonsense.map(({ path, value, message }) => ({ line: at(path), path: written(path), value, message })));
  return { value: parsed.data, problems: [] };
}

function refused(problems: FileProblem[]): { value: undefined; problems: FileProblem[] } {
  return { value: undefined, problems: problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

/** The parser's own words where they help, ours where a common slip hides behind them. */
function syntaxMessage(code: string, message: string): string {
  const where = message.replace(/ at line \d+, column \d+:?$/s, '').replace(/\.?$/, '.');
  if (code === 'DUPLICATE_KEY') return 'This key is written twice in the same place. Keep one of them.';
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY') {
    return 'This line cannot be read. A text that contains ": " must stand in quotes, and lines that belong together must start at the same column.';
  }
  if (code === 'TAB_AS_INDENT') return 'This line is indented with a tab. Use spaces.';
  return `This line cannot be read: ${where} Check its indentation and quotes.`;
}

/** Anchors and aliases are not read: a file must say what it means where it means it (and cannot be made to explode). */
function references(document: Document, lines: LineCounter, what: string): FileProblem[] {
  const found: FileProblem[] = [];
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node) && !node.anchor) return;
      const name = isAlias(node) ? `*${node.source}` : `&${node.anchor}`;
      found.push({
        line: node.range ? lines.linePos(node.range[0]).line : undefined,
        path: '',
        value: name,
        message: `References (& and *) are not read in a ${what} file. Write the text out, or put it in quotes if it begins with & or *.`,
      });
    },
  });
  return found;
}

/** `evidence:` with nothing after it, and the null of a JSON file, mean that nothing was written. */
function emptyToNull(document: Document): void {
  visit(document, {
    Scalar: (key, node) => {
      if (key !== 'key' && node.type === 'PLAIN' && /^(?:null|Null|NULL|~)?$/.test(node.source ?? '')) node.value = null;
    },
  });
}

/** The line of the value at a path, or of the nearest thing around it that exists. A key's own line where it has one. */
function lineAt(document: Document, lines: LineCounter, path: Path): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const part = path.slice(0, length);
    const key = part.at(-1);
    const holder: unknown = length === 0 ? document.contents : document.getIn(part.slice(0, -1), true);
    if (length > 0 && typeof key === 'string' && holder && typeof holder === 'object' && 'items' in holder && Array.isArray(holder.items)) {
      const pair: unknown = holder.items.find((item: unknown) => isPair(item) && isScalar(item.key) && item.key.value === key);
      if (isPair(pair) && isNode(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line;
      continue;
    }
    const node: unknown = length === 0 ? holder : document.getIn(part, true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

function valueAt(document: Document, path: Path): unknown {
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  return isScalar(node) ? node.value : undefined;
}

function written(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('');
}

/** How deep brackets go: the parser works recursively, and a file must not be able to exhaust it. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}

function lineOf(text: string, line: number): string {
  return (text.split(/\r?\n/)[line - 1] ?? '').trim();
}
