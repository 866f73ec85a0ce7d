import type { Route } from './http/route.ts';
import { routes as audit } from './audit/routes.ts';
import { routes as invitations } from './invitations/routes.ts';
import { routes as mail } from './mail/routes.ts';
import { routes as members } from './members/routes.ts';
import { routes as organisations } from './organisations/routes.ts';
import { routes as session } from './session/routes.ts';
import { routes as tokens } from './tokens/routes.ts';
import { routes as studentReports } from './student-reports/routes.ts';
import { runRoutes as studentReportRuns } from './student-reports/run-routes.ts';
import { routes as students } from './students/routes.ts';
import { routes as schools } from './schools/routes.ts';
import { linkRoutes as sharedLinks } from './sharing/link-routes.ts';
import { routes as sharing } from './sharing/routes.ts';
import { routes as characteristics } from './characteristics/routes.ts';
import { routes as programmes } from './programmes/routes.ts';
import { routes as enrolments } from './enrolments/routes.ts';
import { routes as targets } from './targets/routes.ts';
import { routes as reviews } from './reviews/routes.ts';
import { routes as closures } from './closures/routes.ts';
import { routes as matches } from './matches/routes.ts';
import { routes as frameworks } from './frameworks/routes.ts';
import { draftRoutes } from './frameworks/draft-routes.ts';
import { routes as ownView } from './own-view/routes.ts';
import { routes as assessments } from './assessments/routes.ts';
import { routes as prep } from './prep/routes.ts';
import { routes as outcomes } from './outcomes/routes.ts';
import { routes as analysis } from './analysis/routes.ts';
import { routes as imports } from './imports/routes.ts';
import { routes as meetings } from './meetings/routes.ts';
import { routes as meetingRoom } from './meeting-room/routes.ts';
import { routes as concerns } from './concerns/routes.ts';
import { routes as caseload } from './caseload/routes.ts';
import { routes as calendar } from './calendar/routes.ts';
import { routes as actions } from './actions/routes.ts';
import { routes as interventions } from './interventions/routes.ts';
import { routes as feedback } from './feedback/routes.ts';
import { routes as actionLibrary } from './actions/library-routes.ts';
import { routes as measures } from './measures/routes.ts';
import { routes as readings } from './readings/routes.ts';
import { routes as questionnaires } from './questionnaires/routes.ts';
import { routes as baselines } from './baselines/routes.ts';
import { routes as vignettes } from './vignettes/routes.ts';
import { routes as calibration } from './calibration/routes.ts';
import { ownRoutes as ownCalibration } from './calibration/own-routes.ts';
import { severityRoutes } from './calibration/severity-routes.ts';
import { routes as secondScorings } from './second-scorings/routes.ts';
import { routes as criteria } from './criteria/routes.ts';
import { routes as referrals } from './referrals/routes.ts';
import { routes as provision } from './provision/routes.ts';
import { routes as releases } from './releases/routes.ts';
import { routes as reports } from './reports/routes.ts';
import { scheduleRoutes as reportSchedules } from './reports/schedule-routes.ts';

/** Every endpoint of the contract, bound. */
export const routes: readonly Route[] = [
  ...session,
  ...organisations,
  ...members,
  ...invitations,
  ...tokens,
  ...mail,
  ...audit,
  ...students,
  ...schools,
  ...sharing,
  ...sharedLinks,
  ...characteristics,
  ...programmes,
  ...enrolments,
  ...targets,
  ...reviews,
  ...closures,
  ...matches,
  ...frameworks,
  ...draftRoutes,
  ...ownView,
  ...assessments,
  ...prep,
  ...outcomes,
  ...analysis,
  ...imports,
  ...meetings,
  ...meetingRoom,
  ...caseload,
  ...concerns,
  ...calendar,
  ...actions,
  ...actionLibrary,
  ...feedback,
  ...interventions,
  ...measures,
  ...readings,
  ...questionnaires,
  ...baselines,
  ...vignettes,
  ...calibration,
  ...ownCalibration,
  ...severityRoutes,
  ...secondScorings,
  ...criteria,
  ...referrals,
  ...provision,
  ...releases,
  ...reports,
  ...reportSchedules,
  ...studentReportRuns,
  ...studentReports,
];
