import { FRAMEWORK_LIMITS } from '@waymark/contract/framework-content.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeFrameworkFile } from './file-write.ts';
import { readFrameworkFile } from './file.ts';
import type { FrameworkText } from './text.ts';

const good = `waymark_framework: 1
name: Two levels
levels: 2
outcome_types:
  - code: knowledge
    name: Knowledge
    outcomes:
      - code: K1
        statement: Student can name a course
        question: Which course?
        student_wording: I can name a course.
        descriptors:
          - Does not name a course.
          - Names a course.
`;

/** What is wrong, as "line path: message". */
function problemsOf(text: string): string[] {
  return readFrameworkFile(text).problems.map((problem) => `${problem.line} ${problem.path}: ${problem.message}`);
}

test('a file is read as the framework it describes, with what may be left out left empty', () => {
  expect(readFrameworkFile(good).framework).toEqual({
    name: 'Two levels',
    description: '',
    levels: 2,
    outcomeTypes: [
      {
        code: 'knowledge',
        name: 'Knowledge',
        description: '',
        outcomes: [
          {
            code: 'K1',
            statement: 'Student can name a course',
            question: 'Which course?',
            studentWording: 'I can name a course.',
            evidence: '',
            descriptors: ['Does not name a course.', 'Names a course.'],
          },
        ],
      },
    ],
  });
});

test('words that other programs turn into numbers, dates or truth stay the words that were written', () => {
  const text = good
    .replace('code: K1', 'code: 01')
    .replace('question: Which course?', 'question: Yes')
    .replace('name: Two levels', 'name: 2026-01-01');
  const framework = readFrameworkFile(text).framework;
  expect(framework?.name).toBe('2026-01-01');
  expect(framework?.outcomeTypes[0]?.outcomes[0]).toMatchObject({ code: '01', question: 'Yes' });
});

test('a JSON file with tabs and nulls is read as well', () => {
  const framework = readFrameworkFile(good).framework!;
  const json = JSON.stringify(JSON.parse(writeFrameworkFile(framework, 'json').replace('"evidence": ""', '"evidence": null')), null, '\t');
  expect(readFrameworkFile(json).framework).toEqual(framework);
});

describe('what is wrong is named by line, place and remedy', () => {
  test('a misspelt key', () => {
    expect(problemsOf(good.replace('        question:', '        qestion:'))).toEqual([
      '8 outcome_types[0].outcomes[0].question: question is missing. Add it.',
      '10 outcome_types[0].outcomes[0].qestion: An outcome has no such key. Known keys: code, statement, question, student_wording, evidence, descriptors.',
    ]);
  });

  test('too few and too many descriptors', () => {
    expect(problemsOf(good.replace('          - Names a course.\n', ''))).toEqual([
      '12 outcome_types[0].outcomes[0].descriptors: K1 has 1 descriptor, but the scale has 2 levels. Add 1, or change levels.',
    ]);
    expect(problemsOf(`${good}          - Names three courses.\n`)).toEqual([
      '12 outcome_types[0].outcomes[0].descriptors: K1 has 3 descriptors, but the scale has 2 levels. Take out 1, or change levels.',
    ]);
  });

  test.each(['1', '11', 'four', '2.5', '-2'])('a scale of %s levels', (levels) => {
    const [problem] = readFrameworkFile(good.replace('levels: 2', `levels: ${levels}`)).problems;
    expect(problem).toEqual({ line: 3, path: 'levels', value: levels, message: 'levels must be a whole number from 2 to 10.' });
  });

  test('a code used twice, in whichever case', () => {
    const again = good.slice(good.indexOf('      - code: K1')).replace('K1', 'k1');
    expect(problemsOf(good + again)).toEqual([
      '15 outcome_types[0].outcomes[1].code: The code k1 is already used by “Student can name a course”. Give this one a code of its own.',
    ]);
  });

  test('a code with a space', () => {
    expect(problemsOf(good.replace('code: K1', 'code: K 1'))).toEqual([
      '8 outcome_types[0].outcomes[0].code: A code is letters, digits, full stops, hyphens and underscores, without spaces, such as K1.',
    ]);
  });

  test('an empty text, a missing list, a text in place of a list', () => {
    expect(problemsOf(good.replace('statement: Student can name a course', 'statement:'))).toEqual([
      '9 outcome_types[0].outcomes[0].statement: statement is missing. Add it.',
    ]);
    expect(problemsOf(good.replace('- Names a course.', '- "  "'))).toEqual([
      '14 outcome_types[0].outcomes[0].descriptors[1]: A descriptor is empty. Write it.',
    ]);
    expect(problemsOf('waymark_framework: 1\nname: A\nlevels: 2\n')).toEqual(['1 outcome_types: outcome_types is missing. Add a list.']);
    expect(problemsOf('waymark_framework: 1\nname: A\nlevels: 2\noutcome_types: Knowledge\n')).toEqual([
      '4 outcome_types: outcome_types must be a list: a line starting with "- " for each.',
    ]);
  });

  test('a format that is not this one', () => {
    expect(problemsOf(good.replace('waymark_framework: 1', 'waymark_framework: 2'))).toEqual([
      '1 waymark_framework: This version of the file format is not known here. Write "waymark_framework: 1".',
    ]);
    expect(problemsOf('- one\n- two\n')[0]).toContain('A framework file must be a set of keys');
    expect(problemsOf('Dear all,')[0]).toContain('A framework file must be a set of keys');
    expect(problemsOf(' \n')).toEqual(['undefined : The file is empty. Choose a framework file.']);
  });

  test('a line that is not YAML, with the line itself', () => {
    const [problem] = readFrameworkFile(good.replace('question: Which course?', 'question: Which: course?')).problems;
    expect(problem).toMatchObject({ line: 10, value: 'question: Which: course?' });
    expect(problem?.message).toContain('must stand in quotes');
  });

  test('a key written twice', () => {
    expect(problemsOf(good.replace('levels: 2\n', 'levels: 2\nlevels: 3\n'))).toEqual([
      '4 : This key is written twice in the same place. Keep one of them.',
    ]);
  });

  test('references, so that no file can grow when it is read', () => {
    const bomb = 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n';
    expect(problemsOf(bomb)[0]).toBe(
      '1 : References (& and *) are not read in a framework file. Write the text out, or put it in quotes if it begins with & or *.',
    );
    expect(problemsOf('['.repeat(50_000))[0]).toContain('nested too deeply');
  });
});

