import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldStanding, type SeriesScore } from './fold.ts';

let next = 0;
function score(assessedOn: string, level: number | null, more: Partial<SeriesScore> = {}): SeriesScore {
  next += 1;
  const id = String(next).padStart(4, '0');
  return {
    id: `score-${id}`,
    supersedes: null,
    assessmentId: `assessment-${id}`,
    assessedOn,
    point: 'progress',
    assessorId: 'Mo',
    outcomeId: 'outcome',
    level,
    missingReason: level === null ? 'declined' : null,
    ...more,
  };
}

function amend(original: SeriesScore, level: number | null): SeriesScore {
  next += 1;
  return {
    ...original,
    id: `score-${String(next).padStart(4, '0')}`,
    supersedes: original.id,
    level,
    missingReason: level === null ? 'not_asked' : null,
  };
}

describe('where a student stands', () => {
  test('is nowhere before the first score', () => {
    expect(foldStanding([])).toBeUndefined();
  });

  test('is first, previous and latest after three scores', () => {
    expect(foldStanding([score('2026-01-10', 1, { point: 'baseline' }), score('2026-02-10', 3), score('2026-03-10', 2)])).toMatchObject({
      scored: 3,
      firstLevel: 1,
      firstOn: '2026-01-10',
      previousLevel: 3,
      previousOn: '2026-02-10',
      latestLevel: 2,
      latestOn: '2026-03-10',
      baselineLevel: 1,
      progressLevel: 2,
      reviewLevel: null,
      lastAskedOn: '2026-03-10',
      lastMissingReason: null,
    });
  });

  test('has no previous level after one score', () => {
    expect(foldStanding([score('2026-01-10', 2)])).toMatchObject({ scored: 1, firstLevel: 2, previousLevel: null, latestLevel: 2 });
  });

  test('keeps its level when the student declines, and remembers that they did', () => {
    expect(foldStanding([score('2026-01-10', 2), score('2026-02-10', null)])).toMatchObject({
      scored: 1,
      latestLevel: 2,
      latestOn: '2026-01-10',
      lastAskedOn: '2026-02-10',
      lastMissingReason: 'declined',
    });
  });

  test('follows a correction, which stands on the day of the score it corrects', () => {
    const first = score('2026-01-10', 1);
    const second = score('2026-02-10', 4);
    expect(foldStanding([first, second, amend(first, 3)])).toMatchObject({
      scored: 2,
      firstLevel: 3,
      firstOn: '2026-01-10',
      latestLevel: 4,
    });
  });

  test('drops a score corrected to "not asked", and takes a correction of a correction', () => {
    const only = score('2026-01-10', 1);
    const once = amend(only, null);
    expect(foldStanding([only, once])).toMatchObject({ scored: 0, latestLevel: null, lastMissingReason: 'not_asked' });
    expect(foldStanding([only, once, amend(once, 2)])).toMatchObject({ scored: 1, latestLevel: 2, lastMissingReason: null });
  });

  test('takes an old score brought in late as the first, not as the latest', () => {
    const lastYear = score('2025-06-01', 1, { assessorId: 'Predecessor' });
    expect(foldStanding([score('2026-01-10', 3), score('2026-02-10', 2), lastYear])).toMatchObject({
      firstLevel: 1,
      firstAssessorId: 'Predecessor',
      previousLevel: 3,
      latestLevel: 2,
    });
  });
});

const entry = fc.record({
  assessedOn: fc.integer({ min: 1, max: 9 }).map((n) => `2026-03-0${n}`),
  level: fc.option(fc.integer({ min: 1, max: 4 })),
  point: fc.constantFrom('baseline', 'progress', 'review', 'closing'),
  corrections: fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { maxLength: 2 }),
});

/** A history with its corrections, and the history as it would have been had nothing needed correcting. */
const history = fc.array(entry, { minLength: 1, maxLength: 8 }).map((entries) => {
  const written: SeriesScore[] = [];
  const meant: SeriesScore[] = [];
  for (const { assessedOn, level, point, corrections } of entries) {
    let last = score(assessedOn, level, { point });
    written.push(last);
    for (const corrected of corrections) written.push((last = amend(last, corrected)));
    meant.push({ ...last, supersedes: null });
  }
  return { written, meant };
});

describe('any history', () => {
  test('gives one standing in whatever order it reached the database', () => {
    fc.assert(
      fc.property(
        history.chain(({ written }) => fc.tuple(fc.constant(written), fc.shuffledSubarray(written, { minLength: written.length }))),
        ([written, shuffled]) => {
          expect(foldStanding(shuffled)).toEqual(foldStanding(written));
        },
      ),
    );
  });

  test('with corrections stands where it would have stood with the right scores from the start', () => {
    fc.assert(
      fc.property(history, ({ written, meant }) => {
        expect(foldStanding(written)).toEqual(foldStanding(meant));
      }),
    );
  });

  test('starts at its earliest level and ends at its latest', () => {
    fc.assert(
      fc.property(history, ({ written, meant }) => {
        const days = meant
          .filter((one) => one.level !== null)
          .map((one) => one.assessedOn)
          .toSorted();
        const standing = foldStanding(written);
        expect([standing?.firstOn, standing?.latestOn, standing?.scored]).toEqual([days[0] ?? null, days.at(-1) ?? null, days.length]);
      }),
    );
  });
});
