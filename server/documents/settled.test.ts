import { describe, expect, test } from 'vitest';
import { Drawing, plain, textsOf, type Block } from '@waymark/contract/documents.ts';
import { example } from './exampleDocument.ts';
import { columnWidths, inOurTypeface, isRightToLeft, settle, sizeOf, withoutSkippedLevels } from './settled.ts';

describe('what both renderers start from', () => {
  test('headings start at one and never skip a level on the way down', () => {
    const levels = (given: number[]) =>
      withoutSkippedLevels(given.map((level, at): Block => ({ type: 'heading', id: String(at), level, text: 'x' }))).map(
        (block) => (block as { level: number }).level,
      );
    expect(levels([3, 3, 2, 1, 3])).toEqual([1, 2, 2, 1, 2]);
    expect(levels([1, 2, 3, 1])).toEqual([1, 2, 3, 1]);
  });

  test('the first letter says from which side a text is written', () => {
    expect(isRightToLeft('123 محمد and Ada')).toBe(true);
    expect(isRightToLeft('Ada and משה')).toBe(false);
    expect(isRightToLeft('… 12')).toBe(false);
  });

  test('date, organisation and marking stand under the title, in the language of the document', () => {
    expect(settle(example).imprint).toBe('Northbridge Trust · 11 March 2026 · Confidential: for Mrs O’Brien');
    expect(settle({ ...example, marking: '' }).footer).toBe('Northbridge Trust · 11 March 2026');
  });

  test('figures and intervals stay on their line, and texts share the rest of the page', () => {
    const headers = ['Outcome', 'Outcome type', 'Students', 'Moved up', 'Net'];
    const row = [
      'Student can state what is required to get into the next step',
      'Academic self-efficacy',
      '150',
      'hidden',
      '47%\n27 to 67%',
    ];
    const table = {
      type: 'table' as const,
      id: 't',
      caption: 'c',
      rowHeaders: true,
      columns: headers.map((header) => ({ header, align: 'start' as const })),
      rows: [row.map((text) => plain(text))],
    };
    const [outcome = 0, type = 0, ...figures] = columnWidths(table);
    // letters of “Students” in bold, of “hidden”, and of the interval, each with the edges of its cell
    expect(figures).toEqual([8 * 1.1 + 2.5, 6 + 2.5, 10 + 2.5]);
    expect(outcome).toBeGreaterThan(2 * type - 5);
    expect(outcome + type).toBeLessThanOrEqual(100);
    // with more figures than there is room for, texts are broken into more lines before “hidden” is broken into two
    const more = Array.from({ length: 4 }, () => ({ header: 'Moved down', align: 'end' as const }));
    const wide = {
      ...table,
      columns: [...table.columns, ...more],
      rows: [[...row, ...more.map(() => 'hidden')].map((text) => plain(text))],
    };
    const narrower = columnWidths(wide);
    expect(narrower.slice(2, 5)).toEqual(figures);
    expect(Math.round(narrower.reduce((sum, width) => sum + width, 0))).toBe(100);
  });

  test('a drawing is as large as it says, or as its box, or a broad chart', () => {
    expect(sizeOf('<svg width="300" height="100">')).toEqual({ width: 300, height: 100 });
    expect(sizeOf('<svg viewBox="0 0 200 50">')).toEqual({ width: 200, height: 50 });
    expect(sizeOf('<svg>')).toEqual({ width: 640, height: 320 });
  });

  test('a drawing speaks in the typeface of the document, wherever it named another', () => {
    const svg = inOurTypeface(
      `<svg><style>text { font-family: "Foo", serif; fill: red }</style><text font-family='Bar' style="font-family: Baz; x: 1">a</text></svg>`,
    );
    expect(svg).not.toMatch(/Foo|Bar|Baz/);
    expect(svg).toContain('fill: red');
    expect(svg).toContain('; x: 1"');
    expect(svg).toMatch(/^<svg font-family="Atkinson/);
  });
});

describe('a drawing', () => {
  test.each([
    ['a script', '<svg><script>alert(1)</script></svg>'],
    ['a handler', '<svg><rect onload="alert(1)"/></svg>'],
    ['foreign content', '<svg><foreignObject/></svg>'],
    ['a picture from elsewhere', '<svg><image href="https://example.org/a.png"/></svg>'],
    ['a file of this machine', '<svg><image xlink:href="file:///etc/passwd"/></svg>'],
    ['a style from elsewhere', '<svg><style>@import "https://example.org/a.css"</style></svg>'],
    ['a fill from elsewhere', '<svg><rect fill="url(https://example.org/a.svg#b)"/></svg>'],
    ['entities', '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'],
    ['something else', '<html></html>'],
  ])('with %s is refused', (_, svg) => {
    expect(Drawing.safeParse(svg).success).toBe(false);
  });

  test('with a clip of its own is taken', () => {
    expect(Drawing.safeParse('<svg><g clip-path="url(#a)"><text>one = two</text></g></svg>').success).toBe(true);
  });

  test('every text of a document is among its texts, in order', () => {
    const texts = textsOf(example);
    expect(texts[0]).toBe('A summary for Zoë');
    expect(texts).toContain('Dear Mrs O’Brien, how things stand');
    expect(texts).toContain('95%');
    expect(texts).toContain('Attendance was 92% at the start.');
    expect(texts.at(-1)).toBe('a point');
  });
});
