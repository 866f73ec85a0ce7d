import { listActions } from '@waymark/contract/actions.ts';
import { listEnrolments } from '@waymark/contract/enrolments.ts';
import { getCaseloadBalance, listMatches } from '@waymark/contract/matches.ts';
import { listMeetings } from '@waymark/contract/meetings.ts';
import { getProgramme, listProgrammes } from '@waymark/contract/programmes.ts';
import { getStudent, listStudentChanges, listStudents } from '@waymark/contract/students.ts';

/** What is no longer true once somebody's enrolments or matches change, with the meetings and actions under them. */
export const studentReads = [
  getStudent,
  listStudents,
  listStudentChanges,
  listEnrolments,
  listProgrammes,
  getProgramme,
  getCaseloadBalance,
  listMatches,
  listMeetings,
  listActions,
];
