import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MissingReason, Perspective, Point } from '@waymark/contract/assessments.ts';
import { newId } from '../db/ids.ts';
import type { TestOrganisation } from '../testing/organisation.ts';
import { testServer } from '../testing/server.ts';
import { readCatalogue } from './catalogue.ts';
import { foldStanding, type SeriesScore, type Standing } from './fold.ts';
import { insertAmendment } from './queries.ts';
import { rebuildAll } from './rebuild.ts';
import { recordAssessments, undoAssessments, type NewAssessment } from './record.ts';
import { differingStandings, lockForScoring, rebuildStandings, refreshStandings } from './standings.ts';

const server = await testServer();

/** A student with a mentor, and what is needed to write an assessment of them. */
async function arrange(org: TestOrganisation) {
  const mentor = await org.member('mentor', { name: 'Mo Farooq' });
  const student = await org.student();
  const { matchId, enrolmentId } = await org.match(student.id, mentor.memberId);
  const { outcomes, versionId } = await org.as(async (tx) => ({
    outcomes: (await readCatalogue(tx, org.orgId, null)).slice(0, 6),
    versionId: (await tx.selectFrom('framework_versions').select('id').where('org_id', '=', org.orgId).executeTakeFirstOrThrow()).id,
  }));
  const assessment = (assessedOn: string, levels: (number | MissingReason)[], more: Partial<NewAssessment> = {}): NewAssessment => ({
    id: newId(),
    studentId: student.id,
    enrolmentId,
    frameworkVersionId: versionId,
    assessorId: mentor.memberId,
    matchId,
    meetingId: null,
    perspective: 'mentor',
    point: 'progress',
    assessedOn,
    source: 'app',
    scores: levels.map((level, index) => ({
      id: newId(),
      outcomeId: outcomes[index]!.outcomeId,
      seriesId: outcomes[index]!.seriesId,
      level: typeof level === 'number' ? level : null,
      missingReason: typeof level === 'number' ? null : level,
      reason: '',
    })),
    ...more,
  });
  const record = (...assessments: NewAssessment[]) => org.as((tx) => recordAssessments(tx, org.actor, assessments));
  const standings = () =>
    org.as((tx) =>
      tx
        .selectFrom('standings')
        .selectAll()
        .where('org_id', '=', org.orgId)
        .where('student_id', '=', student.id)
        .orderBy('series_id')
        .orderBy('perspective')
        .execute(),
    );
  const count = () =>
    org.as((tx) =>
      tx
        .selectFrom('scores')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('org_id', '=', org.orgId)
        .where('student_id', '=', student.id)
        .executeTakeFirstOrThrow(),
    );
  return { org, mentor, student, enrolmentId, outcomes, versionId, assessment, record, standings, count };
}

