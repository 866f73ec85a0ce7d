-- Waymark's first schema.
--
-- Every tenant table has org_id, primary key (org_id, id) and foreign keys that include org_id, so that it shards by
-- org_id unchanged. No triggers, and no subqueries in policies: neither survives distribution. What must never change
-- is protected by grants that are not given. Every statement of the application runs as the role waymark_app.

do $$
begin
  if not exists (select from pg_roles where rolname = 'waymark_app') then
    create role waymark_app nologin nosuperuser nobypassrls;
  end if;
  execute format('grant waymark_app to %I', current_user);
end $$;

-- People and tenants ------------------------------------------------------------------------------------------------

create table organisations (
  org_id uuid primary key,
  name text not null,
  time_zone text not null default 'Europe/London',
  locale text not null default 'en-GB',
  -- a meeting's score must carry a reason; weeks without contact before a student needs follow-up; days before an outcome is stale
  require_reason boolean not null default false,
  no_contact_weeks int not null default 3 check (no_contact_weeks between 1 and 52),
  stale_after_days int not null default 90 check (stale_after_days between 7 and 730),
  is_demo boolean not null default false,
  -- what students' pseudonyms are made with: the same student always has the same one, and nobody without it can tell whose it is
  pseudonym_key uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  version int not null default 1
);

create table schools (
  org_id uuid not null references organisations,
  id uuid not null,
  name text not null,
  urn text,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (org_id, id)
);
create unique index schools_urn on schools (org_id, urn) where urn is not null;
create unique index schools_name on schools (org_id, lower(name)) where archived_at is null;

create table students (
  org_id uuid not null references organisations,
  id uuid not null,
  upn text,
  given_name text not null,
  family_name text not null,
  preferred_name text,
  birth_date date,
  year_group int check (year_group between 0 and 14),
  school_id uuid,
  email text,
  -- the id in the organisation's own system, where a roll brings one
  external_id text,
  left_on date,
  left_reason text,
  import_id uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  version int not null default 1,
  -- names as they are sorted and searched: no marks, hyphens, apostrophes or capitals, so that Zoë O'Brien is found as
  -- "zoe obrien" and de Souza stands before Dean on every database. Compared with < and >=, which are leakproof: under
  -- row-level security an index does not serve LIKE or lower(). `server/students/nameKey.ts` says the same.
  family_key text collate "C" generated always as (lower(translate(regexp_replace(normalize(family_name, NFD), '[\u0300-\u036F''’ -]', '', 'g') collate "C", 'ŁłØøĐđ', 'LlOoDd'))) stored,
  given_key text collate "C" generated always as (lower(translate(regexp_replace(normalize(given_name, NFD), '[\u0300-\u036F''’ -]', '', 'g') collate "C", 'ŁłØøĐđ', 'LlOoDd'))) stored,
  primary key (org_id, id),
  foreign key (org_id, school_id) references schools (org_id, id)
);
create unique index students_upn on students (org_id, upn) where upn is not null;
create unique index students_external_id on students (org_id, external_id) where external_id is not null;
create index students_by_name on students (org_id, family_key, given_key, id);
create index students_by_given_name on students (org_id, given_key);
create index students_by_school on students (org_id, school_id, family_key, given_key, id);
create index students_by_birth on students (org_id, birth_date, family_key);
create index students_by_import on students (org_id, import_id) where import_id is not null;

-- A user's seat in one organisation. A seat without user_id is somebody the records name who never signed in:
-- an invited person, or the assessor of an imported score.
create table members (
  org_id uuid not null references organisations,
  id uuid not null,
  user_id text,
  role text not null check (role in ('admin', 'lead', 'mentor', 'school_contact', 'student', 'analyst', 'safeguarding_lead')),
  name text not null,
  email text,
  school_id uuid,
  student_id uuid,
  status text not null default 'invited' check (status in ('invited', 'active', 'ended', 'record_only')),
  calendar_token_hash text,
  digest boolean not null default true,
  last_active_at timestamptz,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, school_id) references schools (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  check (role <> 'school_contact' or school_id is not null),
  check (role <> 'student' or student_id is not null)
);
create unique index members_user on members (org_id, user_id, role) where user_id is not null and status <> 'ended';
create index members_by_user on members (user_id) where user_id is not null;
create unique index members_email on members (org_id, lower(email), role) where email is not null and status <> 'ended';
create unique index members_calendar on members (calendar_token_hash) where calendar_token_hash is not null;

