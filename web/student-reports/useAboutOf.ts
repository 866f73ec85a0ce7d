import type { StudentReportRun } from '@waymark/contract/student-reports.ts';
import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';

/** Whom a run is about, as one line: "Aspire, Year 12 2025, Hill Road". A mentor meets none but their own students' pages. */
export function useAboutOf(): (run: StudentReportRun) => string {
  const { can } = useSession();
  const { everybody, yours } = t.studentReports.runs;
  return ({ programme, cohort, school }) => {
    const named = [programme, cohort, school].filter((one) => one !== null);
    return named.length > 0 ? named.join(', ') : can('lead') ? everybody : yours;
  };
}
