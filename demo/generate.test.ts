import { describe, expect, test } from 'vitest';
import { checkUpn } from '@waymark/contract/upn.ts';
import { addDays, weekday } from './calendar.ts';
import { exampleSetting } from './example-setting.ts';
import { generate, type Demo } from './generate.ts';
import type { Life } from './life.ts';
import type { AssessmentRow, ScoreRow } from './rows.ts';

const today = '2026-03-11';
const demo = generate(exampleSetting(today));
const setting = exampleSetting(today);
const typeOf = new Map(setting.framework.outcomes.map((outcome) => [outcome.id, outcome.typeCode]));

interface Given {
  life: Life;
  assessment: AssessmentRow;
  score: ScoreRow & { level: number };
}

const given: Given[] = demo.lives.flatMap((life) => {
  const assessments = new Map(life.assessments.map((assessment) => [assessment.id, assessment]));
  return life.scores.flatMap((score) => {
    const assessment = assessments.get(score.assessment_id);
    if (assessment === undefined || score.level === null) return [];
    return [{ life, assessment, score: { ...score, level: score.level } }];
  });
});
const mean = (of: readonly Given[]) => of.reduce((sum, one) => sum + one.score.level, 0) / of.length;
const byMentors = given.filter(({ assessment }) => assessment.perspective === 'mentor');
const mentorId = (name: string) => demo.staff.mentors.find(({ row }) => row.name === name)?.row.id;
const baselines = byMentors.filter(({ assessment }) => assessment.point === 'baseline');

describe('the demo organisation', () => {
  test('is the same every time', () => {
    expect(generate(exampleSetting(today))).toEqual(demo);
  });

  test('has three schools, eight mentors and 240 students, and nobody has the name of another', () => {
    expect([demo.staff.schools.length, demo.staff.mentors.length, demo.lives.length]).toEqual([3, 8, 240]);
    const names = demo.lives.map(({ student }) => `${student.given_name} ${student.family_name}`);
    expect(new Set(names).size).toBe(240);
  });

  test('has a right check letter in every UPN', () => {
    const upns = demo.lives.flatMap(({ student }) => student.upn ?? []);
    expect(upns.length).toBeGreaterThan(200);
    expect(upns.filter((upn) => !checkUpn(upn).ok)).toEqual([]);
  });

  test('says nothing of the future but what is in the diary', () => {
    for (const life of demo.lives) {
      expect(life.assessments.filter(({ assessed_on }) => assessed_on >= today)).toEqual([]);
      expect(life.meetings.filter((meeting) => meeting.starts_at.slice(0, 10) >= today && meeting.status !== 'scheduled')).toEqual([]);
      expect(life.actions.filter(({ closed_on }) => closed_on !== null && closed_on > today)).toEqual([]);
      expect(life.enrolments.filter(({ started_on, ended_on }) => started_on > today || (ended_on ?? started_on) > today)).toEqual([]);
    }
  });

  test('lets students say a few things in their own words, most of them at some time', () => {
    const lines = given.filter(({ assessment, score }) => assessment.perspective === 'student' && score.reason !== '');
    const seen = new Set(given.filter(({ assessment }) => assessment.perspective === 'student').map(({ life }) => life));
    expect(new Set(lines.map(({ life }) => life)).size / seen.size).toBeGreaterThan(0.7);
    expect(new Set(lines.map(({ score }) => score.reason)).size).toBe(40);
  });

  test('scores each outcome once in an assessment, with a level or the reason why not', () => {
    for (const { scores } of demo.lives) {
      const originals = scores.filter(({ supersedes }) => supersedes === null).map((score) => score.assessment_id + score.outcome_id);
      expect(new Set(originals).size).toBe(originals.length);
      expect(scores.filter(({ level, missing_reason }) => (level === null) === (missing_reason === null))).toEqual([]);
    }
  });

  test('credits every score to the mentor of the match it was made under', () => {
    for (const { matches, assessments } of demo.lives) {
      const mentors = new Map(matches.map((match) => [match.id, match.mentor_id]));
      const odd = assessments.filter(({ match_id, assessor_id }) => match_id !== null && mentors.get(match_id) !== assessor_id);
      expect(odd).toEqual([]);
    }
  });
});

