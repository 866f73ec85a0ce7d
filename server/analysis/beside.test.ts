import { expect, test } from 'vitest';

import { workWithin } from './beside.ts';
import type { AnswerDraft } from './question.ts';

const draft = { sentences: [] } as unknown as AnswerDraft;

test('a model of twenty thousand cells is fitted within the request, one of a cell more is left for beside the page', async () => {
  let worked = 0;
  const beside = (cells: number) => ({
    cells,
    fits: 1,
    meanwhile: draft,
    work: async () => {
      worked += 1;
      return draft;
    },
  });
  expect(await workWithin(beside(20_000))).toBe(draft);
  expect(await workWithin(beside(20_001))).toBeNull();
  expect(worked).toBe(1);
});
