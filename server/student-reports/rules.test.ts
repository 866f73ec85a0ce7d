import { getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { textsOf, type Document } from '@waymark/contract/documents.ts';
import { countPages, renderPdf } from '../documents/pdf.ts';
import { choose, type AskedOutcome, type Material, type SaidScore } from './choose.ts';
import { compose, fullness, type Added } from './compose.ts';
import { cut } from './cut.ts';
import { unlike } from './files.ts';
import { fingerprintOf, fitOnePage } from './fit.ts';
import { openPress } from './press.ts';

const types = ['Knowledge', 'Motivation', 'Independence'];
const outcomes: AskedOutcome[] = Array.from({ length: 9 }, (_, i) => ({
  seriesId: `s${i}`,
  type: types[Math.floor(i / 3)] ?? '',
  wording: `I can say thing ${i}.`,
  levels: 4,
}));
let next = 0;
const score = (seriesId: string, on: string, level: number | null, more: Partial<SaidScore> = {}): SaidScore => {
  next += 1;
  return {
    id: `c${String(next).padStart(4, '0')}`,
    assessmentId: `a-${on}`,
    seriesId,
    perspective: 'student',
    on,
    level,
    missingReason: null,
    comment: '',
    ...more,
  };
};
const material = (more: Partial<Material> = {}): Material => ({
  firstName: 'Ada',
  programme: 'Aspire',
  organisation: 'Northbridge Trust',
  from: '2025-09-01',
  to: '2026-03-11',
  today: '2026-03-11',
  outcomes,
  scores: [],
  actions: [],
  ...more,
});
const added: Added = { line: '', lineBy: null, leftOut: [] };
const textOf = (document: Document) => textsOf(document).join('\n');
const page = (given: Material, more = added) => textOf(compose(choose(given), more, fullness[0]!));

describe('what stands on a page', () => {
  test('the student’s own words stand first, the mentor’s beside them, and nothing is averaged', () => {
    const said = page(
      material({
        scores: [
          score('s0', '2025-09-10', 1),
          score('s0', '2026-03-02', 3, { comment: 'I went to the open day.' }),
          score('s0', '2025-10-01', 1, { perspective: 'mentor' }),
          score('s0', '2026-03-04', 2, { perspective: 'mentor' }),
        ],
      }),
    );
    expect(said).toContain(
      'I can say thing 0.\nI said “Not yet” on 10 September 2025, and “Mostly” on 2 March 2026. “I went to the open day.”\nMy mentor said “Not yet” on 1 October 2025, and “A little, or with help” on 4 March 2026.',
    );
    expect(said).not.toMatch(/\d (?:out )?of \d|%|average|rank/i);
  });

  test('where a student was is their last answer before the period, else their first in it', () => {
    const scores = [score('s0', '2025-05-01', 1), score('s0', '2025-08-20', 2), score('s0', '2026-01-01', 3)];
    expect(choose(material({ scores })).outcomes[0]?.own).toEqual({
      was: { level: 2, on: '2025-08-20' },
      now: { level: 3, on: '2026-01-01' },
    });
    expect(choose(material({ scores: scores.slice(2) })).outcomes[0]?.own?.was).toBeNull();
    // what came after the period is not told
    expect(choose(material({ scores, to: '2025-12-01' })).outcomes[0]?.own?.now.on).toBe('2025-08-20');
  });

  test('what a student would rather not say, or said is not about them, is left out, whoever else scored it', () => {
    for (const missingReason of ['declined', 'not_applicable'] as const) {
      const scores = [
        score('s0', '2025-09-10', 2, { comment: 'x' }),
        score('s0', '2026-01-10', null, { missingReason, comment: 'Because of home' }),
        score('s0', '2026-02-10', 3, { perspective: 'mentor' }),
      ];
      expect(choose(material({ scores }))).toMatchObject({ outcomes: [], restsOn: { scores: [] }, lacking: 'everything' });
    }
  });

  test('one of each type comes before a second of any; a line of theirs first, then what moved either way', () => {
    const scores = [
      score('s0', '2026-01-01', 2),
      score('s1', '2025-09-10', 3),
      score('s1', '2026-01-01', 2),
      score('s2', '2026-01-01', 2, { comment: 'Mine' }),
      score('s3', '2026-01-01', 2),
      score('s8', '2026-01-01', 4),
    ];
    expect(choose(material({ scores })).outcomes.map(({ wording }) => wording.slice(-2))).toEqual(['2.', '3.', '8.', '1.', '0.']);
    const shown = compose(choose(material({ scores })), added, { ...fullness[0]!, outcomes: 4 }).blocks.find(({ id }) => id === 'outcomes');
    expect(shown?.type === 'definitions' && shown.items.map(({ term }) => term)).toEqual([
      'Knowledge',
      'Knowledge',
      'Motivation',
      'Independence',
    ]);
  });

  test('a name from right to left does not turn the line it begins', () => {
    const title = (firstName: string) => compose(choose(material({ firstName })), added, fullness[0]!).title;
    expect(title('עדה')).toBe('\u2068עדה\u2069: my steps so far');
    expect(title('Zoë 🦊')).toBe('Zoë 🦊: my steps so far');
  });

  test('a line that is older than the latest answer says when it was written, and does not stand as if it were about that', () => {
    const scores = [score('s0', '2025-09-10', 1, { comment: 'It was all new' }), score('s0', '2026-03-02', 3)];
    expect(page(material({ scores }))).toContain('“Mostly” on 2 March 2026. On 10 September 2025 I wrote: “It was all new”');
  });

  test('with no view of their own, the page says so kindly and tells what the mentor said', () => {
    const said = page(material({ scores: [score('s0', '2026-01-01', 3, { perspective: 'mentor', comment: '' })] }));
    expect(said).toContain('My own view is not here yet');
    expect(said).toContain('What my mentor said');
    // with nothing but actions the mentor has said nothing either
    const action = { id: '1', title: 'Read', dueOn: null, doneOn: null };
    expect(page(material({ actions: [action] }))).not.toMatch(/mentor said/i);
    expect(page(material())).toContain('There is not much on this page yet');
  });

  test('a comment that is left out goes, and the answer beside it stays', () => {
    const scores = [score('s0', '2026-03-02', 3, { comment: 'Ask Sam about it' })];
    const said = page(material({ scores }), { ...added, leftOut: [scores[0]!.id] });
    expect(said).not.toContain('Sam');
    expect(said).toContain('I said “Mostly” on 2 March 2026.');
  });

  test('actions done in the period stand there latest first, open ones by their day', () => {
    const content = choose(
      material({
        actions: [
          { id: '1', title: 'Old', dueOn: null, doneOn: '2025-06-01' },
          { id: '2', title: 'First', dueOn: null, doneOn: '2025-10-01' },
          { id: '3', title: 'Second', dueOn: null, doneOn: '2026-02-01' },
          { id: '4', title: 'Whenever', dueOn: null, doneOn: null },
          { id: '5', title: 'Soon', dueOn: '2026-03-20', doneOn: null },
        ],
      }),
    );
    expect(content.done.map(({ title }) => title)).toEqual(['Second', 'First']);
    expect(content.next.map(({ title }) => title)).toEqual(['Soon', 'Whenever']);
    expect(content.restsOn.actions).toEqual(['3', '2', '5', '4']);
  });
});

test('a text is cut at the end of a word, and never in the middle of a letter', () => {
  expect(cut('Look up two courses and write down what they ask for', 32)).toBe('Look up two courses and write…');
  expect(cut('👩‍👩‍👧‍👦'.repeat(10), 4)).toBe('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦…');
  // one letter under so many marks that it alone would fill the page
  expect(cut(`a${'\u0301'.repeat(5000)} b`, 20).length).toBeLessThan(400);
  expect(cut('x'.repeat(40), 100)).toBe(`${'x'.repeat(30)}\u200B${'x'.repeat(10)}`);
});

describe('one page, whatever there is', () => {
  const long = 'I kept going even when it was hard and then I asked for help with the part about essays. '.repeat(8);
  const much = (text: string, firstName: string): Material =>
    material({
      firstName,
      programme: 'Aspire to the universities of the north '.repeat(3),
      outcomes: outcomes.map((one) => ({ ...one, wording: text.slice(0, 400) })),
      scores: outcomes.flatMap(({ seriesId }) =>
        (['student', 'mentor', 'joint'] as const).flatMap((perspective) => [
          score(seriesId, '2025-09-10', 1, { perspective }),
          score(seriesId, '2026-01-10', 4, { perspective, comment: perspective === 'student' ? text.slice(0, 500) : '' }),
        ]),
      ),
      actions: Array.from({ length: 500 }, (_, i) => ({
        id: `x${i}`,
        title: text.slice(0, 200),
        dueOn: '2026-04-01',
        doneOn: i % 2 === 0 ? '2026-02-01' : null,
      })),
    });

  test.each([
    ['500 actions and a name of forty letters', long, 'Wolfeschlegelsteinhausenbergerdorffwelch'],
    ['a name and words from right to left', 'ذهبت إلى اليوم المفتوح وتحدثت مع طالبة عن الهندسة. '.repeat(16), 'عبد الرحمن'],
    ['emoji', '🎓👩🏽‍🔬🔥 '.repeat(120), 'Zoë 🦊'],
    ['words without a space', 'W'.repeat(700), 'M'.repeat(200)],
    ['a script without a typeface', '我去了开放日并且问了很多问题。'.repeat(40), '王小明'],
  ])('%s', async (_, text, firstName) => {
    const content = choose(much(text, firstName));
    const document = await fitOnePage(content, { line: text.slice(0, 300), lineBy: 'Mo Farooq', leftOut: [] }, countPages);
    const bytes = await renderPdf(document);
    expect((await getDocumentProxy(new Uint8Array(bytes))).numPages).toBe(1);
    // cut by rule, and the same again
    const again = await fitOnePage(content, { line: text.slice(0, 300), lineBy: 'Mo Farooq', leftOut: [] }, countPages);
    expect(fingerprintOf(again)).toBe(fingerprintOf(document));
    expect(Buffer.from(await renderPdf(again)).equals(Buffer.from(bytes))).toBe(true);
  });

  test('where no page can be set, it is composed all the same', async () => {
    const document = await fitOnePage(choose(material()), added, async () => null);
    expect(document.title).toBe('Ada: my steps so far');
  });
});

test('every student’s file is called otherwise than every other, on any system, and none goes out of its folder', () => {
  const taken = new Set<string>();
  const names = ['Ann Lee 2', 'Ann Lee', 'Ann Lee', 'ANN LEE', '../../x', '..', '=cmd|x', 'Zoë\u202Efdp.exe'].map((name) =>
    unlike(name, taken),
  );
  expect(names).toEqual(['Ann Lee 2', 'Ann Lee', 'Ann Lee 3', 'ANN LEE 4', 'x', 'Student', 'cmdx', 'Zoëfdp.exe']);
  expect(taken.size).toBe(names.length);
});

test('a thread that dies gives up what it was asked for, and the next page goes to a new one', async () => {
  const dies = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, document }) => (document.title === 'last' ? process.exit(3) : parentPort.postMessage({ id, kind: 'done', pages: 1 })));`;
  const press = openPress(1, new URL(`data:text/javascript,${encodeURIComponent(dies)}`));
  const titled = (title: string) => ({ ...compose(choose(material()), added, fullness[0]!), title });
  await expect(press.countPages(titled('last'))).rejects.toThrow('ended with 3');
  expect(await press.countPages(titled('next'))).toBe(1);
  await press.close();
  await expect(press.countPages(titled('late'))).rejects.toThrow('closed');
});
