import type { MissingReason, Perspective, Point } from '@waymark/contract/assessments.ts';
import { newId } from '../db/ids.ts';
import type { TestOrganisation } from './organisation.ts';
import { readCatalogue } from '../assessments/catalogue.ts';
import { recordAssessments, type NewAssessment } from '../assessments/record.ts';

interface Arranged {
  studentId: string;
  enrolmentId: string;
  matchId?: string | null;
  meetingId?: string | null;
  assessorId: string;
  assessedOn: string;
  /** A level, or why there is none, for the framework's first outcomes in order; null leaves one out. */
  levels: (number | MissingReason | null)[];
  perspective?: Perspective;
  point?: Point;
  reason?: string;
}

/** For tests: records an assessment of the first outcomes of the default framework, as the application would. */
export async function assess(org: TestOrganisation, arranged: Arranged): Promise<NewAssessment> {
  return org.as(async (tx) => {
    const catalogue = await readCatalogue(tx, org.orgId, null);
    const version = await tx
      .selectFrom('framework_versions')
      .select('id')
      .where('org_id', '=', org.orgId)
      .where('status', '=', 'published')
      .executeTakeFirstOrThrow();
    const assessment: NewAssessment = {
      id: newId(),
      studentId: arranged.studentId,
      enrolmentId: arranged.enrolmentId,
      frameworkVersionId: version.id,
      assessorId: arranged.assessorId,
      matchId: arranged.matchId ?? null,
      meetingId: arranged.meetingId ?? null,
      perspective: arranged.perspective ?? 'mentor',
      point: arranged.point ?? 'progress',
      assessedOn: arranged.assessedOn,
      source: 'app',
      scores: arranged.levels.flatMap((level, index) => {
        const outcome = catalogue[index];
        if (level === null || outcome === undefined) return [];
        return [
          {
            id: newId(),
            outcomeId: outcome.outcomeId,
            seriesId: outcome.seriesId,
            level: typeof level === 'number' ? level : null,
            missingReason: typeof level === 'number' ? null : level,
            reason: arranged.reason ?? '',
          },
        ];
      }),
    };
    await recordAssessments(tx, org.actor, [assessment]);
    return assessment;
  });
}
