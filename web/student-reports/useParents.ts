import * as t from '../strings/catalogue.ts';
import { useSession } from '../ui/session.ts';

/** The way up from a page of student reports: through the reports for whoever has those. */
export function useParents(up: 'reports' | 'runs'): { label: string; to: string }[] {
  const { can } = useSession();
  return [
    ...(can('lead') ? [{ label: t.shell.places.reports, to: '/reports' }] : []),
    ...(up === 'runs' ? [{ label: t.studentReports.title, to: '/reports/students' }] : []),
  ];
}
