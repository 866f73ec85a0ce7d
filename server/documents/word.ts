import {
  AlignmentType,
  BorderStyle,
  Document as WordDocument,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import type { Document, Run } from '@waymark/contract/documents.ts';
import { pictureOf } from './picture.ts';
import { columnWidths, inOurTypeface, isRightToLeft, settle, sizeOf, textOf, type SettledBlock, type SettledDocument } from './settled.ts';

const quiet = '54514a';
const accent = '0e6559';
const warning = '8a4b00';
const tint = 'f3f1eb';
const line = 'c4bfb2';
/** Between the margins of A4, in twentieths of a point and in pixels. */
const TEXT_TWIPS = 9_412;
const TEXT_PIXELS = 627;
/** Tables of no more rows than this stand on one page. */
const mostTogether = 12;

const headings = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const alignments = { start: AlignmentType.START, centre: AlignmentType.CENTER, end: AlignmentType.END } as const;

/**
 * A document as Word: real headings, lists and header rows that repeat on every page, drawings with their text
 * alternative, the language set, so that Word's own accessibility checker finds nothing to say.
 */
export async function renderWord(document: Document): Promise<Uint8Array<ArrayBuffer>> {
  const settled = settle(document);
  const blocks = await Promise.all(settled.blocks.map((block, at) => shown(block, at)));
  const word = new WordDocument({
    title: settled.title,
    creator: settled.organisation,
    description: settled.subtitle,
    styles: stylesIn(document.language),
    numbering: {
      config: [
        { reference: 'steps', levels: [numbered(LevelFormat.DECIMAL, '%1.')] },
        { reference: 'points', levels: [numbered(LevelFormat.BULLET, '•')] },
      ],
    },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 }, margin: { top: 1_247, bottom: 1_361, left: 1_247, right: 1_247 } } },
        footers: { default: footer(settled) },
        children: [
          new Paragraph({ style: 'Title', children: runs([{ text: settled.title }]) }),
          ...(settled.subtitle === '' ? [] : [new Paragraph({ style: 'Subtitle', children: runs([{ text: settled.subtitle }]) })]),
          new Paragraph({ style: 'Imprint', children: runs([{ text: settled.imprint }]) }),
          ...blocks.flat(),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(word));
}

function stylesIn(language: string) {
  const font = 'Calibri';
  const heading = (size: number) => ({
    run: { font, size, bold: true, color: accent },
    paragraph: { spacing: { before: 280, after: 120 }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { font, size: 22, language: { value: language, bidirectional: 'ar-SA' } },
        // said, though it is the default: LibreOffice takes lines without a rule as exact, and cuts pictures off to one
        paragraph: { spacing: { after: 140, line: 288, lineRule: LineRuleType.AUTO } },
      },
      title: { run: { font, size: 40, bold: true, color: accent }, paragraph: { spacing: { after: 80 } } },
      heading1: heading(28),
      heading2: heading(24),
      heading3: heading(22),
    },
    paragraphStyles: [
      { id: 'Subtitle', name: 'Subtitle', basedOn: 'Normal', run: { size: 24, color: quiet }, paragraph: { spacing: { after: 60 } } },
      { id: 'Imprint', name: 'Imprint', basedOn: 'Normal', run: { size: 19, color: quiet }, paragraph: { spacing: { after: 320 } } },
      {
        id: 'Caption',
        name: 'caption',
        basedOn: 'Normal',
        run: { size: 19, color: quiet },
        paragraph: { spacing: { before: 160, after: 80 } },
      },
      {
        id: 'Cell',
        name: 'Table text',
        basedOn: 'Normal',
        run: { size: 19 },
        paragraph: { spacing: { after: 0, line: 252, lineRule: LineRuleType.AUTO } },
      },
    ],
  };
}

const numbered = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
  level: 0,
  format,
  text,
  alignment: AlignmentType.START,
  style: { paragraph: { indent: { left: 400, hanging: 260 } } },
});

function footer({ footer: text, pageNumbers }: SettledDocument): Footer {
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_TWIPS }],
        children: [
          new TextRun({ text, size: 17, color: quiet }),
          ...(pageNumbers
            ? [new TextRun({ children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 17, color: quiet })]
            : []),
        ],
      }),
    ],
  });
}

/** Line ends a person typed stay line ends. */
function runs(all: readonly Run[]): TextRun[] {
  return all.flatMap(({ text, bold, italic }) =>
    legible(text)
      .split('\n')
      .map(
        (part, at) =>
          new TextRun({
            text: part,
            // said only where it is so: "not bold" would overrule the style of a heading
            ...(bold ? { bold } : {}),
            ...(italic ? { italics: true } : {}),
            ...(isRightToLeft(part) ? { rightToLeft: true } : {}),
            ...(at > 0 ? { break: 1 } : {}),
          }),
      ),
  );
}