describe('recording an assessment', () => {
  test('keeps where the student stands up in the same transaction', async () => {
    const { assessment, record, standings } = await arrange(await server.organisation());
    await record(assessment('2026-01-10', [1], { point: 'baseline' }));
    await record(assessment('2026-02-10', [3]));
    await record(assessment('2026-03-01', ['declined']));
    expect(await standings()).toMatchObject([
      {
        scored: 2,
        first_level: 1,
        first_on: '2026-01-10',
        previous_level: 1,
        latest_level: 3,
        latest_on: '2026-02-10',
        baseline_level: 1,
        progress_level: 3,
        last_asked_on: '2026-03-01',
        last_missing_reason: 'declined',
      },
    ]);
  });

  test('writes nothing of several when one score is wrong, and names it', async () => {
    const { assessment, record, standings, count } = await arrange(await server.organisation());
    await expect(record(assessment('2026-01-10', [1, 2]), assessment('2026-01-11', [2, 7]))).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'assessments.1.scores.1.level', value: 7, message: 'Level 7 is not on this scale. Choose a level from 1 to 4.' }],
    });
    expect(await standings()).toEqual([]);
    expect(await count()).toEqual({ n: 0 });
  });

  test('refuses an outcome of another version and an enrolment of another student', async () => {
    const { org, assessment, record } = await arrange(await server.organisation());
    const { enrolmentId } = await org.enrol((await org.student()).id);
    await expect(record(assessment('2026-01-10', [1], { enrolmentId, matchId: null }))).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'enrolmentId' }],
    });
    const stray = assessment('2026-01-10', [1]);
    stray.scores[0]!.outcomeId = newId();
    await expect(record(stray)).rejects.toMatchObject({ status: 422, errors: [{ field: 'scores.0.outcomeId' }] });
  });

  test('of a student who is not there for whoever asks is refused as not found', async () => {
    const { org, assessment } = await arrange(await server.organisation());
    const stranger = { ...org.actor, role: 'mentor' as const, scope: 'caseload' as const, memberId: newId() };
    await expect(
      server.database.withActor(stranger, (tx) => recordAssessments(tx, stranger, [assessment('2026-01-10', [1])])),
    ).rejects.toMatchObject({ status: 404 });
  });

  test('sent again is refused with 409, and nothing is there twice', async () => {
    const { assessment, record, count } = await arrange(await server.organisation());
    const once = assessment('2026-01-10', [1, 2]);
    await record(once);
    await expect(record(once)).rejects.toMatchObject({ status: 409, code: 'already-recorded' });
    expect(await count()).toEqual({ n: 2 });
  });

  test('without scores writes nothing', async () => {
    const { org, assessment, record } = await arrange(await server.organisation());
    await record(assessment('2026-01-10', []));
    expect(await org.as((tx) => tx.selectFrom('assessments').select('id').where('org_id', '=', org.orgId).execute())).toEqual([]);
  });

  test('by two people at once loses neither score from the standing', async () => {
    const { assessment, record, standings } = await arrange(await server.organisation());
    await Promise.all([
      record(assessment('2026-01-10', [1])),
      record(assessment('2026-02-10', [2])),
      record(assessment('2026-03-10', [3])),
    ]);
    expect(await standings()).toMatchObject([{ scored: 3, first_level: 1, previous_level: 2, latest_level: 3 }]);
  });
});

describe('scores from an import', () => {
  test('taken twice change nothing, and a later file adds outcomes to the same assessment', async () => {
    const { assessment, record, standings, count } = await arrange(await server.organisation());
    const file = { source: 'import', importId: newId(), matchId: null } as const;
    await record(assessment('2025-06-01', [1, 2], file));
    await record(assessment('2025-06-01', [1, 2], { ...file, importId: newId() }));
    expect(await count()).toEqual({ n: 2 });
    await record(assessment('2025-06-01', [4, 4, 3], { ...file, importId: newId() }));
    expect(await count()).toEqual({ n: 3 });
    expect((await standings()).map((row) => row.latest_level ?? 0).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  });

  test('from last year become the first, and undoing the import gives the standing there was before', async () => {
    const { org, assessment, record, standings } = await arrange(await server.organisation());
    await record(assessment('2026-01-10', [3]));
    const before = await standings();
    const importId = newId();
    await record(assessment('2025-06-01', [1, 2], { source: 'import', importId, matchId: null }));
    expect((await standings()).find((row) => row.scored === 2)).toMatchObject({ first_level: 1, latest_level: 3, previous_level: 1 });
    await org.as((tx) => undoAssessments(tx, org.actor, importId));
    expect(await standings()).toEqual(before);
    expect(await org.as((tx) => differingStandings(tx, org.orgId))).toBe(0);
  });

  test('that somebody has corrected are not taken back', async () => {
    const { org, assessment, record, standings } = await arrange(await server.organisation());
    const importId = newId();
    const one = assessment('2025-06-01', [1], { source: 'import', importId, matchId: null });
    await record(one);
    const score = one.scores[0]!;
    await org.as(async (tx) => {
      await insertAmendment(
        tx,
        org.actor,
        { ...score, studentId: one.studentId, assessmentId: one.id },
        { id: newId(), level: 2, missingReason: null, reason: '', amendmentReason: 'Mis-keyed' },
      );
      await refreshStandings(tx, org.orgId, [one.studentId], null);
    });
    const before = await standings();
    await expect(org.as((tx) => undoAssessments(tx, org.actor, importId))).rejects.toMatchObject({ status: 409, code: 'import-built-on' });
    expect(await standings()).toEqual(before);
  });
});

test('a rebuild mends standings that were changed behind the back of the record, and says there were some', async () => {
  const { org, student, assessment, record, standings } = await arrange(await server.organisation());
  await record(assessment('2026-01-10', [1, 2, 3]), assessment('2026-02-10', [2, 2, 'declined']));
  const right = await standings();
  await org.as((tx) =>
    tx
      .updateTable('standings')
      .set({ latest_level: 4 })
      .where('org_id', '=', org.orgId)
      .where('student_id', '=', student.id)
      .where('latest_level', '=', 3)
      .execute(),
  );
  expect(await org.as((tx) => differingStandings(tx, org.orgId))).toBe(2);
  await org.as((tx) => rebuildStandings(tx, org.orgId));
  expect(await org.as((tx) => differingStandings(tx, org.orgId))).toBe(0);
  expect(await standings()).toEqual(right);
});

const step = fc.record({
  day: fc.integer({ min: 1, max: 9 }).map((n) => `2026-02-0${n}`),
  levels: fc.array(
    fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constantFrom<MissingReason>('declined', 'not_asked')),
    { minLength: 1, maxLength: 3 },
  ),
  perspective: fc.constantFrom<Perspective>('mentor', 'student'),
  point: fc.constantFrom<Point>('baseline', 'progress', 'review', 'closing'),
  correct: fc.option(fc.integer({ min: 1, max: 4 })),
});

