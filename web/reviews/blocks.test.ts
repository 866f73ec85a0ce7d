import { expect, test } from 'vitest';
import type { EvidenceQuestion } from '@waymark/contract/evidence.ts';
import { blocksOf } from './blocks.ts';

const question = (key: EvidenceQuestion['key'], answer: EvidenceQuestion['answer'], cannotSay: EvidenceQuestion['cannotSay'] = null) => ({
  key,
  answer,
  cannotSay,
  lines: [],
});

test('what cannot be said for the same reason is said once, after what can be said', () => {
  const blocks = blocksOf([
    question('attendance', 'unknown', 'nothing_new'),
    question('punctuality', 'same'),
    question('behaviour', 'unknown', 'no_baseline'),
    question('homework', 'unknown', 'nothing_new'),
    question('outcomes', 'unknown', 'nothing_new'),
  ]);
  const said = blocks.map((block) =>
    block.kind === 'question' ? block.question.key : [block.why, ...block.questions.map(({ key }) => key)],
  );
  expect(said).toEqual(['punctuality', 'outcomes', ['nothing_new', 'attendance', 'homework'], 'behaviour']);
});

test('the order of the guidance stays among what can be said', () => {
  const keys = ['attendance', 'behaviour', 'outcomes'] as const;
  const blocks = blocksOf([question('attendance', 'worse'), question('behaviour', 'same'), question('outcomes', 'better')]);
  expect(blocks).toMatchObject(keys.map((key) => ({ kind: 'question', question: { key } })));
});
