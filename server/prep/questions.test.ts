import type { View } from '@waymark/contract/prep.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseQuestions, reasonsFor, restDays, type Askable } from './questions.ts';

const today = '2026-11-20';
const stale = 90;
const view = (level: number | null, on: string, more: Partial<View> = {}): View => ({
  level,
  on: level === null ? null : on,
  previousLevel: level,
  askedOn: on,
  missingReason: level === null ? 'declined' : null,
  ...more,
});

let made = 0;
function outcome(more: Partial<Askable> = {}): Askable {
  made += 1;
  return {
    seriesId: `s${made}`,
    typePosition: 1,
    position: made,
    levels: 4,
    mentor: view(3, '2026-10-10'),
    student: null,
    action: null,
    ...more,
  };
}
const kinds = (one: Askable) => reasonsFor(one, today, stale).map((reason) => reason.kind);

describe('a reason to ask', () => {
  test('is none for a good level given last month', () => {
    expect(kinds(outcome())).toEqual([]);
  });

  test('is that it was never assessed, even when the student declined or gave their own view', () => {
    expect(kinds(outcome({ mentor: null }))).toEqual(['never_assessed']);
    expect(kinds(outcome({ mentor: view(null, '2026-10-01'), student: view(2, '2026-10-01') }))).toEqual(['never_assessed']);
  });

  test('is that the level fell, with from, to and when', () => {
    expect(reasonsFor(outcome({ mentor: view(3, '2026-10-10', { previousLevel: 4 }) }), today, stale)).toEqual([
      { kind: 'fell', from: 4, to: 3, on: '2026-10-10' },
    ]);
  });

  test('is a level in the lower half of the scale', () => {
    expect(kinds(outcome({ mentor: view(2, '2026-10-10') }))).toEqual(['low']);
    expect(kinds(outcome({ levels: 3, mentor: view(2, '2026-10-10') }))).toEqual([]);
    expect(kinds(outcome({ levels: 10, mentor: view(5, '2026-10-10') }))).toEqual(['low']);
  });

  test('is that mentor and student are half the scale apart, not one step', () => {
    expect(kinds(outcome({ student: view(2, '2026-10-10') }))).toEqual([]);
    expect(kinds(outcome({ student: view(1, '2026-10-10') }))).toEqual(['disagree']);
    expect(kinds(outcome({ mentor: view(2, '2026-10-10'), student: view(4, '2026-10-10') }))).toEqual(['disagree', 'low']);
  });

  test('is that the level is as old as the organisation calls stale, to the day', () => {
    expect(kinds(outcome({ mentor: view(4, '2026-08-23') }))).toEqual([]);
    expect(kinds(outcome({ mentor: view(4, '2026-08-22') }))).toEqual(['stale']);
  });

  test('is an action due today or overdue, not one due tomorrow', () => {
    const action = { id: 'a', title: 'Visit the library', dueOn: today };
    expect(reasonsFor(outcome({ action }), today, stale)).toEqual([
      { kind: 'action_due', actionId: 'a', title: 'Visit the library', dueOn: today, overdue: false },
    ]);
    expect(kinds(outcome({ action: { ...action, dueOn: '2026-11-21' } }))).toEqual([]);
  });
});

describe('the questions chosen', () => {
  const order = (outcomes: Askable[]) => chooseQuestions(outcomes, today, stale).map((one) => one.seriesId);

  test('for a new student are one from each of five types, in the framework’s order', () => {
    const all = [1, 2, 3, 4, 5].flatMap((typePosition) =>
      [1, 2, 3, 4].map((position) => outcome({ typePosition, position, mentor: null })),
    );
    const chosen = chooseQuestions(all, today, stale);
    expect(chosen.map((one) => one.seriesId)).toEqual(all.filter((one) => one.position === 1).map((one) => one.seriesId));
    expect(chosen.every((one) => one.reasons[0]?.kind === 'never_assessed')).toBe(true);
  });

  test('put a fall to the lowest level before a never-assessed outcome, and that before a merely stale one', () => {
    const fell = outcome({ typePosition: 1, mentor: view(1, '2026-10-10', { previousLevel: 3 }) });
    const never = outcome({ typePosition: 2, mentor: null });
    const old = outcome({ typePosition: 3, mentor: view(4, '2026-03-01') });
    expect(order([old, never, fell])).toEqual([fell.seriesId, never.seriesId, old.seriesId]);
  });

  test('spread over types when worth is close, and stay with a type when it presses much more', () => {
    const never = [1, 2, 3].map((position) => outcome({ typePosition: 1, position, mentor: null }));
    const old = outcome({ typePosition: 2, mentor: view(4, '2026-03-01') });
    expect(order([...never, old]).slice(0, 2)).toEqual([never[0]!.seriesId, old.seriesId]);
    const pressing = [1, 2].map((position) => outcome({ typePosition: 1, position, mentor: view(1, '2026-10-10', { previousLevel: 4 }) }));
    expect(order([...pressing, old]).slice(0, 2)).toEqual(pressing.map((one) => one.seriesId));
  });

  test('put an overdue promise before outcomes never assessed, however recently it came up', () => {
    const promised = outcome({ mentor: view(4, '2026-11-18'), action: { id: 'a', title: 'Draft a plan', dueOn: '2026-11-19' } });
    const never = [2, 3, 4, 5, 6].map((typePosition) => outcome({ typePosition, mentor: null }));
    expect(order([...never, promised])[0]).toBe(promised.seriesId);
  });

  test('let a low outcome rest for two weeks, but not one whose level fell', () => {
    const low = outcome({ mentor: view(1, '2026-11-10') });
    const fell = outcome({ mentor: view(2, '2026-11-10', { previousLevel: 4 }) });
    const fine = [outcome(), outcome(), outcome()];
    expect(order([low, fell, ...fine])[0]).toBe(fell.seriesId);
    expect(
      chooseQuestions([low, ...fine], today, stale).some((one) => one.seriesId === low.seriesId && one.reasons[0]?.kind === 'low'),
    ).toBe(false);
    expect(restDays).toBe(14);
  });

  test('leave out what does not apply to the student until that has gone stale', () => {
    const none = outcome({ mentor: view(null, '2026-10-01', { missingReason: 'not_applicable' }) });
    expect(order([none])).toEqual([]);
    expect(order([{ ...none, mentor: view(null, '2026-08-01', { missingReason: 'not_applicable' }) }])).toEqual([none.seriesId]);
  });

  test('are made up to three with those asked longest ago when little presses', () => {
    const recent = outcome({ mentor: view(3, '2026-11-01') });
    const older = outcome({ mentor: view(3, '2026-09-01') });
    const oldest = outcome({ mentor: view(4, '2026-08-30') });
    const low = outcome({ mentor: view(1, '2026-10-01') });
    expect(chooseQuestions([recent, older, oldest, low], today, stale)).toEqual([
      { seriesId: low.seriesId, reasons: [{ kind: 'low', level: 1, on: '2026-10-01' }] },
      { seriesId: oldest.seriesId, reasons: [{ kind: 'longest_ago', on: '2026-08-30' }] },
      { seriesId: older.seriesId, reasons: [{ kind: 'longest_ago', on: '2026-09-01' }] },
    ]);
  });
});

