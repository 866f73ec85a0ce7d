import { sql } from 'kysely';
import type { Evidence } from '@waymark/contract/evidence.ts';
import { suggestSummary } from '../server/closures/summary.ts';
import type { Actor, Tx } from '../server/db/actor.ts';
import { readMeasures } from '../server/measures/figures.ts';
import { readEvidence, type LookedAt } from '../server/reviews/evidence.ts';
import { layOutReviews } from '../server/reviews/schedule.ts';
import { moment } from './background.ts';
import { addDays, isSchoolDay } from './calendar.ts';
import type { Demo } from './generate.ts';
import { idMaker } from './ids.ts';
import type { Life } from './life.ts';
import { randomOf, type Random } from './random.ts';
import type { EnrolmentRow } from './rows.ts';
import type { Setting } from './setting.ts';
import { heldWords, lastWords } from './review-phrases.ts';

type Table = [table: string, rows: readonly object[]];

interface Case {
  life: Life;
  enrolment: EnrolmentRow;
  random: Random;
  newId: (date: string) => string;
  mentorId: string;
}

/** Weeks between reviews, by kind of programme. */
const everyWeeks = { school: 8, university: 12 } as const;

/** Puts schedules, targets, reviews and closed cases into the demo, from what is on record by then. */
export async function fillReviews(tx: Tx, actor: Actor, demo: Demo, setting: Setting, seed: string): Promise<Table[]> {
  const { orgId, today } = actor;
  for (const { kind, row } of demo.staff.programmes)
    await sql`update programmes set review_every_weeks = ${everyWeeks[kind]} where org_id = ${orgId} and id = ${row.id}`.execute(tx);
  const cases = casesOf(demo, seed);
  const open = cases.filter(({ enrolment }) => enrolment.ended_on === null);
  const measures = await readMeasures(tx, orgId);
  const targets = open.flatMap((one) => targetsOf(one, setting, measures, today));
  const ended = cases.filter(({ enrolment }) => enrolment.ended_on !== null);
  return [
    ['targets', targets],
    ['reviews', await reviewRows(tx, actor, demo, open, setting)],
    ['closures', await closureRows(tx, actor, demo, ended, setting)],
  ];
}

/** After its rows are in: whatever the schedule still misses. */
export const layOutTheRest = (tx: Tx, actor: Actor) => layOutReviews(tx, actor, 'everybody');

function casesOf({ lives }: Demo, seed: string): Case[] {
  return lives.flatMap((life, index) =>
    life.enrolments.flatMap((enrolment, nth) => {
      const random = randomOf(seed, 'reviews', index, nth);
      const match = life.matches.findLast(({ enrolment_id }) => enrolment_id === enrolment.id);
      return match === undefined
        ? []
        : [{ life, enrolment, random, newId: idMaker(randomOf(seed, 'review ids', index, nth)), mentorId: match.mentor_id }];
    }),
  );
}

function targetsOf(
  { enrolment, random, newId, mentorId }: Case,
  setting: Setting,
  measures: Awaited<ReturnType<typeof readMeasures>>,
  today: string,
) {
  const on = enrolment.started_on < today ? addDays(enrolment.started_on, 1) : today;
  const row = (more: object) => ({
    id: newId(on),
    student_id: enrolment.student_id,
    enrolment_id: enrolment.id,
    measure_id: null as string | null,
    series_id: null as string | null,
    step: null as string | null,
    due_on: null,
    note: '',
    set_at: moment(on, 10 * 60),
    set_by: mentorId,
    ...more,
  });
  const attendance = measures.find(({ code }) => code === 'attendance');
  const english = measures.find(({ code }) => code === 'attainment_english');
  const grade = english?.scale.type === 'ordered' ? english.scale.steps.find(({ label }) => label === '5') : undefined;
  const outcome = random.pick(setting.framework.outcomes);
  return [
    ...(attendance ? [row({ measure_id: attendance.id, value: random.pick([93, 95, 96]), note: 'The school’s own target' })] : []),
    ...(english && grade && random.chance(0.5) ? [row({ measure_id: english.id, value: grade.value, step: grade.label })] : []),
    ...(random.chance(0.7) ? [row({ series_id: outcome.seriesId, value: 3 })] : []),
  ];
}

const lookedAt = ({ enrolment }: Case, setting: Setting, since: string): LookedAt => ({
  id: enrolment.id,
  studentId: enrolment.student_id,
  frameworkId: setting.framework.id,
  startedOn: enrolment.started_on,
  since,
});

/** A school day about so many days ago. */
function schoolDayAgo(today: string, days: number): string {
  let day = addDays(today, -days);
  while (!isSchoolDay(day)) day = addDays(day, -1);
  return day;
}