create table invitations (
  org_id uuid not null references organisations,
  id uuid not null,
  member_id uuid not null,
  token_hash text not null,
  sent_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, member_id) references members (org_id, id)
);
create unique index invitations_token on invitations (token_hash);

create table access_tokens (
  org_id uuid not null references organisations,
  id uuid not null,
  member_id uuid not null,
  name text not null,
  token_hash text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, member_id) references members (org_id, id)
);
create unique index access_tokens_hash on access_tokens (token_hash);

-- Records about requests --------------------------------------------------------------------------------------------

-- The answer of every write, kept for a week under the key its client chose, so that sending twice is sending once.
create table idempotency_keys (
  org_id uuid not null references organisations,
  member_id uuid not null,
  key text not null,
  request_hash text not null,
  status int,
  etag text,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (org_id, member_id, key)
);

create table audit_log (
  org_id uuid not null references organisations,
  id uuid not null,
  at timestamptz not null default now(),
  member_id uuid,
  role text,
  action text not null,
  entity text not null,
  entity_id uuid,
  student_id uuid,
  detail jsonb not null default '{}',
  request_id text,
  ip text,
  primary key (org_id, id)
);
create index audit_log_by_time on audit_log (org_id, at desc, id);
create index audit_log_by_student on audit_log (org_id, student_id, at desc) where student_id is not null;
create index audit_log_by_entity on audit_log (org_id, entity, entity_id);

create table access_log (
  -- no foreign key: it would lock the organisation's one row for every reading of anybody
  org_id uuid not null,
  id uuid not null,
  at timestamptz not null default now(),
  member_id uuid,
  role text,
  what text not null,
  student_id uuid,
  request_id text,
  ip text,
  primary key (org_id, id)
);
create index access_log_by_student on access_log (org_id, student_id, at desc);

create table outgoing_mail (
  org_id uuid not null references organisations,
  id uuid not null,
  to_address text not null,
  subject text not null,
  body text not null,
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed', 'kept')),
  attempts int not null default 0,
  -- when it is tried next; moved ahead before each attempt, so that two servers never send the same one
  attempt_after timestamptz not null default now(),
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (org_id, id)
);
create index outgoing_mail_by_time on outgoing_mail (org_id, created_at desc, id);
create index outgoing_mail_queue on outgoing_mail (org_id, created_at) where status = 'queued';

-- Characteristics ---------------------------------------------------------------------------------------------------

create table characteristics (
  org_id uuid not null references organisations,
  id uuid not null,
  code text not null,
  label text not null,
  -- [{"code": "…", "label": "…"}], in order (an object would lose it); yes/no characteristics have "yes" and "no"
  options jsonb not null,
  shipped boolean not null default false,
  position int not null default 0,
  archived_at timestamptz,
  version int not null default 1,
  primary key (org_id, id)
);
create unique index characteristics_code on characteristics (org_id, code);

create table student_characteristics (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  characteristic_id uuid not null,
  value text,
  missing_reason text check (missing_reason in ('not_collected', 'prefer_not_to_say', 'not_known', 'not_applicable')),
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  -- the row that replaced this one; the current value has none
  replaced_at timestamptz,
  import_id uuid,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, characteristic_id) references characteristics (org_id, id),
  check ((value is null) <> (missing_reason is null))
);
create unique index student_characteristics_current on student_characteristics (org_id, student_id, characteristic_id) where replaced_at is null;
-- whose value it is stands in it: everybody's of one characteristic is read without going through all there are
create index student_characteristics_value on student_characteristics (org_id, characteristic_id, value) include (student_id) where replaced_at is null;

-- Frameworks --------------------------------------------------------------------------------------------------------

create table frameworks (
  org_id uuid not null references organisations,
  id uuid not null,
  name text not null,
  description text not null default '',
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (org_id, id)
);

create table framework_versions (
  org_id uuid not null references organisations,
  id uuid not null,
  framework_id uuid not null,
  number int not null,
  status text not null default 'draft' check (status in ('draft', 'published', 'retired')),
  levels int not null default 4 check (levels between 2 and 10),
  note text not null default '',
  created_at timestamptz not null default now(),
  created_by uuid,
  published_at timestamptz,
  published_by uuid,
  -- counts up on every edit of the draft or of anything in it
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, framework_id) references frameworks (org_id, id)
);
create unique index framework_versions_number on framework_versions (org_id, framework_id, number);
create unique index framework_versions_one_draft on framework_versions (org_id, framework_id) where status = 'draft';

