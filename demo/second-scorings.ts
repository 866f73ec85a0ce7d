import { easesOf } from './assessing.ts';
import { moment } from './background.ts';
import { addDays, firstSchoolYear } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import { mentorLevel, standingOn } from './judgement.ts';
import type { Life } from './life.ts';
import { randomOf } from './random.ts';
import type { AssessmentRow, MeetingRow } from './rows.ts';
import type { Setting } from './setting.ts';

interface Scorable {
  life: Life;
  meeting: MeetingRow;
  assessment: AssessmentRow;
  day: string;
  notes: string[];
}

const done = 36;
const open = 4;
const halfYear = 190;

/** Meetings scored twice over the last months, most of them done, some waiting for the second mentor, one taken back. */
export function secondScoringTables({ staff, lives }: Demo, setting: Setting, seed: string): [table: string, rows: readonly object[]][] {
  const random = randomOf(seed, 'second scorings');
  const newId = idMaker(randomOf(seed, 'second scoring ids'));
  const lead = staff.others.find(({ role }) => role === 'lead');
  const types = new Map(setting.framework.outcomes.map(({ id, typeCode }) => [id, typeCode]));
  const eases = easesOf(setting.framework.outcomes);
  const firstDay = `${firstSchoolYear(setting.today)}-09-01`;
  const [requests, scores]: [object[], object[]] = [[], []];

  const all = scorable(lives, setting.today);
  const drawn = random.sample(all, done + open + 1);
  const since = addDays(setting.today, -halfYear);
  const draw = { id: newId(since), seed: 'spring', from: since, to: setting.today, of: all.length, drawn: drawn.length };
  for (const [index, { life, meeting, assessment, day, notes }] of drawn.entries()) {
    const status = index < done ? 'done' : index < done + open ? 'open' : 'withdrawn';
    const others = staff.mentors.filter(({ row }) => row.id !== meeting.mentor_id);
    // one of those waiting is for the mentor whose seat the demo offers
    const second = status === 'open' && others[0]?.row.id === staff.mentors[0]?.row.id ? others[0] : random.pick(others);
    if (second === undefined) continue;
    const judgedOn = addDays(day, 6) < setting.today ? addDays(day, 6) : setting.today;
    const levels = life.scores.filter(
      (score) => score.assessment_id === assessment.id && score.level !== null && score.supersedes === null,
    );
    const outcomes = [...new Set(levels.map(({ outcome_id }) => outcome_id))];
    const id = newId(day);
    const { preferred_name, given_name, year_group } = life.student;
    const material = { student: preferred_name ?? given_name, yearGroup: year_group, meetingOn: day, notes };
    requests.push({
      id,
      student_id: life.student.id,
      meeting_id: meeting.id,
      scorer_id: second.row.id,
      basis: 'notes',
      draw,
      outcome_ids: outcomes,
      material: status === 'open' ? material : null,
      due_on: status === 'open' ? addDays(setting.today, 10) : addDays(day, 14),
      status,
      asked_at: moment(status === 'open' ? addDays(setting.today, -2) : addDays(day, 1), 9 * 60 + 30),
      asked_by: lead?.id ?? null,
      closed_at: status === 'open' ? null : moment(judgedOn, 15 * 60),
    });
    if (status !== 'done') continue;
    for (const outcomeId of outcomes) {
      const typeCode = types.get(outcomeId) ?? '';
      const since = life.enrolments[0]?.started_on ?? day;
      const standing = standingOn(life.truth.latent, typeCode, eases.get(outcomeId) ?? 0, since, day);
      const level = mentorLevel(random, standing, second, firstDay, day, setting.framework.levels);
      const about = { second_scoring_id: id, student_id: life.student.id, scorer_id: second.row.id, outcome_id: outcomeId };
      scores.push({ ...about, level, missing_reason: null, recorded_at: moment(judgedOn, 15 * 60) });
    }
  }
  return [
    ['second_scorings', requests],
    ['second_scores', scores],
  ];
}

/** Meetings of the last half year that their mentor scored, with something shared from them. */
function scorable(lives: readonly Life[], today: string): Scorable[] {
  return lives.flatMap((life) =>
    life.meetings.flatMap((meeting) => {
      const day = meeting.starts_at.slice(0, 10);
      if (meeting.status !== 'held' || day < addDays(today, -halfYear) || day >= today) return [];
      const assessment = life.assessments.find(
        (one) => one.meeting_id === meeting.id && one.perspective === 'mentor' && one.assessor_id === meeting.mentor_id,
      );
      const notes = life.notes.filter((note) => note.meeting_id === meeting.id && note.shared_with_student).map(({ body }) => body);
      const levels = assessment && life.scores.some((score) => score.assessment_id === assessment.id && score.level !== null);
      return assessment && levels && notes.length > 0 ? [{ life, meeting, assessment, day, notes }] : [];
    }),
  );
}