test('all problems of a file are reported at once, in its order', () => {
  const text = good.replace('levels: 2', 'levels: 99').replace('question: Which course?', 'question: ""').replace('code: K1', 'code: "?"');
  expect(readFrameworkFile(text).problems.map((problem) => problem.line)).toEqual([3, 8, 10]);
});

const anyText = (max: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: max })
    .filter((text) => text.trim() !== '' && text.trim().length <= max && !text.includes('\0'))
    .map((text) => text.trim());
const maybeText = (max: number) =>
  fc.oneof(
    fc.constant(''),
    anyText(max),
    fc
      .constantFrom('null', '~', 'true', '1.0', '- a', '# no comment', 'a: b', '&x', '*x', 'two\nlines', '  "quoted" ', '%')
      .map((text) => text.trim()),
  );
const codes = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/);

const anyFramework: fc.Arbitrary<FrameworkText> = fc
  .integer({ min: FRAMEWORK_LIMITS.minLevels, max: FRAMEWORK_LIMITS.maxLevels })
  .chain((levels) => {
    const outcome = fc.record({
      code: codes,
      statement: anyText(200),
      question: anyText(200),
      studentWording: anyText(200),
      evidence: maybeText(400),
      descriptors: fc.array(anyText(200), { minLength: levels, maxLength: levels }),
    });
    const type = fc.record({
      code: codes,
      name: anyText(60),
      description: maybeText(200),
      outcomes: fc.array(outcome, { minLength: 1, maxLength: 4 }),
    });
    return fc
      .record({
        name: anyText(60),
        description: maybeText(300),
        levels: fc.constant(levels),
        outcomeTypes: fc.uniqueArray(type, { minLength: 1, maxLength: 4, selector: (one) => one.code.toLowerCase() }),
      })
      .filter((framework) => {
        const all = framework.outcomeTypes.flatMap((one) => one.outcomes.map((each) => each.code.toLowerCase()));
        return new Set(all).size === all.length;
      });
  });

test.each(['yaml', 'json'] as const)('a framework written as %s reads back as itself', (format) => {
  fc.assert(
    fc.property(anyFramework, (framework) => {
      expect(readFrameworkFile(writeFrameworkFile(framework, format))).toEqual({ framework, problems: [] });
    }),
    { numRuns: 150 },
  );
});