create table outcome_types (
  org_id uuid not null references organisations,
  id uuid not null,
  framework_version_id uuid not null,
  position int not null,
  code text not null,
  name text not null,
  description text not null default '',
  primary key (org_id, id),
  foreign key (org_id, framework_version_id) references framework_versions (org_id, id)
);
create unique index outcome_types_code on outcome_types (org_id, framework_version_id, code);

create table outcomes (
  org_id uuid not null references organisations,
  id uuid not null,
  framework_version_id uuid not null,
  outcome_type_id uuid not null,
  -- one longitudinal series: outcomes that carry over between versions share it
  series_id uuid not null,
  position int not null,
  code text not null,
  statement text not null,
  question text not null,
  student_wording text not null,
  evidence text not null default '',
  -- level 1 first; as many as the version has levels
  descriptors text[] not null,
  primary key (org_id, id),
  foreign key (org_id, framework_version_id) references framework_versions (org_id, id),
  foreign key (org_id, outcome_type_id) references outcome_types (org_id, id)
);
create unique index outcomes_code on outcomes (org_id, framework_version_id, code);
create unique index outcomes_series on outcomes (org_id, framework_version_id, series_id);
create index outcomes_by_series on outcomes (org_id, series_id);

-- Programmes, enrolments, matches -----------------------------------------------------------------------------------

create table programmes (
  org_id uuid not null references organisations,
  id uuid not null,
  name text not null,
  description text not null default '',
  framework_id uuid not null,
  starts_on date,
  ends_on date,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, framework_id) references frameworks (org_id, id)
);
create unique index programmes_name on programmes (org_id, lower(name)) where archived_at is null;

create table cohorts (
  org_id uuid not null references organisations,
  id uuid not null,
  programme_id uuid not null,
  name text not null,
  starts_on date,
  ends_on date,
  archived_at timestamptz,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, programme_id) references programmes (org_id, id)
);
create unique index cohorts_name on cohorts (org_id, programme_id, lower(name)) where archived_at is null;

create table enrolments (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  programme_id uuid not null,
  cohort_id uuid,
  started_on date not null,
  ended_on date,
  end_kind text check (end_kind in ('planned', 'early')),
  end_reason text,
  ended_by text check (ended_by in ('mentor', 'student', 'family', 'school', 'programme')),
  import_id uuid,
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, programme_id) references programmes (org_id, id),
  foreign key (org_id, cohort_id) references cohorts (org_id, id),
  check (ended_on is null or ended_on >= started_on)
);
create unique index enrolments_one_open on enrolments (org_id, student_id, programme_id) where ended_on is null;
create index enrolments_by_student on enrolments (org_id, student_id);
create index enrolments_by_programme on enrolments (org_id, programme_id, cohort_id, student_id);

create table matches (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  mentor_id uuid not null,
  enrolment_id uuid not null,
  purpose text not null default '',
  started_on date not null,
  -- the day the match ended or will end; access ends with it, at once when it is today
  ended_on date,
  end_reason text,
  ended_by text check (ended_by in ('mentor', 'student', 'family', 'school', 'programme')),
  handed_over_to uuid,
  created_at timestamptz not null default now(),
  created_by uuid,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, mentor_id) references members (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id),
  check (ended_on is null or ended_on >= started_on)
);
create unique index matches_one_current on matches (org_id, student_id, mentor_id, enrolment_id) where ended_on is null;
create index matches_by_mentor on matches (org_id, mentor_id, ended_on, student_id);
create index matches_by_student on matches (org_id, student_id, started_on);
create index matches_by_enrolment on matches (org_id, enrolment_id);

-- Meetings ----------------------------------------------------------------------------------------------------------

create table meetings (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  match_id uuid not null,
  mentor_id uuid not null,
  starts_at timestamptz not null,
  planned_minutes int not null default 30 check (planned_minutes between 5 and 480),
  mode text not null default 'in_person' check (mode in ('in_person', 'online', 'phone', 'group')),
  place text not null default '',
  status text not null default 'scheduled'
    check (status in ('scheduled', 'held', 'student_absent', 'mentor_absent', 'cancelled', 'moved')),
  minutes int check (minutes between 0 and 480),
  status_reason text,
  moved_to uuid,
  -- meetings scheduled together
  repeat_id uuid,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, match_id) references matches (org_id, id),
  foreign key (org_id, mentor_id) references members (org_id, id)
);
create index meetings_by_mentor on meetings (org_id, mentor_id, starts_at);
create index meetings_by_student on meetings (org_id, student_id, starts_at desc);
-- what is still to be held or recorded, without the history behind it
create index meetings_scheduled on meetings (org_id, mentor_id, starts_at) where status = 'scheduled';
create index meetings_by_repeat on meetings (org_id, repeat_id) where repeat_id is not null;

