import type { Setting } from './setting.ts';

/** An organisation's set-up with the shape of the real one, for tests that need no database. */
export function exampleSetting(today: string): Setting {
  const types = ['knowledge', 'motivation', 'results', 'independence', 'self_efficacy'];
  const id = (group: number, n: number) => `00000000-0000-7000-8000-${String(group * 1000 + n).padStart(12, '0')}`;
  const outcomes = types.flatMap((typeCode, t) =>
    [1, 2, 3, 4, 5].map((n) => ({ id: id(1, t * 5 + n), seriesId: id(2, t * 5 + n), code: `${typeCode}${n}`, typeCode })),
  );
  return {
    today,
    framework: { id: id(0, 1), versionId: id(0, 2), levels: 4, outcomes },
    characteristics: [
      { id: id(3, 1), code: 'fsm', options: ['yes', 'no'] },
      { id: id(3, 2), code: 'first_in_family', options: ['yes', 'no'] },
      { id: id(3, 3), code: 'imd', options: ['1', '2', '3', '4', '5'] },
    ],
    library: outcomes.map((outcome, n) => ({
      id: id(4, n + 1),
      seriesId: outcome.seriesId,
      title: `Try something for ${outcome.code}`,
      detail: '',
      owner: 'student' as const,
      upToLevel: 2,
      dueInDays: 14,
    })),
  };
}
