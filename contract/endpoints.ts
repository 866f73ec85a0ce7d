import type { Endpoint } from './endpoint.ts';
import * as actionLibrary from './action-library.ts';
import * as actions from './actions.ts';
import * as audit from './audit.ts';
import * as calendar from './calendar.ts';
import * as calibration from './calibration.ts';
import * as concerns from './concerns.ts';
import * as caseload from './caseload.ts';
import * as meetings from './meetings.ts';
import * as meetingRoom from './meeting-room.ts';
import * as invitations from './invitations.ts';
import * as mail from './mail.ts';
import * as members from './members.ts';
import * as organisations from './organisations.ts';
import * as secondScorings from './second-scorings.ts';
import * as severity from './severity.ts';
import * as session from './session.ts';
import * as tokens from './tokens.ts';
import * as vignettes from './vignettes.ts';
import * as frameworkDrafts from './framework-drafts.ts';
import * as frameworks from './frameworks.ts';
import * as ownView from './own-view.ts';
import * as studentReports from './student-reports.ts';
import * as students from './students.ts';
import * as schools from './schools.ts';
import * as shares from './shares.ts';
import * as characteristics from './characteristics.ts';
import * as programmes from './programmes.ts';
import * as enrolments from './enrolments.ts';
import * as targets from './targets.ts';
import * as reviews from './reviews.ts';
import * as closures from './closures.ts';
import * as matches from './matches.ts';
import * as assessments from './assessments.ts';
import * as prep from './prep.ts';
import * as outcomes from './outcomes.ts';
import * as analysis from './analysis.ts';
import * as imports from './imports.ts';
import * as feedback from './feedback.ts';
import * as interventions from './interventions.ts';
import * as participations from './participations.ts';
import * as criteria from './criteria.ts';
import * as referralReasons from './referral-reasons.ts';
import * as referrals from './referrals.ts';
import * as triage from './triage.ts';
import * as referralFigures from './referral-figures.ts';
import * as provision from './provision.ts';
import * as releases from './releases.ts';
import * as reports from './reports.ts';
import * as reportSchedules from './report-schedules.ts';
import * as measures from './measures.ts';
import * as missingScores from './missing-scores.ts';
import * as readings from './readings.ts';
import * as attendance from './attendance.ts';
import * as questionnaires from './questionnaires.ts';
import * as baselines from './baselines.ts';

/** The API's table of contents: every noun and its endpoints. */
const nouns: Record<string, object> = {
  session,
  organisations,
  members,
  invitations,
  tokens,
  mail,
  audit,
  meetings,
  meetingRoom,
  calendar,
  caseload,
  concerns,
  actions,
  actionLibrary,
  frameworkDrafts,
  frameworks,
  ownView,
  students,
  schools,
  shares,
  characteristics,
  programmes,
  enrolments,
  targets,
  reviews,
  closures,
  matches,
  assessments,
  prep,
  outcomes,
  analysis,
  imports,
  feedback,
  interventions,
  participations,
  criteria,
  referralReasons,
  referrals,
  triage,
  referralFigures,
  provision,
  releases,
  reports,
  reportSchedules,
  studentReports,
  measures,
  missingScores,
  readings,
  attendance,
  questionnaires,
  baselines,
  vignettes,
  calibration,
  severity,
  secondScorings,
};

/** Every endpoint by noun and name; what else a noun's file exports is left out. */
export function endpoints(): Record<string, Record<string, Endpoint>> {
  return Object.fromEntries(
    Object.entries(nouns).map(([noun, all]) => [
      noun,
      Object.fromEntries(Object.entries(all).filter((each): each is [string, Endpoint] => isEndpoint(each[1]))),
    ]),
  );
}

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'response' in value && 'summary' in value;
}
