import { randomUUID } from 'node:crypto';
import { insertRows, tablesOf } from '@waymark/demo/insert.ts';
import { generate } from '@waymark/demo/generate.ts';
import { readSetting } from '@waymark/demo/read-setting.ts';
import { demoSize } from '@waymark/demo/setting.ts';
import { systemActor, type Actor, type Tx } from '../server/db/actor.ts';
import type { Database } from '../server/db/connection.ts';
import { calibrationRows } from './calibration-rows.ts';
import { cycleRows } from './cycle-rows.ts';
import { reportRows } from './report-rows.ts';
import { studentReportRows } from './student-report-rows.ts';
import { newId } from '../server/db/ids.ts';
import { rebuildStandings } from '../server/assessments/standings.ts';
import { rebuildContactSummaries } from '../server/meetings/contact.ts';
import { insertOrganisation } from '../server/organisations/create.ts';

export const today = '2026-03-11';

/** An organisation with at least one row in every table, and two of its students. */
export interface Filled {
  actor: Actor;
  orgId: string;
  mentorId: string;
  /** A student and a different one, both with rows of every kind. */
  student: string;
  other: string;
}

/** Makes one small organisation that uses every table there is. */
export async function fillOrganisation(database: Database, name: string): Promise<Filled> {
  const now = new Date(`${today}T12:00:00Z`);
  const actor: Actor = { ...systemActor(newId(), now), role: 'lead' };
  const filled = await database.withActor(actor, async (tx) => {
    await insertOrganisation(tx, actor, { name, timeZone: 'Europe/London' }, now);
    const demo = generate(await readSetting(tx, actor.orgId, today), { ...demoSize, students: 24, seed: name });
    for (const [table, rows] of tablesOf(demo)) await insertRows(tx, actor.orgId, table, rows);
    await rebuildStandings(tx, actor.orgId);
    await rebuildContactSummaries(tx, actor.orgId);
    const full = demo.lives.filter(
      ({ meetings, notes, actions, scores, characteristics }) =>
        meetings.length > 0 && notes.length > 0 && actions.length > 0 && scores.length > 0 && characteristics.length > 0,
    );
    const [student, other] = [full[0]?.student.id, full[1]?.student.id];
    const mentorId = demo.staff.mentors[0]?.row.id;
    const schoolId = demo.staff.schools[0]?.id ?? '';
    if (student === undefined || other === undefined || mentorId === undefined)
      throw new Error('Two students with everything are needed: make more.');
    for (const life of full.slice(0, 2)) {
      const meetingId = life.meetings[0]?.id ?? '';
      const outcomeId = life.scores[0]?.outcome_id ?? '';
      const about = { memberId: mentorId, studentId: life.student.id, meetingId, outcomeId };
      for (const [table, row] of [...rarely(mentorId, life.student.id, meetingId), ...calibrationRows(about), ...reportRows(mentorId)])
        await insertRows(tx, actor.orgId, table, [row]);
    }
    const enrolments = full
      .slice(0, 2)
      .map(({ enrolments: [first] }) => ({ studentId: first?.student_id ?? '', enrolmentId: first?.id ?? '' }));
    for (const enrolment of enrolments)
      for (const [table, row] of studentReportRows(enrolment)) await insertRows(tx, actor.orgId, table, [row]);
    return { actor, orgId: actor.orgId, mentorId, schoolId, student, other, enrolments };
  });
  // concerns are written by anybody, but what is noted about them by the safeguarding lead alone
  await database.withActor({ ...actor, role: 'safeguarding_lead' }, async (tx) => {
    for (const enrolment of filled.enrolments) {
      for (const [table, row] of cycleRows({ memberId: filled.mentorId, schoolId: filled.schoolId, ...enrolment }))
        await insertRows(tx, actor.orgId, table, [row]);
    }
  });
  return filled;
}

/** A row of each table that the demo leaves empty. Imports come before their rows. */
function rarely(memberId: string, studentId: string, meetingId: string): [table: string, row: object][] {
  const importId = newId();
  const releaseId = newId();
  const soon = '2026-04-01T00:00:00Z';
  return [
    ['invitations', { id: newId(), member_id: memberId, token_hash: randomUUID(), expires_at: soon }],
    ['access_tokens', { id: newId(), member_id: memberId, name: 'Script', token_hash: randomUUID(), expires_at: soon }],
    ['idempotency_keys', { member_id: memberId, key: randomUUID(), request_hash: 'x' }],
    ['audit_log', { id: newId(), at: soon, action: 'student.created', entity: 'student', student_id: studentId, detail: {} }],
    ['access_log', { id: newId(), at: soon, what: 'student page', student_id: studentId }],
    ['analysis_runs', { id: newId(), question: 'trajectories', filters: {}, filters_key: randomUUID() }],
    ['past_states', { student_id: studentId, kind: 'students', row_id: studentId, until_at: soon, was: { school_id: null } }],
    [
      'outgoing_mail',
      {
        id: newId(),
        to_address: 'a@b.example',
        subject: 's',
        body: 'b',
        status: 'queued',
        attempts: 0,
        attempt_after: soon,
        created_at: soon,
      },
    ],
    [
      'meeting_drafts',
      { student_id: studentId, meeting_id: meetingId, member_id: memberId, key: 'notes', value: 'x', edited_at: soon, saved_at: soon },
    ],
    [
      'imports',
      {
        id: importId,
        kind: 'roll',
        file_name: 'roll.csv',
        file_hash: 'x',
        created_by: memberId,
        mapping: {},
        options: {},
        headers: ['UPN'],
        source: {},
        status: 'uploaded',
        row_count: 1,
        counts: {},
      },
    ],
    [
      'releases',
      { id: releaseId, purpose: 'A thesis', formats: ['csv'], as_of: soon, as_on: today, rare_below: 5, pseudonym_key: 'x', making: 1 },
    ],
    ['release_pieces', { release_id: releaseId, making: 1, n: 0, bytes: 'x' }],
    ['import_rows', { import_id: importId, row_number: 1, cells: ['x'], problems: [], candidates: [] }],
  ];
}

/** Runs one statement and takes it back, whatever it did; answers the rows it touched, or the reason it was refused. */
export async function attempt(
  run: (tx: Tx) => Promise<bigint | number | undefined>,
  within: (work: (tx: Tx) => Promise<never>) => Promise<unknown>,
): Promise<number | string> {
  let touched: number | string = 0;
  const undo = new Error('taken back');
  try {
    await within(async (tx) => {
      touched = Number((await run(tx)) ?? 0);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) touched = (error as { code?: string }).code ?? String(error);
  }
  return touched;
}
