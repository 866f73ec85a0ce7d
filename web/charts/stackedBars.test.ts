import fc from 'fast-check';
import { expect, test } from 'vitest';
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