/** Without the control characters that XML cannot hold, and Word therefore cannot open. */
// oxlint-disable-next-line no-control-regex
const legible = (text: string): string => text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').toWellFormed();

async function shown(block: SettledBlock, at: number): Promise<(Paragraph | Table)[]> {
  const bidirectional = block.rtl;
  switch (block.type) {
    case 'heading':
      return [new Paragraph({ heading: headings[block.level as 1 | 2 | 3], bidirectional, children: runs([{ text: block.text }]) })];
    case 'paragraph':
      // bold all through, it leads in what follows, as a heading does
      return [new Paragraph({ bidirectional, keepNext: block.runs.every(({ bold }) => bold), children: runs(block.runs) })];
    case 'list': {
      // each list counts from one
      const numbering = { reference: block.ordered ? 'steps' : 'points', level: 0, instance: at };
      return block.items.map((item) => new Paragraph({ numbering, bidirectional, children: runs(item) }));
    }
    case 'definitions':
      return block.items.map(
        ({ term, details }) => new Paragraph({ bidirectional, children: [...runs([{ text: `${term}: `, bold: true }]), ...runs(details)] }),
      );
    case 'table':
      return [
        new Paragraph({ style: 'Caption', keepNext: true, children: runs([{ text: block.caption }]) }),
        tableOf(block),
        new Paragraph(''),
      ];
    case 'figure':
      return [
        new Paragraph({ keepNext: true, children: [await imageOf(block)] }),
        new Paragraph({ style: 'Caption', children: runs([{ text: block.caption }]) }),
      ];
    case 'callout': {
      const colour = block.tone === 'warning' ? warning : accent;
      const frame = {
        bidirectional,
        shading: { type: ShadingType.CLEAR, fill: tint, color: 'auto' },
        border: { left: { style: BorderStyle.SINGLE, size: 24, color: colour, space: 8 } },
      };
      return [
        new Paragraph({ ...frame, keepNext: true, children: [new TextRun({ text: legible(block.title), bold: true, color: colour })] }),
        new Paragraph({ ...frame, children: runs(block.runs) }),
      ];
    }
    case 'pageBreak':
      return [new Paragraph({ pageBreakBefore: true })];
  }
}

async function imageOf({ svg, caption, alternative }: Extract<SettledBlock, { type: 'figure' }>): Promise<ImageRun> {
  const { width, height } = sizeOf(svg);
  const scale = Math.min(1, TEXT_PIXELS / width);
  const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const drawing = inOurTypeface(svg);
  return new ImageRun({
    type: 'svg',
    data: Buffer.from(drawing),
    fallback: { type: 'png', data: await pictureOf(svg) },
    transformation,
    altText: { name: legible(caption), title: legible(caption), description: legible(alternative) },
  });
}

function tableOf(block: Extract<SettledBlock, { type: 'table' }>): Table {
  const widths = columnWidths(block);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const twips = widths.map((width) => Math.floor((width / whole) * TEXT_TWIPS));
  const rule = { style: BorderStyle.SINGLE, size: 4, color: line };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const together = block.rows.length <= mostTogether;
  const cell = (content: readonly Run[], at: number, header: boolean, last = false) =>
    new TableCell({
      width: { size: twips[at] ?? 0, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 90, right: 90 },
      ...(header ? { shading: { type: ShadingType.CLEAR, fill: tint, color: 'auto' } } : {}),
      children: [
        new Paragraph({
          style: 'Cell',
          alignment: alignments[block.columns[at]?.align ?? 'start'],
          keepNext: header || (together && !last),
          children: runs(header ? [{ text: textOf(content), bold: true }] : content),
        }),
      ],
    });
  return new Table({
    width: { size: TEXT_TWIPS, type: WidthType.DXA },
    columnWidths: twips,
    layout: TableLayoutType.FIXED,
    borders: { top: none, left: none, right: none, bottom: rule, insideHorizontal: rule, insideVertical: none },
    tableLook: { firstRow: true, firstColumn: block.rowHeaders, lastRow: false, lastColumn: false, noHBand: true, noVBand: true },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: block.columns.map(({ header }, at) => cell([{ text: header }], at, true)),
      }),
      ...block.rows.map((row, nth) => {
        const last = nth === block.rows.length - 1;
        return new TableRow({ cantSplit: true, children: row.map((content, at) => cell(content, at, false, last)) });
      }),
    ],
  });
}