-- What has been entered in a meeting that is not finished: a row an answer, so that two tabs never overwrite each other.
create table meeting_drafts (
  org_id uuid not null references organisations,
  student_id uuid not null,
  meeting_id uuid not null,
  member_id uuid not null,
  -- 'score:OUTCOME_ID', 'notes', 'shared_notes', 'action:ACTION_ID', 'attendance', 'action_outcome:ACTION_ID'
  key text not null,
  value jsonb,
  edited_at timestamptz not null,
  saved_at timestamptz not null default now(),
  primary key (org_id, meeting_id, member_id, key),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, meeting_id) references meetings (org_id, id)
);

create table meeting_notes (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  author_id uuid not null,
  body text not null,
  shared_with_student boolean not null default false,
  -- the author, and the mentors the note was handed over to
  readable_by uuid[] not null,
  created_at timestamptz not null default now(),
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, meeting_id) references meetings (org_id, id),
  foreign key (org_id, author_id) references members (org_id, id)
);
create index meeting_notes_by_student on meeting_notes (org_id, student_id, created_at desc);
create index meeting_notes_by_meeting on meeting_notes (org_id, meeting_id);

-- Assessments and scores: written once ------------------------------------------------------------------------------

create table assessments (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  enrolment_id uuid not null,
  framework_version_id uuid not null,
  -- the assessor and the match it was made under stay whatever happens to the match
  assessor_id uuid not null,
  match_id uuid,
  meeting_id uuid,
  perspective text not null check (perspective in ('mentor', 'student', 'joint')),
  point text not null check (point in ('baseline', 'progress', 'review', 'closing')),
  assessed_on date not null,
  source text not null default 'app' check (source in ('app', 'import')),
  import_id uuid,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  recorded_role text,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id),
  foreign key (org_id, framework_version_id) references framework_versions (org_id, id),
  foreign key (org_id, assessor_id) references members (org_id, id),
  foreign key (org_id, match_id) references matches (org_id, id),
  foreign key (org_id, meeting_id) references meetings (org_id, id)
);
create unique index assessments_one_per_meeting on assessments (org_id, meeting_id, assessor_id, perspective) where meeting_id is not null;
create unique index assessments_import_key on assessments (org_id, student_id, enrolment_id, framework_version_id, assessor_id, perspective, assessed_on)
  where source = 'import';
create index assessments_by_student on assessments (org_id, student_id, assessed_on desc, id);
create index assessments_by_import on assessments (org_id, import_id) where import_id is not null;

create table scores (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  assessment_id uuid not null,
  outcome_id uuid not null,
  series_id uuid not null,
  level int,
  missing_reason text check (missing_reason in ('not_asked', 'declined', 'not_applicable', 'not_collected')),
  reason text not null default '',
  -- an amendment: the score this one takes the place of, and why; both stay
  supersedes uuid,
  amendment_reason text,
  import_id uuid,
  recorded_at timestamptz not null default now(),
  recorded_by uuid,
  recorded_role text,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, assessment_id) references assessments (org_id, id),
  foreign key (org_id, outcome_id) references outcomes (org_id, id),
  foreign key (org_id, supersedes) references scores (org_id, id),
  check ((level is null) <> (missing_reason is null)),
  check ((supersedes is null) = (amendment_reason is null))
);
-- one original an outcome; not a partial index, because it also serves everything that looks up an assessment's scores
create unique index scores_one_original on scores (org_id, assessment_id, outcome_id, supersedes) nulls not distinct;
create unique index scores_one_successor on scores (org_id, supersedes) where supersedes is not null;
create index scores_by_student on scores (org_id, student_id, series_id);
create index scores_by_import on scores (org_id, import_id) where import_id is not null;

-- Where each student stands, per enrolment, series and perspective. Kept up in the transaction that writes a score;
-- rebuilt from scores by one command. Every screen reads this, so that its cost does not grow with history.
create table standings (
  org_id uuid not null references organisations,
  student_id uuid not null,
  enrolment_id uuid not null,
  series_id uuid not null,
  perspective text not null,
  -- scores with a level, amendments applied
  scored int not null,
  first_level int,
  first_on date,
  first_assessor_id uuid,
  previous_level int,
  previous_on date,
  latest_level int,
  latest_on date,
  latest_assessor_id uuid,
  latest_assessment_id uuid,
  latest_outcome_id uuid,
  -- the latest level at each point
  baseline_level int,
  progress_level int,
  review_level int,
  closing_level int,
  -- the last time it came up, scored or not, and how that ended
  last_asked_on date,
  last_missing_reason text,
  primary key (org_id, student_id, enrolment_id, series_id, perspective),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, enrolment_id) references enrolments (org_id, id)
);
create index standings_by_series on standings (org_id, series_id, perspective, enrolment_id) include (first_level, latest_level, scored, student_id);

