import type { StudentOutcomes } from '@waymark/contract/assessments.ts';

/** Scores that moved one way when another person began to give them. */
interface StepAtChange {
  mentor: string;
  /** The day of the new person's first of these scores. */
  on: string;
  way: 'up' | 'down';
  moved: number;
  of: number;
}

/** With fewer outcomes scored by both, one that moved is no pattern. */
const fewestOutcomes = 4;

/**
 * The latest change of mentor at which most scores moved one way: of the outcomes scored by both in succession, two thirds or
 * more up, or down. Movement like that may be the student's, or the eye of another person; undefined where it is neither.
 */
export function stepAtChange({ types }: Pick<StudentOutcomes, 'types'>): StepAtChange | undefined {
  const steps = types.flatMap(({ outcomes }) =>
    outcomes.flatMap(({ scores }) => {
      const given = scores.filter(({ perspective, level }) => perspective === 'mentor' && level !== null).toSorted(byDay);
      const at = given.findLastIndex(({ assessor }, index) => index > 0 && assessor.id !== given[index - 1]?.assessor.id);
      const [before, after] = [given[at - 1], given[at]];
      return before === undefined || after === undefined ? [] : [{ after, way: Math.sign((after.level ?? 0) - (before.level ?? 0)) }];
    }),
  );
  const found = [...Map.groupBy(steps, ({ after }) => after.assessor.id).values()].flatMap((own): StepAtChange[] => {
    const [up, down] = [own.filter(({ way }) => way > 0).length, own.filter(({ way }) => way < 0).length];
    const moved = Math.max(up, down);
    const on = own.map(({ after }) => after.assessedOn).toSorted()[0];
    const mentor = own[0]?.after.assessor.name;
    if (own.length < fewestOutcomes || 3 * moved < 2 * own.length || on === undefined || mentor === undefined) return [];
    return [{ mentor, on, way: up > down ? 'up' : 'down', moved, of: own.length }];
  });
  return found.toSorted((a, b) => (a.on < b.on ? 1 : -1))[0];
}

const byDay = (a: { assessedOn: string }, b: { assessedOn: string }): number => (a.assessedOn < b.assessedOn ? -1 : 1);
