import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeReport } from './mergeReport.ts';

const base = { title: 'Spring', preset: 'own', sections: ['groups'], narrative: { introduction: 'Hello', groups: '' } };

test('what two people wrote in different places stands side by side, without asking', () => {
  const mine = { ...base, preset: 'dfe', narrative: { ...base.narrative, groups: 'Mine' } };
  const theirs = { ...base, title: 'Summer', narrative: { ...base.narrative, introduction: 'Theirs' } };
  expect(mergeReport(base, mine, theirs)).toEqual({
    merged: { title: 'Summer', preset: 'dfe', sections: ['groups'], narrative: { introduction: 'Theirs', groups: 'Mine' } },
    clashes: [],
  });
});

test('words that two people wrote in one place are both kept until somebody chooses', () => {
  const mine = { ...base, narrative: { ...base.narrative, introduction: 'Mine' } };
  const theirs = { ...base, narrative: { ...base.narrative, introduction: 'Theirs' } };
  const { merged, clashes } = mergeReport(base, mine, theirs);
  expect(merged).toEqual(mine);
  expect(clashes).toEqual([{ field: 'narrative.introduction', mine: 'Mine', theirs: 'Theirs' }]);
});

test('no words are lost: whatever either side wrote, blanks around it aside, is in the draft or among what is asked', () => {
  const words = fc.record({ introduction: fc.string(), groups: fc.string() });
  fc.assert(
    fc.property(words, words, words, (was, my, their) => {
      const { merged, clashes } = mergeReport({ narrative: was }, { narrative: my }, { narrative: their });
      const all = [...Object.values(merged.narrative), ...clashes.flatMap(({ mine, theirs }) => [mine, theirs])];
      const kept = new Set(all.map((text) => text.trim()));
      for (const side of [my, their])
        for (const [name, text] of Object.entries(side))
          if (text.trim() !== was[name as keyof typeof was].trim()) expect(kept.has(text.trim())).toBe(true);
    }),
  );
});