test('whatever is recorded and corrected in whatever order, the standings are what the fold says', async () => {
  const org = await server.organisation();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const { student, assessment, standings } = await arrange(org);
      const written = new Map<string, SeriesScore[]>();
      const keep = (perspective: Perspective, seriesId: string, score: SeriesScore) => {
        const key = `${seriesId} ${perspective}`;
        written.set(key, [...(written.get(key) ?? []), score]);
      };
      for (const { day, levels, perspective, point, correct } of steps) {
        const one = assessment(day, levels, { perspective, point });
        await org.as(async (tx) => {
          await recordAssessments(tx, org.actor, [one]);
          for (const score of one.scores)
            keep(perspective, score.seriesId, {
              ...score,
              supersedes: null,
              assessmentId: one.id,
              assessedOn: day,
              point,
              assessorId: one.assessorId,
            });
          const original = one.scores[0]!;
          if (correct === null) return;
          const amendment = { id: newId(), level: correct, missingReason: null, reason: '', amendmentReason: 'A slip' };
          await lockForScoring(tx, org.orgId, [student.id]);
          await insertAmendment(tx, org.actor, { ...original, studentId: student.id, assessmentId: one.id }, amendment);
          await refreshStandings(tx, org.orgId, [student.id], [original.seriesId]);
          keep(perspective, original.seriesId, {
            ...original,
            ...amendment,
            supersedes: original.id,
            assessmentId: one.id,
            assessedOn: day,
            point,
            assessorId: one.assessorId,
          });
        });
      }
      const stored = new Map((await standings()).map((row) => [`${row.series_id} ${row.perspective}`, row]));
      expect([...stored.keys()].toSorted()).toEqual([...written.keys()].toSorted());
      for (const [key, scores] of written) expect(stored.get(key)).toMatchObject(snake(foldStanding(scores)!));
    }),
    // on a busy machine fewer runs are made rather than the whole given up
    { numRuns: 15, interruptAfterTimeLimit: 15_000 },
  );
  expect(await org.as((tx) => differingStandings(tx, org.orgId))).toBe(0);
});

function snake(standing: Standing): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(standing).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]),
  );
}

test('the command that rebuilds goes through every organisation and says what had been wrong in each', async () => {
  const [north, south] = [await server.organisation('North'), await server.organisation('South')];
  for (const org of [north, south]) {
    const { assessment, record } = await arrange(org);
    await record(assessment('2026-01-10', [1, 2]));
  }
  await south.as((tx) =>
    tx.updateTable('standings').set({ scored: 9 }).where('org_id', '=', south.orgId).where('latest_level', '=', 2).execute(),
  );
  const rebuilt = await rebuildAll(server.database, server.now);
  expect(rebuilt.filter(({ organisation }) => ['North', 'South'].includes(organisation))).toEqual([
    { organisation: 'North', students: 1, differed: 0 },
    { organisation: 'South', students: 1, differed: 2 },
  ]);
  expect(await south.as((tx) => differingStandings(tx, south.orgId))).toBe(0);
});
