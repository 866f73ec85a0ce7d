import { z } from 'zod';
import { PlainDate } from './common.ts';

/** A stretch of text in one weight. */
export const Run = z.object({
  text: z.string().max(20_000),
  bold: z.boolean().optional(),
  italic: z.boolean().optional(),
});
export type Run = z.infer<typeof Run>;

const Runs = z.array(Run).max(500);
const Short = z.string().trim().max(400);

/** Lets an editor, and whoever compares two versions, tell which block is which; nothing else depends on it. */
const BlockId = z.string().min(1).max(60);

/**
 * A drawing, safe to show and to print: no scripts, nothing fetched from elsewhere, no entities. The server draws charts
 * itself; this is the floor under what a document that went through a browser may bring back.
 */
export const Drawing = z
  .string()
  .max(400_000)
  .regex(/^\s*<svg[\s>]/, 'A figure is an SVG drawing.')
  .refine(isSelfContained, 'A figure may hold no scripts and fetch nothing from elsewhere.');

function isSelfContained(svg: string): boolean {
  return (
    !/<!(?:doctype|entity)|<\?xml-stylesheet|<(?:script|foreignobject|iframe|use|image|a)\b|\son\w+\s*=|@import/i.test(svg) &&
    !/(?:href|src)\s*=/i.test(svg) &&
    !/url\((?!\s*['"]?#)/i.test(svg)
  );
}

export const Heading = z.object({ type: z.literal('heading'), id: BlockId, level: z.int().min(1).max(3), text: Short.min(1) });
export const Paragraph = z.object({ type: z.literal('paragraph'), id: BlockId, runs: Runs });
export const List = z.object({
  type: z.literal('list'),
  id: BlockId,
  ordered: z.boolean().default(false),
  items: z.array(Runs).min(1).max(200),
});
export const Definitions = z.object({
  type: z.literal('definitions'),
  id: BlockId,
  items: z
    .array(z.object({ term: Short.min(1), details: Runs }))
    .min(1)
    .max(200),
});
export const Table = z
  .object({
    type: z.literal('table'),
    id: BlockId,
    /** Says what the table shows; stands above it. */
    caption: Short.min(1),
    columns: z
      .array(z.object({ header: Short.min(1), align: z.enum(['start', 'centre', 'end']).default('start') }))
      .min(1)
      .max(12),
    rows: z.array(z.array(Runs)).max(2_000),
    /** The first cell of each row says what the row is about. */
    rowHeaders: z.boolean().default(true),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), 'Each row needs one cell a column.');
export const Figure = z.object({
  type: z.literal('figure'),
  id: BlockId,
  svg: Drawing,
  caption: Short.min(1),
  /** The same in words, for whoever does not see the drawing. */
  alternative: z.string().trim().min(1).max(4_000),
});
export const Callout = z.object({
  type: z.literal('callout'),
  id: BlockId,
  tone: z.enum(['note', 'warning']).default('note'),
  title: Short.min(1),
  runs: Runs,
});
export const PageBreak = z.object({ type: z.literal('pageBreak'), id: BlockId });

export const Block = z.discriminatedUnion('type', [Heading, Paragraph, List, Definitions, Table, Figure, Callout, PageBreak]);
export type Block = z.infer<typeof Block>;

/** Something to be read outside Waymark: a letter, a pack, a report. Shown on screen, and made into PDF and Word, from this alone. */
export const Document = z.object({
  title: z.string().trim().min(1).max(200),
  subtitle: z.string().trim().max(300).default(''),
  /** BCP 47, for instance `en-GB`: what a screen reader speaks it in. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)
    .default('en-GB'),
  organisation: z.string().trim().max(200),
  date: PlainDate,
  /** On every page: who may read it, "Confidential: for …". */
  marking: z.string().trim().max(200).default(''),
  /** Told not to for what is always one page. */
  pageNumbers: z.literal(false).optional(),
  blocks: z.array(Block).min(1).max(2_000),
});
export type Document = z.infer<typeof Document>;

/** The formats a document leaves in. */
export const DocumentFormat = z.enum(['pdf', 'word']);
export type DocumentFormat = z.infer<typeof DocumentFormat>;

export const pdfType = 'application/pdf';
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Plain text as runs. */
export const plain = (text: string): Run[] => [{ text }];

/** Every text of a document, block by block, as one reads it. */
export function textsOf(document: Document): string[] {
  return [document.title, document.subtitle, document.marking, ...document.blocks.flatMap(textsOfBlock)].filter((text) => text !== '');
}

const joined = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

export function textsOfBlock(block: Block): string[] {
  switch (block.type) {
    case 'heading':
      return [block.text];
    case 'paragraph':
      return [joined(block.runs)];
    case 'list':
      return block.items.map(joined);
    case 'definitions':
      return block.items.flatMap(({ term, details }) => [term, joined(details)]);
    case 'table':
      return [block.caption, ...block.columns.map(({ header }) => header), ...block.rows.flat().map(joined)];
    case 'figure':
      return [block.caption, block.alternative];
    case 'callout':
      return [block.title, joined(block.runs)];
    case 'pageBreak':
      return [];
  }
}