describe.each(['2026-03-11', '2026-05-29', '2026-08-12', '2026-09-04', '2026-11-21', '2027-01-02'])('on %s', (day) => {
  const one: Demo = generate(exampleSetting(day));
  const meetings = one.lives.flatMap((life) => life.meetings).filter(({ status }) => status === 'scheduled');

  test('every mentor has meetings today, at times that do not clash', () => {
    for (const { row } of one.staff.mentors) {
      const todays = meetings.filter((meeting) => meeting.mentor_id === row.id && meeting.starts_at.startsWith(day));
      expect(todays.length, row.name).toBeGreaterThanOrEqual(3);
      expect(new Set(todays.map(({ starts_at }) => starts_at)).size).toBe(todays.length);
    }
  });

  test('nobody is met twice on one day by one mentor', () => {
    const keys = meetings.map((meeting) => `${meeting.match_id} ${meeting.starts_at.slice(0, 10)}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('nobody is met on a Sunday, unless today is one', () => {
    expect(meetings.filter((meeting) => !meeting.starts_at.startsWith(day) && weekday(meeting.starts_at.slice(0, 10)) === 6)).toEqual([]);
  });

  test('every mentor has a caseload to choose from', () => {
    for (const { row } of one.staff.mentors) {
      const current = one.lives.flatMap((life) => life.matches).filter((match) => match.mentor_id === row.id && match.ended_on === null);
      expect(current.length, row.name).toBeGreaterThanOrEqual(8);
    }
  });
});

describe('what a later chart has to find', () => {
  test('one mentor is lenient and one is harsh', () => {
    const of = (name: string) => mean(byMentors.filter(({ assessment }) => assessment.assessor_id === mentorId(name)));
    const everybody = mean(byMentors);
    expect(of('Tom Ashworth')).toBeGreaterThan(everybody + 0.3);
    expect(of('Ruth Steiner')).toBeLessThan(everybody - 0.3);
  });

  test('one mentor grows more lenient: baselines drift up though the students are alike', () => {
    const of = baselines.filter(({ assessment }) => assessment.assessor_id === mentorId('Bronwen Pugh'));
    const middle = of.map(({ assessment }) => assessment.assessed_on).sort()[Math.floor(of.length / 2)] ?? today;
    const early = mean(of.filter(({ assessment }) => assessment.assessed_on < middle));
    expect(mean(of.filter(({ assessment }) => assessment.assessed_on >= middle))).toBeGreaterThan(early + 0.1);
  });

  test('students on free school meals start lower', () => {
    expect(mean(baselines.filter(({ life }) => life.truth.fsm))).toBeLessThan(mean(baselines.filter(({ life }) => !life.truth.fsm)) - 0.25);
  });

  test('students move up, and knowledge moves further than results', () => {
    const change = (type: string) => {
      const changes: number[] = [];
      for (const life of demo.lives) {
        const series = Map.groupBy(
          byMentors.filter((one) => one.life === life && typeOf.get(one.score.outcome_id) === type),
          ({ score }) => score.outcome_id,
        );
        for (const scores of series.values()) {
          const inOrder = scores.toSorted((a, b) => a.assessment.assessed_on.localeCompare(b.assessment.assessed_on));
          const [first, last] = [inOrder[0], inOrder.at(-1)];
          if (first && last && first !== last) changes.push(last.score.level - first.score.level);
        }
      }
      return changes.reduce((sum, one) => sum + one, 0) / changes.length;
    };
    expect(change('results')).toBeGreaterThan(0.05);
    expect(change('knowledge')).toBeGreaterThan(change('results') + 0.15);
  });

  test('one outcome is so easy that most are at the top: a ceiling', () => {
    const atTop = (code: string) => {
      const id = setting.framework.outcomes.find((outcome) => outcome.code === code)?.id;
      const scores = byMentors.filter(({ score, assessment }) => score.outcome_id === id && assessment.assessed_on > addDays(today, -200));
      return scores.filter(({ score }) => score.level === 4).length / scores.length;
    };
    expect(atTop('knowledge5')).toBeGreaterThan(0.5);
    expect(atTop('results5')).toBeLessThan(0.2);
  });

  test('those who leave early were less motivated from the start', () => {
    const motivation = baselines.filter(({ score }) => typeOf.get(score.outcome_id) === 'motivation');
    const left = (life: Life) => life.enrolments.some(({ end_kind }) => end_kind === 'early');
    expect(demo.lives.filter(left).length).toBeGreaterThan(20);
    expect(mean(motivation.filter(({ life }) => left(life)))).toBeLessThan(mean(motivation.filter(({ life }) => !left(life))) - 0.15);
  });

  test("students' own view differs: higher on results, lower on what they could manage", () => {
    const gap = (type: string) => {
      const of = (perspective: string) =>
        mean(
          given.filter(
            ({ assessment, score, life }) =>
              life.seat !== null &&
              assessment.perspective === perspective &&
              assessment.point === 'baseline' &&
              typeOf.get(score.outcome_id) === type,
          ),
        );
      return of('student') - of('mentor');
    };
    expect(gap('results')).toBeGreaterThan(0.15);
    expect(gap('self_efficacy')).toBeLessThan(-0.15);
  });

  test('some were handed over, and what is open went along', () => {
    const handed = demo.lives.flatMap((life) => life.matches).filter(({ handed_over_to }) => handed_over_to !== null);
    expect(handed.length).toBeGreaterThan(15);
    for (const life of demo.lives) {
      const current = new Set(life.matches.filter(({ ended_on }) => ended_on === null).map(({ id }) => id));
      const stranded = life.actions.filter(({ status, match_id }) => status === 'open' && current.size > 0 && !current.has(match_id));
      // only until the new mentor's first meeting
      expect(stranded.length).toBeLessThanOrEqual(3);
    }
  });

  test('there are gaps: declined, not asked, unknown backgrounds, thin baselines, missed meetings, overdue actions', () => {
    const all = demo.lives;
    const missing = (reason: string) =>
      all.flatMap(({ scores }) => scores).filter(({ missing_reason }) => missing_reason === reason).length;
    expect(Math.min(missing('declined'), missing('not_asked'), missing('not_applicable'))).toBeGreaterThan(50);
    expect(
      all.flatMap(({ characteristics }) => characteristics).filter(({ missing_reason }) => missing_reason !== null).length,
    ).toBeGreaterThan(10);
    const sizes = all.flatMap((life) =>
      life.assessments
        .filter(({ point, perspective }) => point === 'baseline' && perspective === 'mentor')
        .map(({ id }) => life.scores.filter(({ assessment_id }) => assessment_id === id).length),
    );
    expect(sizes.filter((size) => size < 8).length).toBeGreaterThan(8);
    expect(all.flatMap(({ meetings }) => meetings).filter(({ status }) => status === 'student_absent').length).toBeGreaterThan(100);
    expect(
      all.flatMap(({ actions }) => actions).filter(({ status, due_on }) => status === 'open' && due_on < today).length,
    ).toBeGreaterThan(10);
  });

  test('some scores were corrected, and both stay', () => {
    const corrected = demo.lives.flatMap(({ scores }) => scores).filter(({ supersedes }) => supersedes !== null);
    expect(corrected.length).toBeGreaterThan(10);
  });

  test('some came back for another year: one student, two enrolments', () => {
    expect(demo.lives.filter(({ enrolments }) => enrolments.length > 1).length).toBeGreaterThan(10);
  });
});