-- A line a student for the caseload: kept up by the transactions that schedule and finish meetings and set actions.
create table contact_summaries (
  org_id uuid not null references organisations,
  student_id uuid not null,
  mentor_id uuid not null,
  last_held_at timestamptz,
  meetings_held int not null default 0,
  minutes_held int not null default 0,
  missed_in_a_row int not null default 0,
  primary key (org_id, student_id, mentor_id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, mentor_id) references members (org_id, id)
);

-- Actions -----------------------------------------------------------------------------------------------------------

create table action_library (
  org_id uuid not null references organisations,
  id uuid not null,
  -- the outcome it answers; null for any outcome
  series_id uuid,
  title text not null,
  detail text not null default '',
  owner text not null default 'student' check (owner in ('mentor', 'student')),
  -- proposed when a score is at or below this level, or fell
  up_to_level int not null default 2,
  due_in_days int not null default 14 check (due_in_days between 1 and 365),
  archived_at timestamptz,
  version int not null default 1,
  primary key (org_id, id)
);
create index action_library_by_series on action_library (org_id, series_id) where archived_at is null;

create table actions (
  org_id uuid not null references organisations,
  student_id uuid not null,
  id uuid not null,
  match_id uuid not null,
  mentor_id uuid not null,
  meeting_id uuid,
  series_id uuid,
  library_id uuid,
  title text not null,
  detail text not null default '',
  owner text not null default 'student' check (owner in ('mentor', 'student')),
  due_on date,
  status text not null default 'open' check (status in ('open', 'done', 'not_done', 'dropped')),
  closed_on date,
  closed_meeting_id uuid,
  close_note text not null default '',
  shared_with_student boolean not null default true,
  created_at timestamptz not null default now(),
  created_by uuid,
  version int not null default 1,
  primary key (org_id, id),
  foreign key (org_id, student_id) references students (org_id, id),
  foreign key (org_id, match_id) references matches (org_id, id),
  foreign key (org_id, mentor_id) references members (org_id, id),
  foreign key (org_id, meeting_id) references meetings (org_id, id),
  foreign key (org_id, library_id) references action_library (org_id, id),
  check ((status = 'open') = (closed_on is null))
);
create index actions_by_student on actions (org_id, student_id, status, due_on);
create index actions_by_mentor on actions (org_id, mentor_id, status, due_on);

-- Imports -----------------------------------------------------------------------------------------------------------

create table imports (
  org_id uuid not null references organisations,
  id uuid not null,
  kind text not null check (kind in ('roll', 'scores')),
  file_name text not null,
  file_hash text not null,
  -- column -> field, as confirmed by the person
  mapping jsonb not null default '{}',
  options jsonb not null default '{}',
  headers text[] not null default '{}',
  -- the workbook's sheets, and the first cells of each column
  source jsonb not null default '{}',
  status text not null default 'uploaded'
    check (status in ('uploaded', 'checking', 'previewed', 'running', 'done', 'failed', 'undone', 'discarded')),
  row_count int not null default 0,
  counts jsonb not null default '{}',
  error text,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  -- when a person last did something with it: what nobody comes back to is put away
  touched_at timestamptz not null default now(),
  confirmed_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  undone_by uuid,
  -- its rows hold what the file held, and are kept only as long as they are of use
  rows_dropped_at timestamptz,
  version int not null default 1,
  primary key (org_id, id)
);
create index imports_by_time on imports (org_id, created_at desc, id);

