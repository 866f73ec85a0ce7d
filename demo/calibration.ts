import { sql } from 'kysely';
import type { Tx } from '../server/db/actor.ts';
import { moment } from './background.ts';
import { addDays, firstSchoolYear, schoolYear } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import { insertRows } from './insert.ts';
import { mentorLevel } from './judgement.ts';
import { randomOf } from './random.ts';
import { secondScoringTables } from './second-scorings.ts';
import type { Setting } from './setting.ts';
import type { Mentor } from './staff.ts';

interface Question {
  vignetteId: string;
  outcomeId: string;
  level: number;
  /** The same on every installation, unlike ids: chance comes from it. */
  code: string;
}

/**
 * A year and a half of calibration: two exercises everybody finished, one that is under way, and meetings scored twice. Mentors judge
 * cases as they judge students, so that the lenient, the harsh and the drifting one show.
 */
export async function fillCalibration(tx: Tx, orgId: string, demo: Demo, setting: Setting, seed: string): Promise<void> {
  const { rows: questions } = await sql<Question>`
    select r.vignette_id as "vignetteId", r.outcome_id as "outcomeId", r.level,
      v.code || o.code as code from vignette_references r
    join vignettes v on v.org_id = r.org_id and v.id = r.vignette_id
    join outcomes o on o.org_id = r.org_id and o.id = r.outcome_id
    where r.org_id = ${orgId} order by v.code, r.position`.execute(tx);
  for (const [table, rows] of exerciseTables(demo, questions, setting, seed)) await insertRows(tx, orgId, table, rows);
  for (const [table, rows] of secondScoringTables(demo, setting, seed)) await insertRows(tx, orgId, table, rows);
  await sql`
    update members m set calibrated_at = (select min(finished_at) from exercise_members x where x.org_id = m.org_id and x.member_id = m.id)
    where m.org_id = ${orgId} and m.role = 'mentor'`.execute(tx);
}

interface Held {
  title: string;
  startedOn: string;
  dueOn: string;
  closed: boolean;
  /** How many of the mentors have finished; the first of all is the one whose seat the demo offers, and is half way. */
  finished: (index: number) => boolean;
}

function heldOn(today: string): Held[] {
  const year = schoolYear(today);
  const earlier: Held = {
    title: `Autumn ${year - 1}`,
    startedOn: `${year - 1}-10-06`,
    dueOn: `${year - 1}-10-24`,
    closed: true,
    finished: () => true,
  };
  const later: Held = { ...earlier, title: `Summer ${year}`, startedOn: `${year}-05-04`, dueOn: `${year}-05-22` };
  const now: Held = {
    title: 'This term',
    startedOn: addDays(today, -9),
    dueOn: addDays(today, 8),
    closed: false,
    finished: (index) => index > 1 && index % 3 !== 0,
  };
  return [earlier, later, now].filter(({ startedOn, closed, dueOn }) => startedOn < today && (!closed || dueOn < today));
}

function exerciseTables(
  { staff }: Demo,
  questions: readonly Question[],
  setting: Setting,
  seed: string,
): [table: string, rows: readonly object[]][] {
  const newId = idMaker(randomOf(seed, 'calibration ids'));
  const lead = staff.others.find(({ role }) => role === 'lead');
  const [exercises, given, people, answers, levels]: [object[], object[], object[], object[], object[]] = [[], [], [], [], []];
  const vignetteIds = [...new Set(questions.map(({ vignetteId }) => vignetteId))];
  for (const { title, startedOn, dueOn, closed, finished } of heldOn(setting.today)) {
    const id = newId(startedOn);
    const closes = { closed_at: closed ? moment(addDays(dueOn, 3), 10 * 60) : null, closed_by: closed ? (lead?.id ?? null) : null };
    exercises.push({ id, title, due_on: dueOn, started_at: moment(startedOn, 9 * 60), started_by: lead?.id ?? null, ...closes });
    vignetteIds.forEach((vignette_id, position) => given.push({ exercise_id: id, vignette_id, position }));
    for (const [index, mentor] of staff.mentors.entries()) {
      const on = addDays(startedOn, 1 + ((index * 5) % (closed ? 14 : 8)));
      const at = moment(on, 16 * 60 + index);
      const done = finished(index);
      const answered = done ? questions.length : index === 0 ? 6 : 0;
      people.push({ exercise_id: id, member_id: mentor.row.id, asked_at: moment(startedOn, 9 * 60), finished_at: done ? at : null });
      for (const question of questions.slice(0, answered)) {
        const level = judged(mentor, question, on, setting, [seed, title]);
        const { vignetteId: vignette_id, outcomeId: outcome_id } = question;
        answers.push({ exercise_id: id, member_id: mentor.row.id, vignette_id, outcome_id, level, answered_at: at, final: done });
        if (done) levels.push({ id: newId(startedOn), exercise_id: id, vignette_id, outcome_id, level });
      }
    }
  }
  return [
    ['calibration_exercises', exercises],
    ['exercise_vignettes', given],
    ['exercise_members', people],
    ['calibration_answers', answers],
    ['calibration_levels', levels],
  ];
}

/** A case shows its reference level; what is made of it is the mentor's own way. */
function judged(mentor: Mentor, question: Question, on: string, setting: Setting, seed: readonly string[]): number {
  const random = randomOf(...seed, mentor.row.name, question.code);
  return mentorLevel(random, question.level, mentor, `${firstSchoolYear(setting.today)}-09-01`, on, setting.framework.levels);
}
