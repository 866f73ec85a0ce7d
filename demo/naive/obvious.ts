import { weightedKappa } from '@waymark/stats/kappa.ts';
import { moved } from '@waymark/stats/moved.ts';
import type { Demo } from '../generate.ts';
import type { Setting } from '../setting.ts';
import { planted } from '../planted.ts';
import { differenceOf, mean, pairsOf, scoresOf, sd, seenByBoth, slopeOf, type Pair, type Scored } from './scores.ts';

/** A figure, with an interval where the obvious way gives one. */
export interface Figure {
  estimate: number;
  low?: number;
  high?: number;
}

/** What somebody with the scores, a spreadsheet and a textbook would have got, by name. */
export function obviousFigures(demo: Demo, setting: Setting): Record<string, Figure> {
  const scores = scoresOf(demo, setting);
  const pairs = pairsOf(scores);
  return {
    ...movement(pairs),
    ...groups(pairs),
    ...ofTime(scores),
    ...agreement(scores, setting.framework.levels),
    ...outcomes(pairs, setting),
    ...leaving(demo, pairs),
    ...help(pairs),
    ...handovers(scores),
    ...improvement(demo, pairs, setting),
    ...mentors(demo, scores),
  };
}

const share = (pairs: readonly Pair[], of: (pair: Pair) => boolean) => pairs.filter(of).length / pairs.length;

/** Every pair as if it were another student's: the textbook's error. */
function movement(pairs: readonly Pair[]): Record<string, Figure> {
  const [up, down] = [share(pairs, ({ first, latest }) => latest > first), share(pairs, ({ first, latest }) => latest < first)];
  const net = up - down;
  const half = 1.96 * Math.sqrt((up + down - net ** 2) / pairs.length);
  const answer = moved(asPairs(pairs));
  const [low, high] = (answer.kind === 'estimate' ? answer.ci : null) ?? [NaN, NaN];
  return { net: { estimate: net, low: net - half, high: net + half }, netClustered: { estimate: net, low, high } };
}

export function asPairs(pairs: readonly Pair[]) {
  const lives = [...new Set(pairs.map(({ life }) => life))];
  return {
    levels: 4,
    first: pairs.map(({ first }) => first),
    second: pairs.map(({ latest }) => latest),
    count: pairs.map(() => 1),
    cluster: pairs.map(({ life }) => lives.indexOf(life)),
  };
}

/** The gap in the share at level 3 or above, first and latest: did it grow? */
function groups(pairs: readonly Pair[]): Record<string, Figure> {
  const [fsm, others] = [true, false].map((is) => pairs.filter(({ life }) => life.truth.fsm === is));
  const change = (of: readonly Pair[]) => of.map(({ first, latest }) => Number(latest >= 3) - Number(first >= 3));
  return { gapGrew: differenceOf(change(fsm ?? []), change(others ?? [])) };
}

/** Mean of the scores there are, early and late: whoever left is in the early ones only. */
function ofTime(scores: readonly Scored[]): Record<string, Figure> {
  const motivation = scores.filter(({ perspective, typeCode }) => perspective === 'mentor' && typeCode === 'motivation');
  return { motivationSlope: slopeOf(motivation.map(({ years, level }) => ({ x: years, y: level }))) };
}

/** κ with the textbook's error, as if every pair were another student's. */
function agreement(scores: readonly Scored[], levels: number): Record<string, Figure> {
  const both = seenByBoth(scores);
  const of = (typeCode: string): Figure => {
    const own = both.filter((pair) => pair.typeCode === typeCode);
    const answer = weightedKappa({
      levels,
      first: own.map(({ mentor }) => mentor),
      second: own.map((pair) => pair.own),
      count: own.map(() => 1),
      cluster: null,
    });
    if (answer.kind === 'refusal' || answer.ci === null) return { estimate: NaN };
    return { estimate: answer.estimate, low: answer.ci[0], high: answer.ci[1] };
  };
  return { kappaResults: of('results'), kappaSelfEfficacy: of('self_efficacy') };
}

/** Mean change of the outcome with the ceiling, beside the others of its type. */
function outcomes(pairs: readonly Pair[], setting: Setting): Record<string, Figure> {
  const own = setting.framework.outcomes.filter(({ typeCode }) => typeCode === planted.ceiling.typeCode);
  const easiest = own.at(-1)?.id;
  const change = (of: readonly Pair[]) => of.map(({ first, latest }) => latest - first);
  const knowledge = pairs.filter(({ typeCode }) => typeCode === planted.ceiling.typeCode);
  const [at, rest] = [true, false].map((is) => change(knowledge.filter(({ outcomeId }) => (outcomeId === easiest) === is)));
  return { ceilingMoved: differenceOf(at ?? [], rest ?? []) };
}

