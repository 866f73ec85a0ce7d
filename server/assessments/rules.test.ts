import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levelProblem, mayAmend, problemsOf, type Ground, type NewAssessment } from './rules.ts';

const ground: Ground = {
  versions: new Map([
    [
      'v1',
      {
        status: 'published',
        levels: 4,
        series: new Map([
          ['apply', 's-apply'],
          ['revise', 's-revise'],
        ]),
      },
    ],
    ['v2', { status: 'draft', levels: 4, series: new Map() }],
  ]),
  enrolments: new Map([['enrolment', 'ada']]),
  matches: new Map([
    ['match', 'enrolment'],
    ['another', 'elsewhere'],
  ]),
  requireReason: false,
};

function assessment(more: Partial<NewAssessment> = {}): NewAssessment {
  return {
    id: 'assessment',
    studentId: 'ada',
    enrolmentId: 'enrolment',
    frameworkVersionId: 'v1',
    assessorId: 'mo',
    matchId: 'match',
    meetingId: null,
    perspective: 'mentor',
    point: 'baseline',
    assessedOn: '2026-09-10',
    source: 'app',
    scores: [{ id: 'score', outcomeId: 'apply', seriesId: 's-apply', level: 2, missingReason: null, reason: '' }],
    ...more,
  };
}
const score = assessment().scores[0]!;
const fields = (one: NewAssessment, on: Ground = ground) => problemsOf([one], on).map((problem) => problem.field);

describe('an assessment', () => {
  test('in order has no problems', () => {
    expect(problemsOf([assessment()], ground)).toEqual([]);
  });

  test('is refused under an enrolment or a match of somebody else, saying which', () => {
    expect(fields(assessment({ studentId: 'bea' }))).toEqual(['enrolmentId']);
    expect(fields(assessment({ matchId: 'another' }))).toEqual(['matchId']);
  });

  test('is refused against a draft or an unknown framework version', () => {
    expect(fields(assessment({ frameworkVersionId: 'v2', scores: [] }))).toEqual(['frameworkVersionId']);
    expect(fields(assessment({ frameworkVersionId: 'v9' }))).toEqual(['frameworkVersionId']);
  });

  test('is refused with an outcome of another version, a wrong series, or one outcome twice', () => {
    expect(fields(assessment({ scores: [{ ...score, outcomeId: 'other' }] }))).toEqual(['scores.0.outcomeId']);
    expect(fields(assessment({ scores: [{ ...score, seriesId: 's-revise' }] }))).toEqual(['scores.0.seriesId']);
    expect(fields(assessment({ scores: [score, { ...score, id: 'again' }] }))).toEqual(['scores.1.outcomeId']);
  });

  test('names the assessment of many in which the problem is', () => {
    expect(problemsOf([assessment(), assessment({ scores: [{ ...score, level: 5 }] })], ground)).toEqual([
      { field: 'assessments.1.scores.0.level', value: 5, message: 'Level 5 is not on this scale. Choose a level from 1 to 4.' },
    ]);
  });

  test('needs a reason beside each level given in a meeting where the organisation asks for it, and nowhere else', () => {
    const strict = { ...ground, requireReason: true };
    expect(fields(assessment({ meetingId: 'meeting' }), strict)).toEqual(['scores.0.reason']);
    expect(fields(assessment({ meetingId: 'meeting', scores: [{ ...score, reason: 'Named two courses' }] }), strict)).toEqual([]);
    expect(fields(assessment({ meetingId: 'meeting', scores: [{ ...score, level: null, missingReason: 'declined' }] }), strict)).toEqual(
      [],
    );
    expect(fields(assessment({ meetingId: 'meeting', perspective: 'student' }), strict)).toEqual([]);
    expect(fields(assessment({ source: 'import' }), strict)).toEqual([]);
  });
});

test('a level is right exactly when it is whole and on the scale, or is absent for a reason', () => {
  fc.assert(
    fc.property(
      fc.option(fc.oneof(fc.integer({ min: -3, max: 15 }), fc.double({ min: 0, max: 11, noNaN: true }))),
      fc.option(fc.constantFrom('not_asked', 'declined', 'not_applicable', 'not_collected')),
      fc.integer({ min: 2, max: 10 }),
      (level, missing, levels) => {
        const onScale = Array.from({ length: levels }, (_, index) => index + 1).includes(level ?? Number.NaN);
        const right = level === null ? missing !== null : onScale && missing === null;
        expect(levelProblem(level, missing, levels) === undefined).toBe(right);
      },
    ),
  );
});

test('a lead corrects any score, a mentor their own, nobody else any', () => {
  const given = { assessorId: 'mo', perspective: 'mentor' } as const;
  expect(mayAmend('lead', 'lea', given)).toBe(true);
  expect(mayAmend('mentor', 'mo', given)).toBe(true);
  expect(mayAmend('mentor', 'nia', given)).toBe(false);
  expect(mayAmend('mentor', 'mo', { ...given, perspective: 'student' })).toBe(false);
  for (const role of ['admin', 'school_contact', 'student', 'analyst', 'safeguarding_lead'] as const)
    expect(mayAmend(role, 'mo', given)).toBe(false);
});
