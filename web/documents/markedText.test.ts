import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMarked, toMarked } from './markedText.ts';

test('bold and italic are written with stars, and read back', () => {
  const runs = [
    { text: 'Ada ' },
    { text: 'reads', bold: true },
    { text: ' a ' },
    { text: 'lot', italic: true },
    { text: '!', bold: true, italic: true },
  ];
  expect(toMarked(runs)).toBe('Ada **reads** a *lot****!***');
  expect(fromMarked(toMarked(runs))).toEqual(runs);
});

test('a star that is meant as one stays one, and what is not closed holds to the end', () => {
  expect(fromMarked(String.raw`2 \* 3 \\ 4`)).toEqual([{ text: String.raw`2 * 3 \ 4` }]);
  expect(fromMarked('a **b')).toEqual([{ text: 'a ' }, { text: 'b', bold: true }]);
});

test('nothing is lost or changed by opening and closing the editor, whatever was written', () => {
  const run = fc.record({ text: fc.string({ minLength: 1, unit: 'grapheme' }), bold: fc.boolean(), italic: fc.boolean() });
  fc.assert(
    fc.property(fc.array(run), (runs) => {
      const letters = (all: readonly { text: string; bold?: boolean; italic?: boolean }[]) =>
        all.flatMap(({ text, bold, italic }) => Array.from(text, (letter) => `${letter} ${Boolean(bold)} ${Boolean(italic)}`));
      expect(letters(fromMarked(toMarked(runs)))).toEqual(letters(runs));
    }),
  );
});
