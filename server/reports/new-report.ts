import type { ParsedBody } from '@waymark/contract/endpoint.ts';
import { titled } from '@waymark/contract/report-titles.ts';
import { type createReport, type ReportKind, usualPeriod, usualSections } from '@waymark/contract/reports.ts';
import type { Actor, Tx } from '../db/actor.ts';
import { invalid, notFound } from '../http/refusal.ts';
import { findReport, type NewReport } from './queries.ts';
import { usualName } from './usual.ts';

/**
 * A draft as it begins: with what an earlier report had, or what reports of its kind usually have, and over that what was
 * chosen already.
 * @throws Refusal 404 for a report to copy that is not there, 422 for a school report without its school
 */
export async function newReport(tx: Tx, actor: Actor, body: ParsedBody<typeof createReport>): Promise<NewReport> {
  const { id, copyOf, kind: wanted, schoolId: wantedSchool, ...chosen } = body;
  const source = copyOf === undefined ? undefined : await findReport(tx, actor, copyOf);
  if (copyOf !== undefined && source === undefined) throw notFound('report to copy');
  const kind = wanted ?? source?.kind ?? 'partner';
  const schoolId = wantedSchool ?? source?.schoolId ?? null;
  const school = await requireSchool(tx, actor.orgId, kind, schoolId);
  const filters = chosen.filters ?? source?.filters ?? { perspective: 'mentor', enrolment: 'all', ...usualPeriod(actor.today) };
  return {
    id,
    kind,
    schoolId: school?.id ?? null,
    title: chosen.title ?? source?.title ?? titled(usualName(kind, school?.name ?? null), filters),
    subtitle: chosen.subtitle ?? source?.subtitle ?? '',
    recipient: chosen.recipient ?? source?.recipient ?? school?.name ?? '',
    design: chosen.design ?? source?.design ?? 'empirical',
    // one that rounds: exact counts of one report and another can be taken from each other
    preset: chosen.preset ?? source?.preset ?? 'dfe',
    filters,
    sections: chosen.sections ?? source?.sections ?? [...usualSections[kind]],
    narrative: chosen.narrative ?? source?.narrative ?? {},
    copiedFrom: source?.id ?? null,
  };
}

/**
 * The school of a school report; none for other kinds, which may be narrowed to one by their filters.
 * @throws Refusal 422
 */
export async function requireSchool(
  tx: Tx,
  orgId: string,
  kind: ReportKind,
  schoolId: string | null,
): Promise<{ id: string; name: string } | undefined> {
  if (kind !== 'school') return undefined;
  const school =
    schoolId === null
      ? undefined
      : await tx.selectFrom('schools').select(['id', 'name']).where('org_id', '=', orgId).where('id', '=', schoolId).executeTakeFirst();
  if (school !== undefined) return school;
  const message = 'Choose the school: a school report is about the students of one.';
  throw invalid(message, [{ field: 'schoolId', value: schoolId, message }]);
}
