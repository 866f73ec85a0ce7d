import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curveColour } from './curves.ts';
import { brokenLabels } from './labels.ts';
import { placeSegments } from './stackedBars.ts';

const segment = (key: string, value: number) => ({ key, label: key, value, colour: '#000', ink: '#fff' });

test('a bar is cut in proportion, and what is empty is not drawn', () => {
  expect(placeSegments([{ key: 'r', label: '', segments: [segment('up', 3), segment('same', 0), segment('down', 1)] }])).toMatchObject([
    { key: 'up', row: 'r', from: 0, to: 0.75 },
    { key: 'down', row: 'r', from: 0.75, to: 1 },
  ]);
});

test('segments of any bar follow on each other from one end to the other', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 8 }), (values) => {
      const placed = placeSegments([{ key: 'r', label: '', segments: values.map((value, index) => segment(String(index), value)) }]);
      if (placed.length === 0) return;
      expect(placed[0]?.from).toBe(0);
      expect(placed.at(-1)?.to).toBe(1);
      for (const [index, one] of placed.entries()) expect(one.from).toBe(placed[index - 1]?.to ?? 0);
    }),
  );
});

test('lines are seen on a light page and on a dark one', () => {
  const channel = (hex: string) => {
    const value = Number.parseInt(hex, 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = (colour: string) =>
    0.2126 * channel(colour.slice(1, 3)) + 0.7152 * channel(colour.slice(3, 5)) + 0.0722 * channel(colour.slice(5));
  for (let at = 0; at < 6; at++) {
    const ink = luminance(curveColour(at)) + 0.05;
    // 3:1, as WCAG asks of graphics
    expect((luminance('#ffffff') + 0.05) / ink, curveColour(at)).toBeGreaterThan(3);
    expect(ink / (luminance('#1a2221') + 0.05), curveColour(at)).toBeGreaterThan(3);
  }
});

test('a label is read whole on a phone, and what makes room for it grows with its lines', () => {
  const long = 'Student can name reliable places to get information about their next step';
  const { texts, extra } = brokenLabels([long, 'Knowledge'], 290);
  expect(texts[0]?.replaceAll('\n', ' ')).toBe(long);
  expect(texts[0]?.split('\n')).toHaveLength(2);
  expect(texts[1]).toBe('Knowledge');
  expect(extra).toBeGreaterThan(0);
  expect(brokenLabels([long], 640).extra).toBe(0);
});
