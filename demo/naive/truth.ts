import { normalUpper } from '@waymark/stats/normal.ts';
import { easesOf } from '../assessing.ts';
import { daysBetween, firstSchoolYear } from '../calendar.ts';
import type { Demo } from '../generate.ts';
import { standingOn } from '../judgement.ts';
import type { Setting } from '../setting.ts';
import { mean, slopeOf, type Scored } from './scores.ts';

/** How much a mentor's levels scatter about where a student stands (`mentorLevel`). */
const scatter = 0.35;

/** The level expected of a mentor who judges as most do, for a student who stands there: rounded, and kept on the scale. */
function expectedLevel(standing: number, levels: number): number {
  let expected = 1;
  for (let level = 2; level <= levels; level++) expected += normalUpper((level - 0.5 - standing) / scatter);
  return expected;
}

/**
 * Growth a year of one outcome type as it was over the days on which students were scored: the straight line within students
 * through the levels that a mentor who judges as most do would have given, chance apart.
 */
export function trueGrowth(scores: readonly Scored[], setting: Setting, typeCode: string): number {
  const eases = easesOf(setting.framework.outcomes);
  const own = scores.filter((score) => score.perspective === 'mentor' && score.typeCode === typeCode);
  const rows = [...Map.groupBy(own, ({ enrolmentId }) => enrolmentId).values()].flatMap((of) => {
    const levels = of.map(({ life, outcomeId, on }) => {
      const since = life.enrolments[0]?.started_on ?? on;
      const standing = standingOn(life.truth.latent, typeCode, eases.get(outcomeId) ?? 0, since, on);
      return expectedLevel(standing, setting.framework.levels);
    });
    // about each outcome's own mean: outcomes are asked at different times
    const centre = Map.groupBy(of.keys(), (at) => of[at]?.outcomeId);
    return of.map((score, at) => {
      const same = centre.get(score.outcomeId) ?? [];
      return same.length < 2
        ? { x: 0, y: 0 }
        : {
            x: score.years - mean(same.map((one) => of[one]?.years ?? 0)),
            y: (levels[at] ?? 0) - mean(same.map((one) => levels[one] ?? 0)),
          };
    });
  });
  return slopeOf(rows).estimate;
}

/** The mean step that mentors' own ways of scoring make where another than the first scores a student, over those scores. */
export function trueStep({ staff }: Demo, scores: readonly Scored[], setting: Setting): number {
  const mentors = new Map(staff.mentors.map((mentor) => [mentor.row.id, mentor]));
  const firstDay = `${firstSchoolYear(setting.today)}-09-01`;
  const leniency = (id: string, on: string) => {
    const mentor = mentors.get(id);
    return (mentor?.leniency ?? 0) + ((mentor?.drift ?? 0) * daysBetween(firstDay, on)) / 365;
  };
  const first = new Map<unknown, string>();
  const steps = scores.flatMap(({ life, assessorId, perspective, on }) => {
    if (perspective !== 'mentor') return [];
    const before = first.get(life) ?? assessorId;
    first.set(life, before);
    return before === assessorId ? [] : [leniency(assessorId, on) - leniency(before, on)];
  });
  return mean(steps);
}