/** Some cases were reviewed lately; some are due, a few of them overdue; the schedule lays out the rest. */
async function reviewRows(tx: Tx, actor: Actor, demo: Demo, open: readonly Case[], setting: Setting): Promise<object[]> {
  const { today } = actor;
  const rows: object[] = [];
  const weeksOf = new Map(demo.staff.programmes.map(({ kind, row }) => [row.id, everyWeeks[kind]]));
  const long = open.filter(({ enrolment }) => enrolment.started_on < addDays(today, -28));
  const heldAgo = [5, 12, 19];
  for (const [nth, ago] of heldAgo.entries()) {
    const heldOn = schoolDayAgo(today, ago);
    const some = long.filter((_, index) => index % 9 === nth);
    const evidence = await readEvidence(
      tx,
      { ...actor, today: heldOn },
      some.map((one) => lookedAt(one, setting, one.enrolment.started_on)),
    );
    for (const one of some) {
      const seen = evidence.get(one.enrolment.id);
      if (seen === undefined) continue;
      rows.push(heldReview(one, heldOn, before(seen, heldOn)));
      rows.push(dueReview(one, addDays(heldOn, (weeksOf.get(one.enrolment.programme_id) ?? 8) * 7), today));
    }
  }
  const rest = long.filter((_, index) => index % 9 >= heldAgo.length);
  for (const [index, one] of rest.entries()) {
    // one in six is late, the others lie ahead
    const due = index % 6 === 0 ? schoolDayAgo(today, one.random.whole(2, 24)) : addDays(today, one.random.whole(0, 40));
    rows.push(dueReview(one, due, today));
  }
  return withColumns(rows);
}

function dueReview({ enrolment, newId }: Case, dueOn: string, today: string): object {
  return { id: newId(today), student_id: enrolment.student_id, enrolment_id: enrolment.id, kind: 'progress', due_on: dueOn, status: 'due' };
}

function heldReview({ enrolment, random, newId, mentorId }: Case, heldOn: string, evidence: Evidence): object {
  const words = heldWords(random);
  return {
    id: newId(heldOn),
    student_id: enrolment.student_id,
    enrolment_id: enrolment.id,
    kind: 'progress',
    due_on: heldOn,
    status: 'held',
    held_on: heldOn,
    held_by: mentorId,
    voices: words.voices,
    decision: words.decision,
    decision_note: words.note,
    plan: words.plan,
    snapshot: { evidence, agreed: { targets: [], actions: [], nextReviewOn: null } },
  };
}

/** What was scored after the day is not yet known on it. */
function before(evidence: Evidence, day: string): Evidence {
  const known = (on: string | null | undefined) => on == null || on <= day;
  return {
    ...evidence,
    targets: evidence.targets.map((target) =>
      known(target.now?.on) ? target : { ...target, now: target.baseline, state: 'unknown' as const },
    ),
    questions: evidence.questions.map((question) => ({
      ...question,
      lines: question.lines.map((line) =>
        known(line.now?.on) ? line : { ...line, now: line.baseline, movement: 'unknown' as const, cannotSay: 'nothing_new' as const },
      ),
    })),
  };
}

/** Every case that ended has a record of it; the latest with words for the student, and some to be followed up about now. */
async function closureRows(tx: Tx, actor: Actor, demo: Demo, ended: readonly Case[], setting: Setting): Promise<object[]> {
  const { today } = actor;
  const latest = ended.toSorted((a, b) => (b.enrolment.ended_on ?? '').localeCompare(a.enrolment.ended_on ?? '')).slice(0, 12);
  const evidence = await readEvidence(
    tx,
    actor,
    latest.map((one) => lookedAt(one, setting, one.enrolment.started_on)),
  );
  const programmes = new Map(demo.staff.programmes.map(({ row }) => [row.id, row.name]));
  const wording = new Map(
    (await tx.selectFrom('outcomes').where('org_id', '=', actor.orgId).select(['series_id', 'student_wording']).execute()).map((row) => [
      row.series_id,
      row.student_wording,
    ]),
  );
  const followUps = [addDays(today, -4), addDays(today, 3), addDays(today, 12)];
  return ended.map((one) => {
    const { life, enrolment, random, newId, mentorId } = one;
    const closedOn = enrolment.ended_on ?? today;
    const nth = latest.indexOf(one);
    const found = evidence.get(enrolment.id);
    const seen = nth >= 0 && found !== undefined ? before({ ...found, asOf: closedOn }, closedOn) : null;
    const firstName = life.student.preferred_name ?? life.student.given_name;
    const programme = programmes.get(enrolment.programme_id) ?? '';
    return {
      id: newId(closedOn),
      student_id: enrolment.student_id,
      enrolment_id: enrolment.id,
      kind: enrolment.end_kind ?? 'planned',
      ended_by: enrolment.ended_by ?? 'programme',
      reason: enrolment.end_reason ?? 'The programme came to its end.',
      closed_on: closedOn,
      student_summary:
        seen === null
          ? ''
          : suggestSummary({
              firstName,
              programme,
              mentors: [],
              startedOn: enrolment.started_on,
              today: closedOn,
              evidence: seen,
              studentWording: wording,
              plan: '',
            }),
      what_next: seen === null ? '' : lastWords(random),
      follow_up_on: followUps[nth] ?? null,
      followed_up_on: null,
      snapshot: {
        student: `${firstName} ${life.student.family_name}`,
        programme,
        evidence: seen,
        assessmentSkipped: null,
        actionsKept: [],
      },
      closed_at: moment(closedOn, 16 * 60),
      closed_by: mentorId,
    };
  });
}

/** Rows of one table have the same columns: held and due ones are different. */
function withColumns(rows: readonly object[]): object[] {
  const empty = { held_on: null, held_by: null, voices: null, decision: null, decision_note: null, plan: null, snapshot: null };
  return rows.map((row) => ({ ...empty, ...row }));
}