const level = fc.integer({ min: 1, max: 4 });
const day = fc.integer({ min: 0, max: 200 }).map((ago) => new Date(Date.UTC(2026, 10, 20) - ago * 86_400_000).toISOString().slice(0, 10));
const someView: fc.Arbitrary<View | null> = fc.option(
  fc
    .record({
      level: fc.option(level),
      on: day,
      previousLevel: fc.option(level),
      missing: fc.constantFrom('declined', 'not_applicable', 'not_asked'),
    })
    .map((one) =>
      one.level === null
        ? { level: null, on: null, previousLevel: null, askedOn: one.on, missingReason: one.missing }
        : { level: one.level, on: one.on, previousLevel: one.previousLevel, askedOn: one.on, missingReason: null },
    ),
);
const framework = fc
  .array(
    fc.record({
      typePosition: fc.integer({ min: 1, max: 5 }),
      mentor: someView,
      student: someView,
      action: fc.option(day.map((dueOn) => ({ id: 'a', title: 'Do', dueOn }))),
    }),
    { maxLength: 24 },
  )
  .map((all): Askable[] => all.map((one, position) => ({ ...one, seriesId: `s${position}`, position, levels: 4 })));

describe('for any student', () => {
  test('there are three to five questions, no outcome twice, each with a reason, fewer only where fewer may be asked', () => {
    fc.assert(
      fc.property(framework, (outcomes) => {
        const chosen = chooseQuestions(outcomes, today, stale);
        expect(chosen.length).toBeLessThanOrEqual(5);
        if (chosen.length < 3) {
          const aside = outcomes.filter((one) => one.mentor?.missingReason === 'not_applicable').length;
          expect(outcomes.length - aside).toBeLessThan(3);
        }
        expect(new Set(chosen.map((one) => one.seriesId)).size).toBe(chosen.length);
        expect(chosen.every((one) => one.reasons.length > 0)).toBe(true);
      }),
    );
  });

  test('the choice is the same in whatever order the outcomes come', () => {
    fc.assert(
      fc.property(
        framework.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([outcomes, shuffled]) => {
          expect(chooseQuestions(shuffled, today, stale)).toEqual(chooseQuestions(outcomes, today, stale));
        },
      ),
    );
  });

  test('an outcome that is chosen stays chosen when its own action falls due', () => {
    fc.assert(
      fc.property(framework, (outcomes) => {
        const chosen = chooseQuestions(outcomes, today, stale)[0];
        if (chosen === undefined) return;
        const pressed = outcomes.map((one) =>
          one.seriesId === chosen.seriesId ? { ...one, action: { id: 'b', title: 'Due', dueOn: today } } : one,
        );
        expect(chooseQuestions(pressed, today, stale).map((one) => one.seriesId)).toContain(chosen.seriesId);
      }),
    );
  });

  test('where five types each have something to ask of equal worth, five types are asked about', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 5, maxLength: 5 }), (sizes) => {
        const all = sizes.flatMap((size, type) =>
          Array.from({ length: size }, (_, position) => outcome({ typePosition: type, position, mentor: null })),
        );
        const types = chooseQuestions(all, today, stale).map((one) => all.find((other) => other.seriesId === one.seriesId)?.typePosition);
        expect(new Set(types).size).toBe(5);
      }),
    );
  });
});
