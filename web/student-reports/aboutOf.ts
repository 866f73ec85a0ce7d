import type { StudentReportRun } from '@waymark/contract/student-reports.ts';
import * as t from '../strings/catalogue.ts';

/** Whom a run is about, as one line: "Aspire, Year 12 2025, Hill Road". */
export function aboutOf({ programme, cohort, school }: StudentReportRun): string {
  const named = [programme, cohort, school].filter((one) => one !== null);
  return named.length === 0 ? t.studentReports.runs.everybody : named.join(', ');
}
