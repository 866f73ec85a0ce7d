import type { ActionOwner, ActionStatus } from '@waymark/contract/actions.ts';
import type { MissingReason, Perspective, Point } from '@waymark/contract/assessments.ts';
import type { EndedBy } from '@waymark/contract/students.ts';
import type { Role } from '@waymark/contract/common.ts';

/*
 * Rows of the tables as the demo makes them, without `org_id`. Columns left out keep their defaults. A moment is written
 * as PostgreSQL reads it, in local time with the zone's name: '2026-03-05 10:30 Europe/London'.
 */

export interface SchoolRow {
  id: string;
  name: string;
  urn: string;
  created_at: string;
}

export interface MemberRow {
  id: string;
  role: Role;
  name: string;
  email: string;
  school_id: string | null;
  student_id: string | null;
  status: 'active';
  created_at: string;
}

export interface ProgrammeRow {
  id: string;
  name: string;
  description: string;
  framework_id: string;
  starts_on: string;
  created_at: string;
}

export interface CohortRow {
  id: string;
  programme_id: string;
  name: string;
  starts_on: string;
  ends_on: string;
}

export interface StudentRow {
  id: string;
  upn: string | null;
  given_name: string;
  family_name: string;
  preferred_name: string | null;
  birth_date: string;
  year_group: number;
  school_id: string;
  email: string | null;
  external_id: string;
  left_on: string | null;
  left_reason: string | null;
  created_at: string;
  created_by: string | null;
}

export interface CharacteristicRow {
  id: string;
  student_id: string;
  characteristic_id: string;
  value: string | null;
  missing_reason: string | null;
  recorded_at: string;
}

export interface EnrolmentRow {
  id: string;
  student_id: string;
  programme_id: string;
  cohort_id: string | null;
  started_on: string;
  ended_on: string | null;
  end_kind: 'planned' | 'early' | null;
  end_reason: string | null;
  ended_by: EndedBy | null;
  created_at: string;
}

export interface MatchRow {
  id: string;
  student_id: string;
  mentor_id: string;
  enrolment_id: string;
  purpose: string;
  started_on: string;
  ended_on: string | null;
  end_reason: string | null;
  ended_by: EndedBy | null;
  handed_over_to: string | null;
  created_at: string;
  created_by: string | null;
}

export interface MeetingRow {
  id: string;
  student_id: string;
  match_id: string;
  mentor_id: string;
  starts_at: string;
  planned_minutes: number;
  mode: 'in_person' | 'online' | 'phone' | 'group';
  place: string;
  status: 'scheduled' | 'held' | 'student_absent' | 'mentor_absent' | 'cancelled' | 'moved';
  minutes: number | null;
  status_reason: string | null;
  moved_to: string | null;
  finished_at: string | null;
  created_at: string;
  created_by: string;
}

export interface NoteRow {
  id: string;
  student_id: string;
  meeting_id: string;
  author_id: string;
  body: string;
  shared_with_student: boolean;
  readable_by: string[];
  created_at: string;
}

export interface AssessmentRow {
  id: string;
  student_id: string;
  enrolment_id: string;
  framework_version_id: string;
  assessor_id: string;
  match_id: string | null;
  meeting_id: string | null;
  perspective: Perspective;
  point: Point;
  assessed_on: string;
  source: 'app' | 'import';
  recorded_at: string;
  recorded_by: string;
  recorded_role: Role;
}

export interface ScoreRow {
  id: string;
  student_id: string;
  assessment_id: string;
  outcome_id: string;
  series_id: string;
  level: number | null;
  missing_reason: MissingReason | null;
  reason: string;
  supersedes: string | null;
  amendment_reason: string | null;
  recorded_at: string;
  recorded_by: string;
  recorded_role: Role;
}

export interface ActionRow {
  id: string;
  student_id: string;
  match_id: string;
  mentor_id: string;
  meeting_id: string;
  series_id: string | null;
  library_id: string | null;
  title: string;
  detail: string;
  owner: ActionOwner;
  due_on: string;
  status: ActionStatus;
  closed_on: string | null;
  closed_meeting_id: string | null;
  close_note: string;
  created_at: string;
  created_by: string;
}
