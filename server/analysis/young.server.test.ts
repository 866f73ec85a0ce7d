import { type AnalysisAnswer, getAnalysis, questions } from '@waymark/contract/analysis.ts';
import { expect, test } from 'vitest';
import { assess } from '../testing/assess.ts';
import { testServer } from '../testing/server.ts';

const server = await testServer();

/** A refusal is read by a lead: short, and without what only a statistician knows. */
const plain = (refusals: AnalysisAnswer['refusals']) =>
  refusals.every(({ says, wouldNeed }) => says.length < 250 && !/CR2|pair/.test(says + wouldNeed));

test('an organisation of nobody, and of three students, has every question answered or refused, and nothing is told of three', async () => {
  const org = await server.organisation();
  const analyst = await org.member('analyst');
  const ask = async (question: (typeof questions)[number]) => analyst.call(getAnalysis, { params: { question }, query: {} });
  for (const question of questions) {
    const { included, refusals, sentences } = await ask(question);
    expect(included, question).toEqual({ students: 0, scores: 0 });
    expect(refusals.length, question).toBeGreaterThan(0);
    expect(sentences, question).toEqual([]);
    expect(plain(refusals), question).toBe(true);
  }

  const mentor = await org.member('mentor');
  for (let i = 0; i < 3; i++) {
    const student = await org.student({ givenName: 'Ada', familyName: `Few${i}` });
    const match = await org.match(student.id, mentor.memberId);
    for (const [assessedOn, level] of [
      ['2025-10-01', 1 + i],
      ['2026-02-01', 2 + (i % 2)],
    ] as const)
      await assess(org, { studentId: student.id, ...match, assessorId: mentor.memberId, assessedOn, levels: [level, level] });
  }
  for (const question of questions) {
    const { included, refusals, tables, sentences } = await ask(question);
    expect(refusals.length, question).toBeGreaterThan(0);
    expect(sentences, question).toEqual([]);
    expect(plain(refusals), question).toBe(true);
    expect(included.students ?? 0, question).toBe(0);
    for (const { id, columns, rows } of tables)
      for (const [at, column] of columns.entries())
        // how many outcomes there are is no figure of anybody
        if (column.id !== 'outcomes')
          for (const row of rows)
            if (typeof row[at] === 'number') expect([question, id, column.id, row[at]]).toEqual([question, id, column.id, 0]);
  }
});