/** Of all who ever enrolled, those who left early so far; and the change of those who did not. */
function leaving({ lives }: Demo, pairs: readonly Pair[]): Record<string, Figure> {
  const enrolments = lives.flatMap((life) => life.enrolments);
  const early = new Set(enrolments.filter(({ end_kind }) => end_kind === 'early').map(({ id }) => id));
  const changes = [...Map.groupBy(pairs, ({ enrolmentId }) => enrolmentId)].map(([id, own]) => ({
    early: early.has(id),
    change: mean(own.map(({ first, latest }) => latest - first)),
  }));
  return {
    left: { estimate: early.size / enrolments.length },
    completersChange: { estimate: mean(changes.flatMap((one) => (one.early ? [] : [one.change]))) },
  };
}

/** One kind of help at a time: who had the club against who had not; hours of meetings against change. */
function help(pairs: readonly Pair[]): Record<string, Figure> {
  const rows = [...Map.groupBy(pairs, ({ enrolmentId }) => enrolmentId).values()].flatMap((own) => {
    const [one] = own;
    if (one === undefined) return [];
    const until = own.map(({ latestOn }) => latestOn).reduce((a, b) => (a > b ? a : b));
    const matches = new Set(one.life.matches.flatMap(({ id, enrolment_id }) => (enrolment_id === one.enrolmentId ? [id] : [])));
    const minutes = one.life.meetings
      .filter(({ status, match_id, starts_at }) => status === 'held' && matches.has(match_id) && starts_at.slice(0, 10) <= until)
      .reduce((sum, meeting) => sum + (meeting.minutes ?? 0), 0);
    const change = mean(own.map(({ first, latest }) => latest - first));
    return [{ x: minutes / 600, y: change, club: one.life.truth.latent.tutoredFrom !== null && until > one.life.truth.latent.tutoredFrom }];
  });
  const changeOf = (club: boolean) => rows.flatMap((row) => (row.club === club ? [row.y] : []));
  return { tenHoursOfMeetings: slopeOf(rows), club: differenceOf(changeOf(true), changeOf(false)) };
}

/** From one score of an outcome to the next, where another mentor gave it. */
function handovers(scores: readonly Scored[]): Record<string, Figure> {
  const mentors = scores.filter(({ perspective }) => perspective === 'mentor');
  const steps = [...Map.groupBy(mentors, ({ enrolmentId, outcomeId }) => `${enrolmentId} ${outcomeId}`).values()].flatMap((own) =>
    own.slice(1).flatMap((score, at) => (own[at]?.assessorId === score.assessorId ? [] : [score.level - (own[at]?.level ?? 0)])),
  );
  const half = (1.96 * sd(steps)) / Math.sqrt(steps.length);
  return { handover: { estimate: mean(steps), low: mean(steps) - half, high: mean(steps) + half } };
}

/** The school with the lowest levels; and those who did an action, against those who did not. */
function improvement({ staff }: Demo, pairs: readonly Pair[], setting: Setting): Record<string, Figure> {
  const third = staff.schools[2]?.id;
  const latest = (is: boolean) => pairs.flatMap((pair) => ((pair.life.student.school_id === third) === is ? [pair.latest] : []));
  const change = (is: boolean) =>
    pairs.flatMap((pair) => ((pair.life.student.school_id === third) === is ? [pair.latest - pair.first] : []));
  const series = new Map(setting.framework.outcomes.map(({ id, seriesId }) => [id, seriesId]));
  const acted = ({ life, outcomeId, firstOn, latestOn }: Pair) =>
    life.actions.some(
      ({ status, series_id, closed_on }) =>
        status === 'done' && series_id === series.get(outcomeId) && closed_on !== null && closed_on >= firstOn && closed_on <= latestOn,
    );
  const up = (is: boolean) => pairs.flatMap((pair) => (acted(pair) === is ? [Number(pair.latest > pair.first)] : []));
  return {
    school: differenceOf(latest(true), latest(false)),
    schoolMoved: differenceOf(change(true), change(false)),
    acted: differenceOf(up(true), up(false)),
  };
}

/** Mean of all levels a mentor gave, less the mean of all mentors' levels. */
function mentors({ staff }: Demo, scores: readonly Scored[]): Record<string, Figure> {
  const given = scores.filter(({ perspective }) => perspective === 'mentor');
  const everybody = mean(given.map(({ level }) => level));
  const of = (name: string): Figure => {
    const id = staff.mentors.find(({ row }) => row.name === name)?.row.id;
    return { estimate: mean(given.filter(({ assessorId }) => assessorId === id).map(({ level }) => level)) - everybody };
  };
  return {
    'mentor Kwame Boateng': of('Kwame Boateng'),
    'mentor Ruth Steiner': of('Ruth Steiner'),
    'mentor Tom Ashworth': of('Tom Ashworth'),
  };
}
