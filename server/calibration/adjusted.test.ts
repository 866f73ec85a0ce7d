import { expect, test } from 'vitest';
import { adjustedLevels, type LatestLevel } from './adjusted.ts';

const given = (typeCode: string, assessorId: string, level: number): LatestLevel => ({
  typeCode,
  typeName: typeCode,
  level,
  levels: 4,
  assessorId,
  assessor: assessorId,
});
const effect = (memberId: string, estimate: number, half: number) => ({
  memberId,
  name: memberId,
  severity: {
    kind: 'estimate' as const,
    estimate,
    ci: [estimate - half, estimate + half] as [number, number],
    n: 30,
    method: '',
    warnings: [],
  },
});
const severity = { says: '', wouldNeed: null, items: [effect('Kind', 0.6, 0.3), effect('Stern', -0.4, 0.4)] };

test('what a generous mentor gave is taken down, what a severe one gave is taken up, with the uncertainty of both', () => {
  const [kind, both] = adjustedLevels(
    [given('K', 'Kind', 3), given('K', 'Kind', 2), given('M', 'Kind', 3), given('M', 'Stern', 3)],
    severity,
  );
  // one mentor’s error does not shrink with the outcomes they scored
  expect(kind).toMatchObject({
    asGiven: 2.5,
    assessors: ['Kind'],
    adjusted: { estimate: expect.closeTo(1.9), ci: [expect.closeTo(1.6), expect.closeTo(2.2)] },
  });
  expect(both).toMatchObject({ asGiven: 3, adjusted: { estimate: expect.closeTo(2.9), ci: [expect.closeTo(2.65), expect.closeTo(3.15)] } });
});

test('a mentor who shares nothing with the others leaves the type as it was given, and nothing leaves the scale', () => {
  expect(adjustedLevels([given('K', 'Kind', 3), given('K', 'Apart', 3)], severity)[0]).toMatchObject({ asGiven: 3, adjusted: null });
  expect(adjustedLevels([given('K', 'Stern', 4)], severity)[0]?.adjusted).toEqual({ estimate: 4, ci: [4, 4] });
});