-- A row of the file as read, what is wrong with it, and what became of it.
create table import_rows (
  org_id uuid not null references organisations,
  import_id uuid not null,
  row_number int not null,
  cells text[] not null,
  -- the row as understood when it was checked: what was previewed is what is written
  reading jsonb,
  -- good: will be taken; bad: has a problem that stops it; choose: a probable duplicate a person must decide on
  verdict text check (verdict in ('good', 'bad', 'choose')),
  problems jsonb not null default '[]',
  -- create, update, unchanged, skip; set by the preview, confirmed by the run
  outcome text check (outcome in ('create', 'update', 'unchanged', 'skip')),
  student_id uuid,
  -- probable duplicates found, and the decision: the student's id, 'new' or 'skip'
  candidates uuid[] not null default '{}',
  decision text,
  -- what the row changed, so that it can be undone
  undo jsonb,
  primary key (org_id, import_id, row_number),
  foreign key (org_id, import_id) references imports (org_id, id) on delete cascade
);
-- the few among the many; rows that are taken are read in the order of the file
create index import_rows_to_mend on import_rows (org_id, import_id, row_number) where verdict in ('bad', 'choose');
create index import_rows_by_student on import_rows (org_id, import_id, student_id) where student_id is not null;

-- Row-level security ------------------------------------------------------------------------------------------------
-- settings: app.org_id, app.user_id, app.member_id, app.role, app.scope ('all' | 'list'), app.students ('{uuid,…}').
-- No setting means no rows.

do $$
declare
  org constant text := $p$org_id = nullif(current_setting('app.org_id', true), '')::uuid$p$;
  -- the list is searched as text: read into an array anew for every row, it cost forty times as much
  own constant text := org || $p$ and (current_setting('app.scope', true) = 'all' or strpos(current_setting('app.students', true), %I::text) > 0)$p$;
  note constant text := $p$ and (current_setting('app.role', true) in ('lead', 'safeguarding_lead') or nullif(current_setting('app.member_id', true), '')::uuid = any (readable_by) or (current_setting('app.role', true) = 'student' and shared_with_student))$p$;
  t text;
  predicate text;
begin
  for t in select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> 'migrations' loop
    predicate := case
      when t = 'students' then format(own, 'id')
      when t = 'meeting_notes' then format(own, 'student_id') || note
      when t in ('organisations', 'members', 'audit_log', 'access_log', 'import_rows') then org
      when exists (select from pg_attribute where attrelid = t::regclass and attname = 'student_id' and not attisdropped) then format(own, 'student_id')
      else org
    end;
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I to waymark_app using (%s) with check (%s)', t, predicate, predicate);
  end loop;
end $$;

-- Before an organisation is known: a signed-in user finds their own seats, the holder of a secret what it opens, and
-- the jobs which organisations there are.
create policy own_seats on members for select to waymark_app
  using (user_id = nullif(current_setting('app.user_id', true), ''));
create policy own_organisations on organisations for select to waymark_app
  using (org_id = any (nullif(current_setting('app.org_ids', true), '')::uuid[]) or current_setting('app.role', true) = 'jobs');
create policy by_secret on access_tokens for select to waymark_app
  using (token_hash = nullif(current_setting('app.secret_hash', true), ''));
create policy by_secret on invitations for select to waymark_app
  using (token_hash = nullif(current_setting('app.secret_hash', true), ''));
create policy by_secret on members for select to waymark_app
  using (calendar_token_hash = nullif(current_setting('app.secret_hash', true), ''));

-- Grants: what is not granted cannot be done. Nothing may delete a record of what happened. ------------------------

grant usage on schema public to waymark_app;
grant select, insert, update on
  organisations, schools, students, members, invitations, access_tokens, idempotency_keys, outgoing_mail,
  characteristics, student_characteristics, frameworks, framework_versions, outcome_types, outcomes,
  programmes, cohorts, enrolments, matches, meetings, meeting_drafts, standings, contact_summaries,
  action_library, actions, imports, import_rows to waymark_app;
grant select, insert on audit_log, access_log, assessments, scores, meeting_notes to waymark_app;
-- a note's text never changes; who may read it does
grant update (readable_by) on meeting_notes to waymark_app;
-- drafts become records or are dropped; a draft version's parts may be removed; an undone import takes back its rows
grant delete on meeting_drafts, idempotency_keys, outcome_types, outcomes, framework_versions, frameworks, import_rows, standings to waymark_app;

-- The one way a record leaves: the undo of the import that brought it, while nobody has built on it (a foreign key then
-- refuses). The undo names its import in app.undo_import; without it no row may be deleted.
grant delete on students, student_characteristics, enrolments, assessments, scores to waymark_app;
do $$
declare t text;
begin
  foreach t in array array['students', 'student_characteristics', 'enrolments', 'assessments', 'scores'] loop
    execute format($p$create policy undo_only on %I as restrictive for delete to waymark_app
      using (import_id = nullif(current_setting('app.undo_import', true), '')::uuid)$p$, t);
  end loop;
end $$;
